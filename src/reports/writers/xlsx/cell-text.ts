/** A cell holds no more characters than this (ECMA-376). */
export const MOST_CHARACTERS = 32_767;
const MOST_NAME = 31;

/** What XML 1.0 has no place for, lone halves of a pair among it. */
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text for an element or attribute. What XML cannot say becomes �. */
export const xmlText = (text: string): string =>
  text.replace(UNSAYABLE, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text of a cell: what a reader would take for an escape is escaped, what is too long is cut where that can be seen. */
export function cellXmlText(text: string): string {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return xmlText(cut.replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_'));
}

/** Column by letters: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Names that a workbook takes: at most 31 characters, none of `[]:*?/\`, no two alike. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name, at) => {
    const plain = name.replace(/[[\]:*?/\\]/g, ' ').replace(/\s+/g, ' ').trim().replace(/^'+|'+$/g, '') || `Bảng ${at + 1}`;
    for (let copy = 1; ; copy += 1) {
      const mark = copy === 1 ? '' : ` (${copy})`;
      const tried = [...plain].slice(0, MOST_NAME - mark.length).join('').slice(0, MOST_NAME - mark.length).trim() + mark;
      if (taken.has(tried.toLowerCase())) continue;
      taken.add(tried.toLowerCase());
      return tried;
    }
  });
}
