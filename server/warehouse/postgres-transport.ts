import pg from 'pg';
import type { Logger } from 'pino';
import { err, ok } from '@/domain/result';
import type { PostgresQuestion } from '@/federation/connectors/sql/request';
import type { Failure } from '@/federation/fault';
import type { Transport, TransportCall } from '@/federation/http/connection';
import type { PostgresPlan } from '../datasets/outbound/database-plan';
import { guardedLookup, type GuardParts } from '../datasets/outbound/guarded-agents';
import { GuardedSocket } from './guarded-socket';
import { questionOf } from './question';
import { readCursor } from './read-cursor';
import { failureOf } from './sql-failure';
import { WRITES } from './who-writes';

/** A database's own wire as a way out. */
export interface DatabaseWay {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

export interface PostgresParts extends GuardParts {
  readonly source: string;
  readonly log: Logger;
}

const CONNECTIONS = 4;
const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const LOCK_MS = 2_000;
/** Everything stays the text the server wrote. */
const AS_TEXT = { getTypeParser: () => (value: unknown) => value };

const WRITER: Failure = { kind: 'misconfigured', pointer: '/source', expected: 'an account that only reads', got: 'an account with the right to write' };

/**
 * A PostgreSQL or PostGIS server as a source: one small pool, every question in a transaction that only reads, with the server's own
 * limit of time and a cursor that stops at the limit of rows. An account that could write is refused before its first question.
 */
export function postgresWay(plan: PostgresPlan, parts: PostgresParts): DatabaseWay {
  const pool = poolOf(plan, parts);
  let onlyReads = false;

  const checked = async (client: pg.PoolClient): Promise<boolean> => {
    if (onlyReads) return true;
    const { rows } = await client.query<{ writes: boolean }>(WRITES);
    onlyReads = rows[0]?.writes === false;
    if (!onlyReads) parts.log.error({ source: parts.source }, `nguồn ${parts.source} dùng tài khoản có quyền ghi / the source ${parts.source} uses an account with the right to write`);
    return onlyReads;
  };

  const ask = async (client: pg.PoolClient, question: PostgresQuestion, call: TransportCall): ReturnType<Transport> => {
    if (!(await checked(client))) return err(WRITER);
    await client.query(opening(plan, Math.max(1, Math.min(call.deadlineMs, question.timeLimit * 1_000))));
    const body = await readCursor(async (text, values) => (await client.query({ text, values: [...values], types: AS_TEXT })).rows as Record<string, unknown>[], question, call.maxBytes);
    await client.query('rollback');
    return body.ok ? ok({ body: body.value, serverTime: null, etag: null }) : body;
  };

  return {
    transport: async ({ body }, call) => {
      const question = questionOf(body);
      if (!question) return err({ kind: 'misconfigured', pointer: '/connector', expected: 'sql', got: 'another connector' });
      let client: pg.PoolClient | null = null;
      try {
        client = await pool.connect();
        const using = client;
        if (call.signal.aborted) {
          using.release();
          return err({ kind: reasonOf(call.signal) });
        }
        const stopped = new Promise<'stopped'>((resolve) => call.signal.addEventListener('abort', () => resolve('stopped'), { once: true }));
        const outcome = await Promise.race([ask(using, question, call), stopped]);
        if (outcome !== 'stopped') {
          client.release(!outcome.ok);
          return outcome;
        }
        cancel(pool, using);
        return err({ kind: reasonOf(call.signal) });
      } catch (fault) {
        client?.release(true);
        return err(call.signal.aborted ? { kind: reasonOf(call.signal) } : failureOf(fault, question));
      }
    },
    close: () => pool.end(),
  };
}

const reasonOf = (signal: AbortSignal): 'timed-out' | 'cancelled' => (signal.reason === 'timed-out' ? 'timed-out' : 'cancelled');

/** Nobody waits for it any more: the server is told, over another connection, and this one is not used again. */
function cancel(pool: pg.Pool, client: pg.PoolClient): void {
  const process: unknown = Reflect.get(client, 'processID');
  client.release(true);
  // Where it cannot be told, its own limit of time ends the statement.
  if (typeof process === 'number') pool.query('select pg_cancel_backend($1)', [process]).catch(() => undefined);
}

function poolOf({ host, port, database, user, password, tls, internal, addresses }: PostgresPlan, { resolve, refused, log, source }: PostgresParts): pg.Pool {
  const lookup = guardedLookup({ base: new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}/`), internal, addresses }, { resolve, refused });
  const pool = new pg.Pool({
    host, port, database, user, password,
    ssl: tls === null ? false : { minVersion: 'TLSv1.2', ...tls },
    stream: () => new GuardedSocket(lookup),
    application_name: 'toan-canh',
    max: CONNECTIONS, idleTimeoutMillis: IDLE_MS, connectionTimeoutMillis: CONNECT_MS, keepAlive: true,
  });
  // Before anything else on a new connection; what it is asked later stands behind it in line.
  pool.on('connect', (client) => void client.query('set default_transaction_read_only = on').catch(() => undefined));
  pool.on('error', () => log.warn({ source }, 'a resting connection to a database was lost'));
  return pool;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Of one question: reads only, within limits, with names, times and numbers written one way. */
const opening = ({ schemas }: PostgresPlan, ms: number): string => [
  'begin transaction isolation level repeatable read read only',
  `set local statement_timeout = ${ms}`,
  `set local lock_timeout = ${Math.min(LOCK_MS, ms)}`,
  `set local idle_in_transaction_session_timeout = ${ms + 5_000}`,
  `set local search_path = ${schemas.map(quoted).join(', ')}, pg_temp`,
  `set local timezone = 'Asia/Ho_Chi_Minh'`,
  `set local datestyle = 'ISO, YMD'`,
].join('; ');
