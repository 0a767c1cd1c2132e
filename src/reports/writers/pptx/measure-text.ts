/** Inches of one point. */
const POINT = 1 / 72;
/** Height of a line to the size of its letters. */
export const LINE_HEIGHT = 1.2;

/** Widths in Arial, in parts of the size; what is not named is a lower-case letter or a digit. Marks above and below a letter add nothing. */
const NARROW = new Set([...'ijlt.,;:!|\'’()[]/ -fr']);
const WIDE = new Set([...'mwMW%—…@']);
const WIDTH = { narrow: 0.32, wide: 0.89, capital: 0.71, plain: 0.56, heavy: 1.07 } as const;

/** How long a text is on one line, inches. */
export function textWidth(text: string, size: number, bold: boolean): number {
  const em = [...text.normalize('NFD').replace(/\p{M}/gu, '')].reduce((sum, letter) => sum + letterWidth(letter), 0);
  return em * size * POINT * (bold ? WIDTH.heavy : 1);
}
function letterWidth(letter: string): number {
  if (NARROW.has(letter)) return WIDTH.narrow;
  if (WIDE.has(letter)) return WIDTH.wide;
  return letter === letter.toLowerCase() ? WIDTH.plain : WIDTH.capital;
}

/** Lines that a text takes where lines break at spaces, `width` inches wide. */
export function lineCount(text: string, size: number, width: number, bold = false): number {
  const space = textWidth(' ', size, bold);
  return text.split('\n').reduce((lines, line) => {
    let [count, used] = [1, 0];
    for (const word of line.split(' ')) {
      const length = textWidth(word, size, bold);
      if (used > 0 && used + space + length > width) [count, used] = [count + 1, 0];
      used += (used > 0 ? space : 0) + length;
      // A word longer than a line is broken within.
      if (used > width) [count, used] = [count + Math.ceil(used / width) - 1, used % width];
    }
    return lines + count;
  }, 0);
}

/** Height of so many lines, inches. */
export const linesHeight = (lines: number, size: number): number => lines * size * LINE_HEIGHT * POINT;

/** The text where it takes no more lines than that, or its first words and "…". */
export function fitted(text: string, size: number, width: number, lines: number, bold = false): string {
  if (lineCount(text, size, width, bold) <= lines) return text;
  const words = text.split(' ');
  while (words.length > 1 && lineCount(`${words.join(' ')}…`, size, width, bold) > lines) words.pop();
  return `${words.join(' ')}…`;
}
