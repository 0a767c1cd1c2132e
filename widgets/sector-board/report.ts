import type { Block, BlockRow, Label } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { SectorRow, SectorVm } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const NONE: Label = { literal: '' };
const cells = (row: SectorRow): BlockRow['cells'] => [{ label: { text: row.name } }, { figure: row.figure }, row.target ? { figure: row.target } : { label: NONE }, { figure: row.lastYear }];

/** The sector as tables; every commune of the ranking; the same figures as on screen. */
export function report(vm: SectorVm): readonly Block[] {
  return [
    { kind: 'heading', label: label(`sector.${vm.sector}`) },
    {
      kind: 'table', caption: label('caption'),
      columns: [{ id: 'indicator', label: label('indicator'), align: 'start' }, { id: 'value', label: label('value'), align: 'end' }, { id: 'target', label: label('target'), align: 'end' }, { id: 'lastYear', label: label('lastYear'), align: 'end' }],
      rows: [...vm.headlines, ...vm.rows].map((row) => ({ id: row.id, cells: cells(row) })),
    },
    ...(vm.ranking ? [{
      kind: 'table', caption: { text: vm.ranking.name },
      columns: [{ id: 'unit', label: label('unit'), align: 'start' }, { id: 'value', label: label('value'), align: 'end' }],
      rows: vm.ranking.units.map((row) => ({ id: row.unit, cells: [{ label: { literal: row.name } }, { figure: row.figure }] })),
    } satisfies Block] : []),
    ...(vm.unknown.length > 0 ? [{ kind: 'note', label: { key: 'unknown', params: { ids: vm.unknown.join(', ') } } } satisfies Block] : []),
  ];
}
