import * as z from 'zod';
import { parsePeriod } from '@/domain/period/text';
import { REPORT_DEEDS, REPORT_STATES } from '@/reports/register/record';
import { jsonFlaw } from '@/state/json-limits';
import { PLACE } from './report-rows';

const MOST_WORDS = 20_000;
const MOST_BLOCKS = 200;

export const reportId = z.string().regex(/^[\w-]{16,64}$/);
export const templateId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const unitCode = z.string().regex(/^[0-9A-Z.]{1,35}$/);
export const periodCode = z.string().max(40).refine((text) => parsePeriod(text).ok, 'a period');
/** Made by whoever asks: the same again is done once. */
const key = z.string().regex(/^[\w-]{16,80}$/);

/** What reorders or hides text is not taken; lines are kept where `lines`. */
const words = (most: number, lines: boolean) => z.string().max(most * 2)
  .transform((raw) => { const plain = raw.normalize('NFC').replace(/\r\n?/g, '\n').trim(); return lines ? plain : plain.replace(/\s+/g, ' '); })
  .pipe(z.string().max(most).regex(/^[^\p{Cf}\p{Co}\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$/u))
  .refine((given) => jsonFlaw(given) === null, 'text of whole characters');
const line = (most: number) => words(most, false);
const reason = line(1_000).pipe(z.string().min(1));

export const reportParams = z.object({ id: reportId });
export const templateParams = z.object({ id: templateId });
export const matchHeaders = z.looseObject({ 'if-match': z.string().optional() });
export const reportQuery = z.object({
  unit: unitCode.optional(), period: periodCode.optional(), template: templateId.optional(), state: z.enum(REPORT_STATES).optional(),
  text: line(100).optional().describe('Words of a title or a number, without marks or case'),
  after: z.string().regex(PLACE).optional().describe('`next` of the page before'), limit: z.coerce.number().int().min(1).max(200).optional().describe('50 where nothing is said'),
});
export const makeBody = z.strictObject({ template: templateId, unit: unitCode, period: periodCode, key });
export const editBody = z.strictObject({
  commentary: z.record(z.string().regex(/^[\w.:@-]{1,120}$/), words(MOST_WORDS, true)).refine((all) => Object.keys(all).length <= MOST_BLOCKS, `at most ${MOST_BLOCKS} blocks`).optional(),
  signer: line(120).optional(), number: line(60).optional(),
}).refine(({ commentary, signer, number }) => commentary !== undefined || signer !== undefined || number !== undefined, 'commentary, signer or number');
export const deedBody = z.strictObject({ deed: z.enum(REPORT_DEEDS), reason: reason.optional(), number: line(60).pipe(z.string().min(1)).optional() });
export const correctBody = z.strictObject({ reason });

const text = z.object({ vi: z.string(), en: z.string() });
const texts = z.array(z.string()).readonly();
const regime = z.object({ levels: texts, kinds: texts, dueWorkingDays: z.number() });
export const templatesAnswer = z.object({
  templates: z.array(z.object({
    id: z.string(), title: text, description: text.optional(), basis: text.optional(), origin: z.enum(['pack', 'shared']), revision: z.number().optional(),
    periods: z.object({ calendar: z.string(), kinds: texts }), levels: texts, regime: regime.optional(), head: z.unknown().optional(),
  })).readonly(),
});
export const templateAnswer = z.object({ id: z.string(), body: z.unknown().describe('The template, as `public/schemas/report-template-2.json` has it') });

const cardFields = {
  id: z.string(), template: z.string(), title: z.string(), unit: z.string(), period: z.string(), state: z.enum(REPORT_STATES), version: z.number(), revision: z.number(),
  author: z.string().describe('Name of the author'), createdAt: z.number(), issuedAt: z.number().nullable(), number: z.string().nullable(), contentHash: z.string(), supersedes: z.string().nullable(),
};
export const reportsAnswer = z.object({ reports: z.array(z.object(cardFields)).readonly(), next: z.string().nullable().describe('Where the next page begins; null where this is the last') });
export const reportAnswer = z.object({
  ...cardFields, templateBody: z.unknown(), commentary: z.record(z.string(), z.string()), signer: z.string(),
  document: z.unknown().describe('The report as a tree of plain values'), frozen: z.unknown().describe('What it was made from, for who may still change it; null otherwise'),
  steps: z.array(z.object({ at: z.number(), by: z.string(), deed: z.string(), reason: z.string().nullable() })).readonly(),
  may: texts.optional().describe('What the reader may do with it now'),
  approvesOwn: z.boolean().optional().describe('The reader wrote in it, and may approve it with a reason: the unit has nobody else'),
});
export const issuesAnswer = z.object({
  issues: z.array(z.object({ severity: z.enum(['stop', 'warn']), code: z.string(), at: z.string().nullable(), params: z.record(z.string(), z.union([z.string(), z.number()])) })).readonly(),
});
export const changesAnswer = z.object({ changes: z.array(z.object({ at: z.string(), before: z.string(), after: z.string() })).readonly() });
