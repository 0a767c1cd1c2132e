import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Store } from '../store';
import { keepDumps, listDumps } from './dumps';
import { lockFolder, type FolderLock } from './folder-lock';
import { keepEngine, type KeptEngine } from './kept-engine';
import { embeddedStore } from './open-embedded';
import { writeWhole } from './whole-file';

/** The folder is there but the database in it does not open. Nothing was changed; the message says what to do. */
export class StoreDamaged extends Error {
  override readonly name = 'StoreDamaged';
}

/** The database's own folder inside the data folder, and the mark that it was whole once. */
export const databaseFolder = (dataDir: string): string => join(dataDir, 'store');
const NO_ROOM = /no space left|ENOSPC|disk quota/i;
const markOf = (dataDir: string): string => join(dataDir, 'store-made');

/** Takes the data folder for this process alone; only this user may look into it. */
export async function takeFolder(dataDir: string, clock: () => number): Promise<FolderLock> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  return lockFolder(dataDir, clock);
}

/** The embedded store in a folder: locked against other processes, dumped every night and at the end. */
export async function openFolder(dataDir: string, log: Logger, clock: () => number): Promise<Store> {
  const lock = await takeFolder(dataDir, clock);
  let engine: KeptEngine | null = null;
  try {
    engine = await openEngine(dataDir, log);
    const { dump, written } = engine;
    const store = await embeddedStore(engine, log, clock);
    await writeWhole(markOf(dataDir), `${new Date(clock()).toISOString()}\n`);
    const dumps = await keepDumps({ folder: dataDir, dump, written, unsaved: lock.afterCrash, log, clock });
    const lastDump = async (): Promise<void> => {
      dumps.stop();
      await dumps.take().catch((fault: unknown) => log.error({ why: String(fault) }, 'no dump at the end'));
    };
    return { ...store, close: () => store.close(lastDump).finally(() => lock.release()) };
  } catch (fault) {
    await engine?.close();
    await lock.release();
    throw fault;
  }
}

async function openEngine(dataDir: string, log: Logger): Promise<KeptEngine> {
  const folder = databaseFolder(dataDir);
  const made = await there(markOf(dataDir));
  // Where the mark is but the database is not, a new and empty one would be made in its place, as if nothing had ever been there.
  if (made && !(await there(join(folder, 'PG_VERSION')))) throw await damaged(dataDir, 'PG_VERSION');
  try {
    return await keepEngine(folder, log);
  } catch (fault) {
    // What was never whole holds nothing to lose: the next start makes it anew.
    if (!made && !(await readdir(folder).then((names) => names.includes('PG_VERSION'), () => false))) throw fault;
    const why = fault instanceof Error ? fault.message : 'unknown';
    if (NO_ROOM.test(why)) throw new Error(`Ổ đĩa của ${dataDir} đã đầy. / The disk of ${dataDir} is full.`);
    throw await damaged(dataDir, why);
  }
}

async function damaged(dataDir: string, why: string): Promise<StoreDamaged> {
  const [latest] = await listDumps(dataDir);
  const folder = databaseFolder(dataDir);
  const vi = latest
    ? `Khôi phục từ bản kết xuất gần nhất (${new Date(latest.at).toISOString()}): chuyển thư mục ${folder} đi nơi khác, rồi chạy: npm run portal -- restore ${latest.path}`
    : 'Chưa có bản kết xuất nào; hãy khôi phục từ bản sao lưu: npm run portal -- restore <tệp>';
  const en = latest
    ? `Restore from the latest dump (${new Date(latest.at).toISOString()}): move the folder ${folder} away, then run: npm run portal -- restore ${latest.path}`
    : 'There is no dump; restore from a backup: npm run portal -- restore <file>';
  return new StoreDamaged(`Kho dữ liệu trong ${folder} không mở được (${why}); chưa có gì bị thay đổi. ${vi} / The store in ${folder} does not open (${why}); nothing was changed. ${en}`);
}

const there = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);
