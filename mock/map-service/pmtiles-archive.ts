import { gzipSync } from 'node:zlib';

/** A square of an archive: place in the grid, rows from the north, and its bytes before packing. */
export interface ArchiveTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly bytes: Uint8Array;
}

export interface ArchiveHead {
  readonly kind: 'vector' | 'png';
  /** `[west, south, east, north]`, degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly metadata: object;
  /** Entries of one directory; more are put into leaves. All in the root where left out. */
  readonly leafSize?: number;
}

const HEADER_BYTES = 127;
const GZIP = 2;
const NONE = 1;
const TYPES = { vector: 1, png: 2 } as const;

interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  /** Squares in a row with the same bytes; 0: a directory below. */
  readonly run: number;
}

/** Number of a square along the Hilbert curve, all squares of the zooms above before it (PMTiles 3, §4.1). */
export function tileId(z: number, x: number, y: number): number {
  let id = (4 ** z - 1) / 3;
  let [column, row] = [x, y];
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const [right, low] = [(column & side) > 0 ? 1 : 0, (row & side) > 0 ? 1 : 0];
    id += side * side * ((3 * right) ^ low);
    if (low === 0) {
      if (right === 1) [column, row] = [side - 1 - column, side - 1 - row];
      [column, row] = [row, column];
    }
  }
  return id;
}

/** A whole number in groups of seven bits, the lowest first. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return [...bytes, left];
}

function directory(entries: readonly Entry[]): Buffer {
  const column = (of: (entry: Entry, before: Entry | undefined) => number): number[] => entries.flatMap((entry, at) => varint(of(entry, entries[at - 1])));
  return gzipSync(Buffer.from([
    ...varint(entries.length), ...column(({ id }, before) => id - (before?.id ?? 0)), ...column(({ run }) => run), ...column(({ length }) => length),
    // 0: right behind the one before.
    ...column(({ offset }, before) => (before && offset === before.offset + before.length ? 0 : offset + 1)),
  ]));
}

function leavesOf(entries: readonly Entry[], size: number): { readonly root: readonly Entry[]; readonly leaves: Buffer } {
  const root: Entry[] = [];
  const leaves: Buffer[] = [];
  for (let at = 0, offset = 0; at < entries.length; at += size) {
    const leaf = directory(entries.slice(at, at + size));
    root.push({ id: entries[at]?.id ?? 0, offset, length: leaf.length, run: 0 });
    leaves.push(leaf);
    offset += leaf.length;
  }
  return { root, leaves: Buffer.concat(leaves) };
}

/** A PMTiles archive of version 3: header, root directory, metadata, leaves, squares in the order of their numbers. */
export function pmtilesArchive(tiles: readonly ArchiveTile[], { kind, bounds, metadata, leafSize }: ArchiveHead): Buffer {
  const packed = tiles.map(({ z, x, y, bytes }) => ({ id: tileId(z, x, y), bytes: kind === 'vector' ? gzipSync(bytes) : bytes })).sort((a, b) => a.id - b.id);
  let offset = 0;
  const entries = packed.map(({ id, bytes }): Entry => {
    const entry = { id, offset, length: bytes.length, run: 1 };
    offset += bytes.length;
    return entry;
  });
  const { root: above, leaves } = leafSize === undefined ? { root: entries, leaves: Buffer.alloc(0) } : leavesOf(entries, leafSize);
  const [root, told] = [directory(above), gzipSync(JSON.stringify(metadata))];
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  const places = [HEADER_BYTES, root.length, HEADER_BYTES + root.length, told.length, HEADER_BYTES + root.length + told.length, leaves.length, HEADER_BYTES + root.length + told.length + leaves.length, offset];
  [...places, tiles.length, tiles.length, tiles.length].forEach((value, at) => header.writeBigUInt64LE(BigInt(value), 8 + at * 8));
  const zooms = tiles.map(({ z }) => z);
  header.set([1, GZIP, kind === 'vector' ? GZIP : NONE, TYPES[kind], Math.min(...zooms), Math.max(...zooms)], 96);
  const [west, south, east, north] = bounds;
  [west, south, east, north].forEach((degrees, at) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + at * 4));
  header[118] = Math.min(...zooms);
  [(west + east) / 2, (south + north) / 2].forEach((degrees, at) => header.writeInt32LE(Math.round(degrees * 1e7), 119 + at * 4));
  return Buffer.concat([header, root, told, leaves, ...packed.map(({ bytes }) => bytes)]);
}
