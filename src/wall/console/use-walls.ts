import { computed, onScopeDispose, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import { readWalls } from '../parse-wall';
import type { WallsAnswer } from '../parse-wall';
import type { Programs } from './before';
import type { Call, Refused } from './send-command';

const POLL_MS = 5_000;
const TICK_MS = 1_000;

export interface Walls {
  /** What the gateway said last; it stays while it cannot be asked. */
  readonly answer: ShallowRef<WallsAnswer | null>;
  /** Since it said so, ms: moves each second. */
  readonly sinceMs: ComputedRef<number>;
  readonly serverNow: ComputedRef<Instant>;
  readonly problem: ShallowRef<Refused | null>;
  readonly load: () => Promise<void>;
  /** Programs as an answer to a command has them, at once. */
  readonly merge: (programs: Programs) => void;
}

/** Walls and screens as they stand: asked every five seconds while the page is looked at, and whenever `load` is called; by who may. */
export function useWalls(call: Call, may: () => boolean): Walls {
  const answer = shallowRef<WallsAnswer | null>(null);
  const problem = shallowRef<Refused | null>(null);
  const heardAt = shallowRef(performance.now());
  const tick = shallowRef(performance.now());
  const sinceMs = computed(() => Math.max(0, tick.value - heardAt.value));
  let latest = 0;

  async function load(): Promise<void> {
    if (!may()) return;
    const own = (latest += 1);
    const reply = await call('GET', '/api/walls');
    if (own !== latest) return;
    problem.value = reply.ok ? null : reply.error;
    const read = reply.ok ? readWalls(reply.value).value : null;
    if (!read) return;
    heardAt.value = tick.value = performance.now();
    answer.value = read;
  }
  function merge(programs: Programs): void {
    const now = answer.value;
    // A list asked for before the command was heard must not bring back what it showed.
    latest += 1;
    if (now) answer.value = { ...now, screens: now.screens.map((screen) => ({ ...screen, program: programs[screen.id] ?? screen.program })) };
  }
  const poll = setInterval(() => {
    if (document.visibilityState === 'visible') void load();
  }, POLL_MS);
  const ticking = setInterval(() => (tick.value = performance.now()), TICK_MS);
  onScopeDispose(() => {
    clearInterval(poll);
    clearInterval(ticking);
  });
  void load();
  return { answer, sinceMs, problem, load, merge, serverNow: computed(() => toInstant((answer.value?.serverTime ?? Date.now()) + sinceMs.value)) };
}
