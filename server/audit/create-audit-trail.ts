import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Db, Store } from '../store/store';
import type { AuditEntry, AuditTrail } from './trail';
import { nextRow } from './trail-row';

/** Names the one advisory lock under which links are added, so that they have one order and no holes. */
const LOCK = [0x61756469, 1] as const;

export interface AuditTrailParts {
  readonly store: Pick<Store, 'transact'>;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly log: Logger;
  /** Told of each entry taken, for the count in the metrics; the transaction around it may still fail. */
  readonly onEntry?: (entry: AuditEntry) => void;
}

/**
 * The trail in the shared store. Adding a link holds the trail's lock until the surrounding transaction ends: append as the last
 * statement of a deed. Throws whatever the store throws; the deed must not happen then.
 */
export function createAuditTrail({ store, clock, log, onEntry }: AuditTrailParts): AuditTrail {
  const link = async (db: Db, entry: AuditEntry): Promise<void> => {
    await sql`select pg_advisory_xact_lock(${LOCK[0]}::integer, ${LOCK[1]}::integer)`.execute(db);
    const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    await db.insertInto('audit').values(nextRow(entry, clock(), last)).execute();
    onEntry?.(entry);
  };
  const alone = (entry: AuditEntry): Promise<void> => store.transact((db) => link(db, entry));
  const told = async (entry: AuditEntry, deed: Promise<void>): Promise<void> => {
    try {
      await deed;
    } catch (fault) {
      log.error({ err: fault, action: entry.action }, 'audit entry not written');
      throw fault;
    }
  };
  return {
    // Outside a transaction the lock would be let go before the link is in.
    append: (db, entry) => told(entry, db.isTransaction ? link(db, entry) : alone(entry)),
    write: (entry) => told(entry, alone(entry)),
  };
}
