/** What stands in double braces in a person's own Word file: a field, or a table of which one row is repeated. */
export type WordTag =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] };

/** What is said of a table of the template beside its rows. */
export const WORD_SAID = ['caption', 'unit', 'notes'] as const;
export type WordSaid = (typeof WORD_SAID)[number];

/**
 * What a place of the file says. `block` is a block of the template, or one part of what a widget prints (`id.2`): its words, its drawing, its
 * rows, or what is said above and below a table.
 */
export type WordPlace =
  /** A field as texts have it, braces and all: `{{exports||-1}}`. */
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'text'; readonly block: string }
  | { readonly kind: 'picture'; readonly block: string }
  | { readonly kind: 'said'; readonly block: string; readonly what: WordSaid }
  /** Columns of that table by the names in the repeated row. `bare`: the file says the units itself, in the head of its table; otherwise each figure says its own. */
  | { readonly kind: 'table'; readonly block: string; readonly columns: { readonly [place: string]: string }; readonly bare?: boolean };

/** A unit's own Word file as the form of a report. The file itself is kept once, under its hash. */
export interface WordForm {
  /** SHA-256 of its bytes, hex. */
  readonly file: string;
  /** What it was called when it was brought. */
  readonly name: string;
  /** Its places, as they were read then. */
  readonly tags: readonly WordTag[];
  /** By name of the place; one that reads as a field by itself needs nothing here. */
  readonly places: { readonly [place: string]: WordPlace };
}
