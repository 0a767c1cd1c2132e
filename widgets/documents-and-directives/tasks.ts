import { ratioOf } from '@/domain/cube/aggregate';
import { dimensionByRole } from '@/domain/cube/cube';
import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import { valueOf, type Measure } from '@/domain/measure';
import { judge, targetFor } from '@/domain/thresholds';
import { cellIn, cubeIn, momentFigure, unitLabelOf } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import type { DirectiveOptions } from './options';
import type { TaskFigures, UnitRow } from './view-model';

export type Input = ModelInput<DirectiveOptions>;

const SLOT = 'tasks';
const ON_TIME = 'tasks-on-time-rate';
const OVERDUE = 'tasks-overdue';

/** Counts of one unit over the page's period, as they stood at its end or stand now. */
export function taskFigures(input: Input, unit: string): TaskFigures {
  const cube = cubeIn(input, SLOT);
  const geo = cube && dimensionByRole(cube, 'geo')?.id;
  const { period } = input.scope;
  const { indicators } = input.province;
  const at = (metric: string): Measure => cellIn(cube, { ...(geo ? { [geo]: unit } : {}), metric });
  const figure = (measure: Measure, over: Partial<Figure> = {}): Figure =>
    momentFigure(input, SLOT, measure, 'task', { period, orgUnit: unit, boundary: { kind: 'as-reported' }, ...over });
  const rate = ratioOf(at('doneOnTime'), at('done'), 100);
  const card = indicators.get(ON_TIME);
  const overdue = at('overdue');
  return {
    assigned: figure(at('assigned')),
    done: figure(at('done')),
    onTimeRate: figure(rate, { unit: 'percent', decimals: 1, formula: 'ratio', indicator: card ? ON_TIME : null, attention: card ? judge(card, rate, period) : 'unknown' }),
    inProgress: figure(at('inProgress')),
    overdue: figure(overdue, { indicator: indicators.has(OVERDUE) ? OVERDUE : null, attention: (valueOf(overdue) ?? 0) > 0 ? 'watch' : 'unknown' }),
  };
}

/** The share of tasks to be done on time, percent; null where the card names none. */
export function onTimeTarget({ province, scope }: Input): number | null {
  const card = province.indicators.get(ON_TIME);
  return (card && targetFor(card, scope.period)?.value) ?? null;
}

/** Units below the one in view, those with most overdue tasks first; units without any figure last. */
export function unitRows(input: Input): readonly UnitRow[] {
  const cube = cubeIn(input, SLOT);
  const { scope, province, now } = input;
  const codes = ((cube && dimensionByRole(cube, 'geo'))?.categories ?? []).map(({ code }) => code).filter((code) => code !== province.unit);
  const shown = scope.unit === province.unit ? codes : codes.filter((code) => code === scope.unit);
  return shown
    .map((unit): UnitRow => {
      const figures = taskFigures(input, unit);
      const attention: Attention = figures.onTimeRate.attention === 'act' ? 'act' : (valueOf(figures.overdue.measure) ?? 0) > 0 ? 'watch' : figures.onTimeRate.attention;
      return { unit, label: unitLabelOf({ province, now }, unit), attention, ...figures };
    })
    .sort((a, b) => (valueOf(b.overdue.measure) ?? -1) - (valueOf(a.overdue.measure) ?? -1) || (valueOf(a.onTimeRate.measure) ?? 101) - (valueOf(b.onTimeRate.measure) ?? 101));
}
