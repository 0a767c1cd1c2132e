import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { SAMPLE_INDEX_TABLE } from '@/widget-kit/testing/sample-index-table';
import { sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { model } from './model';
import { VIEWS, type IndexOptions } from './options';
import { report } from './report';
import { componentsCube, samplesOf, totalsCube } from './sample';

function sampleOf(view: IndexOptions['view'], name: Sample<IndexOptions>['name'] = 'normal', change: Partial<IndexOptions> = {}, scope = sampleScope()): Sample<IndexOptions> {
  const found = samplesOf(view, change, scope).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found;
}
const points = (figure: { readonly measure: Parameters<typeof valueOf>[0] }): number => valueOf(figure.measure) ?? NaN;

describe('scores', () => {
  it('adds six blocks and five groups up to the same total of one hundred', () => {
    for (const view of ['blocks', 'groups'] as const) {
      const vm = model(sampleOf(view).input);
      if (vm.content.kind !== 'parts' || !vm.total) throw new Error('no parts');
      expect(vm.content.rows).toHaveLength(view === 'blocks' ? 6 : 5);
      expect(vm.content.rows.reduce((sum, row) => sum + row.maximum, 0)).toBe(100);
      expect(vm.content.rows.reduce((sum, row) => sum + points(row.score), 0)).toBeCloseTo(points(vm.total.row.score), 9);
      expect(vm.total.band?.vi).toBe('Xuất sắc');
    }
  });

  it('gives the full score from the threshold on, else R × Pmax ÷ T', () => {
    const vm = model(sampleOf('components').input);
    if (vm.content.kind !== 'components') throw new Error('no components');
    const rows = new Map(vm.content.groups.flatMap((group) => group.components).map((row) => [row.id, row]));
    const online = rows.get('3.3');
    expect(points(online?.score ?? { measure: undefined })).toBeCloseTo(((points(online?.numerator ?? { measure: undefined }) / points(online?.denominator ?? { measure: undefined })) * 12) / 0.5, 9);
    expect(rows.get('5.4')?.score.measure).toMatchObject({ value: 6 });
    expect(rows.get('2.2')?.maximum).toBeNull();
    expect(rows.get('2.2')?.score.measure).toEqual({ kind: 'missing', reason: 'not-applicable' });
    expect(online?.threshold?.measure).toMatchObject({ value: 50 });
  });

  it('compares with the period before and names where most points are lost', () => {
    const vm = model(sampleOf('blocks').input);
    if (vm.content.kind !== 'parts' || !vm.total) throw new Error('no parts');
    expect(vm.total.row.previous.period?.code).toBe('2026-10');
    expect(points(vm.total.row.score)).toBeGreaterThan(points(vm.total.row.previous));
    expect(vm.content.weakest?.id).toBe('MDSH');
    expect(vm.total.history).toHaveLength(13);
  });

  it('says how much of the index a total covers where components are missing, gives it no band and does not judge it', () => {
    const vm = model(sampleOf('blocks', 'extreme').input);
    if (vm.content.kind !== 'parts' || !vm.total) throw new Error('no parts');
    expect(vm.total.row.scored).toBe(78);
    expect(vm.total.row.score.measure).toMatchObject({ kind: 'value', coverage: { present: 16, expected: 19 } });
    expect(vm.total.band).toBeNull();
    expect(vm.attention).toBe('unknown');
    expect(vm.content.rows.find((row) => row.id === 'CLGQ')?.score.measure.kind).toBe('missing');
    expect(report(vm)).toContainEqual({ kind: 'note', label: { key: 'coverage', params: { scored: 78, max: 100 } } });
  });

  it('keeps an index without any input missing, never zero', () => {
    const vm = model(sampleOf('total', 'missing').input);
    expect(vm.empty).toBe(false);
    expect(vm.total?.row.score.measure).toEqual({ kind: 'missing', reason: 'not-available' });
  });

  it('has nothing to say where no table is in force', () => {
    const { input } = sampleOf('blocks');
    const later = sampleProvince({ indexTables: [{ ...SAMPLE_INDEX_TABLE, validFrom: '2027-01-01' }] });
    expect(model({ ...input, province: later })).toMatchObject({ empty: true, total: null });
    const ended = sampleProvince({ indexTables: [{ ...SAMPLE_INDEX_TABLE, validTo: '2026-11-30' }, { ...SAMPLE_INDEX_TABLE, version: 'old' }] });
    expect(model({ ...input, province: ended }).total).not.toBeNull();
  });
});

describe('places', () => {
  it('ranks 1-2-2-4 among like units, and the province among none', () => {
    const scope = sampleScope({ unit: '16732' });
    const vm = model(sampleOf('total', 'normal', {}, scope).input);
    expect(vm.total?.standing).toMatchObject({ of: 5, level: 'commune' });
    expect(vm.total?.standing?.rank.measure).toMatchObject({ value: 2 });
    expect(model(sampleOf('total').input).total?.standing).toBeNull();

    const ranking = model(sampleOf('units', 'normal', {}, scope).input);
    if (ranking.content.kind !== 'units') throw new Error('no units');
    expect(ranking.content.rows.map((row) => valueOf(row.rank.measure))).toEqual([1, 2, 2, 4, 5]);
    expect(ranking.content.rows.filter((row) => row.current).map((row) => row.id)).toEqual(['16732']);
  });

  it('turns the order about and leaves units without a score last and without a place', () => {
    const { input } = sampleOf('units', 'normal', { order: 'lowest' });
    const query = input.snapshots['totals']?.query;
    if (!query) throw new Error('no question');
    const cube = totalsCube(query);
    if (cube.kind !== 'cube') throw new Error('no cube');
    const values = Float64Array.from(cube.values);
    const status = Uint8Array.from(cube.status);
    const at = cube.dimensions[0]?.categories.findIndex((category) => category.code === '17065') ?? -1;
    values[at] = NaN;
    status[at] = 3;
    const vm = model({ ...input, snapshots: { ...input.snapshots, totals: snapshotOf({ ...cube, values, status }, { query }) } });
    if (vm.content.kind !== 'units') throw new Error('no units');
    expect(vm.content.rows.map((row) => valueOf(row.rank.measure))).toEqual([4, 2, 2, 1, null]);
    expect(vm.content.rows.at(-1)?.id).toBe('17065');
  });

  it('says the total the source gives where it is another, and is silent where it agrees', () => {
    const scope = sampleScope({ unit: '16732' });
    const vm = model(sampleOf('total', 'normal', {}, scope).input);
    expect(valueOf(vm.total?.reported?.measure)).toBeCloseTo(92.1, 6);
    const { input } = sampleOf('total', 'normal', {}, scope);
    const query = input.snapshots['totals']?.query;
    if (!query || !vm.total) throw new Error('no question');
    const agreed = totalsCube(query, points(vm.total.row.score) + 2.1);
    expect(model({ ...input, snapshots: { ...input.snapshots, totals: snapshotOf(agreed, { query }) } }).total?.reported).toBeNull();
  });
});

describe('every view', () => {
  it.each(VIEWS)('%s stands every sample, and is empty only where the source had nothing', (view) => {
    for (const { name, input } of samplesOf(view)) {
      const vm = model(input);
      expect(vm.empty, name).toBe(name === 'empty');
      expect(() => report(vm)).not.toThrow();
    }
  });

  it('asks one question for total, blocks, groups and components', () => {
    const asked = (['total', 'blocks', 'groups', 'components'] as const).map((view) => datasets(sampleOf(view).input));
    expect(asked).toEqual([asked[0], asked[0], asked[0], asked[0]]);
  });

  it('takes a zero denominator as the table rules, never as the full score', () => {
    const { input } = sampleOf('components');
    const query = input.snapshots['components']?.query;
    if (!query) throw new Error('no question');
    const cube = componentsCube(query);
    if (cube.kind !== 'cube') throw new Error('no cube');
    const nothing = { ...cube, values: cube.values.map((value, at) => (at % 2 === 1 && Math.floor(at / 2) % 20 === 4 ? 0 : value)) };
    const vm = model({ ...input, snapshots: { ...input.snapshots, components: snapshotOf(nothing, { query }) } });
    if (vm.content.kind !== 'components') throw new Error('no components');
    const onTime = vm.content.groups.flatMap((group) => group.components).find((row) => row.id === '2.1');
    expect(onTime?.score.measure).toEqual({ kind: 'missing', reason: 'not-applicable' });
    expect(vm.total?.row.scored).toBe(80);
  });
});
