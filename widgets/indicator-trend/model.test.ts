import { describe, expect, it } from 'vitest';
import { createFormat } from '@/format/create-format';
import type { Indicator } from '@/domain/indicator';
import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import { SAMPLE_NOW, sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { periodText } from '@/domain/period/text';
import { chartMarks, trendChart } from './chart';
import { model } from './model';
import type { IndicatorTrendOptions } from './options';
import { report } from './report';

const format = createFormat('vi');
const words = { format, t: (key: string) => key, text: (text: { readonly vi: string }) => text.vi };
const base = sampleProvince();

type Value = (index: number, count: number) => number | null;
function trendOf(id: string, value: Value, change: Parameters<typeof sampleScope>[0] = {}, options: Partial<IndicatorTrendOptions> = {}, cards: readonly Indicator[] = []) {
  const province = sampleProvince({ indicators: cards });
  const card = province.indicators.get(id);
  if (!card) throw new Error(`no sample card ${id}`);
  const scope = sampleScope(change);
  const slots = indicatorSlots(card, scope, province, SAMPLE_NOW);
  const snapshots = Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, snapshotOf(indicatorAnswer(card, query, value), { query })]));
  const vm = model({ options: { indicator: id, compare: 'last-year', showTarget: true, ...options }, scope, province, now: SAMPLE_NOW, snapshots });
  if (!vm.trend) throw new Error('no trend');
  return { vm, trend: vm.trend };
}
const values = (figures: readonly ({ readonly measure: { readonly kind: string } } | undefined)[]): (number | null)[] =>
  figures.map((figure) => (figure?.measure.kind === 'value' && 'value' in figure.measure ? Number(figure.measure.value) : null));

describe('the series', () => {
  it('shows thirteen months beside the same months a year before', () => {
    const { trend } = trendOf('exports', (index) => index);
    expect(trend.rows).toHaveLength(13);
    expect(values(trend.rows.map((row) => row.current))).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
    expect(values(trend.rows.map((row) => row.previous))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const { current, previous } of trend.rows) expect(previous?.period?.code.slice(5)).toBe(current.period?.code.slice(5));
  });

  it('ends with the newest number, not with the gap of a month not yet published', () => {
    const { trend } = trendOf('exports', (index, count) => (index < count - 1 ? index : null));
    expect(trend.rows.at(-1)?.period.code).toBe('2026-10');
    expect(trend.rows).toHaveLength(13);
    expect(trend.rows[0]?.previous).toBeUndefined();
  });

  it('keeps a gap a gap', () => {
    const { trend } = trendOf('exports', (index) => (index === 20 ? null : index));
    expect(trend.rows[8]?.current.measure).toEqual({ kind: 'missing', reason: 'not-available' });
    expect(trendChart(trend, words).series[0]?.values[8]).toBeNull();
  });

  it('does not compare or join a sum whose period still runs', () => {
    const sums = trendOf('exports', (index) => index).trend;
    expect(sums).toMatchObject({ unfinished: true, base: null });
    expect(trendChart(sums, words).series[0]?.running).toBe('running');
    const rate = trendOf('on-time-rate', () => 97).trend;
    expect(rate.unfinished).toBe(false);
    expect(rate.base).not.toBeNull();
    expect(trendChart(rate, words).series[0]?.running).toBeUndefined();
  });

  it('compares years with nothing but their neighbours', () => {
    const { trend } = trendOf('par-index-rank', () => 7);
    expect(trend.base).toBeNull();
    expect(trend.rows.every((row) => !row.previous)).toBe(true);
    expect(trend.reversed).toBe(true);
  });

  it('takes as many periods as asked, without comparison where none is wanted', () => {
    const { trend } = trendOf('exports', (index) => index, {}, { periods: 6, compare: 'none' });
    expect(trend.rows).toHaveLength(6);
    expect(trendChart(trend, words).series.map((series) => series.role)).toEqual(['current']);
  });
});

describe('the target', () => {
  it('stands at every period of a rate', () => {
    expect(values(trendOf('on-time-rate', () => 97).trend.rows.map((row) => row.target)).slice(-11)).toEqual(Array(11).fill(98));
  });

  it('of a year is not held against the sum of a month', () => {
    const exports = base.indicators.get('exports');
    if (!exports) throw new Error('no card');
    const yearly = trendOf('exports', () => 5, {}, {}, [{ ...exports, targets: [{ period: 'calendar:2026', value: 900 }] }]);
    expect(yearly.trend.rows.every((row) => !row.target)).toBe(true);
    const monthly = trendOf('exports', () => 5, {}, {}, [{ ...exports, targets: [{ period: 'calendar:2026-11', value: 90 }] }]);
    expect(values(monthly.trend.rows.map((row) => row.target)).at(-1)).toBe(90);
  });

  it('is left out when not wanted', () => {
    expect(trendOf('on-time-rate', () => 97, {}, { showTarget: false }).trend.rows.some((row) => row.target)).toBe(false);
  });
});

describe('a change of the map', () => {
  const before = { period: 'calendar:2025-12' };

  it('breaks the line of a re-used code that is read as reported', () => {
    const { trend } = trendOf('on-time-rate', () => 97, { ...before, unit: '16681', boundary: { kind: 'as-reported' } });
    const at = trend.rows.findIndex((row) => row.period.code === '2025-07');
    expect(trend.breaks).toEqual([{ before: at, date: '2025-07-01' }]);
  });

  it('does not break a unit whose ground stayed', () => {
    expect(trendOf('on-time-rate', () => 97, { ...before, boundary: { kind: 'as-reported' } }).trend.breaks).toEqual([]);
    expect(trendOf('on-time-rate', () => 97, { ...before, unit: 'H41.07', boundary: { kind: 'as-reported' } }).trend.breaks).toEqual([]);
  });

  it('joins a ratio over a whole merger and breaks it over a split', () => {
    expect(trendOf('on-time-rate', () => 97, { ...before, unit: '16681' }).trend.breaks).toEqual([]);
    const { trend } = trendOf('on-time-rate', () => 97, { ...before, unit: '17464' });
    expect(trend.breaks.map((mark) => mark.date)).toEqual(['2025-07-01']);
    const missing = trend.rows.slice(0, trend.breaks[0]?.before).map((row) => row.current.measure);
    expect(missing.every((measure) => measure.kind === 'missing' && measure.reason === 'broken-series')).toBe(true);
  });
});

describe('what is said', () => {
  it('prints chart texts as the rest of the product prints the figure', () => {
    const chart = trendChart(trendOf('on-time-rate', () => 97.25).trend, words);
    expect(chart.series[0]?.texts.at(-1)).toBe('97,3 %');
    const money = trendChart(trendOf('exports', () => 1234.5).trend, words);
    expect(money.series[0]?.texts.at(-1)).toBe('1.234,5');
    expect(money.categories).toEqual(['11\n2025', '12', '1\n2026', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
  });

  it('names an indicator the pack does not have', () => {
    const vm = model({ options: { indicator: 'nobody', compare: 'none', showTarget: true }, scope: sampleScope(), province: base, now: SAMPLE_NOW, snapshots: {} });
    expect(report(vm)).toEqual([{ kind: 'note', label: { key: 'noIndicator', params: { id: 'nobody' } } }]);
  });

  it('reports the very figures of the screen, and every break', () => {
    const { vm, trend } = trendOf('on-time-rate', () => 97, { period: 'calendar:2025-12', unit: '17464' });
    const [chart, table, note] = report(vm);
    expect(chart?.kind === 'chart' && chart.series[0]?.figures).toEqual(trend.rows.map((row) => row.current));
    expect(table?.kind === 'table' && table.rows.map((row) => row.cells[1])).toEqual(trend.rows.map((row) => ({ figure: row.current })));
    expect(table?.kind === 'table' && table.rows[0]?.cells[0]).toEqual({ label: { text: { vi: 'Tháng 12 năm 2024', en: 'December 2024' } } });
    expect(note).toEqual({ kind: 'note', label: { key: 'breakNote', params: { date: '01/07/2025' } } });
  });

  it('draws no line for a source that answers one period at a time', () => {
    const exports = base.indicators.get('exports');
    if (!exports) throw new Error('no card');
    const { trend } = trendOf('tasks', () => 5, {}, {}, [{ ...exports, id: 'tasks', dataset: 'directive-tasks' }]);
    expect(trend).toMatchObject({ single: true, rows: [{ previous: {} }] });
  });
});

describe('what people remarked', () => {
  it('stands at its period, a day at the period that holds it; what is outside the chart is left out', () => {
    const { trend } = trendOf('exports', (index) => index);
    const [first, last] = [trend.rows[0]?.period, trend.rows.at(-1)?.period];
    if (!first || !last) throw new Error('no rows');
    const marks = [{ at: periodText(first), count: 1, text: 'Sửa số' }, { at: last.start, count: 2, text: 'x'.repeat(500) }, { at: 'calendar:1999-01', count: 1, text: 'xưa' }];
    const drawn = chartMarks(trend, marks, (key, params) => `${key} ${String(params?.['count'])} ${String(params?.['text'])}`);
    expect(drawn.map(({ at }) => at)).toEqual([0, trend.rows.length - 1]);
    expect(drawn[0]?.label).toBe('Sửa số');
    expect(drawn[1]?.label.startsWith('remarks 2 x')).toBe(true);
    expect(drawn[1]?.label.length).toBeLessThan(140);
  });
});
