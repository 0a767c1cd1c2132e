import { Cron } from 'croner';
import * as z from 'zod/mini';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import { err, ok, type Result } from '@/domain/result';
import { TIME_ZONE } from '@/domain/time';

/** Periods after whose end something may fire: a day has its own rule. */
export const ENDING_KINDS = ['week', 'month', 'quarter', 'half', 'nine-months', 'year'] as const satisfies readonly PeriodKind[];
export type EndingKind = (typeof ENDING_KINDS)[number];

/**
 * When a schedule fires, always by the clock of Vietnam. `at`: "07:30". `on`: ISO days of the week. `day`: of a month; a month that is
 * shorter fires on its last. `period`: on the n-th working day after a period of this calendar ended.
 */
export type FiringRule =
  | { readonly every: 'day'; readonly at: string }
  | { readonly every: 'week'; readonly on: readonly number[]; readonly at: string }
  | { readonly every: 'month'; readonly day: number; readonly at: string }
  | { readonly every: 'period'; readonly kind: EndingKind; readonly calendar: CalendarId; readonly workingDays: number; readonly at: string }
  | { readonly every: 'cron'; readonly text: string };

/** Whether a moment that falls on a day off waits for the next working day. */
export const DAY_RULES = ['any', 'next-working'] as const;
export type DayRule = (typeof DAY_RULES)[number];

export interface FiringPlan {
  readonly rule: FiringRule;
  readonly dayRule: DayRule;
}

/** A week is over before its successor's working days are: a later day would fire for another one. */
export const MOST_WORKING_DAYS: Readonly<Record<EndingKind, number>> = { week: 5, month: 10, quarter: 20, half: 20, 'nine-months': 20, year: 20 };

export const AT = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const at = z.string().check(z.regex(AT));
const whole = (from: number, to: number) => z.int().check(z.gte(from), z.lte(to));
const form = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at }),
  z.strictObject({ every: z.literal('week'), on: z.array(whole(1, 7)).check(z.minLength(1), z.maxLength(7)), at }),
  z.strictObject({ every: z.literal('month'), day: whole(1, 31), at }),
  z.strictObject({ every: z.literal('period'), kind: z.enum(ENDING_KINDS), calendar: z.enum(['calendar', 'administrative', 'statistical']), workingDays: whole(1, 20), at }),
  z.strictObject({ every: z.literal('cron'), text: z.string().check(z.maxLength(100)) }),
]);

/** Why a rule cannot be used: it has another form, its cron text is none, would fire more than once an hour, or never. */
export type RuleFault = 'form' | 'cron' | 'too-often' | 'never';

/** Reads a rule that nobody has checked. Days of a week come sorted, each once. */
export function readRule(raw: unknown): Result<FiringRule, RuleFault> {
  const read = form.safeParse(raw);
  if (!read.success) return err('form');
  const rule = read.data;
  if (rule.every === 'period' && rule.workingDays > MOST_WORKING_DAYS[rule.kind]) return err('form');
  if (rule.every === 'week') return ok({ ...rule, on: [...new Set(rule.on)].sort((a, b) => a - b) });
  if (rule.every !== 'cron') return ok(rule);
  const text = rule.text.trim().replace(/\s+/g, ' ');
  const fault = cronFault(text);
  return fault === null ? ok({ ...rule, text }) : err(fault);
}

/** A report asks every source: one number stands where the minute does, so that nothing fires more than once an hour. */
const ONE_MINUTE = /^\d{1,2} /;
const FIVE_FIELDS = /^[\d*,/-]+(?: [\d*,/-]+){4}$/;

export function cronFault(text: string): Extract<RuleFault, 'cron' | 'too-often' | 'never'> | null {
  const cron = FIVE_FIELDS.test(text) ? cronOf(text) : null;
  if (cron === null) return 'cron';
  if (!ONE_MINUTE.test(text)) return 'too-often';
  return cron.nextRun(new Date(0)) === null ? 'never' : null;
}

/** Null where the text is no cron. Nothing is started: it only tells moments. */
export function cronOf(text: string): Cron | null {
  try {
    return new Cron(text, { timezone: TIME_ZONE, mode: '5-part' });
  } catch {
    return null;
  }
}
