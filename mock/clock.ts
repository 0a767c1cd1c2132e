import { DAY_MS, TIME_ZONE_OFFSET_MS } from '@/domain/time';

/*
 * Civil time as plain integers, for typed arrays: a day is days since 1970-01-01 in Asia/Ho_Chi_Minh, a minute is minutes
 * since that day's first midnight there.
 */

export const MINUTES_A_DAY = 1440;

/** The civil day at a moment (epoch ms). */
export const dayAt = (now: number): number => Math.floor((now + TIME_ZONE_OFFSET_MS) / DAY_MS);
/** The civil minute at a moment. */
export const minuteAt = (now: number): number => Math.floor((now + TIME_ZONE_OFFSET_MS) / 60_000);
/** Epoch ms at which a civil day begins. */
export const startOf = (day: number): number => day * DAY_MS - TIME_ZONE_OFFSET_MS;
/** Epoch ms of a civil minute. */
export const instantOf = (minute: number): number => minute * 60_000 - TIME_ZONE_OFFSET_MS;

/** `YYYY-MM-DD` of a day. */
export const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Reads `YYYY-MM-DD`; undefined where it is none. */
export function parseDay(text: string | null | undefined): number | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time / DAY_MS;
}

/** For constants. Throws RangeError on anything but a date. */
export function dayOf(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`not a date: ${text}`);
  return day;
}

/** Year, month 1–12, day of month and weekday (Monday 1 … Sunday 7) of a day. */
export function partsOf(day: number): { readonly year: number; readonly month: number; readonly date: number; readonly weekday: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), weekday: ((((day + 3) % 7) + 7) % 7) + 1 };
}

/** Day of a year, month (may run past 1–12) and date. */
export const dayOfMonth = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY_MS;

/** As Vietnamese systems print a moment: `2026-11-21T08:42:00+07:00`. */
export const zonedText = (at: number): string => `${new Date(at + TIME_ZONE_OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
