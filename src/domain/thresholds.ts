import { addDays, daysBetween } from './civil';
import type { Attention, Direction, Indicator, Target, Thresholds } from './indicator';
import type { Measure } from './measure';
import { periodContains } from './period/period';
import { parsePeriod, periodText } from './period/text';
import type { Period } from './period/types';

const length = (period: Period): number => daysBetween(period.start, period.end);

interface Aim {
  readonly target: Target;
  readonly period: Period;
}

function aimFor(indicator: Pick<Indicator, 'targets'>, period: Period): Aim | undefined {
  const text = periodText(period);
  const last = addDays(period.end, -1);
  return indicator.targets
    .flatMap((target): Aim[] => {
      const parsed = parsePeriod(target.period);
      return parsed.ok ? [{ target, period: parsed.value }] : [];
    })
    .filter((aim) => aim.target.period === text || (periodContains(aim.period, last) && length(aim.period) >= length(period)))
    .sort((a, b) => Number(b.target.period === text) - Number(a.target.period === text) || length(a.period) - length(b.period))[0];
}

/**
 * The target a figure of a period is read against: one set for that very period, else the narrowest that is no shorter and holds the
 * period's last day (a plan of the year for its months).
 */
export const targetFor = (indicator: Pick<Indicator, 'targets'>, period: Period): Target | undefined => aimFor(indicator, period)?.target;

const against = (value: number, direction: Direction, watch: number, act: number): Attention => {
  if (direction === 'higher-better') return value < act ? 'act' : value < watch ? 'watch' : 'good';
  if (direction === 'lower-better') return value > act ? 'act' : value > watch ? 'watch' : 'good';
  return 'unknown';
};

const withinBand = (value: number, band: Extract<Thresholds, { basis: 'band' }>): Attention =>
  value < band.actLow || value > band.actHigh ? 'act' : value < band.low || value > band.high ? 'watch' : 'good';

/** Whether the figure goes on growing until the target's period ends: a year-to-date amount, or a part of a sum. */
const stillGrowing = (indicator: Indicator, period: Period, aim: Aim): boolean =>
  period.end < aim.period.end && (indicator.overTime.kind === 'sum' || (indicator.overTime.kind === 'last' && period.calendar === 'statistical'));

/**
 * How much attention a figure needs, by the card's thresholds and direction (a rank is `lower-better`).
 * `unknown` where the card has no rule, the figure no number, or the target is absent or not positive. A sum that is still growing
 * towards the target of a longer period is never blamed for being below it: the plan is not spread over months in silence.
 */
export function judge(indicator: Indicator, measure: Measure, period: Period): Attention {
  const { thresholds, direction } = indicator;
  if (!thresholds || measure.kind === 'missing') return 'unknown';
  if (thresholds.basis === 'band') return withinBand(measure.value, thresholds);
  if (thresholds.basis === 'value') return against(measure.value, direction, thresholds.watch, thresholds.act);
  const aim = aimFor(indicator, period);
  if (!aim || aim.target.value <= 0) return 'unknown';
  const verdict = against(measure.value / aim.target.value, direction, thresholds.watch, thresholds.act);
  if (!stillGrowing(indicator, period, aim)) return verdict;
  const settled = direction === 'higher-better' ? verdict === 'good' : verdict !== 'good';
  return settled ? verdict : 'unknown';
}
