import type { Block, BlockColumn, BlockRow, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { DirectivesVm, TaskRow } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const text = (value: string | null): Label => ({ literal: value ?? '' });
const head = (id: string, key: string, align: BlockColumn['align'] = 'end'): BlockColumn => ({ id, label: label(key), align });

const taskCells = (row: TaskRow): BlockRow['cells'] => [
  { label: text(row.code) }, { label: text(row.title) }, { label: row.unit ?? text(null) }, { label: text(row.leader) }, { label: label(`task.${row.state}`) }, { figure: row.days },
];
const taskTable = (rows: readonly TaskRow[]): Block => ({
  kind: 'table', caption: label('deadlines.caption'),
  columns: [head('code', 'task.code', 'start'), head('title', 'task.title', 'start'), head('unit', 'task.unit', 'start'), head('leader', 'task.leader', 'start'), head('state', 'task.state', 'start'), head('days', 'task.days')],
  rows: rows.map((row) => ({ id: row.id, cells: taskCells(row) })),
});

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: DirectivesVm): readonly Block[] {
  switch (content.kind) {
    case 'summary':
      return [
        {
          kind: 'figure', label: label('onTimeRate'), figure: content.tasks.onTimeRate,
          comparisons: (['assigned', 'done', 'inProgress', 'overdue'] as const).map((metric) => ({ label: label(metric), figure: content.tasks[metric] })),
        },
        { kind: 'figure', label: label('soon'), figure: content.soon, comparisons: [] },
        ...(content.next ? [taskTable(content.next)] : []),
      ];
    case 'units':
      return [{
        kind: 'table', caption: label('units.caption'),
        columns: [head('unit', 'task.unit', 'start'), head('assigned', 'assigned'), head('done', 'done'), head('onTimeRate', 'onTimeRate'), head('inProgress', 'inProgress'), head('overdue', 'overdue')],
        rows: content.rows.map((row) => ({
          id: row.unit, cells: [{ label: row.label }, { figure: row.assigned }, { figure: row.done }, { figure: row.onTimeRate }, { figure: row.inProgress }, { figure: row.overdue }],
        })),
      }];
    case 'leaders':
      return [{
        kind: 'table', caption: label('leaders.caption'), columns: [head('leader', 'task.leader', 'start'), head('open', 'open'), head('soon', 'soon'), head('overdue', 'overdue')],
        rows: content.rows.map((row) => ({ id: row.id || 'unknown', cells: [{ label: row.label }, { figure: row.open }, { figure: row.soon }, { figure: row.overdue }] })),
      }];
    case 'deadlines':
      return [
        { kind: 'figure', label: label('open'), figure: content.open, comparisons: [{ label: label('overdue'), figure: content.overdue }, { label: label('soon'), figure: content.soon }] },
        taskTable(content.rows),
      ];
    case 'documents':
      return [
        { kind: 'figure', label: label('documents.signedShare'), figure: content.signedShare, comparisons: [{ label: label('documents.incoming'), figure: content.incoming }, { label: label('documents.outgoing'), figure: content.outgoing }] },
        {
          kind: 'table', caption: label('documents.caption'), columns: [head('day', 'documents.day', 'start'), head('incoming', 'documents.incoming'), head('outgoing', 'documents.outgoing'), head('signed', 'documents.signed')],
          rows: content.days.map((day) => ({ id: day.day.code, cells: [{ label: { literal: day.day.start } }, { figure: day.incoming }, { figure: day.outgoing }, { figure: day.signed }] })),
        },
      ];
  }
}
