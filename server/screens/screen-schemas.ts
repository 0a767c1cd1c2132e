import * as z from 'zod';
import { SCREEN_CLASSES } from './screen-rows';
import { SCREEN_COMMANDS } from './screens';
import { shortStanding, standingSchema } from './standing';

const id = z.string().regex(/^[\w-]{16,64}$/);
const unit = z.string().min(1).max(32).nullable();
const dashboard = z.string().min(1).max(64);
/** Seen on walls and in the audit trail: one plain line. */
const name = z.string().max(400).transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1).max(80).regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]+$/u));
const classes = z.array(z.enum(SCREEN_CLASSES)).min(1).max(SCREEN_CLASSES.length);
const dashboards = z.array(dashboard).min(1).max(50);

export const giftBody = z.strictObject({ name, unit, classes, dashboards });
export const changeBody = z.strictObject({ name: name.optional(), unit: unit.optional(), classes: classes.optional(), dashboards: dashboards.optional() });
export const commandBody = z.strictObject({ command: z.enum(SCREEN_COMMANDS), argument: z.string().max(64).nullish() });
export const standingBody = z.strictObject({ shows: standingSchema });
export const emptyBody = z.strictObject({}).nullish();

export const screenParams = z.object({ id });
export const codeParams = z.object({ code: z.string().max(32) });

const former = { formerName: z.string().nullable() };
export const codeAnswer = z.object({ code: z.string(), expiresAt: z.number() });
export const beginAnswer = codeAnswer;
export const mineAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), code: z.string(), expiresAt: z.number(), ...former }),
  z.object({ state: z.literal('paired'), name: z.string() }),
  z.object({ state: z.literal('expired'), ...former }),
]);
export const screenAnswer = z.object({
  id: z.string(), name: z.string(), unit, classes: z.array(z.enum(SCREEN_CLASSES)), dashboards: z.array(z.string()), pairedBy: z.string(), pairedAt: z.number(),
  seenAt: z.number().nullable(), unseenMs: z.number().nullable(), shows: shortStanding.nullable(),
});
export const screensAnswer = z.object({ screens: z.array(screenAnswer), serverTime: z.number() });
export const doneAnswer = z.object({ done: z.literal(true) });
export const commandAnswer = z.object({ seenAt: z.number().nullable() });
export const standingAnswer = z.object({ serverTime: z.number() });
