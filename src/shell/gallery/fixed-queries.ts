import { queryKey } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { QueryClient } from '@/query/query-client';
import { createSignal } from '@/query/signal';
import type { Snapshot } from '@/query/snapshot';

/** A query client whose answers are given and whose clock stands still: what a sample is drawn from. */
export function fixedQueries(snapshots: { readonly [slot: string]: Snapshot }, now: Instant): QueryClient {
  const byKey = new Map(Object.values(snapshots).map((snapshot) => [queryKey(snapshot.query), snapshot]));
  return {
    clock: { now: () => now, later: () => () => undefined },
    visibility: createSignal(true),
    online: createSignal(true),
    size: byKey.size,
    observe(query, listener) {
      listener(byKey.get(queryKey(query)) ?? { query, state: 'empty', fromCache: false, refreshing: false });
      return () => undefined;
    },
    prefetchFromCache: () => Promise.resolve(),
    refetch: () => Promise.resolve(),
    refetchAll: () => Promise.resolve(),
    invalidate: () => undefined,
    resync: () => undefined,
    serverNow: () => now,
    dispose: () => undefined,
  };
}
