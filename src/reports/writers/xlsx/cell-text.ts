/** A cell holds no more characters than this (ECMA-376). */
export const MOST_CHARACTERS = 32_767;
const MOST_NAME = 31;

/** What XML 1.0 has no place for, lone halves of a pair among it. */
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Most texts hold nothing of the kind; a workbook has hundreds of thousands. */
const UNPLAIN = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Text for an element or attribute. What XML cannot say becomes �. */
export function xmlText(text: string): string {
  if (!UNPLAIN.test(text)) return text;
  return text.replace(UNSAYABLE, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Text of a cell: what a reader would take for an escape is escaped, what is too long is cut where that can be seen. */
export function cellXmlText(text: string): string {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return xmlText(cut.replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_'));
}

/** Column by letters: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Spreadsheets keep this name for themselves. */
const RESERVED = 'history';

/** Names that a workbook takes: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, no two alike. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name, at) => {
    const plain = name.replace(UNSAYABLE, ' ').replace(/[[\]:*?/\\]/g, ' ').replace(/\s+/g, ' ').replace(/^[\s']+/, '');
    for (let copy = 1; ; copy += 1) {
      const mark = copy === 1 ? '' : ` (${copy})`;
      const tried = (shortened(plain, MOST_NAME - mark.length) || String(at + 1)) + mark;
      if (taken.has(tried.toLowerCase()) || tried.toLowerCase() === RESERVED) continue;
      taken.add(tried.toLowerCase());
      return tried;
    }
  });
}

/** The whole words that have room, or as many letters of the first. */
function shortened(name: string, most: number): string {
  if (name.length <= most) return name.replace(/[\s']+$/, '');
  const letters = [...name];
  while (letters.join('').length > most - 1) letters.pop();
  const cut = letters.join('');
  const word = name[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return `${(word > most / 2 ? cut.slice(0, word) : cut).replace(/[\s',;.]+$/, '')}…`;
}
