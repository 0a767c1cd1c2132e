import type { Block, BlockColumn, BlockRow, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { RoadmapVm, Tally, TaskRow } from './view-model';
import { STATES } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const text = (value: string | null): Label => ({ literal: value ?? '' });
const head = (id: string, key: string, align: BlockColumn['align'] = 'end'): BlockColumn => ({ id, label: label(key), align });

const TALLY: readonly BlockColumn[] = [head('count', 'count'), ...STATES.map((state) => head(state, `state.${state}`)), head('planned', 'planned'), head('disbursed', 'disbursed')];
const tallyCells = (tally: Tally): BlockRow['cells'] => [
  { figure: tally.count }, ...STATES.map((state) => ({ figure: tally.states[state] })), { figure: tally.planned }, { figure: tally.disbursed },
];
const taskTable = (rows: readonly TaskRow[]): Block => ({
  kind: 'table', caption: label('list.caption'),
  columns: [
    head('document', 'by.document', 'start'), head('code', 'task.code', 'start'), head('title', 'task.title', 'start'), head('lead', 'by.lead', 'start'), head('partners', 'task.partners', 'start'),
    head('years', 'task.years', 'start'), head('state', 'by.state', 'start'), head('percent', 'percent'), head('budget', 'planned'), head('disbursed', 'disbursed'),
  ],
  rows: rows.map((row) => ({
    id: row.id,
    cells: [
      { label: text(row.document) }, { label: text(row.code) }, { label: text(row.title) }, { label: text(row.lead) }, { label: text(row.partners) },
      { label: row.years }, { label: label(`state.${row.state}`) }, { figure: row.percent }, { figure: row.budget }, { figure: row.disbursed },
    ],
  })),
});

/** What is late, as narrow as a page that stands upright: the whole task is in the list. */
const lateTable = (rows: readonly TaskRow[]): Block => ({
  kind: 'table', caption: label('late.caption'),
  columns: [head('document', 'by.document', 'start'), head('code', 'task.code', 'start'), head('title', 'task.title', 'start'), head('lead', 'by.lead', 'start'), head('years', 'task.years', 'start'), head('percent', 'percent')],
  rows: rows.map((row) => ({
    id: row.id, cells: [{ label: text(row.document) }, { label: text(row.code) }, { label: text(row.title) }, { label: text(row.lead) }, { label: row.years }, { figure: row.percent }],
  })),
});

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: RoadmapVm): readonly Block[] {
  switch (content.kind) {
    case 'summary':
      return [
        { kind: 'figure', label: label('count'), figure: content.tally.count, comparisons: STATES.map((state) => ({ label: label(`state.${state}`), figure: content.tally.states[state] })) },
        {
          kind: 'figure', label: label('planned'), figure: content.planned,
          comparisons: [{ label: label('disbursed'), figure: content.disbursed }, { label: label('rate'), figure: content.rate }, { label: label('projects'), figure: content.projects }],
        },
        ...(content.portfolios ?? []).map((list): Block => ({ kind: 'figure', label: list.label, figure: list.planned, comparisons: [{ label: label('disbursed'), figure: list.disbursed }, { label: label('projects'), figure: list.projects }] })),
        ...(content.late && content.late.length > 0 ? [lateTable(content.late)] : []),
      ];
    case 'groups':
      return [{
        kind: 'table', caption: label('groups.caption'), columns: [head('name', `by.${content.by}`, 'start'), ...TALLY],
        rows: [...content.rows.map((row) => ({ id: row.id, cells: [{ label: row.label }, ...tallyCells(row)] })), { id: 'total', emphasis: 'total', cells: [{ label: label('total') }, ...tallyCells(content.total)] }],
      }];
    case 'timeline':
      return [{
        kind: 'table', caption: label('timeline.caption'), columns: [head('years', 'task.years', 'start'), ...TALLY],
        rows: [...content.spans.map((span) => ({ id: span.id, cells: [{ label: span.label }, ...tallyCells(span)] })), { id: 'total', emphasis: 'total', cells: [{ label: label('total') }, ...tallyCells(content.total)] }],
      }];
    case 'list': return [taskTable(content.rows)];
  }
}
