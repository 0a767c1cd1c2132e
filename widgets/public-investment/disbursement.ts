import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import { dimensionByRole } from '@/domain/cube/cube';
import type { Figure } from '@/domain/figure';
import { missing, type Measure } from '@/domain/measure';
import { monthlyPeriod, samePeriodLastYear } from '@/domain/period/period';
import { parsePeriod, periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { judge, targetFor } from '@/domain/thresholds';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { cellIn, cubeIn, momentFigure } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import { monthInView } from './datasets';
import type { InvestmentOptions } from './options';
import type { Disbursement, InvestmentContent, MonthPoint } from './view-model';

export type Input = ModelInput<InvestmentOptions>;
type Summary = Extract<InvestmentContent, { kind: 'summary' }>;
const SLOT = 'months';
const CARD = 'public-investment-disbursement';

/** What is disbursed since January is read as a statistical period: "10 tháng năm 2026". */
const sinceJanuary = (month: Period): Period => monthlyPeriod('month', 'statistical', month.year, month.index);

export const moneyFigure = (input: Input, slot: string, measure: Measure, unit: UnitOfMeasure, over: Partial<Figure> = {}): Figure =>
  momentFigure(input, slot, measure, unit, { decimals: 1, boundary: { kind: 'as-reported' }, ...over });

/** Units that own funds, as the source names them. */
export const ownersIn = (input: Input): readonly string[] => {
  const cube = cubeIn(input, SLOT);
  return ((cube && dimensionByRole(cube, 'geo'))?.categories ?? []).map(({ code }) => code).filter((code) => code !== input.province.unit);
};

/** A figure of the whole is the sum over owners: missing where one is, never a smaller sum. */
function cellOf(input: Input, unit: string, month: Period, metric: string): Measure {
  const cube = cubeIn(input, SLOT);
  const [geo, time] = [cube && dimensionByRole(cube, 'geo')?.id, cube && dimensionByRole(cube, 'time')?.id];
  if (!cube || !geo || !time) return missing('not-available');
  const at = (code: string): Measure => cellIn(cube, { [geo]: code, [time]: periodText(month), metric });
  return unit === input.province.unit ? aggregate(ownersIn(input).map(at), 'sum') : at(unit);
}

/** The newest month at or before the one in view of which the source tells; null where there is none. */
export function newestMonth(input: Input): Period | null {
  const cube = cubeIn(input, SLOT);
  const asked = monthInView(input.scope, input.now);
  const months = ((cube && dimensionByRole(cube, 'time'))?.categories ?? []).flatMap(({ code }) => {
    const parsed = parsePeriod(code);
    return parsed.ok && parsed.value.start <= asked.start ? parsed.value : [];
  });
  const told = months.filter((month) => month.year === asked.year && ownersIn(input).some((unit) => cellOf(input, unit, month, 'disbursed').kind === 'value'));
  return told.sort((a, b) => (a.start < b.start ? 1 : -1))[0] ?? null;
}

export function disbursementOf(input: Input, unit: string, month: Period): Disbursement {
  const period = sinceJanuary(month);
  const before = samePeriodLastYear(month);
  const rateAt = (at: Period): Measure => ratioOf(cellOf(input, unit, at, 'disbursed'), cellOf(input, unit, at, 'plan'), 100);
  const figure = (measure: Measure, of: UnitOfMeasure, over: Partial<Figure> = {}): Figure => moneyFigure(input, SLOT, measure, of, { period, orgUnit: unit, ...over });
  return {
    plan: figure(cellOf(input, unit, month, 'plan'), 'billion-dong', { period: monthlyPeriod('year', 'calendar', month.year, 1) }),
    disbursed: figure(cellOf(input, unit, month, 'disbursed'), 'billion-dong'),
    rate: figure(rateAt(month), 'percent', { formula: 'ratio' }),
    lastYearRate: figure(rateAt(before), 'percent', { formula: 'ratio', period: sinceJanuary(before) }),
  };
}

/** Of the plan the Prime Minister assigned to the province; the definition of the province's own indicator, whose card it carries. */
export function fromAbove(input: Input, month: Period): Summary['fromAbove'] {
  const { province, scope } = input;
  if (scope.unit !== province.unit) return null;
  const period = sinceJanuary(month);
  const cube = cubeIn(input, 'plans');
  const time = cube && dimensionByRole(cube, 'time')?.id;
  const plan = cellIn(cube, { ...(time ? { [time]: `calendar:${month.year}` } : {}), assigner: 'thu_tuong', metric: 'plan' });
  const rate = ratioOf(cellOf(input, province.unit, month, 'disbursed'), plan, 100);
  const card = province.indicators.get(CARD);
  return {
    plan: moneyFigure(input, 'plans', plan, 'billion-dong', { period: monthlyPeriod('year', 'calendar', month.year, 1) }),
    rate: moneyFigure(input, SLOT, rate, 'percent', { period, slots: [SLOT, 'plans'], formula: 'ratio', attention: card ? judge(card, rate, period) : 'unknown' }),
  };
}

/** The share to be disbursed by the end of the year. */
export function targetOf(input: Input, month: Period): Figure | null {
  const card = input.province.indicators.get(CARD);
  const target = card && targetFor(card, sinceJanuary(month));
  return target ? moneyFigure(input, SLOT, { kind: 'value', value: target.value, status: 'official' }, 'percent', { slots: [], decimals: 0, period: monthlyPeriod('year', 'calendar', month.year, 1), orgUnit: input.province.unit }) : null;
}

/** Twelve months of this year, those to come missing, each beside the same month of the year before. */
export const pathOf = (input: Input): readonly MonthPoint[] => {
  const { year } = monthInView(input.scope, input.now);
  return Array.from({ length: 12 }, (_, at): MonthPoint => {
    const month = monthlyPeriod('month', 'calendar', year, at + 1);
    const { rate, disbursed, lastYearRate } = disbursementOf(input, input.scope.unit, month);
    return { month, rate, disbursed, lastYearRate };
  });
};
