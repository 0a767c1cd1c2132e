import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSample } from './server-offset';
import type { Offset } from './server-offset';

const sample = (askedAt: number, tripMs: number, aheadMs: number, share = 0.5) => ({ askedAt, cameAt: askedAt + tripMs, serverTime: askedAt + tripMs * share + aheadMs });

describe('the server\'s clock as a screen knows it', () => {
  it('is off by half a trip at most, and better with every quick answer', () => {
    const answers = fc.array(fc.record({ trip: fc.integer({ min: 0, max: 3_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 30 });
    fc.assert(fc.property(answers, fc.integer({ min: -1e10, max: 1e10 }), (all, ahead) => {
      const known = all.reduce<Offset | null>((offset, { trip, share }, n) => withSample(offset, sample(1e6 + n * 10_000, trip, ahead, share)), null);
      expect(Math.abs((known?.aheadMs ?? 0) - ahead)).toBeLessThanOrEqual(Math.min(...all.map(({ trip }) => trip)) / 2 + 0.001);
    }));
  });

  it('forgets what was heard long ago', () => {
    const old = withSample(null, sample(0, 2, 500));
    expect(withSample(old, sample(60_000, 300, 480)).tripMs).toBe(2);
    expect(withSample(old, sample(11 * 60_000, 300, 480)).tripMs).toBe(300);
  });

  it('follows a clock that was set', () => {
    const known = withSample(null, sample(0, 5, 0));
    expect(withSample(known, sample(10_000, 40, 86_400_000)).aheadMs).toBe(86_400_000);
  });
});
