import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { DATABASE_NAME, SCHEMA_VERSION } from '@/cache/disk';
import { openSnapshotCache } from '@/cache/open-snapshot-cache';
import { decode, dumpDatabase, encode, restoreDatabase } from './database-dump';
import type { DatabaseDump } from './database-dump';
import { NOW } from './sample-items';

/** SHA-256 of `database.json` and `answers.json` of every released schema. A line is added, never changed. */
const FROZEN: Readonly<Record<string, readonly [string, string]>> = {
  'schema-v1': ['0b5cbd98c073bff694d4e18d3385580c3c219b666714923581314f7e9075d858', 'd149a596f22ef8c4dde20262fa47c4da45b742ab1fd029977e5e2d65815ae09d'],
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
    expect([digest('database.json'), digest('answers.json')]).toEqual(digests);
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
    expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(before);
  });
});

describe('the dump itself', () => {
  it('loses nothing that a record can hold', () => {
    const value = { list: [Float64Array.of(0, Number.NaN, -1.5, Infinity), Uint8Array.of(0, 255)], number: Number.NaN, text: 'Đ', none: null, flag: false, nested: { a: [] } };
    expect(decode(JSON.parse(JSON.stringify(encode(value))))).toEqual(value);
  });
});
