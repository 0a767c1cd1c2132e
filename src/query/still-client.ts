import type { DatasetQuery } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { QueryClient } from './query-client';
import { createSignal } from './signal';
import type { Snapshot } from './snapshot';

/** A query client whose answers are given and whose clock stands: it asks nobody, and nothing it said ever changes. */
export function stillClient(answer: (query: DatasetQuery) => Snapshot, now: Instant): QueryClient {
  return {
    clock: { now: () => now, later: () => () => undefined },
    visibility: createSignal(true),
    online: createSignal(true),
    size: 0,
    observe(query, listener) {
      listener(answer(query));
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
