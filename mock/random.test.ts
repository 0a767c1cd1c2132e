import { describe, expect, it } from 'vitest';
import { chance, hash32, noise, pick, poisson, stream } from './random';

describe('seeded randomness', () => {
  it('belongs to what it is about, on every machine', () => {
    expect(hash32(2026, 'dossiers', '16681')).toBe(hash32(2026, 'dossiers', '16681'));
    expect(hash32('a', 'bc')).not.toBe(hash32('ab', 'c'));
    // Written down once: a change here changes every figure of the demonstration.
    expect([hash32('Nghệ An'), hash32(1, 2, 3)]).toEqual([1747891286, 356560490]);
  });

  it('spreads evenly and stays in range', () => {
    const drawn = Array.from({ length: 20_000 }, (_, at) => chance('spread', at));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(0.5, 1);
    const normal = Array.from({ length: 20_000 }, (_, at) => noise('normal', at));
    expect(Math.sqrt(normal.reduce((sum, each) => sum + each * each, 0) / normal.length)).toBeCloseTo(1, 1);
  });

  it('draws Poisson counts with the mean asked for', () => {
    for (const mean of [0.4, 6, 80]) {
      const next = stream(hash32('poisson', mean));
      const drawn = Array.from({ length: 8_000 }, () => poisson(mean, next));
      expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length / mean).toBeCloseTo(1, 1);
    }
    expect(poisson(0, stream(1))).toBe(0);
  });

  it('picks nothing from nothing', () => {
    expect(() => pick([], 'x')).toThrow(RangeError);
  });
});
