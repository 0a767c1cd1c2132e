import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { DATABASE_NAME, SCHEMA_VERSION } from '@/cache/database';
import { openSnapshotCache } from '@/cache/open-snapshot-cache';
import { openWorkStore } from '@/cache/open-work-store';
import type { Shelf, ShelfId } from '@/cache/work-record';
import { decode, dumpDatabase, encode, restoreDatabase } from './database-dump';
import type { DatabaseDump } from './database-dump';
import { NOW } from './sample-items';

/** SHA-256 of `database.json`, `answers.json` and, since there is unsent work, `work.json` of every released schema. A line is added, never changed. */
const FROZEN: Readonly<Record<string, readonly string[]>> = {
  'schema-v1': ['0b5cbd98c073bff694d4e18d3385580c3c219b666714923581314f7e9075d858', 'd149a596f22ef8c4dde20262fa47c4da45b742ab1fd029977e5e2d65815ae09d'],
  'schema-v2': [
    '22d8d26d7b0435fd090e9748d76bf9a34cfe57247075fc8e03cf6997152d58d7', 'd149a596f22ef8c4dde20262fa47c4da45b742ab1fd029977e5e2d65815ae09d',
    'f4d8b56319dd787830ce7e5da3134a7638374323d16a2cd98cffdbf8427ad716',
  ],
};

interface Expected {
  readonly identity: string;
  readonly province: string;
  readonly answers: readonly { readonly queryKey: string; readonly answer: unknown }[];
}

const here = fileURLToPath(new URL('.', import.meta.url));
const versions = readdirSync(here).filter((name) => name.startsWith('schema-v')).sort();
const textOf = (version: string, file: string): string => readFileSync(`${here}${version}/${file}`, 'utf8');
const databaseOf = (version: string): DatabaseDump => JSON.parse(textOf(version, 'database.json')) as DatabaseDump;
const expectedOf = (version: string): Expected => JSON.parse(textOf(version, 'answers.json')) as Expected;

/** Unsent work of the fixture; before schema 2 there was none. */
const workOf = (version: string): readonly { readonly at: ShelfId; readonly shelf: Shelf }[] =>
  existsSync(`${here}${version}/work.json`) ? (JSON.parse(textOf(version, 'work.json')) as readonly { readonly at: ShelfId; readonly shelf: Shelf }[]) : [];

async function restored(dump: DatabaseDump): Promise<IDBFactory> {
  const factory = new IDBFactory();
  await restoreDatabase(factory, dump);
  return factory;
}
const open = (factory: IDBFactory, { identity, province }: Expected) =>
  openSnapshotCache({ identity, province, budgetBytes: 1e7, now: () => NOW, indexedDB: factory, keyRange: IDBKeyRange });

describe('frozen fixtures', () => {
  it('exist for every schema there has been', () => {
    expect(versions).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, index) => `schema-v${index + 1}`));
    expect(versions).toEqual(Object.keys(FROZEN));
  });

  it.each(Object.entries(FROZEN))('of %s are what was written then', (version, digests) => {
    const digest = (file: string) => createHash('sha256').update(textOf(version, file)).digest('hex');
    expect(['database.json', 'answers.json', 'work.json'].slice(0, digests.length).map(digest)).toEqual(digests);
  });
});

describe.each(versions)('a device cache left by %s', (version) => {
  const expected = expectedOf(version);
  const answers = new Map(expected.answers.map(({ queryKey, answer }) => [queryKey, decode(answer)]));

  it('opens on disk and gives the same answers', async () => {
    const cache = await open(await restored(databaseOf(version)), expected);
    expect([cache.mode, cache.notice]).toEqual(['indexeddb', null]);
    expect(await cache.get([...answers.keys()])).toEqual(answers);
  });

  it('is brought to today\'s schema once, and opens the same the second time', async () => {
    const factory = await restored(databaseOf(version));
    (await open(factory, expected)).close();
    const once = await dumpDatabase(factory, DATABASE_NAME);
    (await open(factory, expected)).close();
    expect(once.version).toBe(SCHEMA_VERSION * 10);
    expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(once);
  });

  it('can be written to as before', async () => {
    const factory = await restored(databaseOf(version));
    const cache = await open(factory, expected);
    const [first] = (await cache.get([...answers.keys()])).values();
    if (!first) throw new Error('nothing was read');
    await cache.put([{ queryKey: 'new', answer: first, classification: 'internal' }]);
    cache.close();
    expect((await (await open(factory, expected)).get(['new'])).get('new')).toEqual(first);
  });

  it('keeps unsent work, of every person, and takes more', async () => {
    const factory = await restored(databaseOf(version));
    const store = await openWorkStore({ indexedDB: factory, keyRange: IDBKeyRange });
    expect([store.mode, store.notice]).toEqual(['indexeddb', null]);
    for (const { at, shelf } of workOf(version)) expect(await store.read(at)).toEqual(shelf);
    const at: ShelfId = { owner: 'p', kind: 'scene', id: 'new' };
    await store.update(at, (shelf) => ({ ...shelf, draft: { body: 1, base: null, changedAt: 1, trouble: null } }));
    store.close();
    expect((await (await openWorkStore({ indexedDB: factory, keyRange: IDBKeyRange })).read(at)).draft?.body).toBe(1);
  });

  it('comes to the same schema as a new one', async () => {
    const shape = async (factory: IDBFactory) => (await dumpDatabase(factory, DATABASE_NAME)).stores.map((store) => ({ ...store, rows: [] }));
    const [old, fresh] = [await restored(databaseOf(version)), new IDBFactory()];
    for (const factory of [old, fresh]) (await open(factory, expected)).close();
    expect(await shape(old)).toEqual(await shape(fresh));
  });

  it('is whole again after an upgrade that was cut short at any step', async () => {
    for (let steps = 0; steps <= 3; steps += 1) {
      const factory = await restored(databaseOf(version));
      await new Promise<void>((resolve) => {
        const request = factory.open(DATABASE_NAME, SCHEMA_VERSION * 10 + 10);
        request.onupgradeneeded = () => {
          for (let step = 0; step < steps; step += 1) request.result.createObjectStore(`half-made-${step}`);
          request.transaction?.abort();
        };
        request.onerror = () => resolve();
      });
      expect(await (await open(factory, expected)).get([...answers.keys()])).toEqual(answers);
      const store = await openWorkStore({ indexedDB: factory, keyRange: IDBKeyRange });
      for (const { at, shelf } of workOf(version)) expect(await store.read(at)).toEqual(shelf);
    }
  });

  it('shows nothing to anybody else', async () => {
    const factory = await restored(databaseOf(version));
    for (const other of [{ ...expected, identity: 'another' }, { ...expected, province: 'ninh-binh' }]) {
      expect((await (await open(factory, other)).get([...answers.keys()])).size).toBe(0);
    }
  });
});

describe('a device cache left by a later release', () => {
  it('is neither read nor changed by today\'s code', async () => {
    const [latest] = versions.slice(-1);
    const today = databaseOf(latest ?? '');
    const later: DatabaseDump = {
      ...today,
      version: today.version + 10,
      stores: [...today.stores.map((store) => ({ ...store, name: `${store.name}OfTomorrow` })), { name: 'settings', keyPath: null, autoIncrement: true, indexes: [], rows: [{ theme: 'wall' }] }],
    };
    const factory = await restored(later);
    const before = await dumpDatabase(factory, DATABASE_NAME);
    const cache = await open(factory, expectedOf(latest ?? ''));
    expect([cache.mode, cache.notice]).toEqual(['memory', 'newer-version']);
    await cache.wipe();
    const store = await openWorkStore({ indexedDB: factory, keyRange: IDBKeyRange });
    expect([store.mode, store.notice]).toEqual(['memory', 'newer-version']);
    await store.update({ owner: 'p', kind: 'scene', id: 'x' }, (shelf) => ({ ...shelf, copy: null, draft: { body: 1, base: null, changedAt: 1, trouble: null } }));
    expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(before);
  });
});

describe('the dump itself', () => {
  it('loses nothing that a record can hold', () => {
    const value = { list: [Float64Array.of(0, Number.NaN, -1.5, Infinity), Uint8Array.of(0, 255)], number: Number.NaN, text: 'Đ', none: null, flag: false, nested: { a: [] } };
    expect(decode(JSON.parse(JSON.stringify(encode(value))))).toEqual(value);
  });
});
