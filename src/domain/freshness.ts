import { dateParts, dayOfMonth, addDays, startOfDay } from './civil';
import type { Cadence } from './dataset';
import type { Instant, LocalDate } from './time';

/** The nine states of truth about time (quality gate I-1). */
export const FRESHNESS_STATES = [
  'LIVE', 'DELAYED', 'STALE', 'EXPIRED', 'PARTIAL', 'PROVISIONAL', 'NO-DATA', 'ERROR', 'OFFLINE',
] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

/** What is known about one answer when its label is chosen. */
export interface FreshnessInput {
  /** Standing of the question, as a snapshot has it. */
  readonly state: 'loading' | 'ready' | 'empty' | 'denied' | 'failed';
  /** What the source says its figures stand at. */
  readonly asOf: Instant | null;
  readonly receivedAt: Instant | null;
  readonly cadence: Cadence;
  /** Server time. */
  readonly now: Instant;
  readonly online: boolean;
  /** The latest refresh failed; what is shown was kept. */
  readonly hasCause: boolean;
  readonly partial: boolean;
  /** The figure shown is estimated or provisional. */
  readonly provisional: boolean;
  /** First day after the newest period that holds a number; for datasets published by period. */
  readonly latestPeriodEnd?: LocalDate | null;
}

export interface Freshness {
  readonly state: FreshnessState;
  /** Since as-of, or since receipt where the source does not say; null where neither is known. */
  readonly ageMs: number | null;
  /** Until the state would change by itself if nothing new came; null where time alone changes nothing. */
  readonly nextChangeMs: number | null;
}

/** Allowed beyond one interval before an answer counts as delayed; also how far ahead a source's clock may run. */
export const GRACE_MS = 10_000;

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** A state and the last moment it lasts to. */
interface Step {
  readonly state: FreshnessState;
  readonly until: number;
}

/** By age (gate I-2). The grace counts for every limit, so an interval shorter than it passes on faster, never backwards. */
function stepsByAge(since: Instant, intervalMs: number, expires: boolean): Step[] {
  const live = since + intervalMs + GRACE_MS;
  const until = (times: number): number => Math.max(live, since + times * intervalMs);
  const last: Step[] = expires ? [{ state: 'STALE', until: until(5) }, { state: 'EXPIRED', until: Infinity }] : [{ state: 'STALE', until: Infinity }];
  return [{ state: 'LIVE', until: live }, { state: 'DELAYED', until: until(2) }, ...last];
}

/** By period: live while the newest period that can be out is there; the next one is due so many days after its end. */
function stepsByPeriod(latestEnd: LocalDate, cadence: Extract<Cadence, { kind: 'periodic' }>): Step[] {
  const { year, month, day } = dateParts(latestEnd);
  const nextEnd = dayOfMonth(year, month + MONTHS[cadence.period], day);
  const due = startOfDay(addDays(nextEnd, cadence.publishedAfterDays));
  const late = startOfDay(addDays(nextEnd, 2 * cadence.publishedAfterDays));
  return [{ state: 'LIVE', until: due - 1 }, { state: 'DELAYED', until: late - 1 }, { state: 'STALE', until: Infinity }];
}

function stepsOf(input: FreshnessInput, since: Instant): Step[] {
  const { cadence, latestPeriodEnd } = input;
  if (cadence.kind === 'interval') return stepsByAge(since, cadence.seconds * 1000, true);
  if (latestPeriodEnd) return stepsByPeriod(latestPeriodEnd, cadence);
  // Its figures stand at a period's end, however long ago: what can grow old is only our looking.
  return stepsByAge(input.receivedAt ?? since, cadence.checkSeconds * 1000, false);
}

/** What is said instead of a state of age, where something weighs more than it. */
function weigh(state: FreshnessState, input: FreshnessInput): FreshnessState {
  const aged = input.hasCause && state === 'LIVE' ? 'DELAYED' : state;
  if (input.partial && (aged === 'LIVE' || aged === 'DELAYED')) return 'PARTIAL';
  return input.provisional && aged === 'LIVE' ? 'PROVISIONAL' : aged;
}

/**
 * The label of one answer. The first that holds wins:
 * 1. NO-DATA: nothing asked for has come yet, or there is no right to it
 * 2. OFFLINE: the device has no network; what was kept is shown with its age, however old
 * 3. ERROR: failed, and nothing was kept
 * 4. NO-DATA: answered, and there is nothing
 * 5. EXPIRED, STALE: too old by its cadence
 * 6. PARTIAL: the source answered in part
 * 7. DELAYED: late, or the latest refresh failed
 * 8. PROVISIONAL: estimated or provisional, and otherwise live
 * 9. LIVE
 *
 * Limits with an interval: LIVE to 1× + 10 s, DELAYED to 2×, STALE to 5×, then EXPIRED. Datasets published by period are judged by period
 * and never expire. An as-of ahead of server time by more than the grace is a wrong clock: age then counts from receipt.
 * With no time known at all the answer is never LIVE.
 */
export function freshnessOf(input: FreshnessInput): Freshness {
  const { state, now, asOf, receivedAt } = input;
  const since = asOf !== null && asOf <= now + GRACE_MS ? asOf : (receivedAt ?? asOf);
  const ageMs = since === null ? null : Math.max(0, now - since);
  const still = (fixed: FreshnessState): Freshness => ({ state: fixed, ageMs, nextChangeMs: null });
  if (state === 'loading' || state === 'denied') return still('NO-DATA');
  if (!input.online) return still('OFFLINE');
  if (state === 'failed') return still('ERROR');
  if (state === 'empty') return still('NO-DATA');
  if (since === null) return still(weigh('DELAYED', input));
  const ahead = stepsOf(input, since).filter((step) => now <= step.until);
  const shown = weigh(ahead[0]?.state ?? 'EXPIRED', input);
  const change = ahead.findIndex((step) => weigh(step.state, input) !== shown);
  const lasts = ahead[change - 1]?.until;
  return { state: shown, ageMs, nextChangeMs: lasts === undefined ? null : lasts - now + 1 };
}
