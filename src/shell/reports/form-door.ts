import { ok } from '@/domain/result';
import { callGateway } from '@/federation/gateway/call';
import { fetchFile } from '@/federation/gateway/fetch-file';
import { answered, type FormDoor } from '@/reports/builder/word/form-door';
import { useSession } from '../stores/session';

/** A slow line may take this long for a file, ms. */
const SENDING_MS = 120_000;

/** The way of a page to the Word files that units bring as forms. */
export function useFormDoor(): FormDoor {
  const session = useSession();
  const doubt = (status: number, code: string): void => { if (status === 401 || code === 'cross-site') session.refreshSoon(); };
  return {
    async bring(file, unit, signal) {
      const query = new URLSearchParams({ unit, name: file.name });
      const reply = await callGateway('POST', `/api/word-forms?${query.toString()}`, { file, csrf: session.view?.csrf ?? null, signal, deadlineMs: SENDING_MS });
      if (!reply.ok) doubt(reply.error.status, reply.error.code);
      return answered(reply.ok ? ok(reply.value.body) : reply);
    },
    async bytes(hash) {
      const reply = await fetchFile(`/api/word-forms/${hash}`);
      if (reply.ok) return ok(new Uint8Array(await reply.value.bytes.arrayBuffer()));
      doubt(reply.error.status, reply.error.code);
      return reply;
    },
  };
}
