import { civilDate, dateParts } from '@/domain/civil';
import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import { dimension } from '@/domain/cube/cube';
import { valueOf, type Measure } from '@/domain/measure';
import type { Label } from '@/widget-kit/blocks';
import { cellIn, cubeIn } from '@/widget-kit/snapshot-reading';
import type { GroupBy } from './options';
import { lateFirst, programmeFigure, tally, taskRows, yearsLabel, type Input } from './tasks';
import { STATES, type GroupRow, type Portfolio, type RoadmapContent, type RoadmapVm, type Span, type TaskRow } from './view-model';

const BUDGET = 'budget';

function portfolios(input: Input): readonly Portfolio[] | null {
  const cube = cubeIn(input, BUDGET);
  if (!cube) return null;
  return (dimension(cube, 'portfolio')?.categories ?? []).map(({ code, label }): Portfolio => {
    const at = (metric: string): Measure => cellIn(cube, { portfolio: code, metric });
    return {
      id: code, label: { literal: label }, projects: programmeFigure(input, BUDGET, at('projects'), 'project'),
      planned: programmeFigure(input, BUDGET, at('planned'), 'million-dong'), disbursed: programmeFigure(input, BUDGET, at('disbursed'), 'million-dong'),
    };
  });
}

function summary(input: Input, rows: readonly TaskRow[] | null): RoadmapContent {
  const lists = portfolios(input);
  const sum = (of: (portfolio: Portfolio) => Measure): Measure => aggregate((lists ?? []).map(of), 'sum');
  const planned = sum((list) => list.planned.measure);
  const disbursed = sum((list) => list.disbursed.measure);
  return {
    kind: 'summary', tally: tally(input, rows), portfolios: lists,
    projects: programmeFigure(input, BUDGET, sum((list) => list.projects.measure), 'project', { formula: 'sum' }),
    planned: programmeFigure(input, BUDGET, planned, 'million-dong', { formula: 'sum' }),
    disbursed: programmeFigure(input, BUDGET, disbursed, 'million-dong', { formula: 'sum' }),
    rate: programmeFigure(input, BUDGET, ratioOf(disbursed, planned, 100), 'percent', { decimals: 1, formula: 'ratio' }),
    late: rows && lateFirst(rows),
  };
}

const KEY: Readonly<Record<GroupBy, (row: TaskRow) => string>> = {
  document: (row) => row.document ?? '', group: (row) => row.group ?? '', lead: (row) => row.lead ?? '', state: (row) => row.state,
};

function groupLabel(by: GroupBy, key: string, first: TaskRow | undefined): Label {
  if (by === 'state') return { key: `state.${key}` };
  if (key === '') return { key: `${by}.none` };
  return { literal: by === 'document' && first?.place ? `${key} · ${first.place}` : key };
}

/** Rows by what is asked, those with most tasks first; states in their own order; tasks that name none come last. */
function groups(input: Input, rows: readonly TaskRow[]): readonly GroupRow[] {
  const { by } = input.options;
  const found = new Map<string, TaskRow[]>();
  for (const row of rows) found.set(KEY[by](row), [...(found.get(KEY[by](row)) ?? []), row]);
  const made = [...found].map(([key, theirs]): GroupRow => {
    const late = theirs.some((row) => row.state === 'late');
    return { id: key || 'none', label: groupLabel(by, key, theirs[0]), note: null, attention: late ? 'watch' : 'unknown', ...tally(input, theirs) };
  });
  const rank = (row: GroupRow): number => (by === 'state' ? [...STATES, 'other'].indexOf(row.id) : row.id === 'none' ? 1 : 0);
  return made.sort((a, b) => rank(a) - rank(b) || (valueOf(b.count.measure) ?? 0) - (valueOf(a.count.measure) ?? 0) || (a.id < b.id ? -1 : 1));
}

/** Years of an open end that are drawn beyond the last year named. */
const OPEN = 1;

function timeline(input: Input, rows: readonly TaskRow[] | null): RoadmapContent {
  const byYears = new Map<string, TaskRow[]>();
  for (const row of rows ?? []) {
    const key = `${row.from ?? ''}–${row.until ?? ''}`;
    byYears.set(key, [...(byYears.get(key) ?? []), row]);
  }
  const spans = [...byYears].map(([id, theirs]): Span => {
    const { from = null, until = null } = theirs[0] ?? {};
    return { id, from, until, label: yearsLabel(from, until), ...tally(input, theirs) };
  });
  const { year, month, day } = dateParts(civilDate(input.now));
  const from = Math.min(...spans.flatMap((span) => span.from ?? []), year);
  const until = Math.max(...spans.flatMap((span) => span.until ?? span.from ?? []), year + OPEN);
  return {
    kind: 'timeline', axis: { from, until }, now: year + (month - 1 + (day - 1) / 31) / 12, total: tally(input, rows),
    spans: spans.sort((a, b) => (a.from ?? Infinity) - (b.from ?? Infinity) || (a.until ?? Infinity) - (b.until ?? Infinity)),
  };
}

function contentOf(input: Input, rows: readonly TaskRow[] | null): RoadmapContent {
  const { view, by, limit } = input.options;
  switch (view) {
    case 'summary': return summary(input, rows);
    case 'groups': {
      const found = groups(input, rows ?? []);
      return { kind: 'groups', by, rows: found, limit, total: tally(input, rows), money: found.some((row) => row.planned.measure.kind === 'value') };
    }
    case 'timeline': return timeline(input, rows);
    case 'list': return { kind: 'list', rows: rows ?? [], limit, total: tally(input, rows) };
  }
}

/** The programme in the view asked for. Pure; what did not arrive is missing, never zero. */
export function model(input: Input): RoadmapVm {
  const rows = taskRows(input);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const late = rows?.some((row) => row.state === 'late') ?? false;
  return { empty: nothing || rows?.length === 0, attention: late ? 'watch' : 'unknown', content: contentOf(input, rows) };
}
