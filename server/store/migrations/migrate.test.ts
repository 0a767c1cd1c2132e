import { PGlite } from '@electric-sql/pglite';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../../../test/servers/postgres';
import { pgliteDialect, type PGliteEngine } from '../pglite-dialect';
import type { Migration } from './list';
import { migrate, planMigrations, SchemaMismatch } from './migrate';

/** A connection to either database, as plain as can be: a test decides when it dies. */
interface Wire {
  readonly engine: PGliteEngine;
  readonly close: () => Promise<void>;
}

const NOW = Date.UTC(2026, 10, 21);
const clock = (): number => NOW;
const TABLES: Migration = {
  version: 1, name: 'tables',
  up: async (db) => {
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) await sql`create table ${sql.table(name)} (id integer primary key, value text not null)`.execute(db);
    await sql`insert into one select n, 'hàng ' || n from generate_series(1, 50) as n`.execute(db);
  },
};
const CHANGES: Migration = {
  version: 2, name: 'changes',
  up: async (db) => {
    await sql`alter table one add column length integer`.execute(db);
    await sql`update one set length = char_length(value)`.execute(db);
    await sql`alter table one alter column length set not null`.execute(db);
    await sql`create index one_length on one (length)`.execute(db);
    await sql`insert into two select id, value from one where length > 6`.execute(db);
    await sql`drop table six`.execute(db);
  },
};
const BOTH = [TABLES, CHANGES];

/** The whole database as text: columns, indexes, rows. */
async function whole(db: Kysely<unknown>): Promise<string> {
  const columns = await sql`select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public' order by 1, 2`.execute(db);
  const indexes = await sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(db);
  const rows = [];
  for (const name of ['one', 'two', 'schema_migration']) rows.push((await sql`select to_jsonb(t)::text as row from ${sql.table(name)} as t order by 1`.execute(db)).rows);
  return JSON.stringify([columns.rows, indexes.rows, rows]);
}

function suite(open: () => Promise<Wire>): void {
  let wire: Wire;
  const over = (engine: PGliteEngine): Kysely<unknown> => new Kysely({ dialect: pgliteDialect(() => engine) });
  /** The process dies at statement number `last`: nothing is said any more, and the server undoes what was not committed. */
  const dyingAt = (last: number): Kysely<unknown> => {
    let said = 0;
    return over({
      query: (statement, parameters) => {
        said += 1;
        return said >= last ? Promise.reject(new Error('died')) : wire.engine.query(statement, parameters);
      },
    });
  };
  /** What a connection leaves behind when it is cut. */
  const cut = async (): Promise<void> => {
    await wire.engine.query('rollback', []);
    await wire.engine.query('select pg_advisory_unlock_all()', []);
  };
  const empty = async (): Promise<void> => {
    await wire.engine.query('drop schema public cascade', []);
    await wire.engine.query('create schema public', []);
  };
  beforeAll(async () => { wire = await open(); }, 120_000);
  afterAll(() => wire.close());
  beforeEach(empty);

  it('brings an empty database to the newest schema, and again does nothing', async () => {
    const db = over(wire.engine);
    expect(await migrate(db, clock)).toBe((await planMigrations(db)).latest);
    expect((await planMigrations(db)).pending).toEqual([]);
    const statements: string[] = [];
    await migrate(over({ query: (statement, parameters) => { statements.push(statement); return wire.engine.query(statement, parameters); } }), clock);
    expect(statements.filter((statement) => !statement.trimStart().startsWith('select'))).toEqual([]);
  });

  it('comes out the same step by step and at once', async () => {
    await migrate(over(wire.engine), clock, BOTH);
    const atOnce = await whole(over(wire.engine));
    await empty();
    await migrate(over(wire.engine), clock, [TABLES]);
    await migrate(over(wire.engine), clock, BOTH);
    expect(await whole(over(wire.engine))).toBe(atOnce);
  });

  it('comes out the same when it dies at any statement and is run again', { timeout: 120_000 }, async () => {
    await migrate(over(wire.engine), clock, BOTH);
    const undisturbed = await whole(over(wire.engine));
    let deaths = 0;
    for (let last = 1; ; last += 1) {
      await empty();
      const survived = await migrate(dyingAt(last), clock, BOTH).then(() => true, () => false);
      if (survived) break;
      deaths += 1;
      await cut();
      const { current } = await planMigrations(over(wire.engine), BOTH);
      expect([0, 1, 2]).toContain(current);
      expect(await migrate(over(wire.engine), clock, BOTH)).toBe(2);
      expect(await whole(over(wire.engine)), `after dying at statement ${last}`).toBe(undisturbed);
    }
    expect(deaths).toBeGreaterThanOrEqual(20);
  });

  it('shows what it would do and does nothing', async () => {
    await migrate(over(wire.engine), clock, [TABLES]);
    const before = await whole(over(wire.engine));
    const plan = await planMigrations(over(wire.engine), BOTH);
    expect(plan).toMatchObject({ current: 1, latest: 2, pending: [{ version: 2, name: 'changes' }] });
    expect(plan.pending[0]?.statements).toHaveLength(6);
    expect(plan.pending[0]?.statements[0]).toBe('alter table one add column length integer');
    expect(await whole(over(wire.engine))).toBe(before);
  });

  it('refuses a newer schema and one that was made otherwise, and writes nothing', async () => {
    await migrate(over(wire.engine), clock, BOTH);
    const before = await whole(over(wire.engine));
    await expect(migrate(over(wire.engine), clock, [TABLES])).rejects.toBeInstanceOf(SchemaMismatch);
    const altered: Migration = { ...TABLES, up: async (db) => void (await sql`create table other (id integer)`.execute(db)) };
    await expect(migrate(over(wire.engine), clock, [altered, CHANGES])).rejects.toBeInstanceOf(SchemaMismatch);
    expect(await whole(over(wire.engine))).toBe(before);
  });
}

async function embedded(): Promise<Wire> {
  const engine = await PGlite.create();
  return { engine: { query: (statement, parameters) => engine.query(statement, parameters) }, close: () => engine.close() };
}

async function onServer(url: string): Promise<Wire> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    engine: {
      query: async <R>(statement: string, parameters: unknown[]) => {
        const { rows, rowCount } = await client.query(statement, parameters);
        return { rows: rows as R[], affectedRows: rowCount ?? 0 };
      },
    },
    close: () => client.end(),
  };
}

describe('migrations: embedded', () => suite(embedded));

function onPostgres(): void {
  let server: PostgresServer;
  beforeAll(async () => { server = await startPostgres(); }, 60_000);
  afterAll(() => server.stop(), 60_000);
  suite(async () => onServer(await server.createDatabase()));

  it('is run by one of several gateways that start at once', async () => {
    const url = await server.createDatabase();
    const wires = await Promise.all(Array.from({ length: 5 }, () => onServer(url)));
    const versions = await Promise.all(wires.map(({ engine }) => migrate(new Kysely<unknown>({ dialect: pgliteDialect(() => engine) }), clock, BOTH)));
    expect(versions).toEqual([2, 2, 2, 2, 2]);
    await Promise.all(wires.map((wire) => wire.close()));
  });

  it('is not needed by a gateway whose role may not change the schema', async () => {
    const url = await server.createDatabase();
    const owner = await onServer(url);
    await migrate(new Kysely<unknown>({ dialect: pgliteDialect(() => owner.engine) }), clock, BOTH);
    await owner.engine.query(`create role reader login password 'only for this test'`, []);
    await owner.engine.query('grant select on all tables in schema public to reader', []);
    await owner.close();
    const address = new URL(url);
    [address.username, address.password] = ['reader', 'only for this test'];
    const reader = await onServer(address.href);
    expect(await migrate(new Kysely<unknown>({ dialect: pgliteDialect(() => reader.engine) }), clock, BOTH)).toBe(2);
    await reader.close();
  });
}
if (findPostgres() !== null) describe('migrations: PostgreSQL', onPostgres);
