import type { SessionView } from '@/access/session-view';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { callGateway } from '@/federation/gateway/call';
import type { GatewayProblem } from '@/federation/gateway/call';
import { parseSession } from './parse-session';

/** What the page asks of the gateway about whoever looks. */
export interface SessionCalls {
  read(): Promise<Result<SessionView, GatewayProblem>>;
  /** Ends this session, or all of this person; gives the provider's own way out, where it has one. */
  signOut(csrf: string | null, everywhere: boolean): Promise<Result<{ readonly providerLogout: string | null }, GatewayProblem>>;
  statePurpose(csrf: string | null, stated: StatedReason): Promise<Result<SessionView, GatewayProblem>>;
  withdrawPurpose(csrf: string | null, dataset: string): Promise<Result<null, GatewayProblem>>;
}
/** Why somebody asks to see personal fields. */
export interface StatedReason {
  readonly dataset: string;
  readonly purpose: string;
  readonly remark: string;
}

const notOurs: GatewayProblem = { code: 'unexpected', status: 200, body: null };
const viewOf = (body: unknown): Result<SessionView, GatewayProblem> => {
  const view = parseSession(body);
  return view ? ok(view) : err(notOurs);
};

export const sessionCalls: SessionCalls = {
  async read() {
    const reply = await callGateway('GET', '/api/session');
    return reply.ok ? viewOf(reply.value.body) : reply;
  },
  async signOut(csrf, everywhere) {
    const reply = await callGateway('POST', '/auth/logout', { csrf, body: { everywhere } });
    if (!reply.ok) return reply;
    const { body } = reply.value;
    const address = typeof body === 'object' && body !== null && 'providerLogout' in body ? body.providerLogout : null;
    return ok({ providerLogout: typeof address === 'string' && /^https?:\/\//.test(address) ? address : null });
  },
  async statePurpose(csrf, stated) {
    const reply = await callGateway('POST', '/api/purposes', { csrf, body: stated });
    return reply.ok ? viewOf(reply.value.body) : reply;
  },
  async withdrawPurpose(csrf, dataset) {
    const reply = await callGateway('DELETE', `/api/purposes/${encodeURIComponent(dataset)}`, { csrf });
    // None stands any more: that is what was asked for.
    return reply.ok || reply.error.status === 404 ? ok(null) : reply;
  },
};
