import { Kysely, sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pgliteDialect } from '../pglite-dialect';
import type { Database } from '../schema';
import { StoreUnavailable } from '../store';
import { keepEngine, type KeptEngine } from './kept-engine';

describe('an engine in its thread', { timeout: 60_000 }, () => {
  let engine: KeptEngine;
  let db: Kysely<Database>;
  beforeAll(async () => {
    engine = await keepEngine(null, pino({ level: 'silent' }), { answerMs: 1_500 });
    db = new Kysely<Database>({ dialect: pgliteDialect(() => engine.current(), { waitMs: 500, idleMs: 700 }) });
  }, 120_000);
  afterAll(() => engine.close());

  it('undoes a transaction that is left lying, and lets the next one in', async () => {
    await sql`create table kept (n integer)`.execute(db);
    let wake = (): void => undefined;
    const left = db.transaction().execute(async (transaction) => {
      await sql`insert into kept values (1)`.execute(transaction);
      await new Promise<void>((done) => { wake = done; });
      await sql`insert into kept values (2)`.execute(transaction);
    });
    await expect(sql`select 1`.execute(db)).rejects.toBeInstanceOf(StoreUnavailable);
    await vi.waitFor(async () => expect((await sql`select * from kept`.execute(db)).rows).toEqual([]), 5_000);
    wake();
    await expect(left).rejects.toBeInstanceOf(StoreUnavailable);
    expect((await sql`select * from kept`.execute(db)).rows).toEqual([]);
  });

  it('ends a statement that takes too long, opens again, and tells listeners that they may have missed something', async () => {
    const heard: string[] = [];
    const missed = vi.fn();
    await engine.listenBy(async (statement) => void (await sql.raw(statement).execute(db)))('news', (payload) => heard.push(payload), missed);
    const inTransaction = db.transaction().execute(async (transaction) => {
      await expect(sql`select count(*) from generate_series(1, 2000000000) as g`.execute(transaction)).rejects.toBeInstanceOf(StoreUnavailable);
      await vi.waitFor(() => expect(missed).toHaveBeenCalledTimes(1), 30_000);
      // The engine is there again, but what is left of this transaction must not land in it.
      await sql`create table stray (n integer)`.execute(transaction);
    });
    await expect(inTransaction).rejects.toBeInstanceOf(StoreUnavailable);
    expect((await sql<{ stray: string | null }>`select to_regclass('stray') as stray`.execute(db)).rows).toEqual([{ stray: null }]);
    await sql`select pg_notify('news', 'back')`.execute(db);
    await vi.waitFor(() => expect(heard).toEqual(['back']));
  });
});
