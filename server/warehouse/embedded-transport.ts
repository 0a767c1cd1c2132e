import { CompiledQuery, sql } from 'kysely';
import type { Logger } from 'pino';
import { err, ok } from '@/domain/result';
import type { Failure } from '@/federation/fault';
import type { Transport } from '@/federation/http/connection';
import { StoreUnavailable, type Store } from '../store/store';
import { forbiddenIn, WAREHOUSE } from './guard-statement';
import { prepareWarehouse, READER_ROLE } from './load';
import { questionOf } from './question';
import { readCursor } from './read-cursor';
import { failureOf } from './sql-failure';
import type { WarehouseLoad } from './warehouse-table';

export interface EmbeddedParts {
  readonly store: Store;
  readonly log: Logger;
  /** What the demonstration finds in it; null where others fill it. */
  readonly load: WarehouseLoad | null;
}

const refused = (expected: string): Failure => ({ kind: 'misconfigured', pointer: '/request/statement', expected, got: 'a statement that is not run here' });

/**
 * The warehouse inside the gateway's own store, for a province without one. Behind two walls: the statement may name one schema and call
 * what is on a list, and it runs under a role that sees that schema alone, in a transaction that only reads. Prepared with its first question.
 */
export function embeddedTransport({ store, log, load }: EmbeddedParts): Transport {
  let ready: Promise<void> | null = null;
  const prepared = (): Promise<void> => {
    ready ??= prepareWarehouse(store, load).catch((fault: unknown) => {
      ready = null;
      log.error({ why: fault instanceof Error ? fault.message : 'unknown' }, 'the embedded warehouse could not be prepared');
      throw fault;
    });
    return ready;
  };
  return async ({ body }, { signal, deadlineMs, maxBytes }) => {
    const question = questionOf(body);
    if (!question) return err({ kind: 'misconfigured', pointer: '/connector', expected: 'sql', got: 'another connector' });
    const forbidden = forbiddenIn(question.statement);
    if (forbidden !== null) return err(refused(forbidden));
    try {
      await prepared();
      if (signal.aborted) return err({ kind: signal.reason === 'timed-out' ? 'timed-out' : 'cancelled' });
      const read = await store.db.transaction().setAccessMode('read only').execute(async (db) => {
        await sql`set local role ${sql.ref(READER_ROLE)}`.execute(db);
        await sql`set local search_path = ${sql.ref(WAREHOUSE)}, pg_temp`.execute(db);
        await sql`set local timezone = 'Asia/Ho_Chi_Minh'`.execute(db);
        await sql`set local datestyle = 'ISO, YMD'`.execute(db);
        await sql`set local statement_timeout = ${sql.lit(Math.max(1, Math.min(deadlineMs, question.timeLimit * 1_000)))}`.execute(db);
        return readCursor(async (text, values) => (await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))).rows, question, maxBytes);
      });
      return read.ok ? ok({ body: read.value, serverTime: null, etag: null }) : read;
    } catch (fault) {
      return err(fault instanceof StoreUnavailable ? { kind: 'unavailable' } : failureOf(fault, question));
    }
  };
}
