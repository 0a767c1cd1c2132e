import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql, type Kysely, type QueryExecutorProvider, type Transaction } from 'kysely';
import { planMigrations } from '../migrations/migrate';
import type { Database } from '../schema';
import { BACKUP_FORMAT, type BackupHeader } from './backup-format';
import { countRows, storedTables, type StoredTable } from './stored-tables';

const ROWS_AT_ONCE = 500;

/**
 * Everything in the store at one moment, as lines of text, while others go on reading and writing: one transaction, one snapshot. `header`
 * is told before the first line.
 */
export async function* backupLines(db: Transaction<Database>, header: BackupHeader, tables: readonly StoredTable[]): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const told = (text: string): string => {
    hash.update(text);
    return text;
  };
  let rows = 0;
  yield told(`${JSON.stringify(header)}\n`);
  for (const table of tables) {
    for await (const chunk of rowTexts(db, table)) {
      rows += chunk.length;
      yield told(chunk.map((row) => `{"table":${JSON.stringify(table.name)},"row":${row}}\n`).join(''));
    }
  }
  yield `${JSON.stringify({ end: { rows, sha256: hash.digest('hex') } })}\n`;
}

/** Rows as the database itself writes them, so that no number and no moment passes through JavaScript. */
async function* rowTexts(db: Transaction<Database>, { name, key }: StoredTable): AsyncGenerator<readonly string[]> {
  const order = sql.join(key.map((column) => (column.text ? sql`${sql.ref(column.name)} collate "C"` : sql.ref(column.name))));
  await sql`declare backup no scroll cursor for select to_jsonb(stored)::text as text from ${sql.table(name)} as stored order by ${order}`.execute(db);
  for (;;) {
    const { rows } = await sql<{ text: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from backup`.execute(db);
    if (rows.length > 0) yield rows.map(({ text }) => text);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await sql`close backup`.execute(db);
}

/** Version of the store's schema; throws where there is none yet. */
export async function schemaOf(db: QueryExecutorProvider): Promise<number> {
  const { current } = await planMigrations(db);
  if (current === 0) throw new Error('Kho dữ liệu chưa có gì. / There is nothing in the store yet.');
  return current;
}

/** Runs `work` over one snapshot of the whole store. */
export function onSnapshot<T>(db: Kysely<Database>, clock: () => number, work: (lines: AsyncGenerator<string>, header: BackupHeader) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (snapshot) => {
    await sql`set local time zone 'UTC'`.execute(snapshot);
    const current = await schemaOf(snapshot);
    const tables = await storedTables(snapshot);
    const counts = await countRows(snapshot, tables);
    const at = new Date(clock()).toISOString();
    const audit = counts['audit'] === undefined ? undefined : await snapshot.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    const header: BackupHeader = { format: BACKUP_FORMAT, schema: current, at, counts, audit: audit ?? null };
    return work(backupLines(snapshot, header, tables), header);
  });
}

/** Writes a backup that is there whole or not at all; rejects where the file exists. */
export async function writeBackup(db: Kysely<Database>, path: string, clock: () => number): Promise<BackupHeader> {
  if (await stat(path).then(() => true, () => false)) throw new Error(`Tệp đã có / The file exists already: ${path}`);
  const draft = `${path}.tmp`;
  try {
    const header = await onSnapshot(db, clock, async (lines, told) => {
      await pipeline(Readable.from(lines), createGzip(), createWriteStream(draft, { mode: 0o600 }));
      return told;
    });
    await toDisk(draft);
    await rename(draft, path);
    await toDisk(dirname(path));
    return header;
  } finally {
    await rm(draft, { force: true });
  }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
