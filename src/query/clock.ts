import type { Instant } from '@/domain/time';

/** Time as the query room sees it; tests bring their own. */
export interface QueryClock {
  /** The device's clock, which may be wrong and may jump. */
  now(): Instant;
  /** Runs once after `ms` of real time; returns how to call it off. */
  later(ms: number, run: () => void): () => void;
}
