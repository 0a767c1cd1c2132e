import { Kysely, sql } from 'kysely';
import { latestVersion } from '../migrations/list';
import { migrate } from '../migrations/migrate';
import { pgliteDialect } from '../pglite-dialect';
import type { Database } from '../schema';
import type { Store } from '../store';
import { preparedEngine } from './prepared-engine';

/** A store in memory for tests of other concerns: one a test file; `reset` empties every table. */
export interface MemoryStore extends Store {
  readonly reset: () => Promise<void>;
}

export async function memoryStore(): Promise<MemoryStore> {
  const engine = await preparedEngine();
  const db = new Kysely<Database>({ dialect: pgliteDialect(() => engine) });
  await migrate(db, () => 0);
  const stops: (() => Promise<void>)[] = [];
  return {
    kind: 'pglite',
    db,
    transact: (work) => db.transaction().execute(work),
    listen: async (channel, heard) => {
      const stop = await engine.listen(channel, heard);
      return () => stop();
    },
    notify: async (on, channel, payload) => {
      await sql`select pg_notify(${channel}, ${payload})`.execute(on);
    },
    elect: (_name, duty) => {
      const end = new AbortController();
      const done = duty(end.signal);
      const stop = async (): Promise<void> => {
        end.abort();
        await done;
      };
      stops.push(stop);
      return stop;
    },
    health: () => Promise.resolve({ ok: true, writable: true, version: 'memory', migration: latestVersion() }),
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await db.destroy();
      await engine.close();
    },
    reset: async () => {
      const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'`.execute(db);
      await sql.raw(`truncate ${rows.map(({ name }) => `"${name}"`).join(', ')} restart identity cascade`).execute(db);
    },
  };
}
