import { addDays, civilDate } from '@/domain/civil';
import { periodOf, shiftPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import { BOOKS, type Book } from './books';
import { REGISTERS, type RegistersOptions } from './options';

/** Months a trend reaches back, so that last year's same month is among them. */
const BACK = 13;

/** The calendar month that holds the last day of the page's period, or today while it runs. */
export function monthInView(scope: Scope, now: Instant): Period {
  const today = civilDate(now);
  const last = addDays(scope.period.end, -1);
  return periodOf('month', 'calendar', last < today ? last : today);
}

export const monthsSlot = (book: Book): string => `${book.id}:months`;

/** Each register is asked for its newest figures in the page's period, and for the province month by month. */
export function datasets({ options, scope, now }: DatasetsInput<RegistersOptions>): Slots {
  const to = monthInView(scope, now);
  const span = { from: periodText(shiftPeriod(to, -BACK)), to: periodText(to) };
  const books = options.view === 'overview' ? REGISTERS.map((id) => BOOKS[id]) : [BOOKS[options.register]];
  const own = books.map((book) => [book.id, { dataset: book.dataset, params: { period: periodText(scope.period) } }] as const);
  const months = books.flatMap((book) => (book.months === null || options.view === 'units' ? [] : [[monthsSlot(book), { dataset: book.months, params: span }] as const]));
  return Object.fromEntries([...own, ...months]);
}
