import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { ScoreboardModel } from './model';

export { model };
export const messages = { vi, en };

/** The scoreboard as one table; the same figures as on screen. */
export function report(vm: ScoreboardModel): readonly Block[] {
  const empty = { label: { literal: '' } } as const;
  return [{
    kind: 'table',
    caption: { key: 'caption' },
    columns: [
      { id: 'indicator', label: { key: 'indicator' }, align: 'start' },
      { id: 'value', label: { key: 'value' }, align: 'end' },
      { id: 'target', label: { key: 'target' }, align: 'end' },
      { id: 'yearToDate', label: { key: 'yearToDate' }, align: 'end' },
      { id: 'lastYear', label: { key: 'lastYear' }, align: 'end' },
    ],
    rows: vm.rows.map((row) => ({
      id: row.id,
      cells: [
        { label: { text: row.name } },
        { figure: row.figure },
        row.target ? { figure: row.target } : empty,
        row.yearToDate ? { figure: row.yearToDate } : empty,
        { figure: row.lastYear },
      ],
    })),
  }];
}
