import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema';
import type { Store } from './store';
import { worthAnotherTry } from './store-fault';

const TRIES = 4;
/** Longest pause before the first repetition, ms; doubles with each. */
const PAUSE_MS = 20;

/** Work in a transaction, again up to three times where another transaction stood in its way. */
export function transactions(db: Kysely<Database>): Store['transact'] {
  return async <T>(work: (transaction: Transaction<Database>) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await db.transaction().execute(work);
      } catch (fault) {
        if (attempt === TRIES || !worthAnotherTry(fault)) throw fault;
        await pause(Math.random() * PAUSE_MS * 2 ** attempt);
      }
    }
  };
}
