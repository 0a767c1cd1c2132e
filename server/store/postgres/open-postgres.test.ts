import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../../../test/servers/postgres';
import { SchemaMismatch } from '../migrations/migrate';
import { StoreUnavailable, type Store } from '../store';
import { openPostgres } from './open-postgres';

const log = pino({ level: 'silent' });
const SECONDS = { timeout: 60_000 };
const times = { connectMs: 2_000, statementMs: 1_500, lockMs: 700, idleInTransactionMs: 2_000 };

function onRealServer(): void {
  let server: PostgresServer;
  let url = '';
  let store: Store;
  const other: Store[] = [];
  const open = async (): Promise<Store> => {
    const opened = await openPostgres({ url, log, clock: Date.now, times });
    other.push(opened);
    return opened;
  };
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
    url = await server.createDatabase();
    store = await open();
  }, 120_000);
  afterAll(async () => {
    await Promise.all(other.map((each) => each.close()));
    await server.stop();
  }, 60_000);
  const put = (key: string): Promise<unknown> => store.transact((db) => db.insertInto('meta').values({ key, value: '' }).execute());
  const keys = async (): Promise<string[]> => (await store.db.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key);
  const asOwner = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const cut = (purpose: string): Promise<void> =>
    asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'toan-canh ${purpose}'`);

  it('loses nothing it acknowledged when the server is killed, and goes on when it is back', SECONDS, async () => {
    await put('before');
    const acknowledged: string[] = [];
    let stopped = false;
    const writing = (async () => {
      for (let index = 0; !stopped; index += 1) {
        await put(`w${String(index).padStart(5, '0')}`).then(() => acknowledged.push(`w${String(index).padStart(5, '0')}`), (fault: unknown) => expect(fault).toBeInstanceOf(StoreUnavailable));
        await pause(1);
      }
    })();
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(20), 10_000);
    await server.kill9();
    await expect(keys()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.health()).toMatchObject({ ok: false, writable: false });
    await server.restart();
    const had = acknowledged.length;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(had + 5), 15_000);
    stopped = true;
    await writing;
    const found = new Set(await keys());
    expect(acknowledged.filter((key) => !found.has(key))).toEqual([]);
    await vi.waitFor(async () => expect(await store.health()).toMatchObject({ ok: true, writable: true }), 10_000);
  });

  it('hears again after its listening connection was cut, and says that something may be missed', SECONDS, async () => {
    const heard: string[] = [];
    const missed = vi.fn();
    const stop = await store.listen('news', (payload) => heard.push(payload), missed);
    await cut('listen');
    await vi.waitFor(() => expect(missed).toHaveBeenCalledTimes(1), 10_000);
    await store.notify(store.db, 'news', 'back');
    await vi.waitFor(() => expect(heard).toEqual(['back']));
    expect(missed).toHaveBeenCalledTimes(1);
    await stop();
  });

  it('takes an office from whoever lost its connection, and tells that one', SECONDS, async () => {
    const second = await open();
    const terms: string[] = [];
    const duty = (name: string) => async (signal: AbortSignal): Promise<void> => {
      terms.push(`${name} begins`);
      await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
      terms.push(`${name} ends`);
    };
    const stopFirst = store.elect('refresh', duty('first'));
    await vi.waitFor(() => expect(terms).toEqual(['first begins']), 5_000);
    const stopSecond = second.elect('refresh', duty('second'));
    await pause(1_200);
    await cut('duty');
    await vi.waitFor(() => expect(terms).toContain('first ends'), 5_000);
    await vi.waitFor(() => expect(terms.filter((line) => line.endsWith('begins'))).toHaveLength(2), 10_000);
    expect(terms.indexOf('first ends')).toBeLessThan(terms.lastIndexOf(terms.filter((line) => line.endsWith('begins')).at(-1) ?? ''));
    await Promise.all([stopFirst(), stopSecond()]);
  });

  it('gives up a statement, a lock and an idle transaction that take too long', SECONDS, async () => {
    await expect(sql`select pg_sleep(10)`.execute(store.db)).rejects.toBeInstanceOf(StoreUnavailable);
    await put('locked');
    let release = (): void => undefined;
    const holding = store.transact(async (db) => {
      await db.selectFrom('meta').select('key').where('key', '=', 'locked').forUpdate().execute();
      await new Promise<void>((done) => { release = done; });
    });
    await pause(100);
    const began = performance.now();
    await expect(store.db.updateTable('meta').set({ value: '2' }).where('key', '=', 'locked').execute()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - began).toBeLessThan(2_500);
    await pause(2_000);
    release();
    await expect(holding).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.db.selectFrom('meta').select('key').where('key', '=', 'locked').execute()).toHaveLength(1);
  });

  it('settles a deadlock by trying again', SECONDS, async () => {
    await Promise.all([put('left'), put('right')]);
    const both = (first: string, second: string): Promise<void> => store.transact(async (db) => {
      await db.updateTable('meta').set({ value: first }).where('key', '=', first).execute();
      await pause(100);
      await db.updateTable('meta').set({ value: first }).where('key', '=', second).execute();
    });
    await asOwner(`alter system set deadlock_timeout = '100ms'`);
    await asOwner('select pg_reload_conf()');
    await Promise.all([both('left', 'right'), both('right', 'left')]);
    const values = await store.db.selectFrom('meta').select('value').where('key', 'in', ['left', 'right']).execute();
    expect(new Set(values.map(({ value }) => value)).size).toBe(1);
  });

  it('reads but does not write where the server only reads, and says so', SECONDS, async () => {
    await asOwner(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`);
    await Promise.all([cut('pool'), cut('listen')]);
    await vi.waitFor(async () => expect(await store.health()).toMatchObject({ ok: true, writable: false }), 10_000);
    expect(await keys()).toContain('before');
    await expect(put('refused')).rejects.toBeInstanceOf(StoreUnavailable);
    await asOwner('set default_transaction_read_only = off', `alter database ${new URL(url).pathname.slice(1)} reset default_transaction_read_only`);
    await cut('listen');
    await vi.waitFor(async () => expect(await store.health()).toMatchObject({ ok: true, writable: true }), 10_000);
    await put('taken');
  });

  it('starts while the server is down, throws meanwhile, and is ready when it comes', SECONDS, async () => {
    await server.shutDown();
    url = url.replace(/[^/]+$/, 'postgres');
    const early = await open();
    expect(await early.health()).toMatchObject({ ok: false, writable: false, migration: 0 });
    await expect(early.transact((db) => db.selectFrom('meta').selectAll().execute())).rejects.toBeInstanceOf(StoreUnavailable);
    const missed = vi.fn();
    await early.listen('news', () => undefined, missed);
    await server.restart();
    await vi.waitFor(async () => expect(await early.health()).toMatchObject({ ok: true, writable: true }), 20_000);
    expect(missed).toHaveBeenCalled();
    expect(await early.db.selectFrom('meta').selectAll().execute()).toEqual([]);
  });

  it('refuses a newer schema without writing', SECONDS, async () => {
    await asOwner(`insert into schema_migration values (999, 'later', now(), 'x')`);
    await expect(open()).rejects.toBeInstanceOf(SchemaMismatch);
  });
}

if (findPostgres() !== null) describe('the store on a PostgreSQL server', onRealServer);
else it('has no PostgreSQL server here to be tried on', () => expect(findPostgres()).toBeNull());
