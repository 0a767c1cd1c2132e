import { PostgresDialect, type Dialect, type PostgresCursor, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../store';
import { storeFault } from '../store-fault';
import { connectionConfig, type PostgresTimes } from './connection';

/** How long the client itself waits beyond the server's own limit, ms: only a network that fell silent gets there. */
const SILENCE_MS = 3_000;

export function createPool(url: string, size: number, times: PostgresTimes, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...connectionConfig(url, 'pool', times),
    max: size,
    idleTimeoutMillis: 60_000,
    statement_timeout: times.statementMs,
    lock_timeout: times.lockMs,
    idle_in_transaction_session_timeout: times.idleInTransactionMs,
    query_timeout: times.statementMs + SILENCE_MS,
  });
  pool.on('error', () => log.warn('a resting connection to the store was lost'));
  return pool;
}

/**
 * Kysely over the pool, with faults in this room's words. `gate` throws while the store is not ready for use. A connection on which the
 * store was not available is not used again: it may lead to a server that has become a replica, or to nowhere.
 */
export const poolDialect = (pool: pg.Pool, gate: () => void): Dialect =>
  new PostgresDialect({
    pool: {
      connect: async () => {
        gate();
        try {
          return told(await pool.connect());
        } catch (fault) {
          throw storeFault(fault);
        }
      },
      end: () => Promise.resolve(),
    },
  });

function told(client: pg.PoolClient): PostgresPoolClient {
  let spent = false;
  // A connection in use that is lost says so here as well as in the statement's own rejection.
  const lost = (): void => { spent = true; };
  client.on('error', lost);
  const answer = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (fault) {
      const said = storeFault(fault);
      if (said instanceof StoreUnavailable) spent = true;
      throw said;
    }
  };
  function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(asked: string | object, parameters: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('no cursors here');
    return answer(asked, parameters);
  }
  return {
    query,
    release: () => {
      client.off('error', lost);
      client.release(spent);
    },
  };
}
