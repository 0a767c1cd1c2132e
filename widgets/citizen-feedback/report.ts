import type { Block, BlockColumn, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { FeedbackVm, Petition } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const head = (id: string, align: BlockColumn['align'] = 'end'): BlockColumn => ({ id, label: label(id), align });

/** Who wrote is in no report. */
const petitions = (rows: readonly Petition[]): Block => ({
  kind: 'table', caption: label('list.caption'), columns: [head('code', 'start'), head('field', 'start'), head('unit', 'start'), head('state', 'start'), head('time')],
  rows: rows.map((row) => ({ id: row.id, cells: [{ label: { literal: row.code ?? row.id } }, { label: row.field }, { label: row.unit ?? { literal: '' } }, { label: label(`state.${row.state}`) }, { figure: row.time }] })),
});

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: FeedbackVm): readonly Block[] {
  switch (content.kind) {
    case 'summary':
      return [
        {
          kind: 'figure', label: label('received'), figure: content.figures.received,
          comparisons: (['answered', 'overdue', 'inTimeRate', 'satisfaction'] as const).map((id) => ({ label: label(id), figure: content.figures[id] })),
        },
        {
          kind: 'table', caption: label('days.caption'), columns: [head('day', 'start'), head('received'), head('answered')],
          rows: content.days.map((day) => ({ id: day.day.code, cells: [{ label: { literal: day.day.start } }, { figure: day.received }, { figure: day.answered }] })),
        },
      ];
    case 'groups':
      return [{
        kind: 'table', caption: label(`${content.by}.caption`), columns: [head(content.by === 'fields' ? 'field' : 'unit', 'start'), head('received'), head('open'), head('overdue'), head('inTimeRate'), head('satisfaction')],
        rows: content.rows.map((row) => ({ id: row.id || 'unknown', cells: [{ label: row.label }, { figure: row.received }, { figure: row.open }, { figure: row.overdue }, { figure: row.inTimeRate }, { figure: row.satisfaction }] })),
      }];
    case 'map':
    case 'list':
      return [{ kind: 'figure', label: label('open'), figure: content.open, comparisons: [{ label: label('overdue'), figure: content.overdue }] }, petitions(content.kind === 'map' ? content.points : content.rows)];
  }
}
