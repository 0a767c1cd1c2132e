import { sql } from 'kysely';
import { DAY_MS } from '@/domain/time';
import type { Core } from '../core';
import type { Db } from '../store/store';
import { keptFrom, wireText, type Kept } from './kept';

/** Larger ones are kept in memory alone. Bytes. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_ROWS = 20_000;
const KEPT_MS = 14 * DAY_MS;

/** Last good answers, for all gateways and over restarts. Nothing with an unmasked personal field is ever written. */
export interface AnswerTable {
  /** Null where there is none, or none that can be read. */
  readonly load: (key: string) => Promise<Kept | null>;
  readonly save: (db: Db, row: AnswerRow, before: Kept | null) => Promise<void>;
  readonly prune: () => Promise<void>;
}

export interface AnswerRow {
  readonly key: string;
  readonly dataset: string;
  readonly share: string;
  readonly kept: Kept;
  readonly expiresAt: number;
}

export function createAnswerTable({ store, clock, log }: Pick<Core, 'store' | 'clock' | 'log'>): AnswerTable {
  return {
    async load(key) {
      const row = await store.db.selectFrom('answer').select(['body', 'tag', 'received_at']).where('key', '=', key).executeTakeFirst();
      if (!row) return null;
      const kept = keptFrom(row.body, row.tag, row.received_at.getTime());
      if (kept.ok) return kept.value;
      log.warn({ pointer: kept.error }, 'a kept answer cannot be read and is dropped');
      await store.db.deleteFrom('answer').where('key', '=', key).where('tag', '=', row.tag).execute();
      return null;
    },

    async save(db, { key, dataset, share, kept, expiresAt }, before) {
      if (!kept.durable || kept.data.length > MOST_BYTES) return;
      const times = { received_at: new Date(kept.receivedAt), expires_at: new Date(expiresAt), stored_at: new Date(clock()) };
      if (before?.tag === kept.tag) {
        // The same figures: only their moment moves.
        const moved = await db.updateTable('answer').set(times).where('key', '=', key).where('tag', '=', kept.tag).executeTakeFirst();
        if (moved.numUpdatedRows > 0n) return;
      }
      const row = { body: wireText(kept), tag: kept.tag, digest: kept.digest, ...times };
      await db.insertInto('answer').values({ key, dataset, share, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row).where('answer.received_at', '<=', times.received_at))
        .execute();
    },

    async prune() {
      await store.db.deleteFrom('answer').where('stored_at', '<', new Date(clock() - KEPT_MS)).execute();
      await sql`delete from answer where key in (select key from answer order by stored_at desc offset ${MOST_ROWS})`.execute(store.db);
      await store.db.deleteFrom('asking').where('until', '<', new Date(clock() - DAY_MS)).execute();
    },
  };
}
