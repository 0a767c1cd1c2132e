import { sql, type Kysely, type Transaction } from 'kysely';
import { advisoryKey } from '../store/advisory-key';
import type { Database } from '../store/schema';
import type { Store } from '../store/store';
import { WAREHOUSE } from './guard-statement';
import type { WarehouseLoad, WarehouseTable } from './warehouse-table';

/** Under which questions to the warehouse run: sees its schema and nothing else. */
export const READER_ROLE = 'toan_canh_warehouse_reader';

type Db = Kysely<Database> | Transaction<Database>;

/**
 * Makes the schema and its reader where they are not there, and loads tables where another load (or none) was made. One gateway at a
 * time; all or nothing. On a PostgreSQL server whose account may make no roles, an administrator makes the reader once.
 */
export async function prepareWarehouse(store: Store, load: WarehouseLoad | null): Promise<void> {
  if (await standing(store.db) && (load === null || (await stampOf(store.db)) === load.stamp)) return;
  await store.transact(async (db) => {
    const [room, key] = advisoryKey('warehouse');
    await sql`select pg_advisory_xact_lock(${room}::int, ${key}::int)`.execute(db);
    await makeSchema(db);
    if (load === null || (await stampOf(db)) === load.stamp) return;
    for (const table of load.tables()) await loadTable(db, table);
    await sql`delete from ${sql.table(`${WAREHOUSE}.loaded`)}`.execute(db);
    await sql`insert into ${sql.table(`${WAREHOUSE}.loaded`)} (stamp) values (${load.stamp})`.execute(db);
  });
}

async function standing(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${`${WAREHOUSE}.loaded`}) is not null and exists (select 1 from pg_roles where rolname = ${READER_ROLE}) as there`.execute(db);
  return rows[0]?.there === true;
}

async function stampOf(db: Db): Promise<string | null> {
  const { rows } = await sql<{ stamp: string }>`select stamp from ${sql.table(`${WAREHOUSE}.loaded`)}`.execute(db);
  return rows[0]?.stamp ?? null;
}

async function makeSchema(db: Db): Promise<void> {
  if (await standing(db)) return;
  const { rows } = await sql<{ there: boolean }>`select exists (select 1 from pg_roles where rolname = ${READER_ROLE}) as there`.execute(db);
  if (rows[0]?.there !== true) {
    await sql`create role ${sql.ref(READER_ROLE)} nologin`.execute(db);
    // Whoever made a role may not yet be it.
    await sql`grant ${sql.ref(READER_ROLE)} to current_user`.execute(db);
  }
  await sql`create schema if not exists ${sql.ref(WAREHOUSE)}`.execute(db);
  await sql`create table if not exists ${sql.table(`${WAREHOUSE}.loaded`)} (stamp text not null)`.execute(db);
  await sql`grant usage on schema ${sql.ref(WAREHOUSE)} to ${sql.ref(READER_ROLE)}`.execute(db);
}

/** A table anew: its rows go as one JSON value, which the server takes apart by the declared types. */
async function loadTable(db: Db, { name, comment, columns, key, rows }: WarehouseTable): Promise<void> {
  const table = sql.table(`${WAREHOUSE}.${name}`);
  const list = sql.join(columns.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`));
  await sql`drop table if exists ${table}`.execute(db);
  await sql`create table ${table} (${list}, primary key (${sql.join(key.map((column) => sql.ref(column)))}))`.execute(db);
  await sql`comment on table ${table} is ${sql.lit(comment)}`.execute(db);
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at] ?? null])));
  await sql`insert into ${table} select * from jsonb_to_recordset(${JSON.stringify(objects)}::jsonb) as given(${list})`.execute(db);
  await sql`grant select on ${table} to ${sql.ref(READER_ROLE)}`.execute(db);
}
