import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceScale } from './nice-scale';

const line = { steps: 4, zero: 'near', integers: false } as const;
const bars = { steps: 4, zero: 'always', integers: false } as const;

describe('niceScale', () => {
  it('keeps a line of high percentages readable instead of starting at zero', () => {
    expect(niceScale([97.2, 98.6], line)).toMatchObject({ min: 97, max: 99, ticks: [97, 97.5, 98, 98.5, 99], decimals: 1 });
  });

  it('starts at zero where zero is near', () => {
    expect(niceScale([12, 78], line)).toMatchObject({ min: 0, max: 80, ticks: [0, 20, 40, 60, 80] });
  });

  it('starts bars at zero always, whichever side they fall', () => {
    expect(niceScale([90, 100], bars).min).toBe(0);
    expect(niceScale([-90, -100], bars)).toMatchObject({ min: -100, max: 0 });
    expect(niceScale([-3, 8], bars)).toMatchObject({ min: -5, max: 10 });
  });

  it('gives ranks whole places and no zero', () => {
    const scale = niceScale([4, 9], { steps: 4, zero: 'near', integers: true });
    expect(scale).toMatchObject({ min: 4, max: 10, step: 2 });
    expect(niceScale([1, 2], { steps: 5, zero: 'near', integers: true })).toMatchObject({ min: 1, max: 2, step: 1 });
  });

  it('opens a flat line, zero, and nothing at all', () => {
    const flat = niceScale([50, 50], line);
    expect(flat.min).toBeLessThan(50);
    expect(flat.max).toBeGreaterThan(50);
    expect(niceScale([0, 0], line)).toMatchObject({ min: 0, max: 1 });
    expect(niceScale([], line)).toMatchObject({ min: 0, max: 1 });
    expect(niceScale([Number.NaN], line)).toMatchObject({ min: 0, max: 1 });
  });

  it('opens values that differ by less than a mark can say, as flat ones', () => {
    for (const values of [[999_999_999_982.4001, 999_999_999_983.0001], [-999_999_999_986.5, -999_999_999_986.5002], [0.1 + 0.2, 0.3]]) {
      const scale = niceScale(values, line);
      expect(scale.min).toBeLessThan(Math.min(...values));
      expect(scale.max).toBeGreaterThan(Math.max(...values));
      expect(new Set(scale.ticks).size).toBe(scale.ticks.length);
    }
  });

  it('gives an axis that crosses zero its zero, however few steps there may be', () => {
    expect(niceScale([-3, 4], { steps: 1, zero: 'near', integers: false }).ticks).toEqual([-5, 0, 5]);
  });

  const reasonable = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => (Math.abs(value) < 1e-6 ? 0 : value));

  it('covers every value with at most the steps asked for, evenly', () => {
    fc.assert(fc.property(fc.array(reasonable, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), fc.boolean(), (values, steps, integers) => {
      const scale = niceScale(values, { steps, zero: 'near', integers });
      expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      expect(scale.ticks.length).toBeLessThanOrEqual(Math.max(steps, values.some((value) => value < 0) && values.some((value) => value > 0) ? 2 : 1) + 1);
      expect(scale.ticks[0]).toBe(scale.min);
      expect(scale.ticks.at(-1)).toBe(scale.max);
      const slack = scale.step * 1e-6;
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(scale.min - slack);
        expect(value).toBeLessThanOrEqual(scale.max + slack);
      }
    }));
  });
});
