import type { QueryClock } from './clock';

/** Longest sleep, ms: a clock set back is noticed within it. */
const LONGEST_MS = 60_000;
/** Lateness below three times this is a busy page, not a sleeping machine. */
const SHORTEST_JUDGED_MS = 10_000;
const CLOCK_SET_BACK_MS = 5_000;

/** The page's one timer for everything that comes due. */
export interface Alarm {
  /** Rings at device time `at` or up to a minute earlier, in place of any time set before; null never. */
  set(at: number | null): void;
}

/** `ring(true)` when the machine slept or its clock was moved meanwhile: far more or less time passed than was waited. */
export function createAlarm(clock: QueryClock, ring: (jumped: boolean) => void): Alarm {
  let callOff: (() => void) | null = null;
  let target: number | null = null;

  return {
    set(at) {
      if (at === target) return;
      callOff?.();
      callOff = null;
      target = at;
      if (at === null) return;
      const start = clock.now();
      const wait = Math.min(Math.max(at - start, 0), LONGEST_MS);
      callOff = clock.later(wait, () => {
        callOff = null;
        target = null;
        const passed = clock.now() - start;
        ring(passed > 3 * Math.max(wait, SHORTEST_JUDGED_MS) || passed < wait - CLOCK_SET_BACK_MS);
      });
    },
  };
}
