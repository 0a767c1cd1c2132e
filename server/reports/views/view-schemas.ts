import * as z from 'zod';
import { parseLocalDate } from '@/domain/civil';
import { reportId, unitCode } from '../report-schemas';

const dashboardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const part = z.string().max(200);
/** Parts of a dashboard's address; what they mean the dashboard knows. */
const scope = z.record(z.string().regex(/^(unit|period|map|tab|f|v\.[a-z0-9][a-z0-9-]{0,63})$/), z.union([part, z.array(part).max(8)]));
const note = z.string().max(600).transform((raw) => raw.normalize('NFC').replace(/\s+/g, ' ').trim()).pipe(z.string().max(300).regex(/^[^\p{C}]*$/u));

export const viewParams = z.object({ id: reportId });
export const keepBody = z.strictObject({
  dashboard: dashboardId,
  scope: scope.default({}).describe('As the address of the dashboard has it: unit, period, map, tab, v.<variable>, f'),
  key: z.string().regex(/^[\w-]{16,80}$/), note: note.optional(),
});
export const viewQuery = z.object({
  dashboard: dashboardId.optional(), unit: unitCode.optional(),
  day: z.string().max(10).refine((text) => parseLocalDate(text).ok, 'a day').optional().describe('Day on which it was kept'),
});

const card = {
  id: z.string(), dashboard: z.string(), title: z.object({ vi: z.string(), en: z.string() }), unit: z.string(), period: z.string(), at: z.number().describe('The one clock of its figures'),
  until: z.number().nullable().describe('When it goes by itself'), by: z.string(), cause: z.string(), note: z.string(), hash: z.string(),
};
export const keptAnswer = z.object({ id: z.string() });
export const viewsAnswer = z.object({ views: z.array(z.object(card)).readonly(), more: z.boolean() });
export const viewAnswer = z.object({
  ...card, board: z.unknown().describe('The dashboard as it stood, and what its widgets were told'), scope: z.unknown().describe('What it was narrowed to'),
  frozen: z.unknown().describe('Every answer of that moment'), may: z.array(z.literal('delete')).readonly(),
});
