import { unzlibSync } from 'fflate';

/** Tables of a TrueType font by their names of four letters. */
export type FontTables = ReadonlyMap<string, Uint8Array>;

const WOFF_SIGNATURE = 0x774f4646;
const TRUETYPE = 0x00010000;
/** Bytes of the headers of both kinds of file, and of one entry of their lists. */
const WOFF = { header: 44, entry: 20 } as const;
const SFNT = { header: 12, entry: 16 } as const;
/** No table of a text font is larger. */
const LARGEST = 4_000_000;

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const padded = (length: number): number => (length + 3) & ~3;

/** Tables of a WOFF 1.0 file, inflated (https://www.w3.org/TR/WOFF/). Null where the bytes are no such file. */
export function woffTables(woff: Uint8Array): FontTables | null {
  if (woff.length < WOFF.header) return null;
  const view = viewOf(woff);
  const count = view.getUint16(12);
  if (view.getUint32(0) !== WOFF_SIGNATURE || WOFF.header + count * WOFF.entry > woff.length) return null;
  const tables = new Map<string, Uint8Array>();
  for (let at = WOFF.header; at < WOFF.header + count * WOFF.entry; at += WOFF.entry) {
    const table = inflated(woff, view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12));
    if (!table) return null;
    tables.set(String.fromCharCode(...woff.subarray(at, at + 4)), table);
  }
  return tables;
}

function inflated(woff: Uint8Array, offset: number, packed: number, length: number): Uint8Array | null {
  if (offset + packed > woff.length || packed > length || length > LARGEST) return null;
  const bytes = woff.subarray(offset, offset + packed);
  if (packed === length) return bytes;
  try {
    const whole = unzlibSync(bytes, { out: new Uint8Array(length) });
    return whole.length === length ? whole : null;
  } catch {
    // What does not inflate is no font file.
    return null;
  }
}

/** A TrueType file of these tables, in order of their names. */
export function sfntOf(tables: FontTables): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  let at = SFNT.header + sorted.length * SFNT.entry;
  const file = new Uint8Array(sorted.reduce((sum, [, bytes]) => sum + padded(bytes.length), at));
  const view = viewOf(file);
  const power = Math.floor(Math.log2(Math.max(1, sorted.length)));
  view.setUint32(0, TRUETYPE);
  [sorted.length, 16 << power, power, (sorted.length - (1 << power)) * 16].forEach((value, index) => view.setUint16(4 + index * 2, value));
  for (const [index, [tag, bytes]] of sorted.entries()) {
    const entry = SFNT.header + index * SFNT.entry;
    file.set(bytes, at);
    for (let letter = 0; letter < 4; letter += 1) file[entry + letter] = tag.charCodeAt(letter);
    [checksum(file.subarray(at, at + padded(bytes.length))), at, bytes.length].forEach((value, field) => view.setUint32(entry + 4 + field * 4, value));
    at += padded(bytes.length);
  }
  return file;
}

function checksum(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
