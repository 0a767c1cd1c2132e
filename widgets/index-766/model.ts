import { dimensionByRole } from '@/domain/cube/cube';
import type { IndexTable } from '@/domain/index-766/types';
import { valueOf, type Measure } from '@/domain/measure';
import { lastDay } from '@/domain/period/period';
import { indexPeriods } from './datasets';
import { reportedTotal, standingOf, unitRows } from './ranking';
import { bothScores, componentRow, cubeIn, partRows, scoreAt, tableFor, totalFigure, type Input, type PeriodScore } from './scores';
import type { IndexContent, IndexVm, ScoreRow, TotalPart } from './view-model';

function totalOf(input: Input, table: IndexTable, now: PeriodScore, before: PeriodScore): TotalPart {
  const figure = totalFigure(input, now);
  return {
    row: {
      id: 'total', name: table.title, shortName: table.title, maximum: table.maximum, scored: now.index.maximumScored,
      score: figure, previous: totalFigure(input, before),
    },
    band: now.index.band?.name ?? null,
    history: indexPeriods(input.scope).map((period) => (period.code === now.period.code ? figure : totalFigure(input, scoreAt(input, table, period)))),
    standing: standingOf(input),
    reported: reportedTotal(input, now.index.total),
  };
}

/** Points a part lost of those it could reach; parts without a score lose none that we know of. */
const lost = (row: ScoreRow): number => row.scored - (valueOf(row.score.measure) ?? row.scored);

function partsOf(rows: readonly ScoreRow[]): IndexContent {
  const weakest = [...rows].sort((a, b) => lost(b) - lost(a))[0];
  return { kind: 'parts', rows, weakest: weakest && lost(weakest) > 0 ? weakest : null };
}

function contentOf(input: Input, now: PeriodScore, before: PeriodScore): IndexContent {
  const { view } = input.options;
  if (view === 'blocks' || view === 'groups') return partsOf(partRows(input, now, before, view));
  if (view !== 'components') return { kind: 'total' };
  return {
    kind: 'components',
    groups: partRows(input, now, before, 'groups').map((row) => ({
      row, components: now.index.components.filter(({ component }) => component.group === row.id).map((score) => componentRow(input, score, now)),
    })),
  };
}

/** A ranking, or a pack without a table for the period: nothing is scored. */
function withoutScore(input: Input, table: IndexTable | null): IndexVm {
  const { options } = input;
  const content: IndexContent = options.view === 'units'
    ? { kind: 'units', rows: unitRows(input), limit: options.limit, level: options.level }
    : { kind: 'total' };
  return { ...base(input, table, content.kind === 'units' ? content.rows[0]?.total.measure : undefined), total: null, content };
}

function base(input: Input, table: IndexTable | null, primary: Measure | undefined): Omit<IndexVm, 'total' | 'content'> {
  const main = cubeIn(input, input.options.view === 'units' ? 'totals' : 'components');
  const state = input.snapshots[input.options.view === 'units' ? 'totals' : 'components']?.state;
  const hollow = main !== null && main.dimensions.some((each) => each.categories.length === 0);
  const { units } = input.province;
  const own = units.resolve(input.scope.unit, lastDay(input.scope.period));
  return {
    empty: state === 'empty' || hollow || (main !== null && input.options.view !== 'units' && (table === null || !dimensionByRole(main, 'classification'))),
    attention: 'unknown',
    ...(primary?.kind === 'value' ? { standing: primary.status } : {}),
    latestPeriod: input.scope.period,
    unit: { literal: own?.fullName ?? input.scope.unit },
    maximum: table?.maximum ?? 100,
    legalBasis: table?.legalBasis ?? '',
  };
}

/** Index 766 of the unit in view by the table in force, or the ranking of like units. Pure; a component without input is missing, never zero. */
export function model(input: Input): IndexVm {
  const table = tableFor(input);
  if (input.options.view === 'units' || !table) return withoutScore(input, table);
  const { now, before } = bothScores(input, table);
  const total = totalOf(input, table, now, before);
  return {
    ...base(input, table, now.index.total),
    attention: total.row.score.attention,
    total,
    content: contentOf(input, now, before),
  };
}

