import { inflateSync } from 'fflate';
import { err, ok, type Result } from '@/domain/result';
import { crc32 } from './crc32';
import { fault, type WordFault, type WordFaultCode } from './word-fault';

/** What an uploaded archive may be: all limits hold before a byte is unpacked. */
export interface ArchiveLimits {
  readonly bytes: number;
  readonly entries: number;
  /** Of one part, and of all together, unpacked. */
  readonly part: number;
  readonly total: number;
  /** Unpacked to packed, of one part. */
  readonly ratio: number;
}
export const ARCHIVE_LIMITS: ArchiveLimits = { bytes: 10_000_000, entries: 300, part: 10_000_000, total: 20_000_000, ratio: 200 };

/** Below this a part of one repeated letter packs beyond every ratio and harms nobody. */
const RATIO_FROM = 100_000;
const END_LENGTH = 22;
const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [STORED, DEFLATED] = [0, 8];
/** Encrypted, patched, with masked headers. */
const FORBIDDEN_FLAGS = 0x2061;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly start: number;
}

/** Stops at the first fault, however deep; {@link readArchive} turns it into a value. */
class Stop extends Error {
  readonly fault: WordFault;
  constructor(what: WordFault) {
    super(what.code);
    this.fault = what;
  }
}
const stop = (code: WordFaultCode, part: string, expected: string, got: string): never => {
  throw new Stop(fault(code, part, expected, got));
};

/**
 * Parts of an archive that nobody here made. Directory and parts must agree, paths must be plain, nothing may be there twice, overlap,
 * be encrypted or unpack to more than it says; folders are left out. The first fault ends it.
 */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Result<ReadonlyMap<string, Uint8Array>, WordFault> {
  try {
    if (bytes.length > limits.bytes) stop('too-large', '', `${limits.bytes} byte`, String(bytes.length));
    const entries = directoryOf(bytes, limits);
    checkTogether(entries, limits);
    return ok(new Map(entries.filter(({ path }) => !path.endsWith('/')).map((entry) => [entry.path, unpacked(bytes, entry)])));
  } catch (thrown) {
    if (thrown instanceof Stop) return err(thrown.fault);
    throw thrown;
  }
}

function directoryOf(bytes: Uint8Array, limits: ArchiveLimits): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_LENGTH;
  // A comment after the directory is how a second archive hides behind the first.
  if (end < 0 || view.getUint32(end, true) !== END || view.getUint16(end + 20, true) !== 0) return stop('not-an-archive', '', 'docx (ZIP)', `${bytes.length} byte`);
  const [count, size, start] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || start + size !== end) stop('not-an-archive', '', 'docx (ZIP)', 'directory');
  if (count > limits.entries) stop('too-large', '', `${limits.entries}`, `${count}`);
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) stop('bad-entry', '', 'directory', `${index}`);
    const next = at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) stop('bad-entry', '', 'directory', `${index}`);
    entries.push(entryAt(bytes, view, at, start));
    at = next;
  }
  if (at !== end) stop('bad-entry', '', 'directory', `${count}`);
  return entries;
}

function entryAt(bytes: Uint8Array, view: DataView, at: number, directory: number): Entry {
  const path = pathOf(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
  const [flags, method, crc, packed, size, local] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  if ((flags & FORBIDDEN_FLAGS) !== 0) stop('bad-entry', path, 'ZIP', 'encrypted');
  if (method !== STORED && method !== DEFLATED) stop('bad-entry', path, 'deflate', `method ${method}`);
  if (local + 30 > directory || view.getUint32(local, true) !== LOCAL) stop('bad-entry', path, 'local header', `${local}`);
  const name = bytes.subarray(local + 30, local + 30 + view.getUint16(local + 26, true));
  if (pathOf(name) !== path || view.getUint16(local + 8, true) !== method) stop('bad-entry', path, 'directory = local header', 'other');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > directory) stop('bad-entry', path, 'part', `${packed} byte`);
  return { path, method, crc, packed, unpacked: size, start };
}

/** Plain paths below the root: what a folder can hold on any machine, and nothing that leaves it. */
function pathOf(bytes: Uint8Array): string {
  let path: string;
  try {
    path = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return stop('bad-path', '', 'UTF-8', `${bytes.length} byte`);
  }
  const steps = path.replace(/\/$/, '').split('/');
  const isPlain = /^[\w .,()[\]+%@=~-]+$/.test(path.replaceAll('/', '')) && steps.every((step) => step !== '' && !/^\.+$/.test(step) && !/[ .]$/.test(step));
  return isPlain && path.length <= 200 ? path : stop('bad-path', path, 'word/document.xml', path);
}

function checkTogether(entries: readonly Entry[], limits: ArchiveLimits): void {
  const seen = new Set<string>();
  let total = 0;
  for (const { path, packed, unpacked: size } of entries) {
    const key = path.replace(/\/$/, '').toLowerCase();
    if (seen.has(key)) stop('duplicate', path, '1', '2');
    seen.add(key);
    total += size;
    if (size > limits.part) stop('too-large', path, `${limits.part} byte`, `${size}`);
    if (size > RATIO_FROM && size > packed * limits.ratio) stop('too-large', path, `1 : ${limits.ratio}`, `1 : ${Math.round(size / Math.max(1, packed))}`);
  }
  if (total > limits.total) stop('too-large', '', `${limits.total} byte`, `${total}`);
  const inOrder = entries.toSorted((a, b) => a.start - b.start);
  inOrder.forEach((entry, at) => {
    const next = inOrder[at + 1];
    if (next && entry.start + entry.packed > next.start) stop('bad-entry', next.path, 'part', entry.path);
  });
}

/** Room for one byte more than was said shows whether more comes. */
function unpacked(bytes: Uint8Array, { path, method, crc, packed, unpacked: size, start }: Entry): Uint8Array {
  const inside = bytes.subarray(start, start + packed);
  let part: Uint8Array;
  try {
    part = method === STORED ? inside.slice() : inflateSync(inside, { out: new Uint8Array(size + 1) });
  } catch {
    return stop('bad-entry', path, 'deflate', `${packed} byte`);
  }
  if (part.length !== size) return stop('bad-entry', path, `${size} byte`, part.length > size ? `> ${size}` : `${part.length}`);
  return crc32(part) === crc ? part.slice() : stop('bad-entry', path, 'CRC-32', 'other');
}
