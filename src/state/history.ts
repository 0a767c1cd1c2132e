import * as z from 'zod/mini';
import type { ShelfId } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { Text } from '@/domain/text';
import type { GatewayProblem, GatewayReply } from '@/federation/gateway/call';
import { documentPath, type Send } from './sending';

const author = z.object({ id: z.string(), name: z.nullable(z.string()) });
const title: z.ZodMiniType<Text> = z.object({ vi: z.string(), en: z.string() });
const revision = z.object({ revision: z.int(), deleted: z.boolean(), author, reason: z.string(), at: z.number() });
const historySchema = z.object({ items: z.array(revision), next: z.nullable(z.int()) });
const revisionSchema = z.extend(revision, { body: z.unknown() as z.ZodMiniType<Json> });
const listed = z.object({
  id: z.string(), owner: z.enum(['me', 'unit']), unit: z.nullable(z.string()), revision: z.int(), deleted: z.boolean(), author, at: z.number(),
  mayEdit: z.boolean(), title: z.nullable(title),
});
const listSchema = z.object({ items: z.array(listed), next: z.nullable(z.string()) });

/** One line of a document's history. */
export type RevisionCard = z.infer<typeof revision>;
export type HistoryPage = z.infer<typeof historySchema>;
export type ListedDocument = z.infer<typeof listed>;
export type ListPage = z.infer<typeof listSchema>;

/** History of a document, newest first, from before a revision on. */
export const askHistory = async (send: Send, at: ShelfId, before?: number): Promise<Result<HistoryPage, GatewayProblem>> =>
  parsed(await send({ method: 'GET', path: `${documentPath(at)}/revisions${before === undefined ? '' : `?before=${before}`}` }), historySchema);

/** One revision with its body. */
export const askRevision = async (send: Send, at: ShelfId, number: number): Promise<Result<RevisionCard & { readonly body: Json }, GatewayProblem>> =>
  parsed(await send({ method: 'GET', path: `${documentPath(at)}/revisions/${number}` }), revisionSchema);

/** What the person may see of a kind, by id. */
export const askList = async (send: Send, kind: string, after?: string): Promise<Result<ListPage, GatewayProblem>> =>
  parsed(await send({ method: 'GET', path: `/api/documents/${encodeURIComponent(kind)}${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}` }), listSchema);

/** An answer of another form is nobody's word: as if somebody else had answered. */
function parsed<T>(answer: Result<GatewayReply, GatewayProblem>, schema: z.ZodMiniType<T>): Result<T, GatewayProblem> {
  if (!answer.ok) return answer;
  const read = schema.safeParse(answer.value.body);
  return read.success ? ok(read.data) : err({ code: 'unexpected', status: answer.value.status, body: null });
}
