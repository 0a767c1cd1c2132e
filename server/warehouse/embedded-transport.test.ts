import fc from 'fast-check';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresQuestion } from '@/federation/connectors/sql/request';
import type { Transport } from '@/federation/http/connection';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { embeddedTransport } from './embedded-transport';
import { forbiddenIn } from './guard-statement';
import { prepareWarehouse, READER_ROLE } from './load';
import type { WarehouseLoad, WarehouseTable } from './warehouse-table';

const table: WarehouseTable = {
  name: 'dan_cu', comment: 'Dân cư', key: ['ma', 'thang'],
  columns: [{ name: 'ma', type: 'text' }, { name: 'thang', type: 'date' }, { name: 'tong', type: 'bigint' }, { name: 'ty_le', type: 'numeric' }, { name: 'luc', type: 'timestamptz' }, { name: 'xong', type: 'boolean' }],
  rows: [['00123', '2026-10-01', 120_450, 98.25, '2026-11-05T01:00:00Z', true], ['16681', '2026-10-01', 0, null, '2026-11-05T01:00:00Z', false]],
};
let loads = 0;
const load: WarehouseLoad = { stamp: 'một', tables: () => { loads += 1; return [table]; } };

let store: MemoryStore;
let ask: Transport;
const call = { signal: new AbortController().signal, deadlineMs: 5_000, maxBytes: 100_000 };
const question = (statement: string, more: Partial<PostgresQuestion> = {}) => ({
  method: 'POST' as const, path: 'sql', query: [], headers: {}, idempotent: true,
  body: JSON.stringify({ statement, values: [], columns: ['ma'], rowLimit: 100, timeLimit: 5, ...more } satisfies PostgresQuestion),
});
async function answer(statement: string, more: Partial<PostgresQuestion> = {}): Promise<unknown> {
  const reply = await ask(question(statement, more), call);
  return reply.ok ? JSON.parse(new TextDecoder().decode(reply.value.body)) : reply.error;
}

beforeAll(async () => {
  store = await memoryStore();
  await sql`insert into meta (key, value) values ('secret', 'bí mật')`.execute(store.db);
  ask = embeddedTransport({ store, log: pino({ level: 'silent' }), load });
}, 60_000);
afterAll(() => store.close());

describe('the embedded warehouse', () => {
  it('answers with every cell as the engine wrote it, and the types', async () => {
    expect(await answer('select ma, thang, tong, ty_le, luc, xong from dan_cu where ma = any($1::text[]) order by ma', { values: [['00123', '16681']], columns: ['ma', 'thang', 'tong', 'ty_le', 'luc', 'xong'] })).toEqual({
      columns: [['ma', 'text'], ['thang', 'date'], ['tong', 'bigint'], ['ty_le', 'numeric'], ['luc', 'timestamp with time zone'], ['xong', 'boolean']].map(([name, type]) => ({ name, type })),
      rows: [['00123', '2026-10-01', '120450', '98.25', '2026-11-05 08:00:00+07', 'true'], ['16681', '2026-10-01', '0', null, '2026-11-05 08:00:00+07', 'false']],
      more: false,
    });
  });

  it('binds values, whatever they hold', async () => {
    for (const value of ["' or true; --", '$1', "\\'", 'Nghệ An', '{a,b}', '""']) {
      expect(await answer('select $1::text as ma', { values: [value] })).toMatchObject({ rows: [[value]] });
      expect(await answer('select array_to_string($1::text[], \'|\') as ma', { values: [[value, 'x']] })).toMatchObject({ rows: [[`${value}|x`]] });
    }
    expect(await answer('select ($1::text)::date as ma', { values: [null] })).toMatchObject({ rows: [[null]] });
  });

  it('stops at the limits of rows and of bytes', async () => {
    const many = 'select a.v as ma from unnest(string_to_array($1::text, \',\')) as a, unnest(string_to_array($1::text, \',\')) as b';
    const values = [Array.from({ length: 60 }, (_, at) => at).join(',')];
    expect(forbiddenIn(many)).toBeNull();
    const plain = 'select ma from (select unnest(string_to_array($1::text, \',\')) as ma) as x';
    expect(await answer(plain, { values, rowLimit: 59 })).toMatchObject({ more: true, rows: { length: 59 } });
    expect(await answer(plain, { values, rowLimit: 60 })).toMatchObject({ more: false, rows: { length: 60 } });
    expect(await ask(question(plain, { values }), { ...call, maxBytes: 50 })).toMatchObject({ ok: false, error: { kind: 'too-large' } });
  });

  it.each([
    ['select ma from khong_co', { kind: 'misconfigured', got: 'SQLSTATE 42P01, line 1' }], ['select tong from dan_cu', { kind: 'misconfigured' }], ['select 1 / 0 as ma', { kind: 'source-error', got: 'SQLSTATE 22012' }],
  ])('says what was wrong without its words: %s', async (statement, error) => {
    const got = await answer(statement);
    expect(got).toMatchObject(error);
    expect(JSON.stringify(got)).not.toMatch(/khong_co|dan_cu|select/);
  });

  it('loads once, and again for another load', async () => {
    expect(loads).toBe(1);
    await prepareWarehouse(store, load);
    expect(loads).toBe(1);
    await prepareWarehouse(store, { stamp: 'hai', tables: () => [{ ...table, rows: table.rows.slice(0, 1) }] });
    expect(await answer('select count(*) as ma from dan_cu')).toMatchObject({ rows: [['1']] });
    await prepareWarehouse(store, load);
  });
});

describe('what else lies in the store', () => {
  const attempts = [
    'select value as ma from meta', 'select value as ma from public.meta', 'select id as ma from session', 'select id as ma from public.session', 'select key as ma from "public"."answer"', 'select target as ma from audit',
    "select query_to_xml('select * from public.meta', true, true, '')::text as ma", "select set_config('role', 'postgres', true) as ma", 'select rolname as ma from pg_authid', 'select relname as ma from pg_catalog.pg_class', 'select table_name as ma from information_schema.tables',
    "select pg_read_file('/etc/passwd') as ma", "select * from dblink('', '') as ma", "select current_setting('data_directory') as ma", 'select current_user as ma', 'copy meta to stdout', "do 'begin end'", 'table meta', 'with x as (table meta) select value as ma from x',
    "select 'meta'::regclass::text as ma", "select lo_get(1) as ma", 'with x as (delete from meta returning value) select value as ma from x', 'select "set_config"(\'role\', \'postgres\', true) as ma', "select database_to_xml(true, true, '')::text as ma",
    'select ma from dan_cu for update', 'select x.value as ma from postgres.public.meta as x', "select nextval('x') as ma", 'select version() as ma', 'select ma from dan_cu) as q union all (select value as ma from meta', 'set role postgres', 'select 1 as ma; select 2',
  ];

  it.each(attempts)('is not to be had: %s', async (statement) => {
    const got = await answer(statement);
    expect(got).toMatchObject({ kind: expect.stringMatching(/^(misconfigured|denied)$/) as unknown });
    expect(JSON.stringify(got)).not.toContain('bí mật');
  });

  // The role is a wall of its own: what passes the reading of a statement meets it.
  it.each(['select value from public.meta', 'select id from public.session', 'select * from public.audit', 'select rolpassword from pg_authid', "select pg_read_file('/etc/passwd')", 'insert into warehouse.dan_cu (ma) values (1)', 'create table warehouse.x (a int)'])('is out of reach of the role: %s', async (statement) => {
    await expect(store.db.transaction().execute(async (db) => {
      await sql`set local role ${sql.ref(READER_ROLE)}`.execute(db);
      await sql.raw(statement).execute(db);
    })).rejects.toMatchObject({ code: '42501' });
  });

  it('stays out of reach of statements made up of anything', () => {
    const parts = fc.constantFrom('select ', 'ma', ' from ', 'meta', 'public.', '(', ')', 'pg_class', 'set_config', '"public"', '"pg_class"', "'", ';', 'warehouse.', 'dan_cu', ', ', 'query_to_xml', ' union ', '--', '$1', ' as ');
    fc.assert(fc.property(fc.array(parts, { maxLength: 14 }), (words) => {
      const statement = `select ${words.join(' ')}`;
      if (forbiddenIn(statement) !== null) return;
      const outside = statement.replace(/'[^']*'/g, "''");
      expect(outside).not.toMatch(/\bpublic\b|\bpg_class\b|;|--|\b(set_config|query_to_xml)\s*\(/);
    }), { numRuns: 2_000 });
  });
});
