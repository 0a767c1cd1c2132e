import { useDashboard, type FoundBody, type OpenedDashboard } from '@/dashboards/use-dashboard';
import type { Json } from '@/domain/dataset';
import { isDocumentId } from '@/state/documents';
import { useWorkspace } from '@/state/use-document';
import { onDocumentChange } from '../session/document-news';
import { useShell } from '../shell-context';
import { useSession } from '../stores/session';
import { useGateway } from '../use-gateway';

/** Answers that mean: there is none for this reader. */
const NOT_THERE: ReadonlySet<number> = new Set([401, 403, 404]);

/** The dashboard of an address: the pack's, else one that people keep, as this reader may have it. */
export function useOpenedDashboard(id: () => string): OpenedDashboard {
  const shell = useShell();
  const session = useSession();
  const workspace = useWorkspace();
  const call = useGateway();
  const ask = async (wanted: string): Promise<FoundBody> => {
    const reply = await call('GET', `/api/documents/dashboard/${encodeURIComponent(wanted)}`);
    if (!reply.ok) return NOT_THERE.has(reply.error.status) ? null : 'unreachable';
    const { value } = reply;
    // JSON from the wire: what is in it `readBody` judges.
    return typeof value === 'object' && value !== null && 'body' in value && value.body !== null ? { body: value.body as Json } : null;
  };
  return useDashboard(id, {
    province: () => shell.province,
    workspace: () => (session.person && isDocumentId(id()) ? workspace.value : undefined),
    ask: session.view ? async (wanted) => (isDocumentId(wanted) && !session.person ? ask(wanted) : null) : null,
    onChange: onDocumentChange,
  });
}
