import * as z from 'zod/mini';
import { DAY_RULES, readRule, type FiringRule } from './firing-rule';
import type { ReminderCard } from './reminder-moments';
import { FIRING_STATES, PAUSES, SCHEDULE_DEEDS, type FiringCard, type ScheduleCard } from './schedule';
import { PERIOD_OFFSETS } from './schedule-period';

/** Where reports may be sent, as it is chosen. */
export interface DestinationChoice {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly formats: readonly string[];
}

const KINDS = z.enum(['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year']);
const words = z.object({ vi: z.string(), en: z.string() });
const moment = z.nullable(z.number());
const firingForm: z.ZodMiniType<FiringCard> = z.object({
  moment: z.number(), state: z.enum(FIRING_STATES), late: z.boolean(), report: z.nullable(z.string()), view: z.nullable(z.string()), reason: z.nullable(z.string()), finishedAt: moment,
});
const rule = z.custom<FiringRule>((raw) => readRule(raw).ok);
const scheduleForm: z.ZodMiniType<ScheduleCard> = z.object({
  id: z.string(), revision: z.number(), title: z.string(), kind: z.enum(['report', 'view']), subject: z.string(), unit: z.string(), rule, dayRule: z.enum(DAY_RULES), periodKind: z.nullable(KINDS),
  periodOffset: z.literal(PERIOD_OFFSETS), formats: z.array(z.string()), destinations: z.array(z.string()), enabled: z.boolean(), pausedBecause: z.nullable(z.enum(PAUSES)), nextAt: moment, owner: z.string(),
  updatedAt: z.number(), last: z.nullable(firingForm), may: z.array(z.enum(SCHEDULE_DEEDS)),
});
const reminderForm: z.ZodMiniType<ReminderCard> = z.object({ kind: z.enum(['before-due', 'late']), template: z.string(), title: words, unit: z.string(), period: z.string(), due: z.number(), saidAt: z.number() });
const destinationForm: z.ZodMiniType<DestinationChoice> = z.object({ id: z.string(), title: words, formats: z.array(z.string()) });

/** Rows of a list under `name`; a row of another form is left out: one that cannot be read must not hide the others. Null where there is no list. */
function rowsOf<T>(body: unknown, name: string, row: z.ZodMiniType<T>): readonly T[] | null {
  const found: unknown = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : null;
  return Array.isArray(found) ? found.flatMap((one: unknown) => { const read = row.safeParse(one); return read.success ? [read.data] : []; }) : null;
}

export interface ScheduleList {
  readonly schedules: readonly ScheduleCard[];
  /** Whether views of dashboards can be kept. */
  readonly views: boolean;
}
export function readSchedules(body: unknown): ScheduleList | null {
  const schedules = rowsOf(body, 'schedules', scheduleForm);
  return schedules && { schedules, views: typeof body === 'object' && body !== null && 'views' in body && body.views === true };
}
export const readFirings = (body: unknown): readonly FiringCard[] | null => rowsOf(body, 'firings', firingForm);
export const readReminders = (body: unknown): readonly ReminderCard[] | null => rowsOf(body, 'reminders', reminderForm);
export const readDestinations = (body: unknown): readonly DestinationChoice[] | null => rowsOf(body, 'destinations', destinationForm);
