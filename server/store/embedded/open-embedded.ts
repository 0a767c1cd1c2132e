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

export interface EmbeddedStore extends Store {
  /** `last` runs when nobody uses the store any more and the engine is still open. */
  readonly close: (last?: () => Promise<void>) => Promise<void>;
}

/** The store over an engine that is open; migrations are run first. */
export async function embeddedStore(engine: KeptEngine, log: Logger, clock: () => number): Promise<EmbeddedStore> {
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
    close: async (last) => {
      await stopAll();
      await db.destroy();
      await last?.();
      await engine.close();
    },
  };
}

/** A store that is gone with the process. */
export const openMemory = async (log: Logger, clock: () => number): Promise<Store> => embeddedStore(await keepEngine(null, log), log, clock);
