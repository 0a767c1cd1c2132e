import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { writeWhole } from './whole-file';

/** Copies of the embedded database's folder, taken while it runs: what is left when the folder itself is not. */
export interface Dumps {
  /** Takes one now where anything was written since the last, or `always`. */
  readonly take: (always?: boolean) => Promise<void>;
  readonly stop: () => void;
}
export interface Dump {
  readonly path: string;
  /** Epoch ms. */
  readonly at: number;
}
export interface DumpParts {
  /** The data folder; dumps are in its `dumps`. */
  readonly folder: string;
  readonly dump: () => Promise<Uint8Array>;
  readonly written: () => number;
  /** True where what the folder held at the start may not be in the last dump. */
  readonly unsaved: boolean;
  readonly log: Logger;
  readonly clock: () => number;
}

const KEPT = 7;
const LOOK_MS = 1_000;
const DAY_MS = 24 * 3_600_000;
/** 02:00 in Vietnam, as ms of the day in UTC. */
const NIGHTLY_MS = 19 * 3_600_000;
const NAME = /^dump-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z\.tar\.gz$/;

const folderOf = (folder: string): string => join(folder, 'dumps');
/** Whoever wants a dump of a running gateway makes this file; it goes when the dump is there. */
export const requestOf = (folder: string): string => join(folderOf(folder), 'wanted');
const nameOf = (at: number): string => `dump-${new Date(at).toISOString().replace(/[-:]/g, '')}.tar.gz`;

/** Newest first. */
export async function listDumps(folder: string): Promise<readonly Dump[]> {
  const names = await readdir(folderOf(folder)).catch((): string[] => []);
  return names.sort().reverse().flatMap((name): Dump[] => {
    const at = NAME.test(name) ? Date.parse(name.replace(NAME, '$1-$2-$3T$4:$5:$6.$7Z')) : NaN;
    return Number.isNaN(at) ? [] : [{ path: join(folderOf(folder), name), at }];
  });
}

/** Takes dumps every night, when asked to, and never two at once. */
export async function keepDumps({ folder, dump, written, unsaved, log, clock }: DumpParts): Promise<Dumps> {
  await mkdir(folderOf(folder), { recursive: true, mode: 0o700 });
  await removeDrafts(folder);
  let saved = unsaved || (await listDumps(folder)).length === 0 ? -1 : written();
  let due = nextNight(clock());
  let last: Promise<void> = Promise.resolve();

  const takeNow = async (always: boolean): Promise<void> => {
    const upTo = written();
    if (!always && upTo === saved) return;
    const bytes = await dump();
    await writeWhole(join(folderOf(folder), nameOf(clock())), bytes);
    saved = upTo;
    for (const old of (await listDumps(folder)).slice(KEPT)) await rm(old.path, { force: true });
    log.info({ bytes: bytes.length }, 'dump of the store taken');
  };
  const take = (always = false): Promise<void> => {
    last = last.catch(() => undefined).then(() => takeNow(always));
    return last;
  };
  const look = async (): Promise<void> => {
    const wanted = await stat(requestOf(folder)).then(() => true, () => false);
    const night = clock() >= due;
    if (!wanted && !night) return;
    if (night) due = nextNight(clock());
    await take(wanted);
    await rm(requestOf(folder), { force: true });
  };
  let looking = false;
  const looks = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((fault: unknown) => log.error({ why: fault instanceof Error ? fault.message : 'unknown' }, 'no dump of the store could be taken'))
      .finally(() => { looking = false; });
  }, LOOK_MS).unref();
  return { take, stop: () => clearInterval(looks) };
}

const nextNight = (now: number): number => Math.floor((now - NIGHTLY_MS) / DAY_MS) * DAY_MS + NIGHTLY_MS + DAY_MS;

async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folderOf(folder))) if (name.endsWith('.tmp')) await rm(join(folderOf(folder), name), { force: true });
}
