import type { Figure } from '@/domain/figure';
import type { Direction } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import type { Text } from '@/domain/text';
import { readIndicator } from '@/widget-kit/indicator-reading';
import { indicatorSlot } from '@/widget-kit/indicator-slots';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { IndicatorCardOptions } from './options';

export interface IndicatorCardModel extends ViewModelBase {
  /** Null when the pack has no such card: the view says which one is missing. */
  readonly reading: CardReading | null;
  readonly missingIndicator: string | null;
}

export interface CardReading {
  readonly name: Text;
  readonly figure: Figure;
  readonly target: Figure | null;
  readonly base: Figure | null;
  /** No comparison is drawn because the period still runs and its sum is not whole. */
  readonly unfinished: boolean;
  readonly against: 'last-year' | 'previous';
  readonly change: 'relative' | 'difference';
  readonly direction: Direction;
  /** Newest last; null where missing. Empty when no trend is wanted. */
  readonly trend: readonly (number | null)[];
  /** Scale of the bar: value and target as shares of `max`. Null where a bar would mislead (negative values, ranks, no target). */
  readonly bar: { readonly value: number; readonly target: number; readonly max: number } | null;
  /** True when the figure speaks of a wider unit than the scope asks. */
  readonly wider: boolean;
}

/** Shown of a trend: a year and its own last year's period. */
const TREND_LENGTH = 13;

/** The card of one indicator for the scope. */
export function model(input: ModelInput<IndicatorCardOptions>): IndicatorCardModel {
  const { options, province, scope, snapshots } = input;
  const indicator = province.indicators.get(options.indicator);
  if (!indicator) return { empty: false, attention: 'unknown', reading: null, missingIndicator: options.indicator };

  const reading = readIndicator(indicator, input);
  const { figure, target } = reading;
  const values = reading.series.map((one) => valueOf(one.measure));
  const last = values.findLastIndex((value) => value !== null);
  const standing = figure.measure.kind === 'value' ? figure.measure.status : undefined;
  return {
    empty: snapshots[indicatorSlot(indicator)]?.state === 'empty',
    attention: figure.attention,
    ...(standing ? { standing } : {}),
    ...(reading.latestPeriod ? { latestPeriod: reading.latestPeriod } : {}),
    missingIndicator: null,
    reading: {
      name: indicator.name,
      figure,
      target,
      unfinished: reading.unfinished && options.compare !== 'none',
      base: options.compare === 'none' || reading.unfinished ? null : options.compare === 'previous' ? reading.previous : reading.lastYear,
      against: options.compare === 'previous' ? 'previous' : 'last-year',
      change: indicator.change,
      direction: indicator.direction,
      trend: options.showTrend ? trendOf(values.slice(Math.max(0, last + 1 - TREND_LENGTH), last + 1)) : [],
      bar: indicator.unit === 'rank' || indicator.direction === 'target-band' ? null : barOf(valueOf(figure.measure), valueOf(target?.measure)),
      wider: figure.orgUnit !== scope.unit,
    },
  };
}

/** Fewer than three numbers are no trend. */
const trendOf = (values: readonly (number | null)[]): readonly (number | null)[] =>
  values.filter((value) => value !== null).length < 3 ? [] : values;

function barOf(value: number | null, target: number | null): CardReading['bar'] {
  if (value === null || target === null || value < 0 || target <= 0) return null;
  return { value, target, max: Math.max(target * 1.05, value) };
}
