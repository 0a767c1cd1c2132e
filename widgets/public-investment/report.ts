import type { Block, BlockColumn, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { InvestmentContent, InvestmentVm, OwnerRow, ProjectRow } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const text = (value: string | null): Label => ({ literal: value ?? '' });
const head = (id: string, key = id, align: BlockColumn['align'] = 'end'): BlockColumn => ({ id, label: label(key), align });

const OWNER: readonly BlockColumn[] = [head('name', 'owner', 'start'), head('plan'), head('disbursed'), head('rate'), head('lastYear'), head('behind')];
const ownerTable = (rows: readonly OwnerRow[]): Block => ({
  kind: 'table', caption: label('owners.caption'), columns: OWNER,
  rows: rows.map((row) => ({ id: row.unit, cells: [{ label: row.label }, { figure: row.plan }, { figure: row.disbursed }, { figure: row.rate }, { figure: row.lastYearRate }, { figure: row.behind }] })),
});
const projectTable = (rows: readonly ProjectRow[]): Block => ({
  kind: 'table', caption: label('projects.caption'),
  columns: [head('name', 'project', 'start'), head('owner', 'owner', 'start'), head('place', 'place', 'start'), head('state', 'state', 'start'), head('total'), head('plan'), head('disbursed'), head('rate')],
  rows: rows.map((row) => ({
    id: row.id,
    cells: [{ label: text(row.name) }, { label: row.owner ?? text(null) }, { label: row.place ?? text(null) }, { label: label(`state.${row.state}`) }, { figure: row.total }, { figure: row.plan }, { figure: row.disbursed }, { figure: row.rate }],
  })),
});

function summary(content: Extract<InvestmentContent, { kind: 'summary' }>): readonly Block[] {
  const { all, fromAbove, target } = content;
  return [
    ...(fromAbove ? [{ kind: 'figure', label: label('rate.above'), figure: fromAbove.rate, comparisons: [...(target ? [{ label: label('target'), figure: target }] : []), { label: label('plan.above'), figure: fromAbove.plan }] } satisfies Block] : []),
    {
      kind: 'figure', label: label('rate.council'), figure: all.rate,
      comparisons: [{ label: label('lastYear'), figure: all.lastYearRate }, { label: label('plan.council'), figure: all.plan }, { label: label('disbursed'), figure: all.disbursed }],
    },
    { kind: 'figure', label: label('behind'), figure: content.behind, comparisons: [{ label: label('projects'), figure: content.projects }] },
    ...(content.slow.length > 0 ? [ownerTable(content.slow)] : []),
  ];
}

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: InvestmentVm): readonly Block[] {
  switch (content.kind) {
    case 'summary': return summary(content);
    case 'owners': {
      const { total } = content;
      const table = ownerTable(content.rows);
      return [{ kind: 'figure', label: label('rate.council'), figure: total.rate, comparisons: [{ label: label('plan.council'), figure: total.plan }, { label: label('disbursed'), figure: total.disbursed }, { label: label('lastYear'), figure: total.lastYearRate }] }, table];
    }
    case 'path':
      return [
        ...(content.target ? [{ kind: 'figure', label: label('target'), figure: content.target, comparisons: [] } satisfies Block] : []),
        {
          kind: 'chart', caption: label('path.caption'), form: 'line', categories: content.points.map(({ month }) => ({ literal: month.code })),
          series: [{ id: 'rate', label: label('rate'), figures: content.points.map(({ rate }) => rate) }, { id: 'lastYear', label: label('lastYear'), figures: content.points.map(({ lastYearRate }) => lastYearRate) }],
        },
        {
          kind: 'table', caption: label('path.caption'), columns: [head('month', 'month', 'start'), head('disbursed'), head('rate'), head('lastYear')],
          rows: content.points.map(({ month, disbursed, rate, lastYearRate }) => ({ id: month.code, cells: [{ label: { literal: month.code } }, { figure: disbursed }, { figure: rate }, { figure: lastYearRate }] })),
        },
      ];
    case 'projects':
    case 'map':
      return [{ kind: 'figure', label: label('projects'), figure: content.projects, comparisons: [{ label: label('behind'), figure: content.behind }] }, projectTable(content.rows)];
  }
}
