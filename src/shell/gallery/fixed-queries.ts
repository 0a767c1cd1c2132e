import { queryKey } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { QueryClient } from '@/query/query-client';
import type { Snapshot } from '@/query/snapshot';
import { stillClient } from '@/query/still-client';

/** A query client whose answers are given and whose clock stands still: what a sample is drawn from. */
export function fixedQueries(snapshots: { readonly [slot: string]: Snapshot }, now: Instant): QueryClient {
  const byKey = new Map(Object.values(snapshots).map((snapshot) => [queryKey(snapshot.query), snapshot]));
  return stillClient((query) => byKey.get(queryKey(query)) ?? { query, state: 'empty', fromCache: false, refreshing: false }, now);
}
