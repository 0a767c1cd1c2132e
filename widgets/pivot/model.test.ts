import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { sampleCube, snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import type { PivotOptions } from './options';
import { report } from './report';
import { samples } from './sample';

const input = (name: string) => {
  const found = samples.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.input;
};
const vmOf = (change: Partial<PivotOptions> = {}, name = 'normal') => model({ ...input(name), options: { ...input(name).options, ...change } });
const numbers = (row: { readonly figures: readonly { readonly measure: Parameters<typeof valueOf>[0] }[] } | undefined) => row?.figures.map(({ measure }) => valueOf(measure));

describe('a pivot', () => {
  it('sums units where the card sums, and nothing over time where the card does not', () => {
    const vm = vmOf();
    const total = vm.rows.at(-1);
    expect(total?.kind).toBe('total');
    expect(vm.totalColumn).toBeNull();
    const rows = vm.rows.filter(({ kind }) => kind === 'row');
    expect(numbers(total)).toEqual(vm.columns.map((_, at) => rows.reduce((sum, row) => sum + (valueOf(row.figures[at]?.measure) ?? NaN), 0)));
  });

  it('never makes a smaller total of what is missing', () => {
    const total = vmOf({}, 'extreme').rows.at(-1);
    expect(total?.figures.some(({ measure }) => measure.kind === 'missing' && measure.reason === 'incomplete')).toBe(true);
  });

  it('keeps the softest standing in a total', () => {
    const total = vmOf().rows.at(-1)?.figures.at(-1)?.measure;
    expect(total?.kind === 'value' && total.status).toBe('provisional');
  });

  it('adds no units that lie in one another, and no metric nobody says how to add', () => {
    const cube = sampleCube(
      [{ id: 'unit', role: 'geo', categories: ['40', '16681'] }, { id: 'month', role: 'time', categories: ['calendar:2026-10', 'calendar:2026-11'] }, { id: 'metric', role: 'metric', categories: ['pendingOverdue', 'other'] }],
      ['40', '16681'].flatMap((unit) => ['calendar:2026-10', 'calendar:2026-11'].flatMap((month) => ['pendingOverdue', 'other'].map((metric) => [unit, month, metric, 5]))),
    );
    const over = (measure: string) => model({ ...input('normal'), options: { ...input('normal').options, measure }, snapshots: { data: snapshotOf(cube) } });
    expect(over('pendingOverdue').rows.every(({ kind }) => kind === 'row')).toBe(true);
    expect(over('other').rows.every(({ kind }) => kind === 'row')).toBe(true);
  });

  it('gives each group of two row dimensions its subtotal', () => {
    const vm = vmOf({ rows: ['time', 'geo'], columns: 'metric', measure: undefined });
    expect(vm.rows.filter(({ kind }) => kind === 'subtotal')).toHaveLength(4);
    expect(vm.axes).toHaveLength(2);
  });

  it('has no totals when none are wanted, and reports what it shows', () => {
    expect(vmOf({ totals: false }).rows.every(({ kind }) => kind === 'row')).toBe(true);
    const vm = vmOf();
    expect(report(vm)).toMatchObject([{ kind: 'table', rows: vm.rows.map(({ id }) => ({ id })) }]);
  });

  it.each<[Partial<PivotOptions>, string]>([
    [{ dataset: 'nobody' }, 'generic.noDataset'], [{ rows: ['colour'] }, 'generic.noDimension'], [{ columns: 'geo' }, 'generic.twice'], [{ measure: 'nothing' }, 'generic.noCategory'],
  ])('names the option that does not fit: %j', (change, key) => {
    expect(vmOf(change).fault).toMatchObject({ key });
  });
});
