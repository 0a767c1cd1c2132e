import { IDBFactory, IDBKeyRange as KeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toInstant } from '@/domain/time';
import { answerOf, cubeOf } from './answers.fixture';
import { openSnapshotCache } from './open-snapshot-cache';
import { openWorkStore, type WorkStoreOptions } from './open-work-store';
import { shelfKey, type DocumentCopy, type Draft, type Outgoing, type Shelf, type ShelfId } from './work-record';

let factory: IDBFactory;
let notices: string[];
beforeEach(() => {
  factory = new IDBFactory();
  notices = [];
});
afterEach(() => vi.restoreAllMocks());

const open = (options: WorkStoreOptions = {}) => openWorkStore({ openTimeoutMs: 300, indexedDB: factory, keyRange: KeyRange, onNotice: (notice) => notices.push(notice), ...options });
const openAnswers = () => openSnapshotCache({ identity: 'rights-of-the-day', province: 'nghe-an', budgetBytes: 1e6, openTimeoutMs: 300, now: () => toInstant(1), indexedDB: factory, keyRange: KeyRange });

const at = (id: string, owner = 'p1', kind = 'dashboard'): ShelfId => ({ owner, kind, id });
const copy: DocumentCopy = { revision: 3, deleted: false, body: { a: 1 }, at: 5, author: { id: 'p2', name: 'Bình' }, owner: 'unit', unit: '40', mayEdit: true };
const draft: Draft = { body: { a: [1, null, 'ă'] }, base: { revision: 3, body: { a: 1 } }, changedAt: 9, trouble: null };
const outgoing = (saveKey: string, order: number): Outgoing => ({ saveKey, order, body: { saveKey }, reason: '', base: null, holder: null, madeAt: 1, state: 'waiting', attempts: 0, retryAt: 0 });
const full: Shelf = { copy, draft, outbox: [outgoing('k1', 1), outgoing('k2', 2)] };
const quota = () => new DOMException('full', 'QuotaExceededError');

async function inDatabase<T>(mode: IDBTransactionMode, work: (stores: (name: string) => IDBObjectStore) => IDBRequest<T>, version?: number): Promise<T> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open('toan-canh', version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('open'));
  });
  const result = await new Promise<T>((resolve) => {
    const transaction = db.transaction([...db.objectStoreNames], mode);
    const request = work((name) => transaction.objectStore(name) as unknown as IDBObjectStore);
    transaction.oncomplete = () => resolve(request.result);
  });
  db.close();
  return result;
}

describe('work on disk', () => {
  it('is there after a reload, whatever the rights of the day are', async () => {
    const store = await open();
    expect(await store.update(at('a'), () => full)).toEqual(full);
    store.close();
    const again = await open();
    expect([again.mode, again.notice]).toEqual(['indexeddb', null]);
    expect(await again.read(at('a'))).toEqual(full);
    expect(await again.read(at('b'))).toEqual({ copy: null, draft: null, outbox: [] });
  });

  it('is read, changed and written in one go over all tabs', async () => {
    const [one, two] = [await open(), await open()];
    const add = (name: string) => (shelf: Shelf, order: number): Shelf => ({ ...shelf, outbox: [...shelf.outbox, outgoing(name, order)] });
    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).update(at(index % 3 ? 'a' : 'b'), add(`k${index}`))));
    const waiting = await one.waiting('p1');
    expect(waiting).toHaveLength(20);
    expect(waiting.map((each) => each.outgoing.order)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('belongs to one person', async () => {
    const store = await open();
    await store.update(at('a', 'p|1'), () => full);
    await store.update(at('a', 'p', '1|dashboard'), () => ({ ...full, draft: null, outbox: [outgoing('other', 1)] }));
    expect((await store.waiting('p|1')).map((each) => each.outgoing.saveKey)).toEqual(['k1', 'k2']);
    expect(await store.drafts('p|1')).toEqual([at('a', 'p|1')]);
    expect(await store.drafts('p')).toEqual([]);
  });

  it('outlives the answers: neither eviction nor the wipe at sign-out touches it', async () => {
    const [store, answers] = [await open(), await openAnswers()];
    await store.update(at('a'), () => full);
    await answers.put([{ queryKey: 'q', answer: answerOf(cubeOf()), classification: 'internal' }]);
    await answers.wipe();
    expect(await store.read(at('a'))).toEqual(full);
  });

  it('is forgotten only when told so, copies apart from the rest', async () => {
    const store = await open();
    await store.update(at('a'), () => full);
    await store.update(at('a', 'p2'), () => ({ ...full, outbox: [] }));
    await store.forget('p1', 'copies');
    expect(await store.read(at('a'))).toEqual({ ...full, copy: null });
    await store.forget('p1', 'everything');
    expect(await store.read(at('a'))).toEqual({ copy: null, draft: null, outbox: [] });
    expect((await store.read(at('a', 'p2'))).draft).toEqual(draft);
  });

  it('loses the copies of who was here before, and nothing they have not sent', async () => {
    const store = await open();
    await store.update(at('a'), () => full);
    const theirs = { ...full, outbox: [] };
    await store.update(at('a', 'p2'), () => theirs);
    await store.forgetCopiesOfOthers('p2');
    const again = await open();
    expect([await again.read(at('a')), await again.read(at('a', 'p2'))]).toEqual([{ ...full, copy: null }, theirs]);
  });

  it('survives a database that has to be made anew', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const store = await open();
    await store.update(at('a'), () => full);
    store.close();
    await new Promise<void>((resolve) => {
      const request = factory.open('toan-canh', 20);
      request.onsuccess = () => { request.result.close(); resolve(); };
    });
    // The same rows in a database of our version that lacks a store.
    const rows = await Promise.all(['document', 'draft', 'outbox'].map((name) => inDatabase('readonly', (of) => of(name).getAll() as unknown as IDBRequest<unknown[]>)));
    await new Promise<void>((resolve) => { factory.deleteDatabase('toan-canh').onsuccess = () => resolve(); });
    await new Promise<void>((resolve) => {
      const request = factory.open('toan-canh', 20);
      request.onupgradeneeded = () => ['document', 'draft', 'outbox'].forEach((name, index) => {
        const made = request.result.createObjectStore(name, { keyPath: name === 'outbox' ? 'saveKey' : 'key' });
        for (const row of rows[index] ?? []) made.put(row);
      });
      request.onsuccess = () => { request.result.close(); resolve(); };
    });
    const again = await open();
    expect(again.mode).toBe('indexeddb');
    expect(await again.read(at('a'))).toEqual(full);
  });
});

describe('rows that cannot be trusted', () => {
  it('takes a corrupt row as none, and reads the others', async () => {
    const store = await open();
    await store.update(at('a'), () => full);
    await inDatabase('readwrite', (of) => {
      of('draft').put({ key: shelfKey(at('a')), owner: 'p1', kind: 'dashboard', id: 'a', v: 1, draft: { body: 1 } });
      return of('outbox').put({ saveKey: 'k1', shelf: shelfKey(at('a')), owner: 'p1', order: 1 });
    });
    expect(await store.read(at('a'))).toEqual({ copy, draft: null, outbox: [outgoing('k2', 2)] });
    expect(store.mode).toBe('indexeddb');
  });

  it('writes nothing over a row of a later portal', async () => {
    const store = await open();
    const later = { key: shelfKey(at('a')), owner: 'p1', kind: 'dashboard', id: 'a', v: 2, tomorrow: true };
    await inDatabase('readwrite', (of) => of('draft').put(later));
    await store.update(at('a'), (shelf) => ({ ...shelf, draft }));
    expect([store.mode, store.notice, notices]).toEqual(['memory', 'newer-version', ['newer-version']]);
    expect((await store.read(at('a'))).draft).toEqual(draft);
    expect(await inDatabase('readonly', (of) => of('draft').getAll())).toEqual([later]);
  });
});

describe('no disk to be had', () => {
  it('keeps work in memory and says so', async () => {
    const store = await open({ indexedDB: null });
    await store.update(at('a'), () => full);
    expect([store.mode, store.notice, notices]).toEqual(['memory', 'absent', ['absent']]);
    expect(await store.read(at('a'))).toEqual(full);
    expect((await store.waiting('p1')).map((each) => each.outgoing.saveKey)).toEqual(['k1', 'k2']);
    expect(await store.drafts('p1')).toEqual([at('a')]);
    await store.forget('p1', 'everything');
    expect(await store.waiting('p1')).toEqual([]);
  });

  it('gives the room of answers back before it gives up the disk', async () => {
    const [store, answers] = [await open(), await openAnswers()];
    await answers.put([{ queryKey: 'q', answer: answerOf(cubeOf()), classification: 'internal' }]);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => { throw quota(); });
    expect(await store.update(at('a'), () => full)).toEqual(full);
    expect([put.mock.calls.length > 1, store.mode]).toEqual([true, 'indexeddb']);
    expect((await answers.get(['q'])).size).toBe(0);
  });

  it('goes on in memory with what it has seen when the disk refuses', async () => {
    const store = await open();
    await store.update(at('a'), () => full);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => { throw quota(); });
    const changed = await store.update(at('a'), (shelf) => ({ ...shelf, draft: { ...draft, body: 'new' } }));
    expect([store.mode, store.notice]).toEqual(['memory', 'quota']);
    expect(changed).toEqual({ ...full, draft: { ...draft, body: 'new' } });
    vi.restoreAllMocks();
    // What was on disk is still there for the next page.
    expect(await (await open()).read(at('a'))).toEqual(full);
  });

  it('steps aside for a newer portal in another tab', async () => {
    const store = await open();
    await store.update(at('a'), () => full);
    await new Promise<void>((resolve) => {
      const request = factory.open('toan-canh', 30);
      request.onsuccess = () => { request.result.close(); resolve(); };
    });
    expect([store.mode, store.notice]).toEqual(['memory', 'upgraded-elsewhere']);
    expect(await store.read(at('a'))).toEqual(full);
  });
});
