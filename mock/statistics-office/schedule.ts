import { dayOfMonth, partsOf, dayAt, startOf } from '../clock';

/** Standing of an observation; the office marks estimates `e` and provisional figures `p`. */
export type Vintage = 'e' | 'p' | '';

export type Frequency = 'month' | 'quarter' | 'year';

/** One period of a table: the office's code and name for it, its standing, and the day it came out. */
export interface Issue {
  readonly code: string;
  readonly label: string;
  readonly year: number;
  /** Month 1–12, quarter 1–4, or 1. */
  readonly index: number;
  readonly vintage: Vintage;
  readonly publishedDay: number;
}

/** Figures of a period come out on the 6th of the month after it. */
const PUBLISHED_ON = 6;
const HOUR_MS = 3_600_000;
/** Whole years before the present one that every table holds. */
const YEARS_KEPT = 3;

const MONTHS: Readonly<Record<Frequency, number>> = { month: 1, quarter: 3, year: 12 };
const ROMAN = ['I', 'II', 'III', 'IV'];

const publishedDay = (frequency: Frequency, year: number, index: number): number => dayOfMonth(year, index * MONTHS[frequency] + 1, PUBLISHED_ON);

const codeOf = (frequency: Frequency, year: number, index: number): string =>
  frequency === 'month' ? `${year}M${String(index).padStart(2, '0')}` : frequency === 'quarter' ? `${year}Q${index}` : String(year);

const labelOf = (frequency: Frequency, year: number, index: number): string =>
  frequency === 'month' ? `Tháng ${index}/${year}` : frequency === 'quarter' ? `Quý ${ROMAN[index - 1] ?? ''}/${year}` : `Năm ${year}`;

/**
 * Everything published by a moment, oldest first. The newest figures of a frequency are estimates, those before them provisional,
 * older ones official; annual figures are provisional through the year after they came out.
 */
export function issuesAt(frequency: Frequency, now: number): Issue[] {
  const today = dayAt(now);
  // Nothing is published before working hours begin.
  const lastDay = now - startOf(today) >= 8 * HOUR_MS ? today : today - 1;
  const issues: Issue[] = [];
  for (let year = partsOf(today).year - YEARS_KEPT; year <= partsOf(today).year; year++) {
    for (let index = 1; index <= 12 / MONTHS[frequency]; index++) {
      const day = publishedDay(frequency, year, index);
      if (day > lastDay) continue;
      issues.push({ code: codeOf(frequency, year, index), label: labelOf(frequency, year, index), year, index, vintage: '', publishedDay: day });
    }
  }
  const count = issues.length;
  return issues.map((issue, at) => ({ ...issue, vintage: at === count - 1 ? 'e' : at === count - 2 ? 'p' : '' }));
}

/** When a table last changed: 08:00 on the day its newest figures came out, epoch ms. */
export const updatedAt = (issues: readonly Issue[]): number => startOf(issues.at(-1)?.publishedDay ?? 0) + 8 * HOUR_MS;
