import { err, ok, type Result } from './result';
import { DAY_MS, TIME_ZONE_OFFSET_MS, toInstant, type Instant, type LocalDate } from './time';

/*
 * Civil dates by arithmetic on the fixed +7 offset: the host's own zone is never asked, so every machine agrees.
 * Dates are handled as days since 1970-01-01, for which UTC parsing and printing of `Date` is exact.
 */

/** Days since 1970-01-01. */
const dayNumber = (date: LocalDate): number => Date.parse(date) / DAY_MS;

const fromDayNumber = (days: number): LocalDate => new Date(days * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** The civil date in Asia/Ho_Chi_Minh at a moment. */
export const civilDate = (at: Instant): LocalDate => fromDayNumber(Math.floor((at + TIME_ZONE_OFFSET_MS) / DAY_MS));

/** The moment at which a civil day begins (00:00 in Asia/Ho_Chi_Minh). */
export const startOfDay = (date: LocalDate): Instant => toInstant(Date.parse(date) - TIME_ZONE_OFFSET_MS);

/** The date `days` later (earlier where negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(dayNumber(date) + days);

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** Year, month 1–12 and day 1–31. */
export const dateParts = (date: LocalDate): { readonly year: number; readonly month: number; readonly day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/** The given day of a month; `month` may run past 1–12 and carries into the year (0 is December of the year before). */
export const dayOfMonth = (year: number, month: number, day: number): LocalDate =>
  fromDayNumber(Date.UTC(year, month - 1, day) / DAY_MS);

/** ISO day of the week: Monday 1 … Sunday 7. 1970-01-01 was a Thursday. */
export const weekday = (date: LocalDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/**
 * Reads `YYYY-MM-DD`, years 1900–2199. The error is the refused text, at most 64 characters.
 */
export function parseLocalDate(text: string): Result<LocalDate, string> {
  if (/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text)) {
    const time = Date.parse(text);
    // 30 February parses on some engines as 2 March: only a date that prints back as itself is one.
    if (!Number.isNaN(time) && fromDayNumber(time / DAY_MS) === text) return ok(text as LocalDate);
  }
  return err(text.slice(0, 64));
}

/** For constants in code and tests. Throws RangeError on anything but a real `YYYY-MM-DD`. */
export function localDate(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (!parsed.ok) throw new RangeError(`not a date: ${parsed.error}`);
  return parsed.value;
}
