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

/** The series as a table of the very figures on screen, with a note for every break. */
export function report(vm: IndicatorTrendModel): readonly Block[] {
  if (!vm.trend) return [{ kind: 'note', label: { key: 'noIndicator', params: { id: vm.missingIndicator ?? '' } } }];
  return [
    table(vm.trend),
    ...vm.trend.breaks.map(({ date }): Block => ({ kind: 'note', label: { key: 'breakNote', params: { date: inVietnamese.date(date) } } })),
  ];
}
