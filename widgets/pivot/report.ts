import type { Block } from '@/widget-kit/blocks';
import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { PivotModel } from './model';

export { model };
export const messages = { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } };

/** The table as on screen, totals marked as such. */
export function report(vm: PivotModel): readonly Block[] {
  if (vm.fault) return [{ kind: 'note', label: vm.fault }];
  const heads = [...vm.columns, ...(vm.totalColumn ? [{ id: 'total', label: vm.totalColumn }] : [])];
  return [{
    kind: 'table',
    caption: { key: 'caption' },
    columns: [...vm.axes.map((label, at) => ({ id: `axis-${at}`, label, align: 'start' as const })), ...heads.map(({ id, label }) => ({ id, label, align: 'end' as const }))],
    rows: vm.rows.map((row) => ({ id: row.id, ...(row.kind === 'row' ? {} : { emphasis: 'total' as const }), cells: [...row.labels.map((label) => ({ label })), ...row.figures.map((figure) => ({ figure }))] })),
  }];
}
