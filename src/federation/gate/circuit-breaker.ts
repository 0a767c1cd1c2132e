/** How a breaker behaves; ms. */
export interface BreakerRules {
  /** Failed calls in a row after which the source is left alone. */
  readonly threshold: number;
  /** First pause before a probe; grows by half after each failed probe. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

/**
 * Three failures, then a probe after 30 s. The pause grows only to 48 s (±10 % jitter): a source that comes back is seen within a minute
 * however long it was away, and a dead one costs at most 25 calls in ten minutes. Both are gates.
 */
export const BREAKER_RULES: BreakerRules = { threshold: 3, pauseMs: 30_000, longestPauseMs: 48_000 };
const GROWTH = 1.5;
const JITTER = 0.1;

export type CircuitState = 'closed' | 'open' | 'half-open';

/** Keeps calls from a source that fails. Pure but for the clock and chance it is given. */
export interface CircuitBreaker {
  readonly state: () => CircuitState;
  /** When a probe is due, on the clock given; null while closed. */
  readonly probeAt: () => number | null;
  readonly failures: () => number;
  /** Takes leave to call. `probe` marks the one call let through after a pause; null is a refusal. */
  readonly permit: () => { readonly probe: boolean } | null;
  readonly succeeded: () => void;
  /** Give back the `probe` of the leave that was taken. */
  readonly failed: (probe: boolean) => void;
  /** The call told nothing about the source (nobody waited for it): a probe may be made again. */
  readonly undecided: (probe: boolean) => void;
  /** Lets a probe through at once: the way to the source may be back (network regained, a person asked). */
  readonly wake: () => void;
}

export function createBreaker(now: () => number, random: () => number, rules: BreakerRules = BREAKER_RULES): CircuitBreaker {
  let failures = 0;
  let pause = rules.pauseMs;
  /** Null while closed. */
  let probeAt: number | null = null;
  let probing = false;

  const open = (): void => {
    probeAt = now() + pause * (1 - JITTER + 2 * JITTER * random());
    pause = Math.min(pause * GROWTH, rules.longestPauseMs);
  };

  return {
    state: () => (probeAt === null ? 'closed' : probing || now() >= probeAt ? 'half-open' : 'open'),
    probeAt: () => probeAt,
    failures: () => failures,
    permit() {
      if (probeAt === null) return { probe: false };
      if (probing || now() < probeAt) return null;
      probing = true;
      return { probe: true };
    },
    succeeded() {
      failures = 0;
      pause = rules.pauseMs;
      probeAt = null;
      probing = false;
    },
    failed(probe) {
      failures += 1;
      // Calls sent before the circuit opened may still come back failed: they postpone nothing.
      if (probe || (probeAt === null && failures >= rules.threshold)) open();
      if (probe) probing = false;
    },
    undecided(probe) {
      if (probe) probing = false;
    },
    wake() {
      if (probeAt !== null) probeAt = Math.min(probeAt, now());
    },
  };
}
