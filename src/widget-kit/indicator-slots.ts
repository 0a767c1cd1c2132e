import type { Province } from '@/config/province';
import { addDays, civilDate } from '@/domain/civil';
import type { DatasetQuery } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import type { OrgUnit, UnitCode } from '@/domain/org-unit/types';
import { lastPeriods, periodOf, samePeriodLastYear } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period, PeriodKind } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Slots } from './widget';

/**
 * How far back a question about an indicator reaches: two years and the period itself (three years of quarters), so that
 * card, trend and scoreboard ask the very same question and share one request.
 */
export const LOOK_BACK: Readonly<Record<PeriodKind, number>> = {
  day: 31, week: 53, month: 25, quarter: 12, half: 5, 'nine-months': 3, year: 4,
};

/** Name of the slot that holds an indicator's own question. */
export const indicatorSlot = (indicator: Indicator): string => `${indicator.dataset}:${indicator.calendar}:${indicator.periodKind}`;
/** Slot of the same question a year earlier, for datasets that answer one period at a time. */
export const lastYearSlot = (indicator: Indicator): string => `${indicatorSlot(indicator)}:last-year`;

/**
 * The indicator's own period in view: the one of its calendar and kind that holds the last day of the scope's period,
 * or today while that period still runs. The figure carries it, so the reader sees which one it is.
 */
export function indicatorPeriod(indicator: Indicator, scope: Scope, now: Instant): Period {
  const today = civilDate(now);
  const lastDay = addDays(scope.period.end, -1);
  if (scope.period.calendar === indicator.calendar && scope.period.kind === indicator.periodKind) return scope.period;
  return periodOf(indicator.periodKind, indicator.calendar, lastDay < today ? lastDay : today);
}

/** Periods a question reaches over, ascending, ending with the one in view. */
export function indicatorPeriods(indicator: Indicator, scope: Scope, now: Instant): readonly Period[] {
  return lastPeriods(indicatorPeriod(indicator, scope, now), LOOK_BACK[indicator.periodKind]);
}

/** The unit an indicator speaks of within the scope: the scope's own, or its nearest ancestor of a level the card covers. */
export function indicatorUnit(indicator: Indicator, scope: Scope, province: Province): UnitCode {
  const tree = province.units.treeAt(scope.boundary.kind === 'on-date' ? scope.boundary.date : addDays(scope.period.end, -1));
  const own = tree.get(scope.unit);
  if (!own || indicator.levels.includes(own.level)) return scope.unit;
  return tree.ancestors(scope.unit).find((unit) => indicator.levels.includes(unit.level))?.code ?? province.unit;
}

/** The unit a code means under the scope's boundary reading: its holder on the chosen map, else as it was in the period. */
export function unitInView(code: UnitCode, scope: Scope, province: Province): OrgUnit | undefined {
  const { boundary } = scope;
  return boundary.kind === 'on-date' ? province.units.resolve(code, boundary.date) : undefined;
}

/**
 * Every code whose figures the unit's series needs under the scope's boundary reading: on a chosen map, the units that covered
 * its ground in each period. A unit that is not on that map is read as it was.
 */
export function unitsToAsk(code: UnitCode, periods: readonly Period[], scope: Scope, province: Province): readonly UnitCode[] {
  const unit = unitInView(code, scope, province);
  const parts = unit ? periods.flatMap((period) => province.units.cover(unit, addDays(period.end, -1)).units) : [];
  return [...new Set([code, ...parts.map((part) => part.code)])].sort();
}

/** Questions for one indicator, by slot. Equal for indicators of one dataset, so several share one request. */
export function indicatorSlots(indicator: Indicator, scope: Scope, province: Province, now: Instant): Slots {
  const dataset = province.datasets.get(indicator.dataset);
  if (!dataset) return {};
  const takes = new Set(dataset.parameters.map((parameter) => parameter.name));
  const periods = indicatorPeriods(indicator, scope, now);
  const period = periods.at(-1);
  const first = periods[0];
  if (!period || !first) return {};
  const unit = indicatorUnit(indicator, scope, province);
  const ask = (at: Period): DatasetQuery => ({
    dataset: dataset.id,
    params: {
      ...(takes.has('unit') ? { unit } : {}),
      ...(takes.has('units') ? { units: unitsToAsk(unit, periods, scope, province) } : {}),
      ...(takes.has('periods') ? { periods: periods.map(periodText) } : {}),
      ...(takes.has('from') ? { from: periodText(first), to: periodText(period) } : {}),
      ...(takes.has('period') ? { period: periodText(at) } : {}),
    },
  });
  const own = { [indicatorSlot(indicator)]: ask(period) };
  return takes.has('period') ? { ...own, [lastYearSlot(indicator)]: ask(samePeriodLastYear(period)) } : own;
}
