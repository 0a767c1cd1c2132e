import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { TIME_ZONE_OFFSET_MS } from '@/domain/time';

/** Parts of a package by their path. */
export type Parts = Readonly<Record<string, Uint8Array>>;

/** What readers of office packages look for first. */
const FIRST = ['[Content_Types].xml', '_rels/.rels'];
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** Without a comment the last record is the last 22 bytes. */
const END_LENGTH = 22;

/**
 * The same package, the same bytes wherever and whenever it is made: parts in a fixed order, one time for all of them (of `moment`, epoch ms, as
 * clocks in Vietnam show it), nothing of the machine. `edit` may change, add or (null) drop parts on the way.
 */
export function repacked(bytes: Uint8Array, moment: number, edit: (parts: Parts) => Readonly<Record<string, Uint8Array | null>> = () => ({})): Uint8Array {
  const parts = unzipSync(bytes);
  const changed: Readonly<Record<string, Uint8Array | null>> = { ...parts, ...edit(parts) };
  return packed(Object.fromEntries(Object.entries(changed).flatMap(([path, part]) => (part === null ? [] : [[path, part]]))), moment);
}

/** A package of these parts, see {@link repacked}. */
export function packed(parts: Parts, moment: number): Uint8Array {
  const paths = Object.keys(parts).filter((path) => !path.endsWith('/')).sort(byPlace);
  // The library writes the time of the machine's zone: whatever it writes is written over.
  const bytes = zipSync(Object.fromEntries(paths.map((path) => [path, parts[path] ?? new Uint8Array()])), { level: 6, mtime: new Date(2000, 0, 1), os: 0 });
  stamp(bytes, dosTime(moment));
  return bytes;
}

/** One part as text. */
export const partText = (part: Uint8Array): string => strFromU8(part);
/** Text as a part, UTF-8. */
export const textPart = (text: string): Uint8Array => strToU8(text);

const rank = (path: string): number => (FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length);
const byPlace = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);

/** Two-second steps since 1980, as archives count; earlier moments are the first of them. */
function dosTime(moment: number): number {
  const civil = new Date(Math.max(moment + TIME_ZONE_OFFSET_MS, Date.UTC(1980, 0, 1)));
  const day = ((civil.getUTCFullYear() - 1980) << 9) | ((civil.getUTCMonth() + 1) << 5) | civil.getUTCDate();
  return ((day << 16) | (civil.getUTCHours() << 11) | (civil.getUTCMinutes() << 5) | (civil.getUTCSeconds() >> 1)) >>> 0;
}

/** Writes one time into every entry: where the directory tells it and where the part itself stands. */
function stamp(bytes: Uint8Array, time: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_LENGTH;
  if (view.getUint32(end, true) !== END_OF_DIRECTORY) throw new Error('An archive without its last record.');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(at, true) !== CENTRAL_HEADER || view.getUint32(local, true) !== LOCAL_HEADER) throw new Error('An archive whose directory does not agree.');
    view.setUint32(at + 12, time, true);
    view.setUint32(local + 10, time, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}
