import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder, type FolderLock } from './folder-lock';

const clock = (): number => Date.now();

describe('the lock of the data folder', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'portal-lock-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const files = (): string[] => readdirSync(folder);

  it('is held until released, and says who holds it', async () => {
    const lock = await lockFolder(folder, clock);
    expect(lock.afterCrash).toBe(false);
    const fault: unknown = await lockFolder(folder, clock).catch((reason: unknown) => reason);
    expect(fault).toBeInstanceOf(FolderInUse);
    expect((fault as Error).message).toContain(folder);
    expect((fault as Error).message).toContain(String(process.pid));
    await lock.release();
    const again = await lockFolder(folder, clock);
    expect(again.afterCrash).toBe(false);
    await again.release();
    expect(files()).toHaveLength(1);
  });

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', `
      const { lockFolder } = await import(${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)});
      await lockFolder(${JSON.stringify(folder)}, Date.now);
      process.stdout.write('held');
      setInterval(() => undefined, 1000);
    `, '--input-type=module'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => child.stdout.once('data', done));
    await expect(lockFolder(folder, clock)).rejects.toMatchObject({ pid: child.pid });
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
    const lock = await lockFolder(folder, clock);
    expect(lock.afterCrash).toBe(true);
    await lock.release();
  });

  it('is not taken for held because its number went to another process', async () => {
    writeFileSync(join(folder, 'lock.4'), JSON.stringify({ pid: process.pid, host: hostOf(await held()), started: 'another boot 1', held: true }));
    const lock = await lockFolder(folder, clock);
    expect(lock.afterCrash).toBe(true);
    expect(files()).toEqual(['lock.5']);
    await lock.release();
  });

  it('believes another machine as long as it shows that it lives', async () => {
    const path = join(folder, 'lock.1');
    writeFileSync(path, JSON.stringify({ pid: 1, host: 'another machine', started: null, held: true }));
    await expect(lockFolder(folder, clock)).rejects.toBeInstanceOf(FolderInUse);
    utimesSync(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    await (await lockFolder(folder, clock)).release();
  });

  it('is not held by a file that a power cut left empty', async () => {
    writeFileSync(join(folder, 'lock.2'), '');
    await (await lockFolder(folder, clock)).release();
  });

  it.each([1, 2, 3, 4, 5])('goes to exactly one of forty who want it at once (%i)', async () => {
    writeFileSync(join(folder, 'lock.7'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostOf(await held()), started: 'gone 1', held: true }));
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => lockFolder(folder, clock)));
    const winners = outcomes.flatMap((outcome): FolderLock[] => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(winners).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === 'rejected').every(({ reason }) => reason instanceof FolderInUse)).toBe(true);
    expect(files()).toHaveLength(1);
    await winners[0]?.release();
  });

  /** The text of a lock held and released, for what this machine calls itself. */
  async function held(): Promise<string> {
    const lock = await lockFolder(folder, clock);
    const [name = ''] = files();
    const text = readFileSync(join(folder, name), 'utf8');
    await lock.release();
    rmSync(join(folder, name));
    return text;
  }
});

const hostOf = (text: string): unknown => (JSON.parse(text) as { readonly host: unknown }).host;
