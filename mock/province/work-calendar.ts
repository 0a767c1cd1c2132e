import { dayOf, dayOfMonth, partsOf } from '../clock';

/*
 * Working days of state offices: Monday to Friday without public holidays. Lunar dates come from a table; the days off around
 * them are the usual span, not each year's decision.
 */

/** First day of the lunar year. */
const LUNAR_NEW_YEAR: Readonly<Record<number, string>> = {
  2023: '2023-01-22', 2024: '2024-02-10', 2025: '2025-01-29', 2026: '2026-02-17', 2027: '2027-02-06', 2028: '2028-01-26',
  2029: '2029-02-13', 2030: '2030-02-03', 2031: '2031-01-23', 2032: '2032-02-11', 2033: '2033-01-31', 2034: '2034-02-19',
};
/** Giỗ Tổ Hùng Vương, 10th of the third lunar month. */
const HUNG_KINGS: Readonly<Record<number, string>> = {
  2023: '2023-04-29', 2024: '2024-04-18', 2025: '2025-04-07', 2026: '2026-04-26', 2027: '2027-04-16', 2028: '2028-04-04',
  2029: '2029-04-23', 2030: '2030-04-12', 2031: '2031-04-01', 2032: '2032-04-19', 2033: '2033-04-09', 2034: '2034-04-28',
};

function holidaysOf(year: number): number[] {
  const days = [dayOfMonth(year, 1, 1), dayOfMonth(year, 4, 30), dayOfMonth(year, 5, 1), dayOfMonth(year, 9, 1), dayOfMonth(year, 9, 2)];
  const newYear = LUNAR_NEW_YEAR[year];
  if (newYear) for (let offset = -3; offset <= 4; offset++) days.push(dayOf(newYear) + offset);
  const kings = HUNG_KINGS[year];
  if (kings) {
    const { weekday } = partsOf(dayOf(kings));
    // A holiday on a weekend is given back on the next Monday.
    days.push(dayOf(kings) + (weekday === 6 ? 2 : weekday === 7 ? 1 : 0));
  }
  return days;
}

export interface WorkCalendar {
  readonly firstDay: number;
  readonly lastDay: number;
  isWorking(day: number): boolean;
  isHoliday(day: number): boolean;
  /** Days since or until the lunar new year nearest to the day; negative before it. */
  daysFromNewYear(day: number): number;
  /** The `count`-th working day after `day`; with 0, `day` itself if it works, else the next that does. */
  workingDayAfter(day: number, count: number): number;
  /** Working days in `(from, to]`; 0 where `to` is not later. */
  workingDaysBetween(from: number, to: number): number;
}

/** Working days between two days, both included; a year of slack is added at the end for terms that run past it. */
export function createWorkCalendar(firstDay: number, lastDay: number): WorkCalendar {
  const end = lastDay + 400;
  const holidays = new Set<number>();
  for (let { year } = partsOf(firstDay); year <= partsOf(end).year; year++) for (const day of holidaysOf(year)) holidays.add(day);
  const working: number[] = [];
  /** Per day: how many working days lie before it. */
  const before = new Int32Array(end - firstDay + 2);
  const isWorking = (day: number): boolean => partsOf(day).weekday <= 5 && !holidays.has(day);
  for (let day = firstDay; day <= end; day++) {
    before[day - firstDay] = working.length;
    if (isWorking(day)) working.push(day);
  }
  before[end - firstDay + 1] = working.length;
  const newYears = Object.values(LUNAR_NEW_YEAR).map(dayOf);
  const countBefore = (day: number): number => before[Math.min(Math.max(day - firstDay, 0), before.length - 1)] ?? 0;
  return {
    firstDay, lastDay: end,
    isWorking,
    isHoliday: (day) => holidays.has(day),
    daysFromNewYear: (day) => newYears.reduce((nearest, at) => (Math.abs(day - at) < Math.abs(nearest) ? day - at : nearest), 400),
    workingDayAfter: (day, count) => {
      const at = count === 0 ? countBefore(day) : countBefore(day + 1) + count - 1;
      return working[Math.min(at, working.length - 1)] ?? day;
    },
    workingDaysBetween: (from, to) => Math.max(0, countBefore(to + 1) - countBefore(from + 1)),
  };
}
