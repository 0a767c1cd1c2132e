import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { GisMapModel } from './model';

export { model };
export const messages = { vi, en };

/** Documents carry the figures of the map as a table, what needs a person first. */
export function report(vm: GisMapModel): readonly Block[] {
  if (!vm.indicator) return [{ kind: 'note', label: { key: 'noIndicator', params: { id: vm.missingIndicator ?? '' } } }];
  const { name } = vm.indicator;
  return [
    ...(vm.total ? [{ kind: 'figure', label: { text: name }, figure: vm.total, comparisons: [] } as const] : []),
    {
      kind: 'table',
      caption: { text: name },
      columns: [{ id: 'unit', label: { key: 'column.unit' }, align: 'start' }, { id: 'figure', label: { text: vm.indicator.shortName }, align: 'end' }],
      rows: vm.rows.map((row) => ({ id: row.code, cells: [{ label: { literal: row.name } }, { figure: row.figure }] })),
    },
  ];
}
