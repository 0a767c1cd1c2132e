import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema';

/** A connection of its own, or the transaction a caller is already in. */
export type Db = Kysely<Database> | Transaction<Database>;

/** The shared state of all gateways: PGlite in a worker, or a PostgreSQL server. One dialect, one schema. */
export interface Store {
  readonly kind: 'pglite' | 'postgres';
  readonly db: Kysely<Database>;
  /**
   * Runs `work` in a transaction; deadlocks and serialization failures are tried again up to 3 times, so `work` must have no effect
   * outside the database. Throws `StoreUnavailable` when no connection is to be had within 2 s or the server is gone.
   */
  readonly transact: <T>(work: (db: Transaction<Database>) => Promise<T>) => Promise<T>;
  /** Hears NOTIFY on a channel, after reconnects too; `missed` is called once after each reconnect: look for yourself. */
  readonly listen: (channel: string, heard: (payload: string) => void, missed?: () => void) => Promise<() => Promise<void>>;
  /** Sends when the surrounding transaction commits. Payload at most 7,900 bytes. */
  readonly notify: (db: Db, channel: string, payload: string) => Promise<void>;
  /** Runs `duty` in exactly one gateway at a time (session advisory lock), until `stop`; `duty` ends when its signal does. */
  readonly elect: (name: string, duty: (signal: AbortSignal) => Promise<void>) => () => Promise<void>;
  readonly health: () => Promise<{ readonly ok: boolean; readonly writable: boolean; readonly version: string; readonly migration: number }>;
  readonly close: () => Promise<void>;
}

/** No connection, a server that went away, or one that only reads: the caller answers 503 `store-unavailable`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
