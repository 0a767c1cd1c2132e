import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { Store } from '../store/store';
import { headOf } from './read-trail';
import type { Anchor } from './verify-trail';

/** Where a gateway keeps its anchors. */
export const anchorFile = (dataDir: string): string => join(dataDir, 'anchors.jsonl');

const DAY_MS = 24 * 3_600_000;
/** After a failure, not a whole day without an anchor. */
const AGAIN_MS = 10 * 60_000;

const anchor = z.object({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.iso.datetime() });

export interface AnchorParts {
  readonly store: Pick<Store, 'db'>;
  /** `DATA_DIR/anchors.jsonl`: copy it to another machine, for whoever owns this one owns both. */
  readonly file: string;
  readonly clock: () => number;
  readonly log: Logger;
}

export interface Anchors {
  /** Notes where the chain stands now, on disk and in the log; null where nothing was added since the last time. */
  readonly write: () => Promise<Anchor | null>;
  /** Writes now and every day until the returned stop, which writes once more. */
  readonly start: () => () => Promise<void>;
}

/** Keeps the head of the chain outside the database, so that cutting off its end shows. */
export function createAnchors({ store, file, clock, log }: AnchorParts): Anchors {
  let latest = '';
  const write = async (): Promise<Anchor | null> => {
    const head = await headOf(store.db);
    if (!head || head.hash === latest) return null;
    const made: Anchor = { seq: head.seq, hash: head.hash, at: new Date(clock()).toISOString() };
    await appendLine(file, JSON.stringify(made));
    log.info({ audit: made }, 'audit anchor');
    latest = head.hash;
    return made;
  };
  const start = (): (() => Promise<void>) => {
    let timer: NodeJS.Timeout | undefined;
    const turn = async (): Promise<void> => {
      const wait = await write().then(() => DAY_MS, (fault: unknown) => {
        log.error({ err: fault }, 'audit anchor not written');
        return AGAIN_MS;
      });
      timer = setTimeout(() => void turn(), wait).unref();
    };
    let under = turn();
    return async () => {
      await under;
      clearTimeout(timer);
      under = write().then(() => undefined, (fault: unknown) => log.error({ err: fault }, 'audit anchor not written'));
      await under;
    };
  };
  return { write, start };
}

async function appendLine(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // What a power failure cut short is overwritten; a whole line never is.
  const whole = (await textOf(file)).lastIndexOf('\n') + 1;
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.truncate(whole);
    await handle.appendFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Anchors of a file, none where there is no file unless it `mustBe`. A last line cut short by a power failure is left out; any other line that is no
 * anchor throws: a damaged file must not verify anything.
 */
export async function readAnchors(file: string, { mustBe = false }: { readonly mustBe?: boolean } = {}): Promise<Anchor[]> {
  if (mustBe && !existsSync(file)) throw new Error(`Không có tệp mốc neo / No such file of anchors: ${file}`);
  const lines = (await textOf(file)).split('\n');
  const whole = lines.slice(0, -1).filter((line) => line !== '');
  return whole.map((line, n) => {
    const read = anchor.safeParse(jsonOf(line));
    if (!read.success) throw new Error(`Mốc neo ${n + 1} bị hỏng / anchor ${n + 1} is damaged`);
    return read.data;
  });
}

/** Lines are of ASCII alone: their length in characters is the one in bytes. */
const textOf = (file: string): Promise<string> =>
  readFile(file, 'latin1').catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return '';
    throw fault;
  });

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
