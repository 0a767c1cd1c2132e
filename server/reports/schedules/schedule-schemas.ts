import * as z from 'zod';
import { DAY_RULES, ENDING_KINDS, readRule } from '@/reports/schedules/firing-rule';
import { FIRING_STATES, PAUSES, SCHEDULE_DEEDS } from '@/reports/schedules/schedule';
import { REPORT_FORMATS } from '../formats';
import { templateId, unitCode } from '../report-schemas';

const PERIOD_KINDS = z.enum(['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year']);
const CALENDARS = z.enum(['calendar', 'administrative', 'statistical']);
const at = z.string().describe('07:30, by the clock of Vietnam');
const ruleForm = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at }),
  z.strictObject({ every: z.literal('week'), on: z.array(z.int()).describe('Monday 1 to Sunday 7'), at }),
  z.strictObject({ every: z.literal('month'), day: z.int(), at }),
  z.strictObject({ every: z.literal('period'), kind: z.enum(ENDING_KINDS), calendar: CALENDARS, workingDays: z.int().describe('After the end of the period'), at }),
  z.strictObject({ every: z.literal('cron'), text: z.string().describe('Five fields; at most once an hour') }),
]);
const rule = ruleForm.transform((given, context) => {
  const read = readRule(given);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.error });
  return z.NEVER;
});
/** On one line, of characters that can be seen. */
const title = z.string().max(400).transform((raw) => raw.normalize('NFC').trim().replace(/\s+/g, ' ')).pipe(z.string().min(1).max(200).regex(/^[^\p{C}]*$/u));
const each = <T extends z.ZodType>(one: T, most: number) => z.array(one).max(most).refine((all) => new Set(all).size === all.length, 'each once');

const wish = {
  title, kind: z.enum(['report', 'view']), subject: templateId, unit: unitCode, rule, dayRule: z.enum(DAY_RULES), periodKind: PERIOD_KINDS.nullable(), periodOffset: z.union([z.literal(-1), z.literal(0)]),
  formats: each(z.enum(REPORT_FORMATS), 6), destinations: each(templateId, 10), enabled: z.boolean(),
};
export const scheduleParams = z.object({ id: z.string().regex(/^[\w-]{16,64}$/) });
export const scheduleQuery = z.object({ unit: unitCode.optional() });
export const createBody = z.strictObject({ ...wish, key: z.string().regex(/^[\w-]{16,80}$/) });
export const changeBody = z.strictObject({ ...wish, takeOver: z.boolean().default(false).describe('From now on it is made with the rights of whoever asks this') });

const firing = {
  moment: z.number(), state: z.enum(FIRING_STATES), late: z.boolean(), report: z.string().nullable(), view: z.string().nullable(), reason: z.string().nullable(), finishedAt: z.number().nullable(),
};
export const firingAnswer = z.object(firing);
export const firingsAnswer = z.object({ firings: z.array(firingAnswer).readonly() });
export const scheduleAnswer = z.object({
  id: z.string(), revision: z.number(), title: z.string(), kind: z.enum(['report', 'view']), subject: z.string(), unit: z.string(), rule: ruleForm, dayRule: z.enum(DAY_RULES), periodKind: PERIOD_KINDS.nullable(),
  periodOffset: z.number(), formats: z.array(z.string()).readonly(), destinations: z.array(z.string()).readonly(), enabled: z.boolean(), pausedBecause: z.enum(PAUSES).nullable(), nextAt: z.number().nullable(),
  owner: z.string(), updatedAt: z.number(), last: firingAnswer.nullable(), may: z.array(z.enum(SCHEDULE_DEEDS)).readonly(),
});
export const schedulesAnswer = z.object({ schedules: z.array(scheduleAnswer).readonly(), views: z.boolean().describe('Whether views of dashboards can be kept here') });
export const doneAnswer = z.object({ done: z.literal(true) });

export const remindersAnswer = z.object({
  reminders: z.array(z.object({ kind: z.enum(['before-due', 'late']), template: z.string(), title: z.object({ vi: z.string(), en: z.string() }), unit: z.string(), period: z.string(), due: z.number(), saidAt: z.number() })).readonly(),
});
