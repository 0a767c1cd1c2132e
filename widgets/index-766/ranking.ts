import { cellAt, dimensionByRole } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import { rankDescending } from '@/domain/index-766/rank';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import type { OrgUnit, UnitCode, UnitTree } from '@/domain/org-unit/types';
import { lastDay, previousPeriod } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import { CARD, cubeIn, figureOf, type Input } from './scores';
import type { Standing, UnitRow } from './view-model';

/** Units of the period: an index is never summed over predecessors, so ranks are of the map as it was then. */
const treeOf = (input: Input): UnitTree => input.province.units.treeAt(lastDay(input.scope.period));

export function totalAt(cube: Cube | null, unit: UnitCode): Measure {
  const geo = cube && dimensionByRole(cube, 'geo')?.id;
  const metric = cube && dimensionByRole(cube, 'metric')?.id;
  return cube && geo ? cellAt(cube, { [geo]: unit, ...(metric ? { [metric]: 'total' } : {}) }) : missing('not-available');
}

const rankFigure = (input: Input, rank: number | null, unit: UnitCode): Figure =>
  figureOf(input, rank === null ? missing('not-available') : measured(rank), input.scope.period, { unit: 'rank', decimals: 0, orgUnit: unit, slots: ['totals'], formula: 'rank' });

const totalFigure = (input: Input, measure: Measure, period: Period, unit: UnitCode, slot: string): Figure =>
  figureOf(input, measure, period, { orgUnit: unit, slots: [slot], indicator: input.province.indicators.has(CARD) ? CARD : null });

interface Ranked {
  readonly unit: OrgUnit;
  readonly measure: Measure;
  readonly rank: number | null;
}
const rankedTotals = (input: Input, units: readonly OrgUnit[]): readonly Ranked[] => {
  const cube = cubeIn(input, 'totals');
  return rankDescending(units.map((unit) => ({ unit, measure: totalAt(cube, unit.code) })));
};

/** Place of the unit in view among units of its own level (communes with communes); null where it has no like. */
export function standingOf(input: Input): Standing | null {
  const tree = treeOf(input);
  const own = tree.get(input.scope.unit);
  if (!own) return null;
  const peers = tree.units.filter((unit) => unit.level === own.level);
  if (peers.length < 2) return null;
  const ranked = rankedTotals(input, peers);
  const mine = ranked.find((entry) => entry.unit.code === own.code);
  return { rank: rankFigure(input, mine?.rank ?? null, own.code), of: ranked.filter((entry) => entry.rank !== null).length, level: own.level };
}

/** All units of the level asked for, by rank; those without a score last, however they are ordered. */
export function unitRows(input: Input): readonly UnitRow[] {
  const { scope, options } = input;
  const before = cubeIn(input, 'before');
  const ranked = rankedTotals(input, treeOf(input).units.filter((unit) => unit.level === options.level));
  const way = options.order === 'highest' ? 1 : -1;
  const score = (entry: Ranked): number => valueOf(entry.measure) ?? NaN;
  const sorted = [
    ...ranked.filter((entry) => entry.rank !== null).sort((a, b) => way * (score(b) - score(a))),
    ...ranked.filter((entry) => entry.rank === null),
  ];
  return sorted.map(({ unit, measure, rank }) => ({
    id: unit.code,
    label: { literal: unit.fullName },
    shortLabel: { literal: unit.level === 'department' ? unit.name : unit.fullName },
    current: unit.code === scope.unit,
    rank: rankFigure(input, rank, unit.code),
    total: totalFigure(input, measure, scope.period, unit.code, 'totals'),
    previous: totalFigure(input, totalAt(before, unit.code), previousPeriod(scope.period), unit.code, 'before'),
  }));
}

/** Scores closer than the last decimal shown are the same. */
const SAME = 0.05;

/** What the source itself gives as total, where it differs from what the table makes of the components. */
export function reportedTotal(input: Input, computed: Measure): Figure | null {
  const measure = totalAt(cubeIn(input, 'totals'), input.scope.unit);
  if (measure.kind === 'missing' || computed.kind === 'missing' || computed.coverage || Math.abs(measure.value - computed.value) < SAME) return null;
  return totalFigure(input, measure, input.scope.period, input.scope.unit, 'totals');
}
