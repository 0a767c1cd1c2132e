import * as z from 'zod';
import type { Json } from '@/domain/dataset';
import { DOCUMENT_KINDS } from '@/state/documents';
import { jsonFlaw } from '@/state/json-limits';

/** Shapes of the routes of shared state. Bodies are left open here: `saveFaults` reads them, with place and reason. */
export const kindParams = z.object({ kind: z.enum(DOCUMENT_KINDS) });
export const documentParams = kindParams.extend({ id: z.string().min(1).max(64) });
const revisionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
export const revisionParams = documentParams.extend({ revision: revisionNumber });

export const listQuery = z.object({
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  deleted: z.enum(['true', 'false']).default('false'),
});
export const revisionsQuery = z.object({ before: revisionNumber.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) });

const reason = z.string().max(500).refine((text) => jsonFlaw(text) === null, 'text of whole characters').transform((text) => text.trim().normalize('NFC'));
export const saveBody = z.object({
  body: z.unknown().transform((value) => value as Json),
  reason: reason.default(''),
  /** For a new document, or one's own that is given to a unit. */
  owner: z.enum(['me', 'unit']).optional(),
  /** Null is the whole province; left out, the unit of whoever saves. */
  unit: z.string().max(35).nullable().optional(),
}).strict();
export const restoreBody = z.object({ revision: z.number().int().min(1).max(2_147_483_647), reason: reason.default('') }).strict();
export const deleteBody = z.object({ reason: reason.default('') }).strict().nullish();

/** Other headers pass through. */
export const changeHeaders = z.looseObject({ 'if-match': z.string().optional(), 'if-none-match': z.string().optional(), 'idempotency-key': z.string().optional() });

const author = z.object({ id: z.string(), name: z.string().nullable() });
const card = z.object({
  kind: z.enum(DOCUMENT_KINDS), id: z.string(), owner: z.enum(['me', 'unit']), unit: z.string().nullable(), revision: z.number(), deleted: z.boolean(),
  author, at: z.number(), mayEdit: z.boolean(),
});
export const documentAnswer = card.extend({ body: z.unknown() });
export const listAnswer = z.object({ items: z.array(card.extend({ title: z.object({ vi: z.string(), en: z.string() }).nullable() })), next: z.string().nullable() });
export const savedAnswer = z.object({ kind: z.enum(DOCUMENT_KINDS), id: z.string(), revision: z.number(), deleted: z.boolean(), at: z.number() });
const revisionCard = z.object({ revision: z.number(), deleted: z.boolean(), author, reason: z.string(), at: z.number() });
export const revisionsAnswer = z.object({ items: z.array(revisionCard), next: z.number().nullable() });
export const revisionAnswer = revisionCard.extend({ body: z.unknown() });
