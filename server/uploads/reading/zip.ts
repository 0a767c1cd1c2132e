import { inflateRawSync } from 'node:zlib';
import { FILE_LIMITS, Unreadable } from './grid';

interface Entry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly at: number;
}

/** A zip whose directory has been looked through before anything was unpacked. */
export interface Zip {
  readonly names: readonly string[];
  /** Undefined where there is no such entry. Never more bytes than the directory declared. */
  readonly read: (name: string) => Buffer | undefined;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const COMMENT_MOST = 65_535;
const ENCRYPTED = 1;
/** Small parts may pack as well as they like. */
const RATIO_FROM = 1024 * 1024;

/** Opens a zip within the limits: what its directory declares, and again what really comes out. */
export function openZip(bytes: Uint8Array): Zip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(file);
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > FILE_LIMITS.unpackedBytes) throw new Unreadable('zip-ratio', null, `${total} bytes`);
  for (const { packed, unpacked } of entries) {
    if (unpacked > RATIO_FROM && unpacked > packed * FILE_LIMITS.ratio) throw new Unreadable('zip-ratio', null, `1:${Math.round(unpacked / Math.max(1, packed))}`);
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    read: (name) => {
      const entry = byName.get(name);
      return entry && unpack(file, entry);
    },
  };
}

function directoryOf(file: Buffer): Entry[] {
  const from = Math.max(0, file.length - END_SIZE - COMMENT_MOST);
  let end = file.length - END_SIZE;
  while (end >= from && file.readUInt32LE(end) !== END) end -= 1;
  if (end < from || end < 0) throw new Unreadable('zip-corrupt');
  const count = file.readUInt16LE(end + 10);
  if (count > FILE_LIMITS.entries) throw new Unreadable('zip-ratio', null, `${count} parts`);
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL) throw new Unreadable('zip-corrupt');
    if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new Unreadable('xlsx-encrypted');
    const [nameLength, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10), packed: file.readUInt32LE(at + 20), unpacked: file.readUInt32LE(at + 24), at: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function unpack(file: Buffer, { at, packed, unpacked, method }: Entry): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw new Unreadable('zip-corrupt');
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const body = file.subarray(start, start + packed);
  if (body.length !== packed) throw new Unreadable('zip-corrupt');
  if (method === 0) return body;
  if (method !== 8) throw new Unreadable('zip-corrupt', null, `method ${method}`);
  let out: Buffer;
  try {
    out = inflateRawSync(body, { maxOutputLength: Math.max(1, unpacked) });
  } catch (fault) {
    const more = fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Unreadable(more ? 'zip-ratio' : 'zip-corrupt');
  }
  if (out.length !== unpacked) throw new Unreadable('zip-corrupt');
  return out;
}
