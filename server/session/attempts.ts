import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Core } from '../core';
import type { Db } from '../store/store';

export interface AttemptLimit {
  readonly most: number;
  readonly windowMs: number;
}

export type Attempt =
  | { readonly ok: true }
  /** `first`: the first refusal of its window, the one to be written down. */
  | { readonly ok: false; readonly retryAfterSeconds: number; readonly first: boolean };

/** Attempts counted over all gateways. Who attempts is kept as a hash. */
export interface Attempts {
  /** Counts one attempt of `who` and tells whether it is within the limit. */
  readonly take: (who: string, limit: AttemptLimit) => Promise<Attempt>;
  /** Forgets the attempts of `who`: it was a right one. */
  readonly forget: (who: string) => Promise<void>;
  /** True the first time a token is shown, within the caller's transaction; remembered for at least an hour. */
  readonly isNew: (db: Db, token: string) => Promise<boolean>;
}

/** Kept at least so long, ms; then the sweep may take them. */
export const ATTEMPTS_KEPT_MS = 2 * 3_600_000;

export function createAttempts(core: Pick<Core, 'store' | 'clock'>): Attempts {
  const { store, clock } = core;
  const keyOf = (who: string): string => createHash('sha256').update(who).digest('base64url');
  return {
    take: async (who, { most, windowMs }) => {
      const now = new Date(clock());
      // A window that begins in the future is left from before the clock was set back.
      const over = sql<boolean>`attempt.window_start <= ${new Date(now.getTime() - windowMs)} or attempt.window_start > ${new Date(now.getTime() + windowMs)}`;
      const { rows } = await sql<{ count: number; window_start: Date }>`
        insert into attempt (key, window_start, count) values (${keyOf(who)}, ${now}, 1)
        on conflict (key) do update set
          count = case when ${over} then 1 else attempt.count + 1 end,
          window_start = case when ${over} then excluded.window_start else attempt.window_start end
        returning count, window_start`.execute(store.db);
      const [counted] = rows;
      if (!counted || counted.count <= most) return { ok: true };
      const left = counted.window_start.getTime() + windowMs - now.getTime();
      return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(Math.min(left, windowMs) / 1000)), first: counted.count === most + 1 };
    },
    forget: async (who) => {
      await store.db.deleteFrom('attempt').where('key', '=', keyOf(who)).execute();
    },
    isNew: async (db, token) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('attempt')
        .values({ key: keyOf(`seen ${token}`), window_start: new Date(clock()), count: 1 })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
