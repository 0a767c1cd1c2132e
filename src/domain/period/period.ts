import { addDays, dateParts, dayOfMonth, daysBetween, startOfDay, weekday } from '../civil';
import type { Instant, LocalDate } from '../time';
import type { CalendarId, Period, PeriodKind } from './types';

/** Kinds cut along months, with their length; the rest are days and weeks. */
const MONTHS = { month: 1, quarter: 3, half: 6, 'nine-months': 9, year: 12 } as const;
type MonthlyKind = keyof typeof MONTHS;
const isMonthly = (kind: PeriodKind): kind is MonthlyKind => kind in MONTHS;

const pad = (value: number): string => String(value).padStart(2, '0');

const CODE: Record<MonthlyKind, (year: number, index: number) => string> = {
  month: (year, index) => `${year}-${pad(index)}`,
  quarter: (year, index) => `${year}-Q${index}`,
  half: (year, index) => `${year}-H${index}`,
  'nine-months': (year) => `${year}-9M`,
  year: (year) => String(year),
};

/** How many periods of a monthly kind a year has; nine months come once. */
export const periodsInYear = (kind: MonthlyKind): number => Math.floor(12 / MONTHS[kind]);

/**
 * The period of a monthly kind by position. `index` may run outside the year and carries into it (quarter 0 of 2026 is quarter 4 of 2025).
 * Administrative spans follow Nghị định 09/2019/NĐ-CP Điều 12: from the 15th of the month before its first month to the 14th of its last.
 */
export function monthlyPeriod(kind: MonthlyKind, calendar: CalendarId, atYear: number, atIndex: number): Period {
  const perYear = periodsInYear(kind);
  const year = atYear + Math.floor((atIndex - 1) / perYear);
  const index = ((((atIndex - 1) % perYear) + perYear) % perYear) + 1;
  const last = index * MONTHS[kind];
  const first = last - MONTHS[kind] + 1;
  const administrative = calendar === 'administrative';
  const start = administrative ? dayOfMonth(year, first - 1, 15) : dayOfMonth(year, calendar === 'statistical' ? 1 : first, 1);
  const end = administrative ? dayOfMonth(year, last, 15) : dayOfMonth(year, last + 1, 1);
  return { calendar, kind, code: CODE[kind](year, index), year, index, start, end };
}

/** A single day; the statistical one runs from 1 January through that day. */
export function dayPeriod(calendar: CalendarId, date: LocalDate): Period {
  const { year } = dateParts(date);
  const newYear = dayOfMonth(year, 1, 1);
  const index = daysBetween(newYear, date) + 1;
  return { calendar, kind: 'day', code: date, year, index, start: calendar === 'statistical' ? newYear : date, end: addDays(date, 1) };
}

/** The ISO week (Monday to Sunday, named by its Thursday's year) around a date; the statistical one starts on 1 January of that year. */
export function weekPeriod(calendar: CalendarId, date: LocalDate): Period {
  const monday = addDays(date, 1 - weekday(date));
  const thursday = addDays(monday, 3);
  const { year } = dateParts(thursday);
  const newYear = dayOfMonth(year, 1, 1);
  const index = Math.floor(daysBetween(newYear, thursday) / 7) + 1;
  const start = calendar === 'statistical' ? newYear : monday;
  return { calendar, kind: 'week', code: `${year}-W${pad(index)}`, year, index, start, end: addDays(monday, 7) };
}

/**
 * The period of a kind that contains a date, by the calendar's own cut: 2026-11-20 lies in administrative month 12 of 2026.
 * A statistical period is the one whose last month (quarter, …) holds the date. Nine months: those of the year that holds the date,
 * which a date in the last three months has already left behind.
 */
export function periodOf(kind: PeriodKind, calendar: CalendarId, date: LocalDate): Period {
  if (!isMonthly(kind)) return kind === 'day' ? dayPeriod(calendar, date) : weekPeriod(calendar, date);
  const parts = dateParts(date);
  const monthsOn = calendar === 'administrative' && parts.day >= 15 ? 1 : 0;
  const months = parts.year * 12 + parts.month - 1 + monthsOn;
  const year = Math.floor(months / 12);
  return monthlyPeriod(kind, calendar, year, kind === 'nine-months' ? 1 : Math.floor((months % 12) / MONTHS[kind]) + 1);
}

/** The last civil day inside a period. */
export const lastDay = (period: Period): LocalDate => addDays(period.end, -1);

/** The period `count` places later (earlier where negative), of the same kind and calendar. */
export function shiftPeriod(period: Period, count: number): Period {
  if (isMonthly(period.kind)) return monthlyPeriod(period.kind, period.calendar, period.year, period.index + count);
  // A statistical span starts on 1 January, so days and weeks are counted from the end, which all calendars share.
  return period.kind === 'day'
    ? dayPeriod(period.calendar, addDays(lastDay(period), count))
    : weekPeriod(period.calendar, addDays(lastDay(period), 7 * count));
}

/** The period just before, of the same kind and calendar. */
export const previousPeriod = (period: Period): Period => shiftPeriod(period, -1);

/** The same place one year earlier: 29 February falls back to the 28th, week 53 to week 52 where that year has no 53rd. */
export function samePeriodLastYear(period: Period): Period {
  const { calendar, kind, index } = period;
  const year = period.year - 1;
  if (isMonthly(kind)) return monthlyPeriod(kind, calendar, year, index);
  if (kind === 'day') {
    const { month, day } = dateParts(lastDay(period));
    const sameDay = month === 2 && day === 29 ? 28 : day;
    return dayPeriod(calendar, dayOfMonth(year, month, sameDay));
  }
  return isoWeek(calendar, year, index) ?? weekPeriod(calendar, dayOfMonth(year, 12, 28));
}

/** ISO week by number; undefined where the year has no such week. */
export function isoWeek(calendar: CalendarId, year: number, week: number): Period | undefined {
  // 4 January is always in week 1.
  const found = weekPeriod(calendar, addDays(dayOfMonth(year, 1, 4), 7 * (week - 1)));
  return found.year === year && found.index === week ? found : undefined;
}

/** `count` consecutive periods, ascending, ending with `period`; empty where `count` < 1. */
export const lastPeriods = (period: Period, count: number): Period[] =>
  Array.from({ length: Math.max(0, count) }, (_, position) => shiftPeriod(period, position - count + 1));

/**
 * All periods from `from` to `to`, both included, ascending; empty where `to` is earlier.
 * Throws TypeError where the two differ in kind or calendar: one is never derived from the other.
 */
export function periodRange(from: Period, to: Period): Period[] {
  if (from.kind !== to.kind || from.calendar !== to.calendar) {
    throw new TypeError(`a range needs one kind and calendar: ${from.calendar} ${from.kind}, ${to.calendar} ${to.kind}`);
  }
  const range: Period[] = [];
  for (let period = from; period.end <= to.end; period = shiftPeriod(period, 1)) range.push(period);
  return range;
}

/** Whether a civil day lies in the half-open span. */
export const periodContains = (period: Period, date: LocalDate): boolean => period.start <= date && date < period.end;

/** The first moment of a period. */
export const periodStart = (period: Period): Instant => startOfDay(period.start);

/** The first moment after a period. */
export const periodEnd = (period: Period): Instant => startOfDay(period.end);

/** By time: earlier end first, then earlier start. For sorting. */
export const comparePeriods = (a: Period, b: Period): number =>
  a.end === b.end ? (a.start < b.start ? -1 : a.start > b.start ? 1 : 0) : a.end < b.end ? -1 : 1;

/** Whether two values name the same period. */
export const samePeriod = (a: Period, b: Period): boolean => a.calendar === b.calendar && a.code === b.code;
