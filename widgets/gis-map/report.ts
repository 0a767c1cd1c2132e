import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { GisMapModel } from './model';

export { model };
export const messages = { vi, en };

/** Documents carry the map, or why there is none, and its figures as a table, what needs a person first. */
export function report(vm: GisMapModel): readonly Block[] {
  if (!vm.indicator) return [{ kind: 'note', label: { key: 'noIndicator', params: { id: vm.missingIndicator ?? '' } } }];
  const { name } = vm.indicator;
  return [
    ...(vm.total ? [{ kind: 'figure', label: { text: name }, figure: vm.total, comparisons: [] } as const] : []),
    ...mapOf(vm),
    {
      kind: 'table',
      caption: { text: name },
      columns: [{ id: 'unit', label: { key: 'column.unit' }, align: 'start' }, { id: 'figure', label: { text: vm.indicator.shortName }, align: 'end' }],
      rows: vm.rows.map((row) => ({ id: row.code, cells: [{ label: { literal: row.name } }, { figure: row.figure }] })),
    },
  ];
}

function mapOf({ indicator, shapes, scheme, edges, edgeDecimals, rows, selected }: GisMapModel): readonly Block[] {
  if (!indicator || rows.length === 0) return [];
  if (shapes !== 'drawn') return [{ kind: 'note', label: { key: `shapes.${shapes}` } }];
  return [{
    kind: 'map', caption: { text: indicator.name }, shapes: 'areas', scheme, edges, decimals: edgeDecimals, ...(selected === null ? {} : { selected }),
    areas: rows.map(({ code, name, shortName, figure, classIndex }) => ({ code, label: { literal: name }, name: { literal: shortName }, figure, classIndex })),
  }];
}
