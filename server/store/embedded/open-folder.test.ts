import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../open-store';
import type { Store } from '../store';
import { listDumps, requestOf } from './dumps';
import { FolderInUse } from './folder-lock';
import { StoreDamaged } from './open-folder';

const log = pino({ level: 'silent' });

/** One folder lives through the whole file: making it takes seconds. */
describe('the embedded store in its folder', { timeout: 60_000 }, () => {
  let root = '';
  let dataDir = '';
  let store: Store;
  let now = Date.UTC(2026, 10, 21, 3, 0, 0);
  const open = (): Promise<Store> => openStore({ dataDir, databaseUrl: null, log, clock: () => now });
  const put = (key: string): Promise<unknown> => store.db.insertInto('meta').values({ key, value: '' }).execute();
  const keys = async (): Promise<string[]> => (await store.db.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key);
  const dumps = async (): Promise<number> => (await listDumps(dataDir)).length;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'portal-store-'));
    dataDir = join(root, 'data');
    store = await open();
  }, 120_000);
  afterAll(async () => {
    await store.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('is for this user alone, and for one process', async () => {
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await expect(open()).rejects.toBeInstanceOf(FolderInUse);
    await put('a');
    expect(await keys()).toEqual(['a']);
  });

  it('takes a dump when asked to, and every night where something was written', async () => {
    const before = await dumps();
    now += 1_000;
    writeFileSync(requestOf(dataDir), '');
    await vi.waitFor(() => expect(existsSync(requestOf(dataDir))).toBe(false), 10_000);
    expect(await dumps()).toBe(before + 1);
    now += 24 * 3_600_000;
    await new Promise((done) => setTimeout(done, 1_500));
    expect(await dumps()).toBe(before + 1);
    await put('b');
    now += 24 * 3_600_000;
    await vi.waitFor(async () => expect(await dumps()).toBe(before + 2), 10_000);
    expect((await listDumps(dataDir))[0]?.at).toBe(now);
  });

  it('leaves a dump at its end only where something was written since the last', async () => {
    const before = await dumps();
    await store.close();
    expect(await dumps()).toBe(before);
    store = await open();
    now += 1_000;
    await put('c');
    await store.close();
    expect(await dumps()).toBe(before + 1);
    store = await open();
    expect(await keys()).toEqual(['a', 'b', 'c']);
  });

  it('keeps the last seven dumps and no half ones', async () => {
    await store.close();
    for (let day = 1; day <= 9; day += 1) writeFileSync(join(dataDir, 'dumps', `dump-2026010${day}T000000.000Z.tar.gz`), '');
    writeFileSync(join(dataDir, 'dumps', 'dump-20260110T000000.000Z.tar.gz.tmp'), '');
    store = await open();
    now += 1_000;
    await put('d');
    await store.close();
    const left = readdirSync(join(dataDir, 'dumps'));
    expect(left).toHaveLength(7);
    expect(left.some((name) => name.endsWith('.tmp'))).toBe(false);
    store = await open();
  });

  it.each([
    ['a control file of zeros', (folder: string) => writeFileSync(join(folder, 'global', 'pg_control'), Buffer.alloc(8_192))],
    ['no version, which would pass for a new folder', (folder: string) => rmSync(join(folder, 'PG_VERSION'))],
    ['nothing at all', (folder: string) => rmSync(folder, { recursive: true })],
  ])('refuses a folder with %s, changes nothing and names the latest dump', async (_name, damage) => {
    await store.close();
    const folder = join(dataDir, 'store');
    cpSync(folder, join(root, 'good'), { recursive: true });
    damage(folder);
    const fault: unknown = await open().catch((reason: unknown) => reason);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(root, 'good'), folder);
    store = await open();
    expect(fault).toBeInstanceOf(StoreDamaged);
    expect((fault as Error).message).toContain((await listDumps(dataDir))[0]?.path);
    expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
  });
});
