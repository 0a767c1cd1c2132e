import type { Cadence } from '@/domain/dataset';
import type { SourceError } from '@/federation/source-error';

/** When to ask again. Pure arithmetic on device time, ms; chance is an argument. */

/** A refresh may come this much early to fall on the common tick; the label stays LIVE for as long after the interval. */
const GRACE_MS = 10_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;
/** One failing question of each source is tried this often, so that a recovery is seen within a minute. */
export const PROBE_MS = 30_000;
/** A refused right or a question that cannot be asked changes by a person's hand, not by asking. */
const HOPELESS_PAUSE_MS = 30 * 60_000;
const LONGEST_HOLD_MS = 3_600_000;
const BUDGET_WINDOW_MS = 600_000;
/** One below the gate of 25 calls in ten minutes. */
const BUDGET = 24;

/** How often a dataset is looked at, ms; a periodic one is published rarely and checked often. */
export const intervalMs = (cadence: Cadence): number =>
  1_000 * (cadence.kind === 'interval' ? cadence.seconds : cadence.checkSeconds);

/** Still within its own interval and grace: a refresh that failed once has cost nobody anything. */
export const isCurrent = (answeredAt: number, cadence: Cadence, now: number): boolean =>
  now >= answeredAt && now - answeredAt <= intervalMs(cadence) + GRACE_MS;

/** Answers of a gateway's store are older than their way here takes. */
const WAY_MS = 2_000;
/** Kept answers of one page come due together. */
const KEPT_STEP_MS = 2_000;
const KEPT_LEAST_MS = 3_000;
const KEPT_MOST_MS = 30_000;

export const isKept = (receivedAt: number, now: number): boolean => now - receivedAt > WAY_MS;

/**
 * When to ask a gateway again that gave an answer received at `receivedAt`: just after it will have asked its source anew, so that no
 * label grows old over a value that is known to stand. One already past its interval is being renewed behind us and comes soon.
 */
export function afterKept(receivedAt: number, interval: number, now: number): number {
  const soon = now + Math.min(Math.max(interval / 10, KEPT_LEAST_MS), KEPT_MOST_MS);
  const renewed = KEPT_STEP_MS * Math.ceil((receivedAt + interval + WAY_MS) / KEPT_STEP_MS);
  return Math.min(Math.max(soon, renewed), now + 1.1 * interval);
}

/** Where the ticks of one page lie: its own place in every interval, and a small step per source. */
export class TickGrid {
  readonly #random: () => number;
  readonly #page: number;
  readonly #steps = new Map<string, number>();

  constructor(random: () => number) {
    this.#random = random;
    this.#page = random();
  }

  /**
   * First common tick after an answer at `answeredAt`. Datasets of one source with one cadence come due at the same
   * moment, those of other sources within 5 s; many screens spread over the whole interval.
   */
  next(source: string, interval: number, answeredAt: number): number {
    const step = this.#steps.get(source) ?? this.#random();
    this.#steps.set(source, step);
    const phase = this.#page * interval + step * Math.min(interval / 10, 5_000);
    const earliest = answeredAt + Math.min(interval / 10, GRACE_MS);
    return phase + interval * Math.ceil((earliest - phase) / interval);
  }
}

/**
 * Pause after the `failures`-th failure in a row, ms: what the source asked for, else 2 s doubling to 300 s with up to a
 * quarter of jitter, never shorter than it says.
 */
export function pauseAfter(error: SourceError, failures: number, random: () => number): number {
  if (error.retryAfterMs !== undefined) {
    // While a breaker's probe is under way it can only say "soon"; its outcome brings the others forward by itself.
    const least = error.kind === 'circuit-open' ? 5_000 : 1_000;
    return Math.max(least, Math.min(error.retryAfterMs, LONGEST_HOLD_MS)) * (1 + 0.05 * random());
  }
  if (error.kind === 'denied' || error.kind === 'misconfigured') return HOPELESS_PAUSE_MS;
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS) * (1 + 0.25 * random());
}

/** No pause of ours is longer: a question due later than this from now was planned on another clock. */
export const longestPause = (cadence: Cadence): number => Math.max(1.1 * intervalMs(cadence), 1.05 * LONGEST_HOLD_MS);

/** True for pauses that no event of ours may shorten: the source, or the state of things, set them. */
export const isHeld = (error: SourceError): boolean =>
  error.kind === 'denied' || error.kind === 'misconfigured' || (error.kind !== 'circuit-open' && error.retryAfterMs !== undefined);

/** Pause of the one question that stands guard for its source. */
export const probePause = (pause: number, random: () => number): number =>
  Math.min(pause, PROBE_MS * (1 + 0.2 * random()));

/** The calls one question may still make while it fails; holds whatever wakes it: timers, recoveries, a flapping network. */
export class FailureBudget {
  #calls: number[] = [];

  spend(now: number): void {
    this.#calls = [...this.#calls.filter((at) => at > now - BUDGET_WINDOW_MS && at <= now), now];
  }
  /** `wanted`, or the first moment the budget allows. */
  earliest(wanted: number, now: number): number {
    const oldest = this.#calls.filter((at) => at <= now).at(-BUDGET);
    return oldest === undefined ? wanted : Math.max(wanted, oldest + BUDGET_WINDOW_MS);
  }
  clear(): void {
    this.#calls = [];
  }
}
