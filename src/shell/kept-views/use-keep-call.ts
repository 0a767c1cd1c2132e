import { ok } from '@/domain/result';
import { callGateway } from '@/federation/gateway/call';
import type { Call } from '@/reports/pages/report-call';
import { useSession } from '../stores/session';

/** Figures of slow sources are waited for while a view is kept, ms. */
const KEEPING_MS = 120_000;

/** The gateway, for what asks every source of a dashboard before it answers. */
export function useKeepCall(): Call {
  const session = useSession();
  return async (method, path, body) => {
    const reply = await callGateway(method, path, { csrf: session.view?.csrf ?? null, deadlineMs: KEEPING_MS, ...(body === undefined ? {} : { body }) });
    if (reply.ok) return ok(reply.value.body);
    if (reply.error.status === 401 || reply.error.code === 'cross-site') session.refreshSoon();
    return reply;
  };
}
