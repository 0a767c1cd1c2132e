import { addDays } from '@/domain/civil';
import type { Figure } from '@/domain/figure';
import type { Direction, Indicator } from '@/domain/indicator';
import type { UnitRegistry } from '@/domain/org-unit/types';
import type { Period, PeriodKind } from '@/domain/period/types';
import { periodText } from '@/domain/period/text';
import type { Text } from '@/domain/text';
import { targetFor } from '@/domain/thresholds';
import type { LocalDate } from '@/domain/time';
import { readIndicator } from '@/widget-kit/indicator-reading';
import type { IndicatorReading } from '@/widget-kit/indicator-reading';
import { indicatorSlot } from '@/widget-kit/indicator-slots';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { IndicatorTrendOptions } from './options';

export interface IndicatorTrendModel extends ViewModelBase {
  /** Null when the pack has no such card. */
  readonly trend: Trend | null;
  readonly missingIndicator: string | null;
}

export interface Trend {
  readonly name: Text;
  readonly change: Indicator['change'];
  readonly direction: Direction;
  /** A rank: smaller stands on top. */
  readonly reversed: boolean;
  /** Newest figure, and the one a year before it. */
  readonly figure: Figure;
  readonly base: Figure | null;
  /** One row per period, ascending. */
  readonly rows: readonly TrendRow[];
  readonly breaks: readonly TrendBreak[];
  /** The newest figure sums a period that still runs: it is compared with nothing whole. */
  readonly unfinished: boolean;
  /** The source answers one period at a time: there is a figure, but no series to draw. */
  readonly single: boolean;
  /** The figure speaks of a wider unit than the scope asks. */
  readonly wider: boolean;
}
export interface TrendRow {
  readonly period: Period;
  readonly current: Figure;
  /** Absent where no comparison is wanted or the question does not reach back that far. */
  readonly previous?: Figure;
  readonly target?: Figure;
}
/** The series does not join before position `before`: the map changed on `date`. */
export interface TrendBreak {
  readonly before: number;
  readonly date: LocalDate;
}

const WINDOW: Readonly<Record<PeriodKind, number>> = { day: 31, week: 27, month: 13, quarter: 8, half: 5, 'nine-months': 3, year: 4 };
/** Places back to the same period of the year before; only where a year is more than the neighbour itself. */
const YEAR_BACK: { readonly [kind in PeriodKind]?: number } = { month: 12, quarter: 4, half: 2 };

/** The indicator's series for the scope, cut to its newest periods, beside itself a year before and its target. */
export function model(input: ModelInput<IndicatorTrendOptions>): IndicatorTrendModel {
  const { options, province, scope, snapshots } = input;
  const indicator = province.indicators.get(options.indicator);
  if (!indicator) return { empty: false, attention: 'unknown', trend: null, missingIndicator: options.indicator };

  const reading = readIndicator(indicator, input);
  const takes = province.datasets.get(indicator.dataset)?.parameters.map((parameter) => parameter.name) ?? [];
  const single = takes.includes('period');
  const last = reading.series.findLastIndex((figure) => figure.measure.kind === 'value');
  const end = last < 0 ? reading.series.length : last + 1;
  const back = options.compare === 'last-year' ? YEAR_BACK[indicator.periodKind] : undefined;
  const start = single ? end - 1 : Math.max(0, end - (options.periods ?? WINDOW[indicator.periodKind]));
  const rows = reading.series.slice(start, end).map((current, index) => rowOf(reading, start + index, current, back, single, options.showTarget));
  const standing = reading.figure.measure.kind === 'value' ? reading.figure.measure.status : undefined;
  return {
    empty: snapshots[indicatorSlot(indicator)]?.state === 'empty',
    attention: reading.figure.attention,
    ...(standing ? { standing } : {}),
    ...(reading.latestPeriod ? { latestPeriod: reading.latestPeriod } : {}),
    missingIndicator: null,
    trend: {
      name: indicator.name,
      change: indicator.change,
      direction: indicator.direction,
      reversed: indicator.unit === 'rank',
      figure: reading.figure,
      base: back === undefined || reading.unfinished ? null : reading.lastYear,
      unfinished: reading.unfinished,
      rows,
      breaks: single ? [] : breaksOf(rows, reading, start, province.units, scope.boundary.kind === 'as-reported'),
      single,
      wider: reading.figure.orgUnit !== scope.unit,
    },
  };
}

function rowOf(reading: IndicatorReading, at: number, current: Figure, back: number | undefined, single: boolean, showTarget: boolean): TrendRow {
  const period = current.period ?? reading.figure.period;
  if (!period) throw new Error('a series has a period at every place');
  const previous = single ? (back === undefined ? undefined : reading.lastYear) : reading.series[at - (back ?? Infinity)];
  const target = showTarget ? targetOf(reading.indicator, current, period) : undefined;
  return { period, current, ...(previous ? { previous } : {}), ...(target ? { target } : {}) };
}

/** A plan of the year is no measure for the sum of one month: there only a target of that very period counts. */
function targetOf(indicator: Indicator, current: Figure, period: Period): Figure | undefined {
  const target = targetFor(indicator, period);
  if (!target || (indicator.overTime.kind === 'sum' && target.period !== periodText(period))) return undefined;
  return { ...current, measure: { kind: 'value', value: target.value, status: 'official' }, slots: [], formula: null, attention: 'unknown' };
}

/**
 * Re-based: where the series could not be carried over. As reported: wherever the code passed to another ground, since then the
 * line would join two different units.
 */
function breaksOf(rows: readonly TrendRow[], reading: IndicatorReading, start: number, units: UnitRegistry, asReported: boolean): readonly TrendBreak[] {
  const dayOf = (row: TrendRow): LocalDate => addDays(row.period.end, -1);
  return rows.flatMap((row, before): TrendBreak[] => {
    const earlier = rows[before - 1];
    if (!earlier) return [];
    const date = units.changeDates.find((change) => dayOf(earlier) < change && change <= dayOf(row));
    if (!date) return [];
    const unit = reading.figure.orgUnit;
    const passed = asReported && units.resolve(unit, dayOf(earlier)) !== units.resolve(unit, dayOf(row));
    return passed || reading.breaks.includes(start + before) ? [{ before, date }] : [];
  });
}
