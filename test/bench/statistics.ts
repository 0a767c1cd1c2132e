import { cpus } from 'node:os';

/** Middle of the sorted values; mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) throw new Error('median of nothing');
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}

export const range = (values: readonly number[]): string => `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`;

function busy(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idle, total };
}

/** Share of the machine that did nothing over the next `ms`, 0–1. */
async function idleShare(ms: number): Promise<number> {
  const before = busy();
  await new Promise((done) => setTimeout(done, ms));
  const after = busy();
  return (after.idle - before.idle) / Math.max(1, after.total - before.total);
}

/** Waits until the machine is at least 88 % idle, at most `limitMs`; false where it never was: the figure then says less. */
export async function untilIdle(limitMs = 20_000): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) if ((await idleShare(500)) >= 0.88) return true;
  return false;
}
