import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from './spread-labels';
import type { PlacedLabel } from './spread-labels';

const label = (id: string, wish: number, rank = 0, height = 20): PlacedLabel => ({ id, wish, rank, height });

describe('spreadLabels', () => {
  it('leaves labels where they wish to be when nothing is in the way', () => {
    expect([...spreadLabels([label('a', 30), label('b', 80)], 0, 100)]).toEqual([['a', 30], ['b', 80]]);
  });

  it('moves two that collide apart by the same amount, keeping their order', () => {
    expect([...spreadLabels([label('a', 50), label('b', 52)], 0, 100)]).toEqual([['a', 41], ['b', 61]]);
  });

  it('keeps labels inside the plot', () => {
    expect([...spreadLabels([label('a', 1), label('b', 3)], 0, 100)]).toEqual([['a', 10], ['b', 30]]);
    expect([...spreadLabels([label('a', 98), label('b', 99)], 0, 100)]).toEqual([['a', 70], ['b', 90]]);
  });

  it('gives up the least important when there is no room', () => {
    expect([...spreadLabels([label('target', 10, 2), label('now', 12, 0), label('last', 14, 1)], 0, 45).keys()]).toEqual(['now', 'last']);
    expect(spreadLabels([label('now', 12)], 0, 10).size).toBe(0);
  });

  it('never overlaps and never leaves the column', () => {
    const wishes = fc.array(fc.record({ wish: fc.integer({ min: -50, max: 350 }), height: fc.integer({ min: 8, max: 40 }), rank: fc.integer({ min: 0, max: 5 }) }), { maxLength: 8 });
    fc.assert(fc.property(wishes, (entries) => {
      const labels = entries.map((entry, index) => ({ ...entry, id: String(index) }));
      const placed = spreadLabels(labels, 0, 300);
      const spans = labels.filter((entry) => placed.has(entry.id))
        .map((entry) => ({ top: (placed.get(entry.id) ?? 0) - entry.height / 2, height: entry.height }))
        .sort((a, b) => a.top - b.top);
      spans.forEach((span, index) => {
        expect(span.top).toBeGreaterThanOrEqual(-1e-6);
        expect(span.top + span.height).toBeLessThanOrEqual(300 + 1e-6);
        const next = spans[index + 1];
        if (next) expect(next.top).toBeGreaterThanOrEqual(span.top + span.height - 1e-6);
      });
    }));
  });
});
