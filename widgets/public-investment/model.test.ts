import { describe, expect, it } from 'vitest';
import { STATUS_INDEX } from '@/domain/cube/cube';
import { valueOf } from '@/domain/measure';
import { sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { model } from './model';
import { VIEWS, type InvestmentOptions } from './options';
import { report } from './report';
import { monthsCube, samplesOf } from './sample';
import type { InvestmentContent } from './view-model';

type Given = Sample<InvestmentOptions>['input'];
function input(view: InvestmentOptions['view'], unit?: string, options: Partial<InvestmentOptions> = {}): Given {
  const [normal] = samplesOf(view, options);
  if (!normal) throw new Error('no sample');
  return unit === undefined ? normal.input : { ...normal.input, scope: sampleScope({ unit }) };
}
function content<K extends InvestmentContent['kind']>(kind: K, given: Given = input(kind)): Extract<InvestmentContent, { kind: K }> {
  const found = model(given).content;
  if (found.kind !== kind) throw new Error(found.kind);
  return found as Extract<InvestmentContent, { kind: K }>;
}
const near = (value: number | null, expected: number): void => expect(value).toBeCloseTo(expected, 1);

describe('disbursement', () => {
  it('is read against both plans: the same money, two denominators', () => {
    const { all, fromAbove, target } = content('summary');
    const [disbursed, council] = [valueOf(all.disbursed.measure) ?? NaN, valueOf(all.plan.measure) ?? NaN];
    near(council, 6_573.1);
    near(valueOf(all.rate.measure), (disbursed / council) * 100);
    near(valueOf(fromAbove?.rate.measure), (disbursed / 5_720) * 100);
    expect(valueOf(fromAbove?.rate.measure) ?? 0).toBeGreaterThan(valueOf(all.rate.measure) ?? 0);
    expect(valueOf(target?.measure)).toBe(95);
  });

  it('names the months it is of, at the newest the source tells of, and compares with the same months a year before', () => {
    const vm = model(input('summary'));
    expect(vm).toMatchObject({ latestPeriod: { code: '2026-10', calendar: 'calendar' }, standing: 'provisional' });
    const { all } = content('summary');
    expect(all.rate.period).toMatchObject({ calendar: 'statistical', code: '2026-10' });
    expect(all.lastYearRate.period).toMatchObject({ calendar: 'statistical', code: '2025-10' });
    const before = [812.4 * 0.66, 1_904 * 0.6, 3_120.5 * 0.63, 640 * 0.55, 96.2 * 0.5].reduce((sum, value) => sum + value, 0);
    near(valueOf(all.lastYearRate.measure), (before / 6_573.1) * 100);
  });

  it('is nothing of the whole where one owner is withheld: never a smaller sum', () => {
    const given = input('summary');
    const cube = monthsCube();
    if (cube.kind !== 'cube') throw new Error('no cube');
    const status = cube.status.slice();
    const values = cube.values.slice();
    status[status.length - 1] = STATUS_INDEX.denied;
    values[values.length - 1] = NaN;
    const months = given.snapshots['months'];
    if (!months) throw new Error('no months');
    const { all, fromAbove } = content('summary', { ...given, snapshots: { ...given.snapshots, months: { ...months, data: { ...cube, status, values } } } });
    expect([all.disbursed.measure.kind, all.rate.measure.kind, fromAbove?.rate.measure.kind]).toEqual(['missing', 'missing', 'missing']);
  });

  it('has no plan of the Prime Minister below the province, and is empty for a unit without funds', () => {
    const own = content('summary', input('summary', 'H41.07'));
    expect(own.fromAbove).toBeNull();
    near(valueOf(own.all.plan.measure), 3_120.5);
    expect(model(input('summary', '17065')).empty).toBe(true);
  });
});

describe('owners', () => {
  it('stand lowest first and are judged by the rate of the whole', () => {
    const { rows } = content('owners');
    expect(rows.map(({ unit, attention }) => [unit, attention])).toEqual([['H41.11', 'act'], ['16681', 'watch'], ['H41.07', 'good'], ['H41.06', 'good'], ['H41.04', 'good']]);
    expect(valueOf(rows[0]?.behind.measure)).toBe(1);
    expect(model(input('owners')).attention).toBe('watch');
  });
});

describe('the path', () => {
  it('has twelve months; those to come are missing, and last year stands beside each', () => {
    const { points, newest } = content('path');
    expect(points).toHaveLength(12);
    expect(points.slice(10).map(({ rate }) => rate.measure.kind)).toEqual(['missing', 'missing']);
    expect(points.every(({ lastYearRate }) => lastYearRate.measure.kind === 'value')).toBe(true);
    expect(newest?.month.code).toBe('2026-10');
  });
});

describe('projects', () => {
  it('stand those behind first, then by money still to be disbursed', () => {
    const { rows, behind, projects } = content('projects');
    expect(rows.map(({ state }) => state)).toEqual(['cham', 'cham', 'dang_lam', 'dang_lam', 'xong']);
    expect([valueOf(behind.measure), valueOf(projects.measure)]).toEqual([2, 5]);
    expect(content('projects', input('projects', undefined, { behindOnly: true })).rows).toHaveLength(2);
  });

  it('of a commune are those it owns and those on its ground', () => {
    expect(content('map', input('map', '16681')).rows.map(({ name }) => name?.slice(0, 7))).toEqual(['Xây mới', 'Kè chốn']);
  });
});

describe('every view', () => {
  it.each(VIEWS)('%s stands every sample, is empty only where the source had nothing, and makes no zero of what is missing', (view) => {
    for (const { name, input: given } of samplesOf(view)) {
      const vm = model(given);
      expect(vm.empty, name).toBe(name === 'empty');
      const figures = report(vm).flatMap((block) => (block.kind === 'figure' ? [block.figure, ...block.comparisons.map(({ figure }) => figure)] : block.kind === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => ('figure' in cell ? [cell.figure] : []))) : []));
      if (name === 'missing') expect(figures.filter(({ measure }) => valueOf(measure) === 0)).toEqual([]);
      if (name === 'normal') expect(figures.length).toBeGreaterThan(0);
    }
  });
});
