import { err, ok } from '@/domain/result';
import type { Source } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { Transport } from '@/federation/http/connection';
import type { Core } from '../core';
import { StoreUnavailable } from '../store/store';

const MOST_ROWS = 10_000;

/** The way to what a source has pushed: its newest events, in the order in which they happened. */
export const inboxTransport = ({ store, clock, log }: Pick<Core, 'store' | 'clock' | 'log'>, { id }: Pick<Source, 'id'>): Transport => async ({ query }) => {
  const kinds = query.flatMap(([name, value]) => (name === 'kind' ? [value] : []));
  const newest = Math.min(MOST_ROWS, Number(query.find(([name]) => name === 'newest')?.[1] ?? MOST_ROWS));
  try {
    const found = await store.db.selectFrom('inbox_event').select(['id', 'occurred_at', 'sequence', 'kind', 'data', 'received_at']).where('source', '=', id)
      .$if(kinds.length > 0, (all) => all.where('kind', 'in', kinds))
      .orderBy('occurred_at', 'desc').orderBy('sequence', 'desc').orderBy('id', 'desc').limit(newest).execute();
    const rows = found.reverse().map(({ id: event, occurred_at, sequence, kind, data }) => ({ id: event, occurredAt: occurred_at.getTime(), sequence, kind, data }));
    const asOf = found.reduce<number | null>((latest, { received_at }) => Math.max(latest ?? 0, received_at.getTime()), null);
    return ok({ body: new TextEncoder().encode(JSON.stringify({ asOf, rows })), serverTime: toInstant(clock()), etag: null });
  } catch (fault) {
    if (!(fault instanceof StoreUnavailable)) log.error({ err: fault }, 'pushed events could not be read');
    return err({ kind: 'unavailable' });
  }
};
