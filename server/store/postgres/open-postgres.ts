import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import { elections } from '../elections';
import { migrate, SchemaMismatch } from '../migrations/migrate';
import type { Database } from '../schema';
import { StoreUnavailable, type Store } from '../store';
import { transactions } from '../transact';
import { lockCampaign } from './campaign';
import { channels, type Channels } from './channels';
import { connectionConfig, POSTGRES_TIMES, type PostgresTimes } from './connection';
import { createPool, poolDialect } from './pool';
import { withOneConnection } from './one-connection';

export interface PostgresOptions {
  readonly url: string;
  readonly log: Logger;
  readonly clock: () => number;
  /** Connections of the pool; 10 unless told otherwise. */
  readonly connections?: number;
  readonly times?: PostgresTimes;
}

const AGAIN_MS = { first: 250, most: 5_000 } as const;
const END_MS = 5_000;

/**
 * The store on a PostgreSQL server. Answers after the first attempt, also where the server cannot be reached: then it tries on by itself,
 * `health` says no and every call throws `StoreUnavailable` meanwhile. Rejects with `SchemaMismatch` where that attempt found a schema it
 * may not work on.
 */
export async function openPostgres({ url, log, clock, connections = 10, times = POSTGRES_TIMES }: PostgresOptions): Promise<Store> {
  const end = new AbortController();
  let migration = 0;
  const prepare = async (): Promise<void> => {
    migration = await withOneConnection(connectionConfig(url, 'migration', times), (db) => migrate(db, clock));
  };
  const keepPreparing = async (): Promise<void> => {
    for (let wait: number = AGAIN_MS.first; migration === 0 && !end.signal.aborted; wait = Math.min(wait * 2, AGAIN_MS.most)) {
      await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: end.signal }).catch(() => undefined);
      if (!end.signal.aborted) await prepare().catch((fault: unknown) => log.warn({ why: reason(fault) }, 'the store is not ready yet'));
    }
  };
  const first = await prepare().then(() => null, (fault: unknown) => fault);
  if (first instanceof SchemaMismatch) throw first;
  if (first !== null) log.warn({ why: reason(first) }, 'the store is not ready yet');
  const preparing = keepPreparing();

  const pool = createPool(url, connections, times, log);
  const gate = (): void => {
    if (migration === 0) throw new StoreUnavailable('The store is not available (not ready yet)');
  };
  const db = new Kysely<Database>({ dialect: poolDialect(pool, gate) });
  const heard = channels({ ...connectionConfig(url, 'listen', times), query_timeout: times.statementMs }, log);
  await heard.tried;
  const { elect, stopAll } = elections(lockCampaign({ ...connectionConfig(url, 'duty', times), query_timeout: times.statementMs }), log);
  return {
    kind: 'postgres',
    db,
    transact: transactions(db),
    listen: heard.listen,
    notify: async (on, channel, payload) => void (await sql`select pg_notify(${channel}, ${payload})`.execute(on)),
    elect,
    health: () => healthOf(heard, migration),
    close: async () => {
      end.abort();
      await Promise.all([preparing, stopAll(), heard.close()]);
      await db.destroy();
      // A caller that never ends must not keep the process from ending.
      await Promise.race([pool.end(), pause(END_MS, undefined, { ref: false })]);
    },
  };
}

const reason = (fault: unknown): string => (fault instanceof Error ? fault.message : 'unknown');

async function healthOf(over: Channels, migration: number): ReturnType<Store['health']> {
  interface Standing { readonly version: string; readonly writable: boolean }
  const [row] = await over.ask<Standing & Record<string, unknown>>(
    `select current_setting('server_version') as version, not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as writable`,
  ).catch(() => []);
  return { ok: row !== undefined && migration > 0, writable: row?.writable === true && migration > 0, version: row?.version ?? '', migration };
}
