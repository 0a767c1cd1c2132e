/** A text an administrator writes once per language (names in packs). Interface text lives in i18n messages instead. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}
