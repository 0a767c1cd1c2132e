import type { Block } from '@/widget-kit/blocks';
import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { ChartModel } from './model';

export { model };
export const messages = { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } };

const FORMS = { line: 'line', area: 'line', bar: 'columns', stacked: 'columns' } as const;

/** As on screen where paper has such a chart; shares and heat are read from the table alone. */
function drawn({ type, axis, rows, series, overTime }: ChartModel): readonly Block[] {
  if (type === 'pie' || type === 'heat' || rows.length < 2) return [];
  return [{
    kind: 'chart', caption: axis, form: type === 'bar' && !overTime && rows.length > 8 ? 'bars' : FORMS[type], stacked: type === 'stacked',
    categories: rows.map(({ label }) => label), series: series.map(({ id, label }, at) => ({ id, label, figures: rows.map(({ figures }) => figures[at] ?? null) })),
  }];
}

/** The chart, and a table of the very figures on screen; what is not drawn is said. */
export function report(vm: ChartModel): readonly Block[] {
  if (vm.fault) return [{ kind: 'note', label: vm.fault }];
  return [
    ...drawn(vm),
    {
      kind: 'table',
      caption: vm.axis,
      columns: [{ id: 'row', label: vm.axis, align: 'start' }, ...vm.series.map(({ id, label }) => ({ id, label, align: 'end' as const }))],
      rows: vm.rows.map(({ id, label, figures }) => ({ id, cells: [{ label }, ...figures.map((figure) => ({ figure }))] })),
    },
    ...vm.fixed.map(({ axis, label }): Block => ({ kind: 'table', caption: axis.label, columns: [{ id: 'value', label: axis.label, align: 'start' }], rows: [{ id: 'value', cells: [{ label }] }] })),
    ...(vm.left > 0 ? [{ kind: 'note' as const, label: { key: 'left', params: { count: vm.left } } }] : []),
  ];
}
