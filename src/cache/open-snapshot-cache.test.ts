import { IDBDatabase, IDBFactory, IDBKeyRange as KeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toInstant } from '@/domain/time';
import { AT, EVENTS, FEATURES, answerOf, cubeOf } from './answers.fixture';
import { openSnapshotCache } from './open-snapshot-cache';
import type { OpenOptions } from './open-snapshot-cache';
import type { CacheItem, CacheReport } from './snapshot-cache';

let factory: IDBFactory;
let reports: CacheReport[];
let now = AT;

beforeEach(() => {
  factory = new IDBFactory();
  reports = [];
  now = AT;
});
afterEach(() => vi.restoreAllMocks());

const open = (options: Partial<OpenOptions> = {}) =>
  openSnapshotCache({
    identity: 'anonymous', province: 'nghe-an', budgetBytes: 1e7, openTimeoutMs: 5_000, now: () => now,
    indexedDB: factory, keyRange: KeyRange, onReport: (report) => reports.push(report), ...options,
  });
const item = (queryKey: string, data = cubeOf() as CacheItem['answer']['data'], classification: CacheItem['classification'] = 'internal'): CacheItem =>
  ({ queryKey, answer: answerOf(data), classification });

/** A native connection, as another tab or a test's look at the disk. */
function connect(version?: number, upgrade?: (db: globalThis.IDBDatabase) => void): Promise<globalThis.IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open('toan-canh', version);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('open failed'));
  });
}
function rows(db: globalThis.IDBDatabase): Promise<{ key: string; v: number; lastUsedAt: number; size: number }[]> {
  return new Promise((resolve, reject) => {
    const request = db.transaction('answers').objectStore('answers').getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('read failed'));
  });
}
async function diskRows() {
  const db = await connect();
  const all = await rows(db);
  db.close();
  return all;
}
async function overwrite(value: unknown): Promise<void> {
  const db = await connect();
  await new Promise<void>((resolve) => {
    const transaction = db.transaction('answers', 'readwrite');
    transaction.objectStore('answers').put(value);
    transaction.oncomplete = () => resolve();
  });
  db.close();
}
const quota = () => new DOMException('full', 'QuotaExceededError');

describe('the cache on disk', () => {
  it('gives back after a reload what was put, of every shape', async () => {
    const cache = await open();
    await cache.put([item('cube'), item('events', EVENTS), item('features', FEATURES)]);
    cache.close();
    const again = await open();
    const found = await again.get(['cube', 'events', 'features', 'never']);
    expect(again.mode).toBe('indexeddb');
    expect(again.notice).toBeNull();
    expect([...found.keys()]).toEqual(['cube', 'events', 'features']);
    expect(found.get('cube')).toEqual(answerOf(cubeOf()));
    expect(found.get('cube')?.data).toHaveProperty('values', expect.any(Float64Array));
    expect(found.get('events')).toEqual(answerOf(EVENTS));
    expect(found.get('features')).toEqual(answerOf(FEATURES));
    expect(reports).toEqual([]);
  });

  it('reads all tiles of a screen in one transaction', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const cache = await open();
    const keys = Array.from({ length: 12 }, (_, index) => `q${index}`);
    await cache.put(keys.map((key) => item(key)));
    transaction.mockClear();
    expect((await cache.get(keys)).size).toBe(12);
    expect(transaction.mock.calls.map(([, mode]) => mode)).toEqual(['readonly']);
  });

  it('keeps one record a question', async () => {
    const cache = await open();
    await cache.put([item('q', cubeOf(500))]);
    await cache.put([item('q', cubeOf(600))]);
    const stored = await diskRows();
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({ key: 'anonymous|nghe-an|q', v: 1, lastUsedAt: AT });
    expect(stored[0]?.size).toBeGreaterThan(600 * 2 * 9);
  });

  it('never writes personal data, whoever vouches for it', async () => {
    const cache = await open();
    const named = { ...EVENTS, fields: [...EVENTS.fields, { id: 'applicant', type: 'text', personal: true } as const] };
    await cache.put([item('dossiers', EVENTS, 'personal'), item('misclassified', named, 'public'), item('open', EVENTS, 'public')]);
    expect((await diskRows()).map((row) => row.key)).toEqual(['anonymous|nghe-an|open']);
    expect((await cache.get(['dossiers', 'misclassified'])).size).toBe(0);
  });

  it('is scoped by identity and province, and a new identity removes the rows of the others', async () => {
    const first = await open({ identity: 'a|b', province: 'nghe-an' });
    await first.put([item('q', cubeOf(4))]);
    first.close();
    const other = await open({ identity: 'a', province: 'b|nghe-an' });
    expect((await other.get(['q'])).size).toBe(0);
    await other.put([item('q', cubeOf(5))]);
    other.close();
    const elsewhere = await open({ identity: 'a', province: 'ninh-binh' });
    expect((await elsewhere.get(['q'])).size).toBe(0);
    await elsewhere.put([item('q')]);
    expect((await diskRows()).map((row) => row.key)).toEqual(['a|b%7Cnghe-an|q', 'a|ninh-binh|q']);
  });

  it('wipes every identity at logout', async () => {
    const cache = await open();
    await cache.put([item('q')]);
    await cache.wipe();
    expect(await diskRows()).toEqual([]);
    expect((await cache.get(['q'])).size).toBe(0);
  });

  it('forgets a question whose right was withdrawn', async () => {
    const cache = await open();
    await cache.put([item('q'), item('other')]);
    await cache.remove(['q']);
    expect([...(await cache.get(['q', 'other'])).keys()]).toEqual(['other']);
  });
});

describe('eviction', () => {
  it('stays under the budget over many writes and drops the least recently used first', async () => {
    const cache = await open({ budgetBytes: 100_000 });
    for (let index = 0; index < 300; index += 1) {
      now = toInstant(now + 1_000);
      await cache.put([item(`q${index}`, cubeOf(40))]);
    }
    const stored = await diskRows();
    const bytes = stored.reduce((sum, row) => sum + row.size, 0);
    expect(bytes).toBeLessThanOrEqual(100_000);
    expect(bytes).toBeGreaterThan(50_000);
    const kept = stored.map((row) => Number(row.key.slice('anonymous|nghe-an|q'.length))).sort((a, b) => a - b);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 300 - kept.length + index));
  });

  it('counts a read after a day as use', async () => {
    const cache = await open({ budgetBytes: 60_000 });
    await cache.put([item('old', cubeOf(100))]);
    now = toInstant(now + 1);
    await cache.put([item('older-than-it-looks', cubeOf(100))]);
    now = toInstant(now + 2 * 86_400_000);
    await cache.get(['old']);
    await vi.waitFor(async () => expect((await diskRows()).find((row) => row.key.endsWith('|old'))?.lastUsedAt).toBe(now), { timeout: 10_000 });
    for (let index = 0; index < 9; index += 1) await cache.put([item(`q${index}`, cubeOf(100))]);
    expect([...(await cache.get(['old', 'older-than-it-looks'])).keys()]).not.toContain('older-than-it-looks');
  });

  it('does not let one giant push everything out', async () => {
    const cache = await open({ budgetBytes: 20_000 });
    await cache.put([item('small')]);
    await cache.put([item('giant', cubeOf(5_000))]);
    expect([...(await cache.get(['small', 'giant'])).keys()]).toEqual(['small']);
    expect(reports).toEqual([{ kind: 'not-stored', queryKey: 'giant', reason: 'too-large' }]);
  });
});

describe('no disk to be had', () => {
  const works = async (cache: Awaited<ReturnType<typeof open>>) => {
    await cache.put([item('q')]);
    return (await cache.get(['q'])).get('q');
  };

  it('works from memory where there is no IndexedDB', async () => {
    const cache = await open({ indexedDB: null });
    expect([cache.mode, cache.notice]).toEqual(['memory', 'absent']);
    expect(await works(cache)).toEqual(answerOf(cubeOf()));
    expect(reports).toEqual([{ kind: 'memory-mode', reason: 'absent' }]);
  });

  it('works from memory where open() throws', async () => {
    vi.spyOn(factory, 'open').mockImplementation(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
    const cache = await open();
    expect(cache.notice).toBe('absent');
    expect(await works(cache)).toBeDefined();
  });

  it('settles at the deadline when open() never does, and closes the connection that comes too late', async () => {
    const real = factory.open.bind(factory);
    let late: IDBOpenDBRequest | undefined;
    vi.spyOn(factory, 'open').mockImplementation((name, version) => {
      late = real(name, version);
      const listeners: EventListener[] = [];
      vi.spyOn(late, 'addEventListener').mockImplementation((_type, listener) => void listeners.push(listener as EventListener));
      late.onsuccess = null;
      // Dexie's own handlers are swallowed too: nothing is ever heard of this request.
      Object.defineProperty(late, 'onsuccess', { set: () => undefined, get: () => null });
      setTimeout(() => listeners.forEach((listener) => listener(new Event('success'))), 120);
      return late;
    });
    const before = performance.now();
    const cache = await open({ openTimeoutMs: 60 });
    expect(performance.now() - before).toBeLessThan(500);
    expect([cache.mode, cache.notice]).toEqual(['memory', 'timed-out']);
    expect(await works(cache)).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 120));
    vi.restoreAllMocks();
    // Not held open by the abandoned attempt: an upgrade goes through without a `blocked`.
    const newer = await connect(30);
    newer.close();
  });

  it('settles at the deadline when an old tab blocks the upgrade', async () => {
    const oldTab = await connect(5);
    const cache = await open({ openTimeoutMs: 60 });
    expect([cache.mode, cache.notice]).toEqual(['memory', 'blocked']);
    oldTab.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const later = await open();
    expect(later.mode).toBe('indexeddb');
  });

  it('leaves a newer database as it is', async () => {
    const newer = await connect(30, (db) => db.createObjectStore('answersOfTomorrow'));
    newer.close();
    const cache = await open();
    expect([cache.mode, cache.notice]).toEqual(['memory', 'newer-version']);
    expect(await works(cache)).toBeDefined();
    const db = await connect();
    expect([db.version, [...db.objectStoreNames]]).toEqual([30, ['answersOfTomorrow']]);
    db.close();
  });

  it.each([10, 20])('makes a damaged database of version %d anew', async (version) => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const damaged = await connect(version, (db) => db.createObjectStore('something'));
    damaged.close();
    const cache = await open();
    expect(cache.mode).toBe('indexeddb');
    expect(await works(cache)).toBeDefined();
    const db = await connect();
    expect([db.version, [...db.objectStoreNames]]).toEqual([20, ['answers', 'document', 'draft', 'outbox']]);
    db.close();
  });
});

describe('a disk lost later', () => {
  it('steps aside for a newer portal in another tab; both stay usable', async () => {
    const cache = await open();
    await cache.put([item('q')]);
    const newTab = await connect(30);
    expect([cache.mode, cache.notice]).toEqual(['memory', 'upgraded-elsewhere']);
    await cache.put([item('after')]);
    expect((await cache.get(['after'])).size).toBe(1);
    expect((await rows(newTab)).map((row) => row.key)).toEqual(['anonymous|nghe-an|q']);
    newTab.close();
  });

  it('opens once more when the browser closes the database, then stays in memory', async () => {
    const connections: globalThis.IDBDatabase[] = [];
    const real = factory.open.bind(factory);
    vi.spyOn(factory, 'open').mockImplementation((name, version) => {
      const request = real(name, version);
      request.addEventListener('success', () => connections.push(request.result));
      return request;
    });
    const cache = await open();
    await cache.put([item('q')]);
    const closeUnderneath = () => {
      const db = connections.at(-1);
      db?.close();
      db?.onclose?.(new Event('close'));
    };
    closeUnderneath();
    expect((await cache.get(['q'])).size).toBe(1);
    expect([cache.mode, connections.length]).toEqual(['indexeddb', 2]);
    closeUnderneath();
    expect((await cache.get(['q'])).size).toBe(0);
    expect([cache.mode, cache.notice, connections.length]).toEqual(['memory', 'closed', 2]);
    await cache.put([item('q')]);
    expect((await cache.get(['q'])).size).toBe(1);
  });

  it('gives half back when the quota is reached and tries once more', async () => {
    const cache = await open();
    for (let index = 0; index < 10; index += 1) {
      now = toInstant(now + 1);
      await cache.put([item(`q${index}`)]);
    }
    const real = IDBObjectStore.prototype.put;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw quota();
    }).mockImplementation(function (this: IDBObjectStore, ...args: [unknown]) {
      return real.apply(this, args);
    });
    await cache.put([item('new')]);
    expect(put).toHaveBeenCalledTimes(2);
    expect(cache.mode).toBe('indexeddb');
    expect((await diskRows()).map((row) => row.key.split('|')[2]).sort()).toEqual(['new', 'q5', 'q6', 'q7', 'q8', 'q9']);
  });

  it('goes to memory when there is no room even then, without a loop', async () => {
    const cache = await open();
    await cache.put([item('q')]);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw quota();
    });
    await cache.put([item('new')]);
    expect([cache.mode, cache.notice, put.mock.calls.length]).toEqual(['memory', 'quota', 2]);
    await cache.put([item('next')]);
    expect(put).toHaveBeenCalledTimes(2);
    expect([...(await cache.get(['new', 'next'])).keys()]).toEqual(['new', 'next']);
    expect(reports).toEqual([{ kind: 'memory-mode', reason: 'quota' }]);
  });

  it('stores the others when one of a batch cannot be stored', async () => {
    const cache = await open();
    const uncloneable = { ...item('bad'), answer: { ...answerOf(cubeOf()), extra: () => undefined } };
    await cache.put([item('a'), uncloneable, item('b')]);
    expect((await diskRows()).map((row) => row.key.split('|')[2])).toEqual(['a', 'b']);
    expect(reports).toEqual([{ kind: 'not-stored', queryKey: 'bad', reason: 'write-failed' }]);
    expect(cache.mode).toBe('indexeddb');
  });

  it('gives a disk up that refuses three writes in a row', async () => {
    const cache = await open();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('I/O', 'UnknownError');
    });
    for (const key of ['a', 'b', 'c', 'd']) await cache.put([item(key)]);
    expect([cache.mode, cache.notice]).toEqual(['memory', 'write-failed']);
  });
});

describe('records that cannot be trusted', () => {
  it('drops a corrupt record, says so, and gives the others', async () => {
    const cache = await open();
    await cache.put([item('good'), item('bad')]);
    await overwrite({ key: 'anonymous|nghe-an|bad', v: 1, size: 1, lastUsedAt: 1, answer: { ...answerOf(cubeOf()), data: { kind: 'cube' } } });
    expect([...(await cache.get(['good', 'bad'])).keys()]).toEqual(['good']);
    expect(reports).toEqual([{ kind: 'record-dropped', queryKey: 'bad', pointer: '/answer/data/dimensions' }]);
    await vi.waitFor(async () => expect((await diskRows()).map((row) => row.key)).toEqual(['anonymous|nghe-an|good']));
  });

  it('reads the others when one record fails the whole read', async () => {
    const cache = await open();
    await cache.put([item('good'), item('bad')]);
    const real = IDBObjectStore.prototype.get;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (String(key).endsWith('|bad')) throw new DOMException('Failed to read large IndexedDB value', 'DataError');
      return real.call(this, key);
    });
    expect([...(await cache.get(['good', 'bad'])).keys()]).toEqual(['good']);
    expect(reports).toEqual([{ kind: 'record-dropped', queryKey: 'bad', pointer: '/v' }]);
    await vi.waitFor(async () => expect((await diskRows()).map((row) => row.key)).toEqual(['anonymous|nghe-an|good']));
  });

  it('writes nothing over a record of a later portal', async () => {
    const cache = await open();
    await cache.put([item('q')]);
    await overwrite({ key: 'anonymous|nghe-an|q', v: 2, size: 1, lastUsedAt: 1, tomorrow: true });
    expect((await cache.get(['q'])).size).toBe(0);
    expect([cache.mode, cache.notice]).toEqual(['memory', 'newer-version']);
    await cache.put([item('q')]);
    expect((await diskRows())[0]).toMatchObject({ v: 2, tomorrow: true });
  });
});
