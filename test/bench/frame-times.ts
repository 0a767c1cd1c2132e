import { median } from './statistics';

/** Times from one frame to the next while something moved, ms; tenths. */
export interface FrameTimes {
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  /** Frames that a display of 60 Hz would have shown and that never came. */
  readonly dropped: number;
}

const FRAME_MS = 1_000 / 60;

export const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The value that the given share of all does not exceed (nearest rank); share over 0, up to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('quantile of nothing');
  return value;
}

/** A frame that came a third late is late, not lost: what is lost is counted in whole frames. */
const droppedIn = (delta: number): number => Math.max(0, Math.round(delta / FRAME_MS) - 1);

/** @param deltas times between neighbouring frames, ms; at least one. */
export function frameTimes(deltas: readonly number[]): FrameTimes {
  return {
    frames: deltas.length,
    median: tenth(median(deltas)),
    p95: tenth(quantile(deltas, 0.95)),
    max: tenth(Math.max(...deltas)),
    dropped: deltas.reduce((sum, delta) => sum + droppedIn(delta), 0),
  };
}
