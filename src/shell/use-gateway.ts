import { ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { callGateway } from '@/federation/gateway/call';
import type { GatewayProblem } from '@/federation/gateway/call';
import { useSession } from './stores/session';

export type GatewayMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** A large file over a slow line, read and checked at the other end, ms. */
const FILE_MS = 90_000;
/** One call with the token of the session; a `Blob` goes as its bytes. `headers`: what a change stands on. The body comes back as nobody has checked it yet. */
export type GatewayCall = (method: GatewayMethod, path: string, body?: unknown, headers?: { readonly [name: string]: string }) => Promise<Result<unknown, GatewayProblem>>;

/** The gateway for pages of the shell. A refusal that means "who are you?" makes the page look at its session. */
export function useGateway(): GatewayCall {
  const session = useSession();
  return async (method, path, body, headers) => {
    const csrf = session.view?.csrf ?? null;
    const reply = await callGateway(method, path, { csrf, ...(headers ? { headers } : {}), ...(body instanceof Blob ? { file: body, deadlineMs: FILE_MS } : body === undefined ? {} : { body }) });
    if (reply.ok) return ok(reply.value.body);
    if (reply.error.status === 401 || reply.error.code === 'cross-site') session.refreshSoon();
    return reply;
  };
}
