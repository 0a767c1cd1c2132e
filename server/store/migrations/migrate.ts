import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { advisoryKey } from '../advisory-key';
import { latestVersion, MIGRATIONS, type Migration } from './list';
import { digestOf, statementsOf } from './recorded-statements';

/** What stands between the database and the newest schema. */
export interface MigrationPlan {
  /** 0: an empty database. */
  readonly current: number;
  readonly latest: number;
  readonly pending: readonly PendingMigration[];
}
export interface PendingMigration extends Migration {
  readonly statements: readonly string[];
  readonly digest: string;
}

/** The database is not one this version may work on; nothing was written. The message is for the operator. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
}

interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly digest: string;
}

/** Reads only. Throws `SchemaMismatch` where the database is newer than this program, or was made by an altered migration. */
export async function planMigrations(db: QueryExecutorProvider, migrations: readonly Migration[] = MIGRATIONS): Promise<MigrationPlan> {
  const applied = await appliedMigrations(db);
  const latest = latestVersion(migrations);
  const current = applied.at(-1)?.version ?? 0;
  if (current > latest) {
    throw new SchemaMismatch(`Kho dữ liệu thuộc phiên bản mới hơn (lược đồ ${current}, phần mềm này biết đến ${latest}). Hãy chạy phiên bản mới hơn; chưa có gì bị ghi. / The store belongs to a newer version (schema ${current}, this program knows up to ${latest}). Run the newer version; nothing was written.`);
  }
  const known = await Promise.all(migrations.map(async (migration): Promise<PendingMigration> => {
    const statements = await statementsOf(migration);
    return { ...migration, statements, digest: digestOf(statements) };
  }));
  for (const { version, digest } of applied) {
    if (known.find((migration) => migration.version === version)?.digest === digest) continue;
    throw new SchemaMismatch(`Lược đồ ${version} của kho dữ liệu không phải do bản phát hành này tạo ra; chưa có gì bị ghi. / Schema ${version} of the store was not made by this release; nothing was written.`);
  }
  return { current, latest, pending: known.filter((migration) => migration.version > current) };
}

/**
 * Brings the database to the newest schema and answers its version. One program at a time (advisory lock); each migration in a
 * transaction together with its line in `schema_migration`, so that a stop at any point leaves a whole schema, and running again goes on
 * from there. `db` must not end statements early.
 */
export function migrate<T>(db: Kysely<T>, clock: () => number, migrations: readonly Migration[] = MIGRATIONS): Promise<number> {
  return db.connection().execute(async (one) => {
    // Where nothing is to be done nothing is written, so that the gateway may run without the right to change the schema.
    const { pending, latest } = await planMigrations(one, migrations);
    if (pending.length === 0) return latest;
    const [room, key] = advisoryKey('migrate');
    await sql`select pg_advisory_lock(${room}::int, ${key}::int)`.execute(one);
    try {
      for (const migration of (await planMigrations(one, migrations)).pending) await applyMigration(one, migration, clock());
    } finally {
      await sql`select pg_advisory_unlock(${room}::int, ${key}::int)`.execute(one);
    }
    return latest;
  });
}

async function applyMigration<T>(db: Kysely<T>, { version, name, digest, up }: PendingMigration, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`create table if not exists schema_migration (
      version integer primary key, name text not null, applied_at timestamptz not null, digest text not null)`.execute(transaction);
    await up(transaction);
    await sql`insert into schema_migration (version, name, applied_at, digest) values (${version}, ${name}, ${new Date(now)}, ${digest})`.execute(transaction);
  });
}

async function appliedMigrations(db: QueryExecutorProvider): Promise<readonly AppliedMigration[]> {
  const { rows } = await sql<{ present: boolean }>`select to_regclass('schema_migration') is not null as present`.execute(db);
  if (!rows[0]?.present) return [];
  return (await sql<AppliedMigration>`select version, name, digest from schema_migration order by version`.execute(db)).rows;
}
