import type { Province } from '@/config/province';
import { periodOf, previousPeriod, samePeriodLastYear } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import { civilDate } from '@/domain/civil';
import type { Instant } from '@/domain/time';
import type { FigureReading, Meaning } from './reading';

/** What one part of a reading may be changed to: likely first, what stands is the first of them. */
export type Choices = { readonly [part in Meaning]: readonly FigureReading[] };

const COMPARISONS: readonly FigureReading['comparison'][] = ['none', 'same-period-last-year', 'previous', 'target'];

/** Readings that differ from one in a single part. All name what the province has. */
export function choicesOf(reading: FigureReading, province: Province, now: Instant): Choices {
  const card = province.indicators.get(reading.indicator);
  const whole = province.indicators.get(reading.indicator)?.periodKind ?? reading.period.kind;
  const current = periodOf(whole, card?.calendar ?? reading.period.calendar, civilDate(now));
  const periods = distinct([reading.period, previousPeriod(reading.period), samePeriodLastYear(reading.period), current, previousPeriod(current)]);
  const levels = (card?.levels ?? []).filter((level) => level === 'department' || level === 'commune');
  return {
    indicator: [reading, ...reading.alternatives.indicators.map(({ indicator, score }) => withCard(reading, indicator, score, province))],
    unit: [reading, ...[...reading.alternatives.units, ...(reading.unit === province.unit ? [] : [province.unit])].map((unit) => ({ ...reading, unit }))],
    period: periods.map((period) => ({ ...reading, period })),
    comparison: first(reading.comparison, COMPARISONS).map((comparison) => ({ ...reading, comparison })),
    breakdown: [reading, ...[
      { ...reading, breakdown: 'none', level: null, top: null } as const,
      { ...reading, breakdown: 'time', level: null, top: null } as const,
      ...levels.map((level) => ({ ...reading, breakdown: 'units', level, top: null }) as const),
    ].filter((each) => each.breakdown !== reading.breakdown || each.level !== reading.level)],
  };
}

/** The same question of another indicator: the unit and the split stay where that one has them. */
function withCard(reading: FigureReading, indicator: string, score: number, province: Province): FigureReading {
  const card = province.indicators.get(indicator);
  const unit = province.units.all.find(({ code }) => code === reading.unit);
  const keepsUnit = unit !== undefined && card?.levels.includes(unit.level) === true;
  const keepsSplit = reading.breakdown !== 'units' || (reading.level === null ? card?.levels.some((level) => level !== 'province') : card?.levels.includes(reading.level)) === true;
  return { ...reading, indicator, score, notes: [], unit: keepsUnit ? reading.unit : province.unit, ...(keepsSplit ? {} : { breakdown: 'none', level: null, top: null }) };
}

const distinct = (periods: readonly Period[]): Period[] => [...new Map(periods.map((period) => [`${period.calendar}:${period.code}`, period])).values()];
const first = <T>(chosen: T, all: readonly T[]): T[] => [chosen, ...all.filter((each) => each !== chosen)];
