import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { err, ok, type Result } from '@/domain/result';
import { guardedAgents, systemResolve, type RefusedBecause, type Resolve } from '../../datasets/outbound/guarded-agents';
import type { WebWay } from './destination';
import { lasting, passing, type SendFault } from './sending';

/** Of an answer, so much is read; the rest is left where it is. Bytes. */
const MOST_ANSWER_BYTES = 4_096;
/** Codes of Node and OpenSSL of a certificate that nobody we trust vouches for, or of no agreement at all. */
export const TLS_CODES = /^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/;

export interface WebAsked {
  readonly method: string;
  /** Below the base of the way. */
  readonly url: URL;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: Uint8Array;
}
export interface WebTold {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the answer, as Latin letters. */
  readonly text: string;
}
export interface WebParts {
  readonly resolve?: Resolve;
  readonly onRefused: (because: RefusedBecause) => void;
}
export type Exchange = (asked: WebAsked, signal: AbortSignal) => Promise<Result<WebTold, SendFault>>;

/** One request after another to one configured host, over connections that lead nowhere else; no redirect is followed. Never throws. */
export function webExchange(way: WebWay, { resolve = systemResolve, onRefused }: WebParts): { readonly exchange: Exchange; readonly close: () => void } {
  const { httpAgent, httpsAgent } = guardedAgents(way, { resolve, refused: onRefused });
  const secure = way.base.protocol === 'https:';
  const exchange: Exchange = ({ method, url, headers, body }, signal) => new Promise((done) => {
    const options = { method, signal, headers: { 'Accept-Encoding': 'identity', ...headers, ...way.headers, 'Content-Length': String(body?.length ?? 0) } };
    const request = secure ? httpsRequest(url, { ...options, agent: httpsAgent }) : httpRequest(url, { ...options, agent: httpAgent });
    request.on('response', (reply) => void told(reply).then((answer) => done(answerOf(answer))));
    request.on('error', (fault) => done(err(wayFault(fault, signal))));
    request.end(body);
  });
  return { exchange, close: () => { httpAgent.destroy(); httpsAgent.destroy(); } };
}

async function told(reply: IncomingMessage): Promise<WebTold> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of reply as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size > MOST_ANSWER_BYTES) break;
    }
  } catch {
    // The head of the answer says what became of the file; its body only tells more.
    parts.length = 0;
  }
  return { status: reply.statusCode ?? 0, headers: reply.headers, text: Buffer.concat(parts).subarray(0, MOST_ANSWER_BYTES).toString('latin1') };
}

const answerOf = (answer: WebTold): Result<WebTold, SendFault> => (answer.status >= 300 && answer.status < 400 ? err(lasting('redirect')) : ok(answer));

/** Why no answer came. */
export function wayFault(fault: unknown, signal: AbortSignal): SendFault {
  if (signal.aborted) return passing('timed-out');
  const { name, code } = { name: '', code: '', ...(fault instanceof Error ? { name: fault.name, code: 'code' in fault ? String(fault.code) : '' } : {}) };
  if (name === 'OutboundRefused') return lasting('address-refused');
  if (TLS_CODES.test(code)) return passing('tls');
  return passing(code === 'ECONNRESET' || code === 'EPIPE' ? 'broken-off' : 'unreachable');
}

/** What a status that is none of the expected ones says of another attempt. */
export function statusFault({ status, headers }: Pick<WebTold, 'status' | 'headers'>, now: () => number = Date.now): SendFault {
  if (status === 401 || status === 403 || status === 407) return lasting('denied');
  if (status === 413) return lasting('too-large');
  if (status === 507) return passing('full');
  const later = retryAfter(headers['retry-after'], now());
  return [408, 423, 425, 429].includes(status) || (status >= 500 && status !== 501 && status !== 505) ? passing('unavailable', later) : lasting('rejected');
}

function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const wait = /^\d{1,7}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
