import { parseLocalDate } from '../civil';
import { err, ok, type Result } from '../result';
import { dayPeriod, isoWeek, monthlyPeriod } from './period';
import type { CalendarId, Period } from './types';

const CALENDARS: readonly string[] = ['calendar', 'administrative', 'statistical'] satisfies CalendarId[];
const isCalendar = (text: string): text is CalendarId => CALENDARS.includes(text);

/** The text form that URLs, cubes and sources carry: `administrative:2026-11`. */
export const periodText = (period: Period): string => `${period.calendar}:${period.code}`;

/** Reads a code alone, in a calendar already known; undefined where it is none. Years 1900–2199. */
export function periodFromCode(calendar: CalendarId, code: string): Period | undefined {
  const matched = /^((?:19|20|21)\d\d)(?:-(?:(\d\d)|Q([1-4])|H([12])|(9M)|W(\d\d)|(\d\d-\d\d)))?$/.exec(code);
  if (!matched) return undefined;
  const year = Number(matched[1]);
  const [, , month, quarter, half, nineMonths, week, monthDay] = matched;
  if (month) return /^(0[1-9]|1[0-2])$/.test(month) ? monthlyPeriod('month', calendar, year, Number(month)) : undefined;
  if (quarter) return monthlyPeriod('quarter', calendar, year, Number(quarter));
  if (half) return monthlyPeriod('half', calendar, year, Number(half));
  if (nineMonths) return monthlyPeriod('nine-months', calendar, year, 1);
  if (week) return isoWeek(calendar, year, Number(week));
  if (monthDay) {
    const date = parseLocalDate(code);
    return date.ok ? dayPeriod(calendar, date.value) : undefined;
  }
  return monthlyPeriod('year', calendar, year, 1);
}

/** Reads a text form. The error is the refused text, at most 64 characters. */
export function parsePeriod(text: string): Result<Period, string> {
  const colon = text.indexOf(':');
  const calendar = text.slice(0, colon);
  const period = isCalendar(calendar) ? periodFromCode(calendar, text.slice(colon + 1)) : undefined;
  return period ? ok(period) : err(text.slice(0, 64));
}

/** For constants in code and tests. Throws RangeError on anything but a text form. */
export function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (!parsed.ok) throw new RangeError(`not a period: ${parsed.error}`);
  return parsed.value;
}
