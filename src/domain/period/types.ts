import type { LocalDate } from '../time';

/**
 * Which rule cuts time into periods; chosen per report or indicator, never derived from one another.
 * - `calendar`: civil month, quarter, year.
 * - `administrative`: 15th → 14th (Nghị định 09/2019/NĐ-CP Điều 12): month m = 15/(m−1)…14/m; quarter from the 15th of the
 *   month before it; half, nine months and year from 15/12 of the year before.
 * - `statistical`: year-to-date; every period starts on 1 January and ends with its own last day.
 */
export type CalendarId = 'calendar' | 'administrative' | 'statistical';

export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'nine-months' | 'year';

/**
 * A half-open span of civil days `[start, end)` in Asia/Ho_Chi_Minh, with the code it is known by.
 * `code`: `2026-11-21` day · `2026-W47` ISO week · `2026-11` month · `2026-Q3` · `2026-H1` · `2026-9M` · `2026`.
 * Identity is calendar + code; its text form is `<calendar>:<code>`.
 */
export interface Period {
  readonly calendar: CalendarId;
  readonly kind: PeriodKind;
  readonly code: string;
  readonly year: number;
  /** 1-based position in the year (month 1–12, quarter 1–4, half 1–2, week 1–53, day 1–366); 1 for year and nine months. */
  readonly index: number;
  readonly start: LocalDate;
  /** First day after the period. */
  readonly end: LocalDate;
}
