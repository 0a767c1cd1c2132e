import { civilDate, dateParts, dayOfMonth, parseLocalDate } from '@/domain/civil';
import { dayPeriod, isoWeek, monthlyPeriod, periodOf, shiftPeriod } from '@/domain/period/period';
import type { CalendarId, Period } from '@/domain/period/types';
import type { Instant, LocalDate } from '@/domain/time';
import { tableOf } from './spans';
import type { Recogniser } from './spans';
import type { Word } from './words';

type Inside = 'month' | 'quarter' | 'half' | 'nine-months' | 'week' | 'months';

/** One thing a question says of time, before all that it says is put together. */
export type PeriodAtom =
  /** Part of a year: `months` are the first so many months together. A year of its own where the words hold one. */
  | { readonly is: 'inside'; readonly kind: Inside; readonly index: number; readonly year?: number }
  | { readonly is: 'year'; readonly year: number }
  | { readonly is: 'relative'; readonly kind: 'day' | 'week' | 'month' | 'quarter' | 'year'; readonly shift: number }
  | { readonly is: 'day'; readonly day: number; readonly month: number; readonly year?: number }
  | { readonly is: 'to-date' };

const RELATIVE = tableOf<PeriodAtom>([
  [{ is: 'relative', kind: 'day', shift: 0 }, 'hom nay|ngay hom nay|today'],
  [{ is: 'relative', kind: 'day', shift: -1 }, 'hom qua|ngay hom qua|yesterday'],
  [{ is: 'relative', kind: 'week', shift: 0 }, 'tuan nay|this week'],
  [{ is: 'relative', kind: 'week', shift: -1 }, 'tuan truoc|tuan qua|tuan roi|last week'],
  [{ is: 'relative', kind: 'month', shift: 0 }, 'thang nay|this month'],
  [{ is: 'relative', kind: 'month', shift: -1 }, 'thang truoc|thang qua|thang roi|thang vua qua|thang vua roi|last month'],
  [{ is: 'relative', kind: 'quarter', shift: 0 }, 'quy nay|this quarter'],
  [{ is: 'relative', kind: 'quarter', shift: -1 }, 'quy truoc|quy qua|quy roi|quy vua qua|last quarter'],
  [{ is: 'relative', kind: 'year', shift: 0 }, 'nam nay|ca nam|this year'],
  [{ is: 'relative', kind: 'year', shift: -1 }, 'nam ngoai|nam truoc|nam qua|nam roi|nam vua qua|last year'],
  [{ is: 'inside', kind: 'half', index: 1 }, 'nua dau nam|nua nam dau|nua nam|sau thang dau nam|first half'],
  [{ is: 'inside', kind: 'half', index: 2 }, 'nua cuoi nam|nua nam cuoi|sau thang cuoi nam|second half'],
  [{ is: 'to-date' }, 'tu dau nam|tu dau nam den nay|tu dau nam toi nay|dau nam den nay|dau nam toi nay|luy ke|luy ke tu dau nam|luy ke den|luy ke den nay|luy ke tu dau nam den nay|cong don|tinh tu dau nam|year to date|ytd|so far this year'],
]);

const MONTH_WORDS = tableOf<number>([
  [1, '1|01|gieng|mot'], [2, '2|02|hai'], [3, '3|03|ba'], [4, '4|04|tu|bon'], [5, '5|05|nam'], [6, '6|06|sau'], [7, '7|07|bay'], [8, '8|08|tam'], [9, '9|09|chin'],
  [10, '10|muoi'], [11, '11|muoi mot'], [12, '12|muoi hai|chap'],
]);
const COUNT_WORDS = tableOf<number>([
  [1, '1|01'], [2, '2|02|hai'], [3, '3|03|ba'], [4, '4|04|bon'], [5, '5|05'], [6, '6|06|sau'], [7, '7|07|bay'], [8, '8|08|tam'], [9, '9|09|chin'], [10, '10|muoi'], [11, '11|muoi mot'], [12, '12|muoi hai'],
]);
const QUARTER_WORDS = tableOf<number>([[1, '1|01|i|mot|nhat'], [2, '2|02|ii|hai'], [3, '3|03|iii|ba'], [4, '4|04|iv|bon|tu']]);
const ENGLISH_MONTHS = tableOf<number>([
  [1, 'january|jan'], [2, 'february|feb'], [3, 'march'], [4, 'april|apr'], [5, 'may'], [6, 'june|jun'], [7, 'july|jul'], [8, 'august|aug'], [9, 'september|sep'], [10, 'october|oct'], [11, 'november|nov'], [12, 'december|dec'],
]);
const MONTH = new Set(['thang', 'thg', 't', 'month']);
const EACH = new Set(['mot', 'hang', 'moi', 'cac', 'tung', 'theo', 'cuoi', 'dau']);
const QUARTER = new Set(['quy', 'q', 'quarter']);
const TAILS = tableOf<'first' | 'last'>([['first', 'dau nam|dau tien cua nam|dau tien|dau'], ['last', 'cuoi nam|cuoi']]);

const number = (word: Word | undefined): number => (word && /^[0-9]{1,4}$/.test(word.text) ? Number(word.text) : NaN);
const isYear = (value: number): boolean => value >= 2000 && value <= 2099;

/** A year behind what was read: `/2025`, `năm 2025`, `2025`. How many words it takes, 0 where there is none. */
function yearBehind(words: readonly Word[], at: number): { readonly length: number; readonly year?: number } {
  const own = number(words[at]);
  if (isYear(own)) return { length: 1, year: own };
  const named = words[at]?.text === 'nam' || words[at]?.text === 'cua' ? number(words[at + 1]) : NaN;
  return isYear(named) ? { length: 2, year: named } : { length: 0 };
}

function inside(words: readonly Word[], from: number, length: number, kind: Inside, index: number) {
  const year = yearBehind(words, from + length);
  return { length: length + year.length, value: { is: 'inside', kind, index, ...(year.year === undefined ? {} : { year: year.year }) } as const };
}

/** `tháng 10`, `T10/2025`, `quý III`, `6 tháng đầu năm`, `october 2026`. */
const named: Recogniser<PeriodAtom> = (words, at) => {
  const head = words[at]?.text ?? '';
  if (MONTH.has(head)) {
    const month = MONTH_WORDS.longest(words, at + 1);
    // "Một tháng năm 2025", "hằng tháng năm 2025": no month of May.
    if (words[at + 1]?.text === 'nam' && EACH.has(words[at - 1]?.text ?? '')) return null;
    return month && inside(words, at, 1 + month.length, 'month', month.value);
  }
  if (QUARTER.has(head)) {
    const quarter = QUARTER_WORDS.longest(words, at + 1);
    return quarter && inside(words, at, 1 + quarter.length, 'quarter', quarter.value);
  }
  if (head === 'tuan' || head === 'week') {
    const week = number(words[at + 1]);
    return week >= 1 && week <= 53 ? inside(words, at, 2, 'week', week) : null;
  }
  const english = ENGLISH_MONTHS.longest(words, at);
  if (english && !(head === 'may' && !isYear(number(words[at + 1])))) return inside(words, at, 1, 'month', english.value);
  return firstMonths(words, at);
};

function firstMonths(words: readonly Word[], at: number): ReturnType<typeof named> {
  const count = COUNT_WORDS.longest(words, at);
  if (!count) return null;
  const unit = words[at + count.length]?.text;
  if (unit !== 'thang' && unit !== 'thg' && unit !== 'months') return null;
  // "PM 2,5 tháng 10": the number before belongs to something else.
  if (number(words[at + count.length + 1]) <= 12) return null;
  const tail = TAILS.longest(words, at + count.length + 1);
  const length = count.length + 1 + (tail?.length ?? 0);
  if (tail?.value === 'last') return count.value === 6 ? inside(words, at, length, 'half', 2) : null;
  const KINDS: Readonly<Record<number, readonly [Inside, number]>> = { 3: ['quarter', 1], 6: ['half', 1], 9: ['nine-months', 1] };
  const [kind, index] = KINDS[count.value] ?? (['months', count.value] as const);
  return inside(words, at, length, kind, index);
}

/** `năm 2025`, `2025`, `10/2025`, `ngày 20/11`, `20-11-2026`. A lone pair of numbers is no date: it may be a fraction. */
const written: Recogniser<PeriodAtom> = (words, at) => {
  const isDay = words[at]?.text === 'ngay';
  const start = isDay ? at + 1 : at;
  const [first, second, third] = [number(words[start]), number(words[start + 1]), number(words[start + 2])];
  const joined = (index: number): boolean => ['/', '-', '.'].includes(words[index]?.joint ?? ' ');
  if (joined(start + 1) && joined(start + 2) && isYear(third)) return { length: start - at + 3, value: { is: 'day', day: first, month: second, year: third } };
  if (isDay && joined(start + 1) && second >= 1) return { length: 3, value: { is: 'day', day: first, month: second } };
  if (isDay && MONTH.has(words[start + 1]?.text ?? '') && third >= 1) {
    const year = yearBehind(words, start + 3);
    return { length: 4 + year.length, value: { is: 'day', day: first, month: third, ...(year.year === undefined ? {} : { year: year.year }) } };
  }
  if (!isDay && first >= 1 && first <= 12 && joined(start + 1) && isYear(second)) return { length: 2, value: { is: 'inside', kind: 'month', index: first, year: second } };
  if (words[at]?.text === 'nam' && isYear(second)) return { length: 2, value: { is: 'year', year: second } };
  return isYear(first) && !isDay ? { length: 1, value: { is: 'year', year: first } } : null;
};

/** The longest that the words from `at` on say of time. */
export const periodAtom: Recogniser<PeriodAtom> = (words, at) =>
  [named(words, at), written(words, at), RELATIVE.longest(words, at)].reduce((best, found) => (found && (!best || found.length > best.length) ? found : best), null);

/** `trong tháng`: the running one, where the same words do not begin a named one ("nuôi trồng quý 3"). */
export const runningPeriod: Recogniser<PeriodAtom> = tableOf<PeriodAtom>([
  [{ is: 'relative', kind: 'day', shift: 0 }, 'trong ngay'], [{ is: 'relative', kind: 'week', shift: 0 }, 'trong tuan'], [{ is: 'relative', kind: 'month', shift: 0 }, 'trong thang'],
  [{ is: 'relative', kind: 'quarter', shift: 0 }, 'trong quy'], [{ is: 'relative', kind: 'year', shift: 0 }, 'trong nam'],
]).longest;

/** What a question says of time, put together; the calendar is left to the indicator unless the words themselves say. */
export interface SaidPeriod {
  readonly toDate: boolean;
  /** In the calendar that is given. */
  readonly period: (calendar: CalendarId) => Period | null;
}

/** Null where the atoms contradict each other: two months are no period. Undefined where they say nothing of when. */
export function joinAtoms(atoms: readonly PeriodAtom[], now: Instant): SaidPeriod | null | undefined {
  const today = civilDate(now);
  const toDate = atoms.some((atom) => atom.is === 'to-date');
  const points = distinct(atoms.filter((atom) => atom.is !== 'to-date'));
  const thisYear = dateParts(today).year;
  const yearOf = (atom: PeriodAtom): number | undefined => (atom.is === 'year' ? atom.year : atom.is === 'relative' && atom.kind === 'year' ? thisYear + atom.shift : undefined);
  const years = points.filter((atom) => yearOf(atom) !== undefined);
  const parts = points.filter((atom) => yearOf(atom) === undefined);
  if (years.length > 1 || parts.length > 1) return null;
  const [part] = parts;
  const year = years[0] && yearOf(years[0]);
  if (!part) {
    if (year !== undefined) return { toDate, period: (calendar) => (toDate && year === thisYear ? null : monthlyPeriod('year', calendar, year, 1)) };
    return toDate ? { toDate, period: () => null } : undefined;
  }
  if (part.is === 'relative') return year === undefined ? { toDate, period: (calendar) => relative(part, calendar, today) } : null;
  if (part.is === 'day') return dayOf(part, part.year ?? year, toDate, today);
  if (part.is === 'inside') {
    if (part.year !== undefined && year !== undefined && part.year !== year) return null;
    const at = part.year ?? year ?? latestYear(part.kind, part.index, today);
    return { toDate: toDate || part.kind === 'months', period: (calendar) => insideYear(part.kind, part.index, calendar, at) };
  }
  return null;
}

const distinct = (atoms: readonly PeriodAtom[]): PeriodAtom[] => [...new Map(atoms.map((atom) => [JSON.stringify(atom), atom])).values()];

const relative = ({ kind, shift }: Extract<PeriodAtom, { is: 'relative' }>, calendar: CalendarId, today: LocalDate): Period =>
  shiftPeriod(periodOf(kind, kind === 'day' || kind === 'week' ? 'calendar' : calendar, today), shift);

function dayOf({ day, month }: { readonly day: number; readonly month: number }, year: number | undefined, toDate: boolean, today: LocalDate): SaidPeriod | null {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const on = (at: number) => parseLocalDate(`${at}-${pad(month)}-${pad(day)}`);
  const own = on(year ?? dateParts(today).year);
  const date = year === undefined && own.ok && own.value > today ? on(dateParts(today).year - 1) : own;
  return date.ok ? { toDate, period: () => dayPeriod('calendar', date.value) } : null;
}

/** The newest year in which such a part of a year has begun: in November, December is last year's. */
function latestYear(kind: Inside, index: number, today: LocalDate): number {
  const { year } = dateParts(today);
  const lastMonths: Readonly<Record<Exclude<Inside, 'week'>, number>> = { month: index, months: index, quarter: index * 3 - 2, half: index * 6, 'nine-months': 9 };
  const begins = kind === 'week' ? isoWeek('calendar', year, index)?.start : dayOfMonth(year, lastMonths[kind], 1);
  return begins !== undefined && begins <= today ? year : year - 1;
}

function insideYear(kind: Inside, index: number, calendar: CalendarId, year: number): Period | null {
  if (kind === 'week') return isoWeek('calendar', year, index) ?? null;
  if (kind === 'months') return monthlyPeriod('month', 'statistical', year, index);
  return monthlyPeriod(kind, calendar, year, index);
}
