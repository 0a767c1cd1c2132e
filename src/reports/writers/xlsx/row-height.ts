import type { Sheet, SheetCell, SheetRow } from './sheet';

/** Points of one line of the default size. */
const LINE = 15;
const DEFAULT_SIZE = 11;
/** Width of a letter to that of a digit, the measure of columns; measured on Vietnamese text in Times, a little more than the mean. */
const LETTER = { plain: 0.8, heavy: 0.87 } as const;

/**
 * Height of a row in points, by the words that must break in it; null where one line is enough. Said in the file, since programs measure
 * merged cells not at all and others only while somebody edits them.
 */
export function rowHeight(row: SheetRow, index: number, { widths, merges }: Pick<Sheet<unknown>, 'widths' | 'merges'>): number | null {
  let most = 1;
  row.forEach((cell, at) => {
    if (cell === null || 'number' in cell || cell.text === '' || !(cell.look?.wrap || cell.look?.head)) return;
    const merge = merges.find((each) => each.row === index && each.column === at);
    const width = widths.slice(at, at + (merge?.columns ?? 1)).reduce((sum, part) => sum + part, 0);
    most = Math.max(most, linesOf(cell, width) / (merge?.rows ?? 1));
  });
  return most > 1 ? Math.ceil(most * LINE) : null;
}

function linesOf({ text, look }: Extract<NonNullable<SheetCell>, { readonly text: string }>, width: number): number {
  const scale = ((look?.size ?? DEFAULT_SIZE) / DEFAULT_SIZE) * LETTER[look?.bold || look?.head ? 'heavy' : 'plain'];
  const room = Math.max(1, (width - 1) / scale);
  return text.split('\n').reduce((lines, line) => lines + brokenLines(line, room), 0) * Math.max(1, (look?.size ?? DEFAULT_SIZE) / DEFAULT_SIZE);
}

/** Lines of greedy breaking at spaces; a word longer than a line is broken within. */
function brokenLines(text: string, room: number): number {
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > room) [lines, used] = [lines + 1, 0];
    used += (used > 0 ? 1 : 0) + word.length;
    if (used > room) [lines, used] = [lines + Math.ceil(used / room) - 1, used % room];
  }
  return lines;
}
