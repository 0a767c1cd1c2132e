import { toInstant, type Instant } from '@/domain/time';
import type { WorkingDays } from '@/reports/register/duties';
import type { FiringPlan } from '@/reports/schedules/firing-rule';
import { nextMoment } from '@/reports/schedules/next-moments';

/** A moment passed over while no gateway ran is made up for within this time, ms: what is older is of yesterday. */
export const GRACE_MS = 24 * 3_600_000;
/** Moments passed over are named for a month, ms, the newest of them. */
const NAMED_MS = 30 * 24 * 3_600_000;
const MOST_NAMED = 50;

/** What has come due since a schedule was last looked at. */
export interface DueMoments {
  /** The newest, unless it is too old. */
  readonly fires: Instant | null;
  /** Those passed over, oldest first: never made up for, so that no flood follows a standstill. */
  readonly missed: readonly Instant[];
  readonly next: Instant | null;
}

/** `first`: the moment that was awaited; not after `now`. */
export function dueMoments(plan: FiringPlan, first: Instant, now: Instant, announced: WorkingDays): DueMoments {
  const long = toInstant(now - NAMED_MS);
  const due: Instant[] = [first];
  let next = nextMoment(plan, first < long ? long : first, announced);
  while (next !== null && next <= now) {
    due.push(next);
    next = nextMoment(plan, next, announced);
  }
  const newest = due.at(-1) ?? first;
  const fires = now - newest <= GRACE_MS ? newest : null;
  return { fires, missed: due.filter((moment) => moment !== fires).slice(-MOST_NAMED), next };
}
