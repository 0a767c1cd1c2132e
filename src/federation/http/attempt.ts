import axios, { type AxiosResponse } from 'axios';
import type { Source } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { BodyForm, HttpQuestion } from '../connector';
import type { Failure } from '../fault';
import { askedRange, givenPart, type GivenPart } from './byte-range';
import type { Connection } from './connection';
import { plainFetch } from './plain-fetch';
import { discardBody, readBody } from './read-body';
import type { Reply } from './reply';
import { retryAfter, serverTime, suits } from './reply-headers';
import { untrusted } from './untrusted';

/** Why a call was stopped from our side: the `reason` of its signal. */
export type StopReason = 'timed-out' | 'cancelled';

/** Our own forwarder's problem codes that name a better cause than their status does. */
const FORWARDER: Readonly<Record<string, Failure['kind']>> = {
  'upstream-unreachable': 'unreachable',
  'upstream-timeout': 'timed-out',
  'upstream-redirect': 'rejected',
};
const MAX_PROBLEM_BYTES = 4_096;

const client = axios.create({
  // Node's own adapter where there is one, fetch in the browser: both stream, abort, and refuse redirects.
  adapter: ['http', 'fetch'],
  responseType: 'stream',
  maxRedirects: 0,
  validateStatus: null,
  // No proxy from the environment: the address asked is the address configured.
  proxy: false,
  withXSRFToken: false,
  transformRequest: [],
  // Figures are kept by our own cache alone, which knows whom they are for.
  fetchOptions: { cache: 'no-store' },
  env: { fetch: plainFetch },
});

const header = (reply: AxiosResponse, name: string): string | undefined => {
  const value: unknown = reply.headers[name];
  return typeof value === 'string' ? value : undefined;
};

function statusKind(status: number): Failure['kind'] {
  if (status === 401 || status === 403) return 'denied';
  if (status === 429) return 'limited';
  if (status >= 500) return 'unavailable';
  return status === 206 ? 'truncated' : 'rejected';
}

/** The forwarder's word for the cause, where the reply is its own. */
async function forwarderKind(reply: AxiosResponse, signal: AbortSignal): Promise<Failure['kind'] | undefined> {
  if (!header(reply, 'content-type')?.startsWith('application/problem+json')) return undefined;
  const body = await readBody(reply.data, MAX_PROBLEM_BYTES, signal);
  const code = body && /"code":"([\w-]+)"/.exec(new TextDecoder().decode(body))?.[1];
  return code ? FORWARDER[code] : undefined;
}

async function failureOf(reply: AxiosResponse, signal: AbortSignal, now: number): Promise<Failure> {
  // A browser hides a refused redirect behind status 0.
  const { status } = reply;
  const redirected = status < 200 || (status >= 300 && status < 400);
  const kind = (status === 502 || status === 504 ? await forwarderKind(reply, signal).catch(() => undefined) : undefined) ?? statusKind(status);
  discardBody(reply.data);
  const wait = status === 429 || status === 503 ? retryAfter(header(reply, 'retry-after'), serverTime(header(reply, 'date')) ?? now) : undefined;
  return {
    kind,
    ...(redirected ? { expected: 'an answer from the configured address', got: 'a redirect' } : {}),
    ...(status ? { httpStatus: status } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

const ACCEPTED: Readonly<Record<BodyForm, string>> = { json: 'application/json', text: 'application/xml, text/csv, text/plain, */*;q=0.1', bytes: '*/*' };
const EXPECTED: Readonly<Record<BodyForm, string>> = { json: 'application/json', text: 'text or XML, and no HTML', bytes: 'a file, and no HTML' };

function refusalOf(reply: AxiosResponse, source: Source, form: BodyForm): Failure | undefined {
  const type = header(reply, 'content-type');
  const allowed = source.settings['contentTypes'];
  if (!suits(form, type, Array.isArray(allowed) ? (allowed as readonly string[]) : [])) {
    return { kind: 'content-type', expected: EXPECTED[form], got: (type ?? '').slice(0, 64), httpStatus: reply.status };
  }
  // Of a packed body this is the packed length, and the unpacked one is larger still.
  return Number(header(reply, 'content-length') ?? 0) > source.maxBytes ? tooLarge(source) : undefined;
}

const tooLarge = (source: Source): Failure => ({ kind: 'too-large', expected: `at most ${source.maxBytes} bytes` });

async function read(reply: AxiosResponse, source: Source, form: BodyForm, signal: AbortSignal, given: GivenPart | null): Promise<Result<Reply, Failure>> {
  const refused = refusalOf(reply, source, form);
  if (refused) {
    discardBody(reply.data);
    return err(refused);
  }
  let body: Uint8Array<ArrayBuffer> | null;
  try {
    body = await readBody(reply.data, source.maxBytes, signal);
  } catch {
    // Headers came and the body did not reach its end or its length: broken off, unless it was we who left.
    return err({ kind: signal.aborted ? (signal.reason as StopReason) : 'truncated', httpStatus: reply.status });
  }
  if (!body) return err(tooLarge(source));
  if (given && body.length !== given.length) return err({ kind: 'truncated', httpStatus: reply.status });
  const part = given ? { part: { total: given.total, lastModified: header(reply, 'last-modified') ?? null } } : {};
  return ok({ body, serverTime: serverTime(header(reply, 'date')), etag: header(reply, 'etag') ?? null, ...part });
}

/**
 * Asks once; once more where the far side refuses credentials that can be renewed. `signal` is aborted with a {@link StopReason}; `now` is the wall clock for a `Retry-After` date without a `Date` beside it.
 * Never throws.
 */
export async function attempt(
  url: URL, question: HttpQuestion, source: Source, signal: AbortSignal, now: () => number, connection: Connection = {},
): Promise<Result<Reply, Failure>> {
  const { authorise } = connection;
  if (!authorise) return once(url, question, source, signal, now, connection);
  const outcome = await withCredentials(false);
  return !outcome.ok && outcome.error.httpStatus === 401 ? withCredentials(true) : outcome;

  async function withCredentials(renew: boolean): Promise<Result<Reply, Failure>> {
    const credentials = await authorise?.({ signal, renew });
    if (credentials && !credentials.ok) return credentials;
    return once(url, question, source, signal, now, { ...connection, headers: { ...connection.headers, ...credentials?.value } });
  }
}

async function once(
  url: URL, question: HttpQuestion, source: Source, signal: AbortSignal, now: () => number, { headers, httpAgent, httpsAgent }: Connection,
): Promise<Result<Reply, Failure>> {
  let reply: AxiosResponse;
  try {
    reply = await client.request({
      url: url.href,
      method: question.method,
      headers: { Accept: ACCEPTED[question.form ?? 'json'], 'User-Agent': false, ...question.headers, ...headers },
      data: question.body ?? undefined,
      signal,
      ...(httpAgent ? { httpAgent } : {}),
      ...(httpsAgent ? { httpsAgent } : {}),
    });
  } catch (thrown) {
    return err(signal.aborted ? { kind: signal.reason as StopReason } : untrusted(thrown) ?? { kind: 'unreachable' });
  }
  const told = question.explains?.includes(reply.status) === true && suits(question.form ?? 'json', header(reply, 'content-type'), []);
  const range = askedRange(question.headers);
  if (!told && (reply.status < 200 || reply.status > 299 || (reply.status === 206 && !range))) return err(await failureOf(reply, signal, now()));
  const given = range && givenPart(range, reply.status, header(reply, 'content-range'));
  if (given && 'kind' in given) {
    discardBody(reply.data);
    return err(given);
  }
  return read(reply, source, question.form ?? 'json', signal, given);
}
