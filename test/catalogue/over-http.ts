import type { DatasetQuery } from '@/domain/dataset';
import { err, type Result } from '@/domain/result';
import type { Answer } from '@/federation/answer';
import { readError, readWire } from '@/federation/gateway/read-wire';
import type { SourceError } from '@/federation/source-error';
import { signInByHand } from '../security/support/sign-in-by-hand';
import type { AskMeasure } from './ask-measures';

type Told = Result<Answer, SourceError>;

/** Longest that a portal may take for one question, ms. */
const DEADLINE_MS = 30_000;
/** Somebody of the demonstration's sign-on who sees the whole province. */
const ACCOUNT = 'lanh-dao-tinh';

/** A portal of the demonstration that runs already, asked as its page asks it. Rejects where nobody can sign in there. */
export async function portalAt(url: string): Promise<AskMeasure> {
  const { origin } = new URL(url);
  const { headers } = await signInByHand(origin, ACCOUNT);
  const failed = (dataset: string, kind: SourceError['kind'], httpStatus?: number): Told => err({ kind, source: '', dataset, ...(httpStatus === undefined ? {} : { httpStatus }) });
  return async ({ dataset, params }: DatasetQuery): Promise<Told> => {
    const body = JSON.stringify({ questions: [{ id: '0', dataset, params }] });
    const reply = await fetch(`${origin}/api/datasets/ask`, { method: 'POST', headers: { ...headers, origin, 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(DEADLINE_MS) }).catch(() => null);
    if (reply === null) return failed(dataset, 'unreachable');
    if (!reply.ok) return failed(dataset, reply.status === 429 ? 'limited' : 'rejected', reply.status);
    const line = JSON.parse(await reply.text()) as { readonly answer?: unknown; readonly error?: unknown };
    if (line.answer === undefined) return err(readError(line.error) ?? { kind: 'malformed', source: '', dataset });
    const read = readWire(line.answer);
    return read.ok ? read : err({ kind: 'malformed', source: '', dataset, expected: read.error });
  };
}
