import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Instant } from '@/domain/time';
import type { QueryClient } from './query-client';

/** Labels do not change more often than this, whoever asks. */
const SHORTEST_MS = 1_000;
/** Longest wait of a timer that is still exact after a clock was moved. */
const LONGEST_MS = 60_000;
/** A first screen arrives within this: it needs no second computation of every tile. */
const BEHIND_MS = 2_000;

/** One ticking `now` for the page, in server time; ticks only when somebody's label is about to change. */
export interface FreshnessClock {
  readonly now: Readonly<ShallowRef<Instant>>;
  /** `owner` wants to see `at`; null when it waits for nothing. Replaces what it wanted before. */
  want(owner: object, at: number | null): void;
  leave(owner: object): void;
  /** Something of `at` is shown, whose age must not come out negative: ticks where `now` is left too far behind. */
  reach(at: Instant): void;
}

const clocks = new WeakMap<QueryClient, FreshnessClock>();

/** The page's clock; one per query client, so one timer per page. */
export function freshnessClockOf(client: QueryClient): FreshnessClock {
  const known = clocks.get(client);
  if (known) return known;
  const clock = createFreshnessClock(client);
  clocks.set(client, clock);
  return clock;
}

type Parts = Pick<QueryClient, 'clock' | 'visibility' | 'serverNow'>;

export function createFreshnessClock(parts: Parts): FreshnessClock {
  const { clock, visibility } = parts;
  const now = shallowRef(parts.serverNow());
  const wanted = new Map<object, number>();
  const REACH = {};
  let callOff: (() => void) | null = null;
  let armedFor: number | null = null;

  function tick(): void {
    callOff?.();
    callOff = null;
    armedFor = null;
    const reached = parts.serverNow();
    for (const [owner, at] of [...wanted]) if (at <= reached) wanted.delete(owner);
    // Followers compute their next wish from the new now and arm the timer again.
    now.value = reached;
    arm();
  }

  function arm(): void {
    const next = wanted.size > 0 ? Math.min(...wanted.values()) : null;
    if (next === armedFor) return;
    callOff?.();
    callOff = null;
    armedFor = null;
    if (next === null || !visibility.get()) return;
    armedFor = next;
    const wait = Math.max(next, now.value + SHORTEST_MS) - parts.serverNow();
    callOff = clock.later(Math.min(Math.max(wait, 0), LONGEST_MS), tick);
  }

  visibility.subscribe((visible) => {
    if (visible) tick();
    else {
      callOff?.();
      callOff = null;
      armedFor = null;
    }
  });

  function want(owner: object, at: number | null): void {
    if (at === null) wanted.delete(owner);
    else wanted.set(owner, at);
    arm();
  }
  return {
    now,
    want,
    leave: (owner) => want(owner, null),
    reach(at) {
      if (at > now.value + BEHIND_MS) want(REACH, now.value + SHORTEST_MS);
    },
  };
}
