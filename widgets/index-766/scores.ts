import { cellAt, dimensionByRole } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import { scoreIndex, type ComponentInput, type ComponentScore, type GroupScore, type IndexScore } from '@/domain/index-766/score-index';
import type { IndexComponent, IndexTable } from '@/domain/index-766/types';
import { measured, missing, type Measure } from '@/domain/measure';
import { lastDay, previousPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { judge } from '@/domain/thresholds';
import type { ModelInput } from '@/widget-kit';
import type { IndexOptions } from './options';
import type { ComponentRow, ScoreRow } from './view-model';

export type Input = ModelInput<IndexOptions>;

/** Card of the total: its decimals and thresholds; a province may do without. */
export const CARD = 'index-766-total';

/** The table in force on the last day of the period: newest first in the pack. */
export function tableFor(input: Pick<Input, 'province' | 'scope'>): IndexTable | null {
  const day = lastDay(input.scope.period);
  return input.province.indexTables.find((table) => table.validFrom <= day && (table.validTo === null || day < table.validTo)) ?? null;
}

export const cubeIn = (input: Input, slot: string): Cube | null => {
  const data = input.snapshots[slot]?.data;
  return data?.kind === 'cube' ? data : null;
};

/** Figures of one period of one unit, all drawn from the `components` slot. */
export interface PeriodScore {
  readonly period: Period;
  readonly index: IndexScore;
  readonly inputs: ReadonlyMap<string, ComponentInput>;
}

/** Reads numerators and denominators of a period and scores them by the table. */
export function scoreAt(input: Input, table: IndexTable, period: Period): PeriodScore {
  const cube = cubeIn(input, 'components');
  const component = cube && dimensionByRole(cube, 'classification')?.id;
  const time = cube && dimensionByRole(cube, 'time')?.id;
  const metric = cube && dimensionByRole(cube, 'metric')?.id;
  const read = (id: string, part: string): Measure =>
    cube && component && metric
      ? cellAt(cube, { [component]: id, [metric]: part, ...(time ? { [time]: periodText(period) } : {}) })
      : missing('not-available');
  const inputs = new Map(table.components.map(({ id }) => [id, { numerator: read(id, 'numerator'), denominator: read(id, 'denominator') }]));
  return { period, inputs, index: scoreIndex(table, inputs) };
}

/** A figure of the scope's unit; points unless said otherwise. */
export function figureOf(input: Input, measure: Measure, period: Period, over: Partial<Figure> = {}): Figure {
  return {
    measure, unit: 'point', decimals: input.province.indicators.get(CARD)?.decimals ?? 1, period,
    orgUnit: input.scope.unit, boundary: input.scope.boundary, indicator: null, slots: ['components'], formula: null, attention: 'unknown', ...over,
  };
}

/** The total of a period. Judged only where every component has its score: a part of an index is not below a limit. */
export function totalFigure(input: Input, { index, period }: PeriodScore): Figure {
  const card = input.province.indicators.get(CARD);
  const whole = index.total.kind === 'value' && !index.total.coverage;
  return figureOf(input, index.total, period, {
    formula: 'sum', indicator: card?.id ?? null, attention: card && whole ? judge(card, index.total, period) : 'unknown',
  });
}

/** Blocks or groups with the same of the period before. */
export function partRows(input: Input, now: PeriodScore, before: PeriodScore, view: 'blocks' | 'groups'): readonly ScoreRow[] {
  return now.index[view].map((part: GroupScore, at) => ({
    id: part.group.id, name: part.group.name, shortName: part.group.shortName, maximum: part.group.maximum, scored: part.maximumScored,
    score: figureOf(input, part.score, now.period, { formula: 'sum' }),
    previous: figureOf(input, before.index[view][at]?.score ?? missing('not-available'), before.period, { formula: 'sum' }),
  }));
}

/** What is only watched may be an average (2.2: working days a dossier) and not a share: above one it cannot be told in percent. */
const ratioFigure = (input: Input, component: IndexComponent, ratio: Measure, period: Period): Figure =>
  component.maximum === null && ratio.kind === 'value' && ratio.value > 100
    ? figureOf(input, { ...ratio, value: ratio.value / 100 }, period, { unit: 'count', decimals: 2, formula: 'ratio' })
    : figureOf(input, ratio, period, { unit: 'percent', decimals: 2, formula: 'ratio' });

/** R is shown to two decimals and scored unrounded (formula document of the national portal). */
export function componentRow(input: Input, { component, ratio, score }: ComponentScore, { inputs, period }: PeriodScore): ComponentRow {
  const parts = inputs.get(component.id);
  const count = (measure: Measure | undefined): Figure => figureOf(input, measure ?? missing('not-available'), period, { unit: 'count', decimals: 0 });
  return {
    id: component.id, name: component.name, note: component.note ?? null,
    numerator: count(parts?.numerator), denominator: count(parts?.denominator),
    ratio: ratioFigure(input, component, ratio, period),
    threshold: component.threshold === null ? null : figureOf(input, measured(component.threshold * 100), period, { unit: 'percent', decimals: 0, slots: [] }),
    score: figureOf(input, score, period, { formula: 'ratio', decimals: 2 }),
    maximum: component.maximum,
    unverified: (component.unverified?.length ?? 0) > 0,
  };
}

/** The period in view and the one before it. */
export const bothScores = (input: Input, table: IndexTable): { readonly now: PeriodScore; readonly before: PeriodScore } => ({
  now: scoreAt(input, table, input.scope.period),
  before: scoreAt(input, table, previousPeriod(input.scope.period)),
});
