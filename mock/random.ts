/*
 * Seeded randomness: everything invented here comes from a hash of what it is about (seed, unit, day, …), so the same
 * question always has the same answer, in any order, on any machine.
 */

/** FNV-1a over the parts, finished as in MurmurHash3: 32 well-mixed bits. */
export function hash32(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : String(part);
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return finish(hash);
}

/** Two numbers mixed into one; for hot loops, where {@link hash32} would build strings. */
export const mix32 = (a: number, b: number): number => finish(Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35));

function finish(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number in [0, 1) that belongs to the parts. */
export const chance = (...parts: readonly (string | number)[]): number => hash32(...parts) / 4294967296;

/** A number in [low, high) that belongs to the parts. */
export const between = (low: number, high: number, ...parts: readonly (string | number)[]): number => low + (high - low) * chance(...parts);

/** Roughly normal with mean 0 and deviation 1 (sum of four uniforms), belonging to the parts. */
export const noise = (...parts: readonly (string | number)[]): number =>
  (chance(1, ...parts) + chance(2, ...parts) + chance(3, ...parts) + chance(4, ...parts) - 2) * Math.sqrt(3);

/** One of the list, belonging to the parts. Throws RangeError on an empty list. */
export function pick<T>(list: readonly T[], ...parts: readonly (string | number)[]): T {
  const chosen = list[hash32(...parts) % list.length];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

/** mulberry32: a stream of numbers in [0, 1). */
export function stream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A Poisson count; a normal approximation above 30, where it cannot be told apart. */
export function poisson(mean: number, next: () => number): number {
  if (mean <= 0) return 0;
  if (mean > 30) {
    const normal = (next() + next() + next() + next() - 2) * Math.sqrt(3);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}
