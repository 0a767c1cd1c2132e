import { Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import { elections, ownCampaign } from '../elections';
import { latestVersion } from '../migrations/list';
import { migrate } from '../migrations/migrate';
import { pgliteDialect } from '../pglite-dialect';
import type { Database } from '../schema';
import type { Store } from '../store';
import { transactions } from '../transact';
import { keepEngine, type KeptEngine } from './kept-engine';

/** The store over an engine that is open; migrations are run first. */
export async function embeddedStore(engine: KeptEngine, log: Logger, clock: () => number): Promise<Store> {
  const db = new Kysely<Database>({ dialect: pgliteDialect(() => engine.current()) });
  await migrate(db, clock);
  const { elect, stopAll } = elections(ownCampaign(), log);
  return {
    kind: 'pglite',
    db,
    transact: transactions(db),
    listen: engine.listenBy(async (statement) => void (await sql.raw(statement).execute(db))),
    notify: async (on, channel, payload) => void (await sql`select pg_notify(${channel}, ${payload})`.execute(on)),
    elect,
    health: () => {
      const version = engine.version();
      return Promise.resolve({ ok: version !== null, writable: version !== null, version: version ?? '', migration: latestVersion() });
    },
    close: async () => {
      await stopAll();
      await db.destroy();
      await engine.close();
    },
  };
}

/** In memory where `folder` is null. */
export const openEmbedded = async (folder: string | null, log: Logger, clock: () => number): Promise<Store> =>
  embeddedStore(await keepEngine(folder, log), log, clock);
