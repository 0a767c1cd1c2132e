import { viewOf } from './sfnt';

/** Glyph of each letter (code point) of a `cmap` table: its formats 4 and 12, which is what web fonts have. */
export function lettersOf(cmap: Uint8Array): ReadonlyMap<number, number> {
  const view = viewOf(cmap);
  const letters = new Map<number, number>();
  const count = view.getUint16(2);
  for (let index = 0; index < count; index += 1) {
    const at = view.getUint32(8 + index * 8);
    const format = view.getUint16(at);
    if (format === 4) readSegments(view, at, letters);
    if (format === 12) readGroups(view, at, letters);
  }
  return letters;
}

function readSegments(view: DataView, at: number, letters: Map<number, number>): void {
  const twice = view.getUint16(at + 6);
  const [ends, starts, deltas, ranges] = [at + 14, at + 16 + twice, at + 16 + twice * 2, at + 16 + twice * 3];
  for (let segment = 0; segment < twice; segment += 2) {
    const start = view.getUint16(starts + segment);
    const delta = view.getUint16(deltas + segment);
    const range = view.getUint16(ranges + segment);
    for (let letter = start; letter <= view.getUint16(ends + segment) && letter < 0xffff; letter += 1) {
      const direct = range === 0 ? letter : view.getUint16(ranges + segment + range + 2 * (letter - start));
      const glyph = range !== 0 && direct === 0 ? 0 : (direct + delta) & 0xffff;
      if (glyph !== 0) letters.set(letter, glyph);
    }
  }
}

function readGroups(view: DataView, at: number, letters: Map<number, number>): void {
  const count = view.getUint32(at + 12);
  for (let group = at + 16; group < at + 16 + count * 12; group += 12) {
    const [start, end, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)];
    for (let letter = start; letter <= end; letter += 1) letters.set(letter, glyph + letter - start);
  }
}

/** A `cmap` table of format 12 with one group a letter. */
export function cmapOf(letters: ReadonlyMap<number, number>): Uint8Array {
  const sorted = [...letters].sort(([a], [b]) => a - b);
  const bytes = new Uint8Array(12 + 16 + sorted.length * 12);
  const view = viewOf(bytes);
  view.setUint16(2, 1);
  // Windows, full Unicode.
  view.setUint16(4, 3);
  view.setUint16(6, 10);
  view.setUint32(8, 12);
  view.setUint16(12, 12);
  view.setUint32(16, bytes.length - 12);
  view.setUint32(24, sorted.length);
  sorted.forEach(([letter, glyph], index) => [letter, letter, glyph].forEach((value, field) => view.setUint32(28 + index * 12 + field * 4, value)));
  return bytes;
}
