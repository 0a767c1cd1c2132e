import { onScopeDispose, watchEffect } from 'vue';
import type { ShallowRef } from 'vue';
import type { Instant } from '@/domain/time';
import { freshnessClockOf } from './freshness-clock';
import { useQueryClient } from './query-client-key';

const MINUTE_MS = 60_000;
const untilNextMinute = (now: Instant): number => MINUTE_MS - (now % MINUTE_MS);

/**
 * The page's shared `now`, in server time. It ticks when somebody's label is about to change: `nextChangeMs` says in how
 * many ms after `now` that is for the caller (null: never; `freshnessOf` tells it). Without it, at every whole minute.
 * It does not tick while the page is hidden, and at once when it is seen again.
 */
export function useFreshnessClock(
  nextChangeMs: (now: Instant) => number | null = untilNextMinute,
): { readonly now: Readonly<ShallowRef<Instant>>; readonly serverNow: () => Instant } {
  const client = useQueryClient();
  const clock = freshnessClockOf(client);
  const owner = {};
  watchEffect(() => {
    const now = clock.now.value;
    const ms = nextChangeMs(now);
    clock.want(owner, ms === null ? null : now + ms);
  });
  onScopeDispose(() => clock.leave(owner));
  return { now: clock.now, serverNow: () => client.serverNow() };
}
