import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measured, missing, type Measure } from '../measure';
import { aggregate, aggregateOver, ratioOf, type CombineRule } from './aggregate';
import { createCube, cubeOf, MAX_CELLS, type CubeRow } from './create-cube';
import { category, cellAt, dimension, dimensionByRole, measureAt, sliceCube } from './cube';
import { CELL_STATUS, type Cube, type Dimension, type DimensionRole } from './types';

const dim = (id: string, role: DimensionRole, ...codes: string[]): Dimension => ({ id, label: id, role, categories: codes.map((code) => ({ code, label: code })) });
const GEO = dim('geo', 'geo', '40', '16681', '16690');
const METRIC = dim('metric', 'metric', 'received', 'settled');
const TIME = dim('time', 'time', 'calendar:2026-09', 'calendar:2026-10');

const sample = cubeOf([GEO, TIME, METRIC], [
  ['40', 'calendar:2026-10', 'received', 100, 'provisional'],
  ['16681', 'calendar:2026-10', 'received', 0],
  ['16690', 'calendar:2026-10', 'received', null, 'hidden'],
  ['40', 'calendar:2026-09', 'settled', -0],
]);

describe('createCube', () => {
  it('places rows by name and leaves the rest not available', () => {
    const at = (geo: string, time: string, metric: string): Measure => cellAt(sample, { geo, time, metric });
    expect(at('40', 'calendar:2026-10', 'received')).toEqual(measured(100, 'provisional'));
    expect(at('16681', 'calendar:2026-10', 'received')).toEqual(measured(0));
    expect(at('16690', 'calendar:2026-10', 'received')).toEqual(missing('hidden'));
    expect(at('16690', 'calendar:2026-09', 'received')).toEqual(missing('not-available'));
    expect(at('99999', 'calendar:2026-09', 'received')).toEqual(missing('not-available'));
    expect(Object.is((at('40', 'calendar:2026-09', 'settled') as { value: number }).value, 0)).toBe(true);
  });
  it('takes dense cells in row-major order, the last dimension fastest', () => {
    const cube = cubeOf([dim('a', 'classification', 'x', 'y'), METRIC], { values: [1, 2, 3, null], status: ['official', 'estimated', null, 'denied'] });
    expect([...cube.values]).toEqual([1, 2, 3, NaN]);
    expect(cellAt(cube, { a: 'x', metric: 'settled' })).toEqual(measured(2, 'estimated'));
    expect(cellAt(cube, { a: 'y', metric: 'settled' })).toEqual(missing('denied'));
  });
  it('refuses what cannot be true, and says where', () => {
    const fault = (dimensions: Dimension[], cells: Parameters<typeof createCube>[1]): string[] => {
      const made = createCube(dimensions, cells);
      return made.ok ? [] : [made.error.code, made.error.pointer];
    };
    expect(fault([GEO, GEO], [])).toEqual(['duplicate-dimension', '/dimensions/1/id']);
    expect(fault([dim('geo', 'geo', 'a', 'b', 'a')], [])).toEqual(['duplicate-category', '/dimensions/0/categories/0/code']);
    expect(fault([METRIC], [['received', 1], ['nothing', 1]])).toEqual(['unknown-category', '/cells/1/0']);
    expect(fault([METRIC], [['received', 1], ['received', 1]])).toEqual(['duplicate-cell', '/cells/1']);
    expect(fault([METRIC], [['received', Infinity]])).toEqual(['not-a-number', '/cells/0']);
    expect(fault([METRIC], [['received', '12']])).toEqual(['not-a-number', '/cells/0']);
    expect(fault([METRIC], [['received', 5, 'hidden']])).toEqual(['contradiction', '/cells/0']);
    expect(fault([METRIC], [['received', 5, 'constructor']])).toEqual(['unknown-status', '/cells/0']);
    expect(fault([METRIC], { values: [1] })).toEqual(['wrong-length', '/cells/values']);
    const wide = (id: string): Dimension => ({ ...dim(id, 'classification'), categories: Array.from({ length: 3000 }, (_, i) => ({ code: String(i), label: '' })) });
    expect(3000 * 3000).toBeGreaterThan(MAX_CELLS);
    expect(fault([wide('a'), wide('b')], [])).toEqual(['too-large', '/dimensions/1']);
    expect(() => cubeOf([METRIC], [['x', 1]])).toThrow('unknown-category at /cells/0/0');
  });
  it('does not mistake zero cells for a fault', () => {
    const empty = cubeOf([dim('geo', 'geo'), METRIC], []);
    expect(empty.values).toHaveLength(0);
    expect(cellAt(empty, { geo: '40', metric: 'received' })).toEqual(missing('not-available'));
    expect(cellAt(empty, { metric: 'received' })).toEqual(missing('not-available'));
  });
  it('reads the same after structured clone', () => {
    const clone: Cube = structuredClone(sample);
    expect(cellAt(clone, { geo: '40', time: 'calendar:2026-10', metric: 'received' })).toEqual(measured(100, 'provisional'));
  });
});

describe('reading', () => {
  it('lets a single category go unsaid and answers no question that names no cell', () => {
    const one = sliceCube(sample, { time: 'calendar:2026-10' });
    expect(cellAt(one, { geo: '40', metric: 'received' })).toEqual(measured(100, 'provisional'));
    expect(cellAt(sample, { geo: '40', metric: 'received' })).toEqual(missing('not-applicable'));
  });
  it('finds dimensions and categories', () => {
    expect(dimension(sample, 'time')).toBe(TIME);
    expect(dimensionByRole(sample, 'metric')).toBe(METRIC);
    expect(category(dimensionByRole(sample, 'geo'), '40')?.code).toBe('40');
    expect(category(undefined, '40')).toBeUndefined();
  });
});

const statusOf = fc.constantFrom(...CELL_STATUS);
const cell = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.oneof({ weight: 3, arbitrary: fc.constantFrom('official' as const, 'provisional' as const, 'estimated' as const) }, { weight: 1, arbitrary: statusOf }));
const cubes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([a, b, c]) => {
  const dims = [[a, 'a', 'geo'], [b, 'b', 'time'], [c, 'c', 'metric']].map(([n, id, role]) => dim(String(id), role as DimensionRole, ...Array.from({ length: Number(n) }, (_, i) => `${String(id)}${i}`)));
  return fc.array(cell, { minLength: a * b * c, maxLength: a * b * c }).map((cells) =>
    cubeOf(dims, { values: cells.map(([value, status]) => (CELL_STATUS.indexOf(status) < 3 ? value : null)), status: cells.map(([, status]) => status) }));
});
/** Every combination of codes of some dimensions. */
const places = (dims: readonly Dimension[]): Record<string, string>[] =>
  dims.reduce<Record<string, string>[]>((all, each) => all.flatMap((at) => each.categories.map(({ code }) => ({ ...at, [each.id]: code }))), [{}]);

describe('sliceCube', () => {
  it('keeps each cell under its codes, in the order asked', () => {
    fc.assert(fc.property(cubes, (cube) => {
      const wanted = [...(cube.dimensions[0] as Dimension).categories.map((c) => c.code)].reverse();
      const slice = sliceCube(cube, { a: [...wanted, 'unknown'], b: 'b0' });
      expect((slice.dimensions[0] as Dimension).categories.map((c) => c.code)).toEqual(wanted);
      for (const at of places(slice.dimensions)) expect(cellAt(slice, at)).toEqual(cellAt(cube, at));
    }));
  });
});

describe('aggregate', () => {
  const rules: CombineRule[] = ['sum', 'max', 'min'];
  it('never counts a missing part as zero', () => {
    for (const rule of rules) {
      expect(aggregate([measured(1), missing('not-available')], rule)).toEqual(missing('incomplete'));
      expect(aggregate([missing('not-yet'), missing('not-yet')], rule)).toEqual(missing('not-yet'));
      expect(aggregate([missing('not-yet'), missing('denied')], rule)).toEqual(missing('incomplete'));
      expect(aggregate([], rule)).toEqual(missing('not-available'));
    }
  });
  it('is as soft as its softest part and owns up to gaps when allowed any', () => {
    expect(aggregate([measured(1), measured(2, 'estimated'), measured(3, 'provisional')], 'sum')).toEqual(measured(6, 'estimated'));
    expect(aggregate([measured(1), missing('denied'), measured(2)], 'sum', { allowPartial: true })).toEqual({ kind: 'value', value: 3, status: 'official', coverage: { present: 2, expected: 3 } });
    const partial: Measure = { kind: 'value', value: 5, status: 'official', coverage: { present: 2, expected: 3 } };
    expect(aggregate([partial, measured(1)], 'sum')).toMatchObject({ value: 6, coverage: { present: 3, expected: 4 } });
    expect(aggregate([missing('denied')], 'sum', { allowPartial: true })).toEqual(missing('denied'));
  });
  it('takes extremes and the last', () => {
    expect([aggregate([measured(3), measured(-7)], 'max'), aggregate([measured(3), measured(-7)], 'min'), aggregate([measured(3), measured(-7)], 'last')]).toEqual([measured(3), measured(-7), measured(-7)]);
    expect(aggregate([measured(3), missing('not-yet')], 'last')).toEqual(missing('not-yet'));
    expect(aggregate([measured(3), missing('not-yet')], 'last', { allowPartial: true })).toEqual(measured(3));
  });
  it('collapses a dimension cell by cell as it combines measures', () => {
    fc.assert(fc.property(cubes, fc.constantFrom('a', 'b', 'c'), fc.constantFrom<CombineRule>('sum', 'max', 'min', 'last'), (cube, id, rule) => {
      const collapsed = aggregateOver(cube, id, rule);
      const along = dimension(cube, id) as Dimension;
      expect(collapsed.dimensions.map((each) => each.id)).toEqual(cube.dimensions.map((each) => each.id).filter((each) => each !== id));
      for (const at of places(collapsed.dimensions)) {
        expect(cellAt(collapsed, at)).toEqual(aggregate(along.categories.map(({ code }) => cellAt(cube, { ...at, [id]: code })), rule));
      }
    }));
  });
  it('leaves a cube without the dimension alone', () => {
    expect(aggregateOver(sample, 'nothing', 'sum')).toBe(sample);
    expect(measureAt(aggregateOver(cubeOf([dim('geo', 'geo')], []), 'geo', 'sum'), 0)).toEqual(missing('not-available'));
  });
});

describe('ratioOf', () => {
  it('has no value over zero, and none from a missing part', () => {
    expect(ratioOf(measured(5), measured(0), 100)).toEqual(missing('not-applicable'));
    expect(ratioOf(measured(0), measured(0), 100)).toEqual(missing('not-applicable'));
    expect(ratioOf(missing('denied'), measured(5), 100)).toEqual(missing('denied'));
    expect(ratioOf(missing('denied'), missing('not-yet'), 100)).toEqual(missing('incomplete'));
  });
  it('is exact where the answer is', () => {
    for (let n = 0; n <= 100; n++) expect(ratioOf(measured(n), measured(100), 100)).toEqual(measured(n));
    expect(ratioOf(measured(1, 'provisional'), measured(8), 1000)).toEqual(measured(125, 'provisional'));
  });
});

it('rows of the wrong length of codes are refused', () => {
  const short: CubeRow = ['40', 'calendar:2026-10'];
  expect(createCube([GEO, TIME, METRIC], [short])).toMatchObject({ ok: false, error: { code: 'unknown-category' } });
});
