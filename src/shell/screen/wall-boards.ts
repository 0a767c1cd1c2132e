import type { FoundBody } from '@/dashboards/use-dashboard';
import type { Json } from '@/domain/dataset';
import { isDocumentId } from '@/state/documents';
import { readBoard, keepBoard } from './kept-program';
import type { GatewayCall } from '../use-gateway';

const NOT_THERE: ReadonlySet<number> = new Set([401, 403, 404]);

/** Dashboards that people keep, as this screen may have them. The last one had is kept, so that a start without the gateway shows it too. */
export async function askForBoard(call: GatewayCall, id: string): Promise<FoundBody> {
  if (!isDocumentId(id)) return null;
  const reply = await call('GET', `/api/documents/dashboard/${encodeURIComponent(id)}`);
  if (!reply.ok && NOT_THERE.has(reply.error.status)) return null;
  if (!reply.ok) {
    const kept = readBoard(id);
    return kept === null ? 'unreachable' : { body: kept };
  }
  const { value } = reply;
  const body = typeof value === 'object' && value !== null && 'body' in value ? value.body : null;
  if (body === null) return null;
  // JSON from the wire: what is in it `readBody` judges, now and whenever it is read again.
  keepBoard(id, body as Json);
  return { body: body as Json };
}
