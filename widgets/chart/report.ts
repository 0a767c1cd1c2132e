import type { Block } from '@/widget-kit/blocks';
import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { ChartModel } from './model';

export { model };
export const messages = { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } };

/** The chart as a table of the very figures on screen; what is not drawn is said. */
export function report(vm: ChartModel): readonly Block[] {
  if (vm.fault) return [{ kind: 'note', label: vm.fault }];
  return [
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
