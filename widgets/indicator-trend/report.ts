import type { Period } from '@/domain/period/types';
import { createFormat } from '@/format/create-format';
import type { Block, BlockRow, Label } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { IndicatorTrendModel, Trend, TrendRow } from './model';

export { model };
export const messages = { vi, en };

/** Words of documents are chosen by the writer: a period goes along in both languages. */
const [inVietnamese, inEnglish] = [createFormat('vi'), createFormat('en')];
const periodLabel = (period: Period): Label => ({ text: { vi: inVietnamese.period(period), en: inEnglish.period(period) } });

const NONE = { label: { literal: '' } };

function table(trend: Trend): Block {
  const previous = trend.rows.some((row) => row.previous);
  const target = trend.rows.some((row) => row.target);
  const row = (each: TrendRow): BlockRow => ({
    id: each.period.code,
    cells: [
      { label: periodLabel(each.period) },
      { figure: each.current },
      ...(previous ? [each.previous ? { figure: each.previous } : NONE] : []),
      ...(target ? [each.target ? { figure: each.target } : NONE] : []),
    ],
  });
  return {
    kind: 'table',
    caption: { text: trend.name },
    columns: [
      { id: 'period', label: { key: 'column.period' }, align: 'start' },
      { id: 'current', label: { key: 'column.current' }, align: 'end' },
      ...(previous ? [{ id: 'previous', label: { key: 'column.previous' }, align: 'end' } as const] : []),
      ...(target ? [{ id: 'target', label: { key: 'column.target' }, align: 'end' } as const] : []),
    ],
    rows: trend.rows.map(row),
  };
}

/** As on screen: the series, last year's beside it and the target, where there are more periods than one. */
function chart(trend: Trend): Block {
  const series = (id: 'current' | 'previous' | 'target') => ({ id, label: { key: `column.${id}` }, figures: trend.rows.map((row) => row[id] ?? null) });
  return {
    kind: 'chart', caption: { text: trend.name }, form: 'line',
    categories: trend.rows.map(({ period }) => ({ text: { vi: inVietnamese.periodShort(period), en: inEnglish.periodShort(period) } })),
    series: [series('current'), ...(trend.rows.some(({ previous }) => previous) ? [series('previous')] : []), ...(trend.rows.some(({ target }) => target) ? [series('target')] : [])],
  };
}

/** The series drawn, and as a table of the very figures on screen, with a note for every break. */
export function report(vm: IndicatorTrendModel): readonly Block[] {
  if (!vm.trend) return [{ kind: 'note', label: { key: 'noIndicator', params: { id: vm.missingIndicator ?? '' } } }];
  return [
    ...(vm.trend.rows.length > 1 ? [chart(vm.trend)] : []),
    table(vm.trend),
    ...vm.trend.breaks.map(({ date }): Block => ({ kind: 'note', label: { key: 'breakNote', params: { date: inVietnamese.date(date) } } })),
  ];
}
