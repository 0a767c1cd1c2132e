import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import type { WidgetContext } from '@/widget-kit/context';
import { genericSlots } from '@/widget-kit/generic/question';
import { createFormat } from '@/format/create-format';
import { sampleCube, snapshotOf } from '@/widget-kit/testing/sample-province';
import { chartOf } from './chart';
import { model } from './model';
import { options as definition } from './options';
import type { ChartOptions } from './options';
import { report } from './report';
import { samples } from './sample';
import { slicesOf } from './shares';

const input = (name: string) => {
  const found = samples.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.input;
};
const vmOf = (change: Partial<ChartOptions> = {}, name = 'normal') => model({ ...input(name), options: { ...input(name).options, ...change } });
const words: Pick<WidgetContext, 'format' | 't' | 'label'> = {
  format: createFormat('vi'), t: (key) => key,
  label: (label) => ('literal' in label ? label.literal : 'text' in label ? label.text.vi : label.key),
};

describe('a generic chart', () => {
  it('asks for as many periods as it draws, from the dataset’s own calendar', () => {
    expect(genericSlots(input('normal')).data?.params).toEqual({ from: 'statistical:2025-11', to: 'statistical:2026-11' });
  });

  it('draws a missing value as a gap, marks an estimate, and prints as the rest of the product', () => {
    const chart = chartOf(vmOf({}, 'extreme'), words);
    expect(chart.series[0]?.values[2]).toBeNull();
    expect(chartOf(vmOf(), words).series[0]?.provisional).toEqual([12]);
    expect(chartOf(vmOf(), words).series[0]?.texts[0]).toBe('180,0');
    expect(chart.unitLabel).toBe('triệu USD');
  });

  it('keeps what it cannot show in words', () => {
    const vm = vmOf({ show: [], top: 5, type: 'pie' });
    expect([vm.rows.length, vm.left, vm.series.length, vm.seriesLeft]).toEqual([5, 8, 1, 2]);
    expect(report(vm).at(-1)).toEqual({ kind: 'note', label: { key: 'left', params: { count: 8 } } });
  });

  it('sorts by the first series, missing last whichever way', () => {
    for (const sort of ['largest', 'smallest'] as const) {
      const values = vmOf({ sort }, 'extreme').rows.map(({ figures }) => valueOf(figures[0]?.measure));
      expect(values.slice(-3)).toEqual([null, null, null]);
      const known = values.flatMap((value) => value ?? []);
      expect(known).toEqual([...known].sort((a, b) => (sort === 'largest' ? b - a : a - b)));
    }
  });

  it.each<[Partial<ChartOptions>, string]>([
    [{ dataset: 'nobody' }, 'generic.noDataset'],
    [{ dataset: 'security-alerts' }, 'generic.wrongShape'],
    [{ category: 'colour' }, 'generic.noDimension'],
    [{ category: 'metric', series: 'metric' }, 'generic.twice'],
    [{ show: ['exports', 'nothing'] }, 'generic.noCategory'],
    [{ series: undefined, where: { metric: 'nothing' } }, 'generic.noCategory'],
  ])('names the option that does not fit: %j', (change, key) => {
    expect(vmOf(change).fault).toMatchObject({ key });
    expect(report(vmOf(change))).toMatchObject([{ kind: 'note', label: { key } }]);
  });

  it('refuses two units on one axis', () => {
    const cube = sampleCube([{ id: 'month', role: 'time', categories: ['calendar:2026-10'] }, { id: 'metric', role: 'metric', categories: [{ code: 'a', label: 'a', unit: 'percent' }, { code: 'b', label: 'b', unit: 'dossier' }] }], [['calendar:2026-10', 'a', 1], ['calendar:2026-10', 'b', 2]]);
    const vm = model({ ...input('normal'), options: { ...input('normal').options, show: [] }, snapshots: { data: snapshotOf(cube) } });
    expect(vm.fault).toEqual({ key: 'mixedUnits' });
  });

  it('draws one calendar where a source names each month in several', () => {
    const cube = sampleCube([{ id: 'month', role: 'time', categories: ['calendar:2026-09', 'statistical:2026-10', 'calendar:2026-10'] }, { id: 'metric', role: 'metric', categories: ['exports'] }], [['calendar:2026-09', 'exports', 4], ['calendar:2026-10', 'exports', 5]]);
    const vm = model({ ...input('normal'), options: { ...input('normal').options, show: [] }, snapshots: { data: snapshotOf(cube) } });
    expect(vm.rows.map(({ id }) => id)).toEqual(['calendar:2026-09', 'calendar:2026-10']);
  });

  it('draws no whole beside its parts', () => {
    const cube = sampleCube([{ id: 'unit', role: 'geo', categories: ['40', '16681', 'H41.06'] }, { id: 'metric', role: 'metric', categories: ['received'] }], [['40', 'received', 9], ['16681', 'received', 4], ['H41.06', 'received', 5]]);
    const vm = model({ ...input('normal'), options: { ...input('normal').options, type: 'pie', category: 'geo', series: undefined, show: [] }, snapshots: { data: snapshotOf(cube) } });
    expect(vm.rows.map(({ id }) => id)).toEqual(['16681', 'H41.06']);
  });

  it('has a sound default for everything but the dataset', () => {
    const read = definition.schema.safeParse({ dataset: 'lgsp-daily' });
    expect(read.success && read.data.type).toBe('bar');
  });
});

describe('shares', () => {
  it('add up to the whole, and a missing value has none', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 1e6 })), { minLength: 1, maxLength: 30 }), (values) => {
      const [figure] = vmOf().rows[0]?.figures ?? [];
      if (!figure) throw new Error('no figure');
      const slices = slicesOf(values.map((value, at) => ({
        id: String(at), label: { literal: '' },
        figures: [{ ...figure, measure: value === null ? { kind: 'missing', reason: 'not-available' } as const : { kind: 'value', value, status: 'official' } as const }],
      })));
      const whole = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
      const sum = slices.reduce((total, { share }) => total + (share ?? 0), 0);
      expect(sum).toBeCloseTo(whole > 0 ? 1 : 0, 9);
      slices.forEach(({ share }, at) => { if (values[at] === null) expect(share).toBeNull(); });
    }));
  });
});
