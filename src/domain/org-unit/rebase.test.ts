import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../civil';
import { cubeOf, type CubeRow } from '../cube/create-cube';
import { FIRST_MISSING, cellAt, dimensionByRole } from '../cube/cube';
import type { Cube, Dimension, DimensionRole } from '../cube/types';
import type { AggregationRule } from '../indicator';
import { measured, missing, type Measure } from '../measure';
import { lastPeriods } from '../period/period';
import { period, periodText } from '../period/text';
import { PROVINCE, histories, unit } from '../testing/random-history';
import { rebaseCube } from './rebase';
import { createUnitRegistry } from './registry';
import type { BoundaryReading, OrgUnit, UnitRegistry } from './types';

const registry = (units: readonly OrgUnit[]): UnitRegistry => {
  const made = createUnitRegistry(units);
  if (!made.ok) throw new TypeError(JSON.stringify(made.error));
  return made.value;
};
const dim = (id: string, role: DimensionRole, codes: Iterable<string>): Dimension => ({ id, label: id, role, categories: [...codes].map((code) => ({ code, label: code })) });
const METRICS = ['received', 'settled', 'inTime', 'rate', 'rank'];
const RULES: Record<string, AggregationRule> = { rate: { kind: 'ratio', numerator: 'inTime', denominator: 'settled', scale: 100 }, rank: { kind: 'none' } };
const rule = (metric: string): AggregationRule => RULES[metric] ?? { kind: 'sum' };
const onDate = (date: string): BoundaryReading => ({ kind: 'on-date', date: localDate(date) });
const cubeFor = (codes: string[], times: string[], rows: CubeRow[]): Cube => cubeOf([dim('geo', 'geo', codes), dim('time', 'time', times), dim('metric', 'metric', METRICS)], rows);

/** Before July 2025 A, B, C, S; after: N (code A) = A + B, K = renamed C, S and T = parts of S. H41 all along. */
const map = registry([
  PROVINCE, unit('H41', { level: 'department' }),
  ...['A', 'B', 'C', 'S'].map((code) => unit(code, { to: '2025-07-01' })),
  unit('A', { from: '2025-07-01', was: [['A', 'merge'], ['B', 'merge']], name: 'N' }), unit('K', { from: '2025-07-01', was: [['C', 'rename']] }),
  unit('S', { from: '2025-07-01', was: [['S', 'split']] }), unit('T', { from: '2025-07-01', was: [['S', 'split']] }),
]);
const [JUNE, JULY] = ['calendar:2025-06', 'calendar:2025-07'];
const reported = cubeFor(['P', 'H41', 'A', 'B', 'C', 'S', 'K', 'T', 'other'], [JUNE, JULY], [
  ['A', JUNE, 'received', 10], ['B', JUNE, 'received', 5, 'estimated'], ['C', JUNE, 'received', 7], ['S', JUNE, 'received', 9], ['P', JUNE, 'received', 31], ['H41', JUNE, 'received', 3],
  ['A', JUNE, 'settled', 8], ['B', JUNE, 'settled', 2], ['A', JUNE, 'inTime', 8], ['B', JUNE, 'inTime', 1], ['A', JUNE, 'rate', 100], ['B', JUNE, 'rate', 50],
  ['A', JUNE, 'rank', 1], ['B', JUNE, 'rank', 2], ['C', JUNE, 'rank', 3], ['C', JUNE, 'rate', 88], ['P', JUNE, 'rank', 4],
  ['A', JULY, 'received', 20], ['K', JULY, 'received', 8], ['S', JULY, 'received', 4], ['T', JULY, 'received', 6], ['P', JULY, 'received', 38], ['A', JULY, 'rank', 1], ['other', JUNE, 'received', 2],
]);

describe('on the map of a later day', () => {
  const { cube, breaks } = rebaseCube(reported, map, onDate('2026-11-21'), rule);
  const at = (geo: string, time: string, metric = 'received'): Measure => cellAt(cube, { geo, time, metric });
  it('has the units of that day in tree order, then codes no unit ever held', () => {
    expect(dimensionByRole(cube, 'geo')?.categories.map((c) => c.code)).toEqual(['P', 'H41', 'K', 'A', 'S', 'T', 'other']);
    expect(dimensionByRole(cube, 'geo')?.categories[3]).toEqual({ code: 'A', label: 'N', parent: 'P' });
  });
  it('sums what is additive, as soft as its softest part', () => {
    expect(at('A', JUNE)).toEqual(measured(15, 'estimated'));
    expect(at('A', JULY)).toEqual(measured(20));
  });
  it('recomputes a ratio from its parts and does not average', () => {
    expect(at('A', JUNE, 'rate')).toEqual(measured(90));
  });
  it('breaks whatever else cannot be carried', () => {
    expect(at('A', JUNE, 'rank')).toEqual(missing('broken-series'));
    expect(at('A', JULY, 'rank')).toEqual(measured(1));
  });
  it('keeps every cell of ground that did not change, under its new code', () => {
    expect([at('K', JUNE), at('K', JUNE, 'rank'), at('K', JUNE, 'rate'), at('P', JUNE), at('P', JUNE, 'rank'), at('H41', JUNE)]).toEqual([7, 3, 88, 31, 4, 3].map((n) => measured(n)));
    expect(at('other', JUNE)).toEqual(measured(2));
  });
  it('never apportions a split', () => {
    expect([at('S', JUNE), at('T', JUNE)]).toEqual([missing('broken-series'), missing('broken-series')]);
    expect([at('S', JULY), at('T', JULY)]).toEqual([measured(4), measured(6)]);
  });
  it('stores no number beside a reason for having none', () => {
    const { cube: gappy } = rebaseCube(cubeFor(['A'], [JUNE], [['A', JUNE, 'received', 10]]), map, onDate('2026-11-21'), rule);
    for (const each of [cube, gappy]) each.values.forEach((value, cell) => { expect(Number.isNaN(value)).toBe((each.status[cell] ?? 0) >= FIRST_MISSING); });
  });
  it('names each break', () => {
    const [date] = map.changeDates;
    expect(breaks).toEqual([{ unit: 'A', date, cause: 'rule' }, { unit: 'S', date, cause: 'map' }, { unit: 'T', date, cause: 'map' }]);
  });
  it('makes a total incomplete where a part is missing, and keeps a reason all parts share', () => {
    const gap = (parts: CubeRow[]): Measure => cellAt(rebaseCube(cubeFor(['A', 'B'], [JUNE], parts), map, onDate('2026-11-21'), rule).cube, { geo: 'A', time: JUNE, metric: 'received' });
    expect(gap([['A', JUNE, 'received', 10]])).toEqual(missing('incomplete'));
    expect(gap([['A', JUNE, 'received', null, 'denied'], ['B', JUNE, 'received', null, 'denied']])).toEqual(missing('denied'));
    expect(gap([['A', JUNE, 'received', null, 'denied'], ['B', JUNE, 'received', null, 'not-yet']])).toEqual(missing('incomplete'));
    const lacking = rebaseCube(cubeFor(['A'], [JUNE], [['A', JUNE, 'received', 10]]), map, onDate('2026-11-21'), rule).cube;
    expect(cellAt(lacking, { geo: 'A', time: JUNE, metric: 'received' })).toEqual(missing('incomplete'));
  });
  it('has no rate over a sum of zero', () => {
    const zero = cubeFor(['A', 'B'], [JUNE], ['A', 'B'].flatMap((code) => [[code, JUNE, 'settled', 0], [code, JUNE, 'inTime', 0]]));
    expect(cellAt(rebaseCube(zero, map, onDate('2026-11-21'), rule).cube, { geo: 'A', time: JUNE, metric: 'rate' })).toEqual(missing('not-applicable'));
  });
});

describe('on the map of an earlier day', () => {
  it('gives back what was split, and breaks what was merged', () => {
    const { cube, breaks } = rebaseCube(reported, map, onDate('2025-01-01'), rule);
    const at = (geo: string, time: string): Measure => cellAt(cube, { geo, time, metric: 'received' });
    expect([at('S', JUNE), at('S', JULY), at('C', JULY), at('P', JULY)]).toEqual([9, 10, 8, 38].map((n) => measured(n)));
    expect([at('A', JUNE), at('A', JULY), at('B', JULY)]).toEqual([measured(10), missing('broken-series'), missing('broken-series')]);
    expect(breaks.map((b) => b.unit)).toEqual(['A', 'B', 'S']);
  });
});

describe('without change', () => {
  it('a cube on one map, of no units or of no time is returned as it came', () => {
    const july = cubeFor(['A'], [JULY], [['A', JULY, 'received', 1]]);
    expect(rebaseCube(july, map, onDate('2026-01-01'), rule)).toEqual({ cube: july, breaks: [] });
    const still = cubeOf([dim('metric', 'metric', ['x'])], [['x', 1]]);
    expect(rebaseCube(still, map, onDate('2026-01-01'), rule).cube).toBe(still);
  });
  it('a cube of one period is read on the map of that period', () => {
    const cube = cubeOf([dim('geo', 'geo', ['A', 'B']), dim('metric', 'metric', ['received'])], [['A', 'received', 1], ['B', 'received', 2]]);
    expect(cellAt(rebaseCube(cube, map, onDate('2026-01-01'), rule, period(JUNE)).cube, { geo: 'A' })).toEqual(measured(3));
    expect(rebaseCube(cube, map, onDate('2026-01-01'), rule).cube).toBe(cube);
  });
  it('a period that the change falls into is on the map of its last day', () => {
    const straddling = 'administrative:2025-07';
    const cube = cubeFor(['A'], [straddling], [['A', straddling, 'received', 5]]);
    expect(rebaseCube(cube, map, onDate('2026-01-01'), rule).cube).toBe(cube);
  });
  it('as reported, figures stand and a code that passed to other ground is marked', () => {
    const { cube, breaks } = rebaseCube(reported, map, { kind: 'as-reported' }, rule);
    expect(cube).toBe(reported);
    expect(breaks).toEqual([{ unit: 'A', date: '2025-07-01', cause: 'map' }, { unit: 'S', date: '2025-07-01', cause: 'map' }]);
  });
});

describe('over any history', () => {
  /** A figure that belongs to the ground itself, so that it can be summed for any unit at any time without asking who followed whom. */
  const onGround = (piece: number, time: number, metric: number): number => ((piece * 7 + time * 13 + metric * 29) % 23) + metric;
  const TIMES = lastPeriods(period('calendar:2005'), 6);
  it('agrees with sums over the ground itself, or says that the series breaks', () => {
    fc.assert(fc.property(histories, fc.integer({ min: 2000, max: 2005 }), (records, year) => {
      const units = registry([PROVINCE, ...records.map((each) => each.unit)]);
      const rows: CubeRow[] = [];
      const groundOf = new Map<string, readonly number[]>();
      TIMES.forEach((time, t) => {
        const day = addDays(time.end, -1);
        for (const { unit: each, ground } of records) {
          if (units.resolve(each.code, day) !== each) continue;
          const total = (m: number): number => ground.reduce((sum, piece) => sum + onGround(piece, t, m), 0);
          rows.push(...[0, 1, 2].map((m) => [each.code, periodText(time), METRICS[m] as string, total(m)]), [each.code, periodText(time), 'rate', (total(2) * 100) / total(1)]);
          if (units.resolve(each.code, localDate(`${year}-12-01`)) === each) groundOf.set(each.code, ground);
        }
      });
      for (const { unit: each, ground } of records) if (units.resolve(each.code, localDate(`${year}-12-01`)) === each) groundOf.set(each.code, ground);
      const { cube } = rebaseCube(cubeFor([...new Set(records.map((each) => each.unit.code))], TIMES.map(periodText), rows), units, onDate(`${year}-12-01`), rule);
      let whole = 0;
      for (const [code, ground] of groundOf) TIMES.forEach((time, t) => {
        const sum = (m: number): number => ground.reduce((all, piece) => all + onGround(piece, t, m), 0);
        const read = (metric: string): Measure => cellAt(cube, { geo: code, time: periodText(time), metric });
        if (read('received').kind === 'missing') return expect([read('received'), read('rate')]).toEqual([missing('broken-series'), missing('broken-series')]);
        whole++;
        expect([read('received'), read('settled'), read('inTime')]).toEqual([0, 1, 2].map((m) => measured(sum(m))));
        const rate = read('rate');
        return expect(rate.kind === 'value' ? rate.value : NaN).toBeCloseTo((sum(2) * 100) / sum(1), 9);
      });
      expect(whole).toBeGreaterThan(0);
    }));
  });
});
