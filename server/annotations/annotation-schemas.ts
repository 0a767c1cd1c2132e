import * as z from 'zod';
import { parseLocalDate } from '@/domain/civil';
import { ANNOTATION_TEXT } from '@/domain/annotation';
import { parsePeriod } from '@/domain/period/text';
import { jsonFlaw } from '@/state/json-limits';

const id = z.string().regex(/^[\w-]{16,64}$/);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const unit = z.string().regex(/^[0-9A-Z.]{1,35}$/);
const period = z.string().max(40).refine((text) => parsePeriod(text).ok, 'a period');
const day = z.string().max(10).refine((text) => parseLocalDate(text).ok, 'YYYY-MM-DD');
/** Words of a person: lines are kept, what reorders or hides text is not taken. */
const text = z.string().max(ANNOTATION_TEXT * 2).transform((raw) => raw.normalize('NFC').replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1).max(ANNOTATION_TEXT).regex(/^[^\p{Cf}\p{Co}\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f]+$/u))
  .refine((given) => jsonFlaw(given) === null, 'text of whole characters');
/** Made by whoever writes: the same remark sent twice is written once. */
const key = z.string().regex(/^[\w-]{16,80}$/);

export const annotationParams = z.object({ id });
export const annotationQuery = z.object({ dataset: name, indicator: name.optional(), unit: unit.optional(), resolved: z.enum(['true', 'false']).default('true') });
export const writeBody = z.strictObject({
  dataset: name, indicator: name.nullable().default(null), unit, period: period.nullable().default(null), day: day.nullable().default(null), text, key,
}).refine((one) => one.period === null || one.day === null, { message: 'a period or a day', path: ['day'] });
export const replyBody = z.strictObject({ text, key });
export const changeBody = z.strictObject({ text: text.optional(), resolved: z.boolean().optional() }).refine((one) => (one.text === undefined) !== (one.resolved === undefined), 'text or resolved');

const author = z.object({ id: z.string(), name: z.string().nullable() });
const target = z.object({ dataset: z.string(), indicator: z.string().nullable(), unit: z.string(), period: z.string().nullable(), day: z.string().nullable() });
export const annotationAnswer = z.object({
  id: z.string(), target, text: z.string(), author, at: z.number(), editedAt: z.number().nullable(), resolved: z.object({ by: author, at: z.number() }).nullable(),
  replies: z.array(z.object({ id: z.string(), text: z.string(), author, at: z.number(), mine: z.boolean() })), mine: z.boolean(), mayResolve: z.boolean(),
});
export const annotationsAnswer = z.object({ annotations: z.array(annotationAnswer), more: z.boolean(), serverTime: z.number() });
export const doneAnswer = z.object({ done: z.literal(true) });
