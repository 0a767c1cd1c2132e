import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { latestVersion } from './migrations/list';
import { describeStores, type TestStore } from './testing/describe-stores.fixture';
import { StoreUnavailable } from './store';
import { StatementRefused } from './store-fault';

describeStores('a store', (open, under) => {
  let store: TestStore;
  beforeAll(async () => { store = await open(); }, 120_000);
  afterEach(() => store.reset());
  const put = (key: string, value: string): Promise<unknown> => store.db.insertInto('meta').values({ key, value }).execute();
  const keys = async (): Promise<string[]> => (await store.db.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key);

  it('is at the newest schema and says so', async () => {
    expect(await store.health()).toMatchObject({ ok: true, writable: true, migration: latestVersion() });
    expect((await store.health()).version).toMatch(/^\d+\.\d+/);
  });

  it('keeps what a transaction did, and nothing of one that failed', async () => {
    const answer = await store.transact(async (db) => {
      await db.insertInto('meta').values({ key: 'a', value: 'Nghệ An' }).execute();
      return 7;
    });
    expect(answer).toBe(7);
    await expect(store.transact(async (db) => {
      await db.insertInto('meta').values({ key: 'b', value: '2' }).execute();
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await keys()).toEqual(['a']);
  });

  it('goes on after a refused statement, and says the rule but no value', async () => {
    await put('a', '1');
    const fault: unknown = await put('a', 'chủ tịch').catch((reason: unknown) => reason);
    expect(fault).toBeInstanceOf(StatementRefused);
    expect(fault).toMatchObject({ code: '23505', constraint: 'meta_pkey', table: 'meta' });
    expect(JSON.stringify({ ...(fault as Error), message: (fault as Error).message })).not.toContain('chủ tịch');
    expect(await keys()).toEqual(['a']);
  });

  it('gives moments, numbers and JSON alike', async () => {
    const at = new Date(Date.UTC(2026, 10, 21, 3, 0, 0, 123));
    await store.db.insertInto('event').values({ kind: 'k', audience: '{"to":"everyone"}', payload: '{"n":[1,"ờ"]}', at }).execute();
    const row = await store.db.selectFrom('event').selectAll().executeTakeFirstOrThrow();
    expect(row).toEqual({ id: 1, kind: 'k', audience: { to: 'everyone' }, payload: { n: [1, 'ờ'] }, at });
    expect(await store.db.selectFrom('event').select(({ fn }) => fn.countAll().as('n')).executeTakeFirst()).toEqual({ n: 1 });
  });

  it('tries again what another transaction stood in the way of, at most three times', async () => {
    let tries = 0;
    const failing = (times: number): Promise<number> => store.transact(async (db) => {
      tries += 1;
      await db.insertInto('meta').values({ key: `try ${tries}`, value: '' }).execute();
      if (tries <= times) await sql`do $$ begin raise exception using errcode = '40001'; end $$`.execute(db);
      return tries;
    });
    expect(await failing(3)).toBe(4);
    expect(await keys()).toEqual(['try 4']);
    tries = 0;
    await store.reset();
    await expect(failing(4)).rejects.toMatchObject({ code: '40001' });
    expect(tries).toBe(4);
  });

  it('tells only what was committed, in the order of commits', async () => {
    const heard: string[] = [];
    const stop = await store.listen('news', (payload) => heard.push(payload));
    await expect(store.transact(async (db) => {
      await store.notify(db, 'news', 'never');
      throw new Error('no');
    })).rejects.toThrow('no');
    await store.transact(async (db) => {
      await store.notify(db, 'news', 'một');
      await store.notify(db, 'news', 'hai');
      await pause(20);
      expect(heard).toEqual([]);
    });
    await store.transact((db) => store.notify(db, 'news', 'ba'));
    await vi.waitFor(() => expect(heard).toEqual(['một', 'hai', 'ba']));
    await stop();
    await store.transact((db) => store.notify(db, 'news', 'bốn'));
    await pause(50);
    expect(heard).toHaveLength(3);
  });

  it('lets two listen on a channel, and one of them stop', async () => {
    const heard: string[] = [];
    const first = await store.listen('news', (payload) => heard.push(`1 ${payload}`));
    const second = await store.listen('news', (payload) => heard.push(`2 ${payload}`));
    await first();
    await store.notify(store.db, 'news', 'x');
    await vi.waitFor(() => expect(heard).toEqual(['2 x']));
    await second();
  });

  it('elects exactly one, and the next when it stops', async () => {
    const other = await open();
    const holders: string[] = [];
    let together = 0;
    const duty = (name: string) => async (signal: AbortSignal): Promise<void> => {
      together += 1;
      expect(together).toBe(1);
      holders.push(name);
      await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
      together -= 1;
    };
    const stopFirst = store.elect('refresh', duty('first'));
    await vi.waitFor(() => expect(holders).toEqual(['first']), 5_000);
    const stopSecond = other.elect('refresh', duty('second'));
    const elsewhere = vi.fn(() => Promise.resolve());
    const stopElsewhere = other.elect('clean', elsewhere);
    await vi.waitFor(() => expect(elsewhere).toHaveBeenCalled(), 5_000);
    await pause(300);
    expect(holders).toEqual(['first']);
    await stopFirst();
    await vi.waitFor(() => expect(holders).toEqual(['first', 'second']), 5_000);
    await Promise.all([stopSecond(), stopElsewhere()]);
    expect(together).toBe(0);
  });

  it('carries 200 transactions at once and loses none', async () => {
    await put('count', '0');
    await Promise.all(Array.from({ length: 200 }, (_, index) => store.transact(async (db) => {
      const { value } = await db.selectFrom('meta').select('value').where('key', '=', 'count').forUpdate().executeTakeFirstOrThrow();
      await db.updateTable('meta').set({ value: String(Number(value) + 1) }).where('key', '=', 'count').execute();
      await db.insertInto('meta').values({ key: `n${index}`, value: '' }).execute();
    })));
    expect((await store.db.selectFrom('meta').select('value').where('key', '=', 'count').executeTakeFirstOrThrow()).value).toBe('200');
    expect(await keys()).toHaveLength(201);
  });

  it('does not hold up the timers of the process while a statement runs', async () => {
    let ticks = 0;
    const ticking = setInterval(() => { ticks += 1; }, 2);
    const began = performance.now();
    await sql`select count(*) from generate_series(1, 1000000) as g`.execute(store.db);
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan((performance.now() - began) / 40);
  });

  if (under.kind === 'pglite') return;

  it('fails within about two seconds where every connection is taken', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => { release = done; });
    const holding = Array.from({ length: 10 }, () => store.transact(async (db) => {
      await sql`select 1`.execute(db);
      await held;
    }));
    await pause(200);
    const began = performance.now();
    await expect(keys()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await store.health()).toMatchObject({ ok: true });
    release();
    await Promise.all(holding);
  });
});
