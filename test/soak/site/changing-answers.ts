import { queryKey } from '@/domain/dataset';
import type { Dataset, DatasetData } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Ask } from '@/federation/answer';
import { createQueryClient } from '@/query/query-client';
import type { QueryClient } from '@/query/query-client';
import { browserClock } from '@/query/browser';
import { createSignal } from '@/query/signal';
import type { Snapshot } from '@/query/snapshot';
import { LayeredCache } from '@/cache/snapshot-cache';
import { createMemoryStore } from '@/cache/memory';
import { VARIETY } from '../both-sides';

/** One cycle in so many the source fails: the old figures stand, aged, and come back. */
const FAILS_AT = 17;
const BUDGET_BYTES = 8 * 2 ** 20;

/** The same answer as its source would give it in another cycle: other numbers, another number of rows. */
function changed(data: DatasetData, cycle: number): DatasetData {
  const step = cycle % VARIETY;
  if (data.kind === 'cube') return { ...data, values: data.values.map((value, at) => Math.round(value * (1 + ((step * 7 + at) % 10) / 100))) };
  if (data.kind === 'events') return { ...data, rows: data.rows.slice(0, data.rows.length - (step % 3)) };
  return data;
}

/** A query client as the portal has it, before a source that answers with what `samples` hold, changed in each cycle. */
export function changingAnswers(samples: readonly { readonly [slot: string]: Snapshot }[], datasets: ReadonlyMap<string, Dataset>, cycle: () => number): QueryClient {
  const given = samples.flatMap((slots) => Object.values(slots)).filter((snapshot) => snapshot.data !== undefined);
  // A question of another day is answered as that of today was.
  const known = new Map([...given].reverse().flatMap((snapshot) => [[snapshot.query.dataset, snapshot] as const, [queryKey(snapshot.query), snapshot] as const]));
  const stands = { cycle: Number.NaN, asOf: toInstant(0) };
  const ask: Ask = (query) => {
    const now = toInstant(Date.now());
    // The figures stand at the moment from which they are so, however often they are asked for.
    if (stands.cycle !== cycle()) Object.assign(stands, { cycle: cycle(), asOf: now });
    const { asOf } = stands;
    const source = datasets.get(query.dataset)?.source ?? 'sample';
    const snapshot = known.get(queryKey(query)) ?? known.get(query.dataset);
    if (!snapshot?.data || cycle() % VARIETY === FAILS_AT) return Promise.resolve(err({ kind: 'unavailable', source, dataset: query.dataset, httpStatus: 503 }));
    const provenance = { source, dataset: query.dataset, connector: 'rest-json', request: 'GET /soak', asOf, receivedAt: now, sourceVersion: null, digest: '0'.repeat(16), sampleData: true };
    return Promise.resolve(ok({ data: changed(snapshot.data, cycle()), asOf, receivedAt: now, serverTime: now, provenance }));
  };
  return createQueryClient({
    datasets, ask, clock: browserClock, random: () => 0.5, online: createSignal(true), visibility: createSignal(true),
    cache: new LayeredCache({ identity: 'soak', province: 'sample', budgetBytes: BUDGET_BYTES, now: () => toInstant(Date.now()), onReport: () => undefined }, null, createMemoryStore(BUDGET_BYTES)),
  });
}
