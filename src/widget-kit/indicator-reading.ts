import { civilDate } from '@/domain/civil';
import type { Cube } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import type { AggregationRule, Indicator } from '@/domain/indicator';
import { missing } from '@/domain/measure';
import type { Measure } from '@/domain/measure';
import { observation } from '@/domain/observation';
import { rebaseCube } from '@/domain/org-unit/rebase';
import { dimensionByRole } from '@/domain/cube/cube';
import { previousPeriod, samePeriod, samePeriodLastYear } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import { judge, targetFor } from '@/domain/thresholds';
import { indicatorPeriods, indicatorSlot, indicatorUnit, lastYearSlot, unitInView } from './indicator-slots';
import type { ModelInput } from './widget';

/** An indicator as every tile, map and report reads it. */
export interface IndicatorReading {
  readonly indicator: Indicator;
  /** Newest observation at or before the scope's period; it names its own period. */
  readonly figure: Figure;
  readonly previous: Figure;
  readonly lastYear: Figure;
  /**
   * The figure is a sum over a period that still runs: part of a month beside a whole one would read as a fall, so
   * neither comparison may be drawn.
   */
  readonly unfinished: boolean;
  readonly target: Figure | null;
  /** The same period read from the start of the year, where the source gives it. */
  readonly yearToDate: Figure | null;
  /** One per period, ascending; missing where there is none. */
  readonly series: readonly Figure[];
  /** Positions in `series` before which the map changed and the figure could not be carried over. */
  readonly breaks: readonly number[];
  /** Newest period that holds a number; null where none does. */
  readonly latestPeriod: Period | null;
}

type Input = Omit<ModelInput<unknown>, 'options'>;

const cubeIn = (input: Input, slot: string): Cube | null => {
  const data = input.snapshots[slot]?.data;
  return data?.kind === 'cube' ? data : null;
};

/** How a metric of the indicator's cube crosses a change of the map: by the card that names it. */
const ruleFor = (indicator: Indicator) => (metric: string): AggregationRule => {
  const rule = indicator.overUnits;
  if (rule.kind === 'ratio' && (metric === rule.numerator || metric === rule.denominator)) return { kind: 'sum' };
  return metric === indicator.metric ? rule : { kind: 'none' };
};

/** A cube without a time dimension speaks of the one period it was asked for, and of no other. */
function measureAt(indicator: Pick<Indicator, 'metric' | 'overUnits'>, cube: Cube | null, unit: string, period: Period, asked: Period | undefined): Measure {
  if (!cube) return missing('not-available');
  const timeless = dimensionByRole(cube, 'time') === undefined;
  return timeless && !(asked && samePeriod(period, asked)) ? missing('not-available') : observation(indicator, cube, { unit, period });
}

/**
 * The reading of one indicator for the scope: newest figure, the two customary comparisons, target and series.
 * Pure; expects the slots of {@link import('./indicator-slots').indicatorSlots}.
 */
export function readIndicator(indicator: Indicator, input: Input): IndicatorReading {
  const { scope, province, now } = input;
  const slot = indicatorSlot(indicator);
  const unit = indicatorUnit(indicator, scope, province);
  const periods = indicatorPeriods(indicator, scope, now);
  const reported = cubeIn(input, slot);
  const cube = reported && needsRebasing(unit, periods, input) ? rebaseCube(reported, province.units, scope.boundary, ruleFor(indicator)).cube : reported;

  const figureOf = (measure: Measure, period: Period, slots: readonly string[] = [slot]): Figure => ({
    measure, period, slots,
    unit: indicator.unit, decimals: indicator.decimals, orgUnit: unit, boundary: scope.boundary,
    indicator: indicator.id, formula: indicator.overUnits.kind === 'ratio' ? 'ratio' : null,
    attention: judge(indicator, measure, period),
  });

  const asked = periods.at(-1);
  const own = (period: Period, of: Parameters<typeof measureAt>[0] = indicator): Figure => figureOf(measureAt(of, cube, unit, period, asked), period);
  const series = periods.map((period) => own(period));
  const figure = [...series].reverse().find((entry) => entry.measure.kind === 'value') ?? series.at(-1);
  const at = figure?.period ?? asked ?? scope.period;
  const yearBefore = samePeriodLastYear(at);
  const oneAtATime = lastYearSlot(indicator) in input.snapshots;
  const lastYear = oneAtATime
    ? figureOf(measureAt(indicator, cubeIn(input, lastYearSlot(indicator)), unit, yearBefore, asked && samePeriodLastYear(asked)), yearBefore, [lastYearSlot(indicator)])
    : own(yearBefore);
  const target = targetFor(indicator, at);

  return {
    indicator,
    figure: figure ?? figureOf(missing('not-available'), at),
    previous: own(previousPeriod(at)),
    lastYear,
    unfinished: indicator.overTime.kind === 'sum' && civilDate(now) < at.end,
    target: target ? { ...figureOf({ kind: 'value', value: target.value, status: 'official' }, at, []), attention: 'unknown' } : null,
    yearToDate: indicator.yearToDateMetric && cube
      ? { ...own(at, { metric: indicator.yearToDateMetric, overUnits: { kind: 'none' } }), attention: 'unknown' }
      : null,
    series,
    breaks: breaksOf(series),
    latestPeriod: figure?.measure.kind === 'value' ? at : null,
  };
}

/** True where the map changed within the periods, or between them and the map they are read on. */
function needsRebasing(code: string, periods: readonly Period[], { scope, province }: Input): boolean {
  const first = periods[0];
  const last = periods.at(-1);
  if (!first || !last) return false;
  const { boundary } = scope;
  if (boundary.kind === 'as-reported') return province.units.changeDates.some((date) => first.start < date && date <= last.end);
  if (!unitInView(code, scope, province)) return false;
  const [from, to] = [first.start < boundary.date ? first.start : boundary.date, last.end > boundary.date ? last.end : boundary.date];
  return province.units.changeDates.some((date) => from < date && date <= to);
}

function breaksOf(series: readonly Figure[]): readonly number[] {
  const broken = (figure: Figure | undefined): boolean =>
    figure?.measure.kind === 'missing' && figure.measure.reason === 'broken-series';
  return series.flatMap((figure, index) => (index > 0 && broken(series[index - 1]) && !broken(figure) ? [index] : []));
}
