import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { KpiTableModel } from './model';

export { model };
export const messages = { vi, en };

/** The table as on screen; rows beyond the limit are said, not lost in silence. */
export function report(vm: KpiTableModel): readonly Block[] {
  return [
    {
      kind: 'table',
      caption: { key: 'caption' },
      columns: [
        { id: 'row', label: { key: vm.rows[0]?.unit ? 'unit' : 'category' }, align: 'start' },
        ...vm.columns.map((column) => ({ id: column.id, label: { text: column.name }, align: 'end' as const })),
      ],
      rows: vm.rows.map((row) => ({ id: row.id, cells: [{ label: row.label }, ...row.figures.map((figure) => ({ figure }))] })),
    },
    ...(vm.left > 0 ? [{ kind: 'note' as const, label: { key: 'more', params: { count: vm.left } } }] : []),
  ];
}
