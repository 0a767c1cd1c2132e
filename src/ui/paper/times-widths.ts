/** What a document is set in; any of them has the widths below. */
export const PAPER_FONT = "'Times New Roman', Tinos, serif";

/**
 * Widths of the printable ASCII letters in the fonts of Times' metrics (Tinos, Liberation Serif, Times New Roman), thousandths of the size.
 * What is drawn for paper is laid out with these and not with what a machine has installed: the same drawing everywhere.
 */
const REGULAR = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
  921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
  333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
] as const;
const BOLD = [
  250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
  930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
  333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
] as const;

const SPACE = 0x20;
/** What is in no table: as wide as the widest common letter, so that a text is never wider than it was taken for. */
const UNKNOWN = 1000;
const MARK = /\p{M}/u;
const HORN = '\u031B';

/** Letters that do not fall apart into an ASCII letter and its marks: [regular, bold]. */
const OTHERS: Readonly<Record<string, readonly [number, number]>> = {
  'đ': [500, 556], 'Đ': [722, 722], '–': [500, 500], '−': [564, 570], '“': [444, 500], '”': [444, 500], '’': [333, 333], '·': [333, 333], '°': [400, 400],
  '₫': [513, 513], '²': [300, 300], '³': [300, 300], '×': [564, 570], '\u00A0': [250, 250],
};
/** A horn makes its letter wider: [regular, bold]. */
const HORNS: Readonly<Record<string, readonly [number, number]>> = { o: [29, 54], u: [42, 44], U: [54, 74] };

/** Width of one line of text in px. Marks above and below take no room of their own. */
export function timesWidth(text: string, px: number, bold: boolean): number {
  const table = bold ? BOLD : REGULAR;
  let sum = 0;
  let last = '';
  for (const letter of text.normalize('NFC').normalize('NFD')) {
    if (letter === HORN) sum += HORNS[last]?.[bold ? 1 : 0] ?? 0;
    else if (!MARK.test(letter)) {
      last = letter;
      sum += table[letter.charCodeAt(0) - SPACE] ?? OTHERS[letter]?.[bold ? 1 : 0] ?? UNKNOWN;
    }
  }
  return (sum * px) / 1000;
}
