import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrossFilter } from './context';
import { categoriesPicked, pickOf, scopeOfTile, toggled } from './cross-filter';
import { sampleScope } from './testing/sample-province';

const filters: fc.Arbitrary<CrossFilter> = fc.record({
  dimension: fc.constantFrom('unit', 'period', 'sector', 'channel'), label: fc.string(), from: fc.constantFrom('a', 'b', 'c'),
  value: fc.oneof(fc.constantFrom('16681', 'calendar:2026-09', 'land'), fc.string()),
});
const pressed = fc.array(filters, { maxLength: 8 });
const after = (presses: readonly CrossFilter[]): readonly CrossFilter[] => presses.reduce<readonly CrossFilter[]>(toggled, []);
const scope = sampleScope();

describe('what is picked', () => {
  it('holds one value of a dimension, and pressing the same once more lets go of it', () => {
    fc.assert(fc.property(pressed, filters, (presses, last) => {
      const held = after(presses);
      expect(new Set(held.map(({ dimension }) => dimension)).size).toBe(held.length);
      const once = toggled(held, last);
      expect(toggled(once, last).some(({ dimension }) => dimension === last.dimension)).toBe(!once.includes(last));
    }));
  });

  it('never changes the question of the tile it was picked in', () => {
    fc.assert(fc.property(pressed, (presses) => {
      const held = after(presses).map((one) => ({ ...one, from: 'a' }));
      expect(scopeOfTile({ id: 'a' }, scope, held)).toBe(scope);
      expect(categoriesPicked(held, 'a')).toEqual({});
    }));
  });

  it('is the scope of the others, and less than what a tile says for itself', () => {
    const held: CrossFilter[] = [{ dimension: 'unit', value: '16681', label: '', from: 'a' }, { dimension: 'period', value: 'calendar:2025-03', label: '', from: 'a' }, { dimension: 'sector', value: 'land', label: '', from: 'a' }];
    expect(scopeOfTile({ id: 'b' }, scope, held)).toMatchObject({ unit: '16681', period: { code: '2025-03' } });
    expect(scopeOfTile({ id: 'b', scope: { unit: '40', period: 'calendar:2024' } }, scope, held)).toMatchObject({ unit: '40', period: { code: '2024' } });
    expect(categoriesPicked(held, 'b')).toEqual({ sector: 'land' });
    expect(scopeOfTile({ id: 'b' }, scope, [{ dimension: 'period', value: 'next week', label: '', from: 'a' }])).toBe(scope);
  });

  it('goes by what a dimension is', () => {
    expect(pickOf({ id: 'place', role: 'geo' }, '16681')).toEqual({ dimension: 'unit', value: '16681' });
    expect(pickOf({ id: 'month', role: 'time' }, 'calendar:2026-10')).toEqual({ dimension: 'period', value: 'calendar:2026-10' });
    expect(pickOf({ id: 'month', role: 'time' }, 'M10')).toEqual({ dimension: 'month', value: 'M10' });
    expect(pickOf({ id: 'sector', role: 'classification' }, 'land')).toEqual({ dimension: 'sector', value: 'land' });
  });
});
