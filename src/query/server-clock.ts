import type { Instant } from '@/domain/time';

const SAMPLES_PER_SOURCE = 5;
/** The `Date` header has whole seconds and the reply travels: below this the device is believed. */
const NEGLIGIBLE_MS = 2_000;

/** Ages are told in server time, for the device's clock may be a day off. */
export interface ServerClock {
  /** Server minus device, ms; 0 until a source has told its time. */
  offset(): number;
  /** One reply of `source`: its own clock, and the device's at that moment. */
  sample(source: string, serverTime: Instant, deviceTime: Instant): void;
  /** The device's clock jumped or slept: samples from before count only until a new one comes. */
  jumped(): void;
}

/**
 * The offset is the median over sources of each source's median over its latest five replies: one source with a wrong
 * clock moves nothing once two others have answered. Of two middle sources the one nearer the device's clock is
 * believed, since device and one source agree against the other.
 */
export function createServerClock(): ServerClock {
  const samples = new Map<string, number[]>();
  let outdated = false;
  let current = 0;

  return {
    offset: () => current,
    sample(source, serverTime, deviceTime) {
      if (outdated) samples.clear();
      outdated = false;
      const own = samples.get(source) ?? [];
      own.push(serverTime - deviceTime);
      samples.set(source, own.slice(-SAMPLES_PER_SOURCE));
      const offset = median([...samples.values()].map(median));
      current = Math.abs(offset) <= NEGLIGIBLE_MS ? 0 : offset;
    },
    jumped: () => (outdated = true),
  };
}

/** The middle value; of two middle values the one nearer zero. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return Math.abs(lower) <= Math.abs(upper) ? lower : upper;
}

