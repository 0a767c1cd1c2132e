import { sql, type Kysely, type Transaction } from 'kysely';
import { MIGRATIONS } from '../migrations/list';
import { migrate, planMigrations, SchemaMismatch } from '../migrations/migrate';
import type { Database } from '../schema';
import type { BackupHeader } from './backup-format';
import { readBackup } from './read-backup';
import { countRows, storedTables, type StoredTable } from './stored-tables';

/** There is something in the store already; nothing was written. The message is for the operator. */
export class StoreNotEmpty extends Error {
  override readonly name = 'StoreNotEmpty';
}

/**
 * Puts the rows of a backup into an empty store and brings it to the newest schema. All rows or none: the file is checked to its end before
 * anything is committed. `after` runs in the same transaction, over the rows in the schema of the backup.
 */
export async function restoreBackup(db: Kysely<Database>, header: BackupHeader, lines: AsyncIterable<string>, clock: () => number, after: (db: Transaction<Database>) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const then = MIGRATIONS.filter(({ version }) => version <= header.schema);
  if (then.at(-1)?.version !== header.schema) {
    throw new SchemaMismatch(`Bản sao lưu thuộc phiên bản mới hơn (lược đồ ${header.schema}). / The backup belongs to a newer version (schema ${header.schema}).`);
  }
  await refuseUnlessEmpty(db, header.schema);
  await migrate(db, clock, then);
  await db.transaction().execute(async (transaction) => {
    await sql`set local time zone 'UTC'`.execute(transaction);
    const tables = await storedTables(transaction);
    for await (const { table, rows } of readBackup(lines, () => undefined)) await insertRows(transaction, tableNamed(tables, table), rows);
    for (const table of tables) await setNumbering(transaction, table);
    const counts = await countRows(transaction, tables);
    for (const [name, count] of Object.entries(header.counts)) if (counts[name] !== count) throw new Error(`restored ${counts[name]} rows of ${name}, not ${count}`);
    await after(transaction);
  });
  await migrate(db, clock);
}

async function refuseUnlessEmpty(db: Kysely<Database>, schema: number): Promise<void> {
  const { current } = await planMigrations(db);
  if (current === 0) return;
  const counts = await countRows(db, await storedTables(db));
  if (current === schema && Object.values(counts).every((count) => count === 0)) return;
  throw new StoreNotEmpty('Kho dữ liệu đích không trống; chỉ khôi phục vào kho trống. / The store is not empty; a backup is restored only into an empty one.');
}

function tableNamed(tables: readonly StoredTable[], name: string): StoredTable {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new Error(`no table ${name} in this schema`);
  return table;
}

async function insertRows(db: Transaction<Database>, { name, identity }: StoredTable, rows: readonly string[]): Promise<void> {
  const kept = identity === null ? sql`` : sql`overriding system value`;
  await sql`insert into ${sql.table(name)} ${kept} select * from jsonb_populate_recordset(null::${sql.table(name)}, ${`[${rows.join(',')}]`}::jsonb)`.execute(db);
}

/** The database goes on counting after the highest number that was restored. */
async function setNumbering(db: Transaction<Database>, { name, identity }: StoredTable): Promise<void> {
  if (identity === null) return;
  await sql`select setval(pg_get_serial_sequence(${name}, ${identity}), (select coalesce(max(${sql.ref(identity)}), 0) + 1 from ${sql.table(name)}), false)`.execute(db);
}
