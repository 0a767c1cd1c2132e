import type { Figure } from '@/domain/figure';
import type { Direction } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import type { Text } from '@/domain/text';
import { readIndicator } from '@/widget-kit/indicator-reading';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { ScoreboardOptions } from './options';

export interface ScoreboardModel extends ViewModelBase {
  readonly rows: readonly ScoreboardRow[];
  /** Ids the pack does not know. */
  readonly unknown: readonly string[];
}

export interface ScoreboardRow {
  readonly id: string;
  readonly name: Text;
  readonly shortName: Text;
  readonly figure: Figure;
  readonly target: Figure | null;
  /** Value as a share of target, 1 = on target; null where that has no sense. */
  readonly progress: number | null;
  readonly lastYear: Figure;
  readonly yearToDate: Figure | null;
  /** The period still runs: its sum is not compared with a whole one. */
  readonly unfinished: boolean;
  readonly change: 'relative' | 'difference';
  readonly direction: Direction;
}

/** Every indicator asked for, each at its own newest period. */
export function model(input: ModelInput<ScoreboardOptions>): ScoreboardModel {
  const { options, province, snapshots } = input;
  const known = options.indicators.flatMap((id) => province.indicators.get(id) ?? []);
  const readings = known.map((indicator) => readIndicator(indicator, input));
  const answered = Object.values(snapshots);
  const newest = readings.flatMap((reading) => reading.latestPeriod ?? []).sort((a, b) => (a.end < b.end ? 1 : -1))[0];
  return {
    empty: answered.length > 0 && answered.every((snapshot) => snapshot.state === 'empty'),
    // Rows carry their own marks; an edge round the whole board would always be lit.
    attention: 'unknown',
    ...(newest ? { latestPeriod: newest } : {}),
    rows: readings.map((reading) => ({
      id: reading.indicator.id,
      name: reading.indicator.name,
      shortName: reading.indicator.shortName,
      figure: reading.figure,
      target: reading.target,
      progress: progressOf(valueOf(reading.figure.measure), valueOf(reading.target?.measure), reading.indicator.direction),
      lastYear: reading.lastYear,
      unfinished: reading.unfinished,
      yearToDate: reading.yearToDate,
      change: reading.indicator.change,
      direction: reading.indicator.direction,
    })),
    unknown: options.indicators.filter((id) => !province.indicators.has(id)),
  };
}

function progressOf(value: number | null, target: number | null, direction: Direction): number | null {
  if (value === null || target === null || target <= 0 || value < 0 || direction !== 'higher-better') return null;
  return value / target;
}
