import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { processStart } from './process-start';

/** Whoever has the folder open. The database itself does not notice a second process, and would be destroyed by it. */
const HOLDER = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** When the process began, by the machine's own counting: a number given again to another process is not taken for it. */
  started: z.string().nullable(),
  /** False after an orderly end. */
  held: z.boolean(),
});
type Holder = z.infer<typeof HOLDER>;

export interface FolderLock {
  /** True where the last holder did not end in order. */
  readonly afterCrash: boolean;
  readonly release: () => Promise<void>;
}

/** The folder is open in another process. The message names both and is for the operator. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(readonly folder: string, readonly pid: number, host: string) {
    super(`Thư mục dữ liệu ${folder} đang được tiến trình ${pid} (${host}) sử dụng; hãy dừng tiến trình đó hoặc chọn DATA_DIR khác. / The data folder ${folder} is in use by process ${pid} (${host}); stop that process or choose another DATA_DIR.`);
  }
}

const NAME = /^lock\.(\d+)$/;
/** How often the holder shows another machine that it lives, and after which silence it counts as dead there, ms. */
const BEAT_MS = 5_000;
const SILENT_MS = 30_000;

/**
 * Takes the folder or throws `FolderInUse`. Lock files are numbered; the highest number holds. Taking over means creating the next
 * number, which the file system lets only one do; a number is never used again, so that a slow contender cannot undo a faster one.
 */
export async function lockFolder(folder: string, clock: () => number): Promise<FolderLock> {
  const me: Holder = { pid: process.pid, host: hostname(), started: processStart(process.pid), held: true };
  for (;;) {
    const last = (await numbers(folder)).at(-1) ?? 0;
    const before = await holderOf(folder, last);
    if (before !== null && (await lives(before, me, join(folder, `lock.${last}`), clock))) throw new FolderInUse(folder, before.pid, before.host);
    const mine = last + 1;
    if (!(await create(folder, mine, me))) continue;
    const all = await numbers(folder);
    if (all.at(-1) !== mine) {
      await unlink(join(folder, `lock.${mine}`));
      continue;
    }
    for (const old of all.slice(0, -1)) await unlink(join(folder, `lock.${old}`)).catch(ignoreMissing);
    return held(folder, mine, me, before?.held === true, clock);
  }
}

function held(folder: string, number: number, me: Holder, afterCrash: boolean, clock: () => number): FolderLock {
  const path = join(folder, `lock.${number}`);
  const beating = setInterval(() => {
    const now = new Date(clock());
    utimes(path, now, now).catch(ignoreMissing);
  }, BEAT_MS).unref();
  return {
    afterCrash,
    release: async () => {
      clearInterval(beating);
      const draft = await write(folder, { ...me, held: false });
      await rename(draft, path);
    },
  };
}

async function lives(holder: Holder, me: Holder, path: string, clock: () => number): Promise<boolean> {
  if (!holder.held) return false;
  if (holder.host !== me.host) {
    const { mtimeMs } = await stat(path);
    return clock() - mtimeMs < SILENT_MS;
  }
  if (!exists(holder.pid)) return false;
  const started = processStart(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return codeOf(fault) === 'EPERM';
  }
}

const numbers = async (folder: string): Promise<readonly number[]> =>
  (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);

/** Null where there is none any more, or where a power cut left no whole file. */
async function holderOf(folder: string, number: number): Promise<Holder | null> {
  try {
    return HOLDER.parse(JSON.parse(await readFile(join(folder, `lock.${number}`), 'utf8')));
  } catch {
    return null;
  }
}

async function write(folder: string, holder: Holder): Promise<string> {
  const draft = join(folder, `lock-${randomUUID()}.tmp`);
  await writeFile(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return draft;
}

/** Whole at once, or not at all: false where the number is somebody's already. */
async function create(folder: string, number: number, holder: Holder): Promise<boolean> {
  const draft = await write(folder, holder);
  try {
    await link(draft, join(folder, `lock.${number}`));
    return true;
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST') throw fault;
    return false;
  } finally {
    await unlink(draft);
  }
}

const codeOf = (fault: unknown): unknown => (fault instanceof Error ? Reflect.get(fault, 'code') : null);
function ignoreMissing(fault: unknown): void {
  if (codeOf(fault) !== 'ENOENT') throw fault;
}
