import * as z from 'zod/mini';
import type { Waiting } from '@/cache/work-disk';
import type { DocumentCopy, Outgoing, ShelfId, Trouble } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import type { Result } from '@/domain/result';
import type { GatewayProblem, GatewayReply } from '@/federation/gateway/call';

/** One question to the gateway. Who sends it adds the session's token. */
export interface StateRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Begins with `/api/documents/`. */
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
}
/** The way to the gateway: asks once, never throws. */
export type Send = (request: StateRequest) => Promise<Result<GatewayReply, GatewayProblem>>;

export const documentPath = ({ kind, id }: Pick<ShelfId, 'kind' | 'id'>): string => `/api/documents/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;
const precondition = (revision: number): { readonly [name: string]: string } => (revision === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"${revision}"` });

/** A save as it goes up; the same however often it is sent. */
export const saveRequest = (at: ShelfId, { saveKey, body, reason, base, holder }: Outgoing): StateRequest => ({
  method: 'PUT', path: documentPath(at), headers: { 'Idempotency-Key': saveKey, ...precondition(base?.revision ?? 0) },
  body: { body, reason, ...(holder ?? {}) },
});
export const restoreRequest = (at: ShelfId, revision: number, reason: string, current: number, saveKey: string): StateRequest =>
  ({ method: 'POST', path: `${documentPath(at)}/restore`, headers: { 'Idempotency-Key': saveKey, ...precondition(current) }, body: { revision, reason } });
export const deleteRequest = (at: ShelfId, reason: string, current: number, saveKey: string): StateRequest =>
  ({ method: 'DELETE', path: documentPath(at), headers: { 'Idempotency-Key': saveKey, ...precondition(current) }, body: { reason } });

const author = z.object({ id: z.string(), name: z.nullable(z.string()) });
const json = z.unknown() as z.ZodMiniType<Json>;
const copySchema: z.ZodMiniType<DocumentCopy> = z.object({
  revision: z.int().check(z.gte(1)), deleted: z.boolean(), body: json, at: z.number(), author, owner: z.enum(['me', 'unit']), unit: z.nullable(z.string()), mayEdit: z.boolean(),
});
const savedSchema = z.object({ revision: z.int().check(z.gte(1)), at: z.number() });

/** The gateway's document, or null where the answer is none. */
export function copyFrom(raw: unknown): DocumentCopy | null {
  const read = copySchema.safeParse(raw);
  return read.success ? read.data : null;
}

/** What came of a save. */
export type Verdict =
  | { readonly kind: 'taken'; readonly revision: number; readonly at: number }
  | { readonly kind: 'clash'; readonly current: DocumentCopy }
  | { readonly kind: 'refused'; readonly trouble: Trouble }
  /** Nobody signed in any more: it waits for the person. */
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'again'; readonly afterMs: number | null };

export function verdictOf(result: Result<GatewayReply, GatewayProblem>): Verdict {
  if (result.ok) {
    const read = savedSchema.safeParse(result.value.body);
    return read.success ? { kind: 'taken', ...read.data } : { kind: 'again', afterMs: null };
  }
  const { code, status, retryAfterMs, body } = result.error;
  if (status === 401 || code === 'cross-site') return { kind: 'sign-in' };
  if (code === 'document-conflict') {
    const current = copyFrom(typeof body === 'object' && body !== null && 'current' in body ? body.current : null);
    return current ? { kind: 'clash', current } : { kind: 'again', afterMs: null };
  }
  // Whoever answered without a problem of ours (a front, a login page) has not looked at the save.
  const unheard = status === 0 || status >= 500 || status === 408 || status === 429 || code === 'unexpected';
  return unheard ? { kind: 'again', afterMs: retryAfterMs ?? null } : { kind: 'refused', trouble: troubleOf(result.error) };
}

export const troubleOf = ({ code, status, hint, at }: GatewayProblem): Trouble => ({ code, status, hint: hint ?? null, at: at ?? null });

const FIRST_MS = 1_000;
const MOST_MS = 60_000;
const LONGEST_WISH_MS = 300_000;

/** Doubles up to a minute, spread by a quarter so that a thousand pages do not come back at once; the gateway's own wish counts. */
export const backOffMs = (attempts: number, wishedMs: number | null, chance: number): number =>
  Math.max(Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempts, 10)) * (0.75 + chance / 4), Math.min(wishedMs ?? 0, LONGEST_WISH_MS));

/** The first save of each document, in the order in which they were made; those behind it wait for it. */
export function firstInLine(waiting: readonly Waiting[]): readonly Waiting[] {
  const seen = new Set<string>();
  return waiting.filter(({ kind, id }) => {
    const key = documentPath({ kind, id });
    return !seen.has(key) && seen.add(key);
  });
}
