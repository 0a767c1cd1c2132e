import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from './classify';
import { scaleStep } from './spec';

describe('classify', () => {
  it('finds the groups that are there', () => {
    const classes = classify([1, 2, 3, 21, 22, 23, 61, 62, 63], 3);
    expect(classes.edges).toEqual([0, 20, 50, 65]);
    expect([1, 3, 21, 63].map((value) => classes.indexOf(value))).toEqual([0, 0, 1, 2]);
  });

  it('sets one bad outlier apart instead of painting a fifth of the map', () => {
    const classes = classify([...Array.from({ length: 50 }, (_, index) => index / 50), 48], 2);
    expect(classes.indexOf(48)).toBe(1);
    expect(classes.indexOf(0.98)).toBe(0);
  });

  it('rounds borders only within the gap between classes', () => {
    const classes = classify([97.12, 97.18, 98.91, 98.97], 2);
    expect(classes.edges[1]).toBe(98);
    expect(classes.decimals).toEqual([0, 0, 0]);
  });

  it('has fewer classes than asked for where there are fewer values', () => {
    expect(classify([4, 4, 7], 5).edges).toHaveLength(3);
    expect(classify([5, 5, 5], 5)).toMatchObject({ edges: [5, 5], decimals: [0, 0] });
    expect(classify([5, 5, 5], 5).indexOf(5)).toBe(0);
    expect(classify([0, 0], 5).indexOf(0)).toBe(0);
  });

  it('classes nothing where there is nothing, and never a missing value', () => {
    expect(classify([null, null], 5)).toMatchObject({ edges: [] });
    expect(classify([null], 5).indexOf(0)).toBeNull();
    expect(classify([1, null, 3], 5).indexOf(null)).toBeNull();
    expect(classify([Number.NaN, 3, 4], 2).indexOf(Number.NaN)).toBeNull();
  });

  const figures = fc.array(fc.option(fc.oneof(
    fc.integer({ min: 0, max: 60 }).map((value) => value / 10),
    fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }).map((value) => Number(value.toPrecision(8))),
  )), { minLength: 1, maxLength: 80 });

  it('puts every value into exactly one class, and the legend covers them all', () => {
    fc.assert(fc.property(figures, fc.integer({ min: 1, max: 5 }), (values, count) => {
      const { edges, indexOf } = classify(values, count);
      const real = values.filter((value) => value !== null);
      expect(edges.length).toBe(real.length === 0 ? 0 : Math.min(count, new Set(real.map((value) => value + 0)).size) + 1);
      for (const value of real) {
        const last = edges.length - 2;
        const holding = edges.slice(0, -1).flatMap((from, index) => {
          const to = edges[index + 1] ?? Number.NaN;
          return value >= from && (value < to || (index === last && value <= to)) ? [index] : [];
        });
        expect(holding).toEqual([indexOf(value)]);
      }
      const sorted = [...edges].sort((a, b) => a - b);
      expect(edges).toEqual(sorted);
    }));
  });

  it('leaves no class of the legend empty, and does not depend on the order of the units', () => {
    fc.assert(fc.property(figures, fc.integer({ min: 1, max: 5 }), (values, count) => {
      const classes = classify(values, count);
      const used = new Set(values.map((value) => classes.indexOf(value)).filter((index) => index !== null));
      expect(used.size).toBe(Math.max(0, classes.edges.length - 1));
      expect(classify([...values].reverse(), count).edges).toEqual(classes.edges);
    }));
  });
});

describe('scaleStep', () => {
  it('keeps the ends of the colour scale whatever the number of classes', () => {
    expect([0, 1, 2, 3, 4].map((index) => scaleStep(index, 5))).toEqual([1, 2, 3, 4, 5]);
    expect([0, 1].map((index) => scaleStep(index, 2))).toEqual([1, 5]);
    expect(scaleStep(0, 1)).toBe(1);
  });
});
