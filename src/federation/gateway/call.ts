import type { AxiosResponse } from 'axios';
import type { Text } from '@/domain/text';
import { err, ok, type Result } from '@/domain/result';
import type { StopReason } from '../http/attempt';
import { discardBody, readBody } from '../http/read-body';
import { isJsonType, retryAfter } from '../http/reply-headers';
import { headerOf, sendCall, withDeadline, type PageCall } from './page-call';

/** Why a call came to nothing. */
export interface GatewayProblem {
  /**
   * The gateway's own code (`document-conflict`, `sign-in-needed`…), or ours where it did not speak:
   * `unreachable`, `timed-out`, `cancelled`, `unexpected` (somebody else answered: a login page, a redirect, a body cut short).
   */
  readonly code: string;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly at?: string;
  readonly expected?: string;
  readonly got?: string;
  /** What to do, in the gateway's words. */
  readonly hint?: Text;
  /** Under which operators find it in the log. */
  readonly request?: string;
  readonly retryAfterMs?: number;
  /** The whole problem as the gateway gave it: a conflict carries the document that stands. */
  readonly body: unknown;
}

export interface GatewayReply {
  readonly status: number;
  /** Parsed JSON nobody has checked yet; null where there was none (204, 304). */
  readonly body: unknown;
  readonly etag: string | null;
}

export interface CallOptions {
  /** Sent as JSON; left out sends none. */
  readonly body?: unknown;
  /** A file, sent as its bytes instead of a JSON body. */
  readonly file?: Blob;
  /** `csrf` of the session view; needed by every change of somebody signed in. */
  readonly csrf?: string | null;
  readonly headers?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
  /** From the first byte sent to the last received; 15 s. */
  readonly deadlineMs?: number;
  /** For tests outside a page. */
  readonly origin?: string;
}

const DEADLINE_MS = 15_000;
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * The one JSON door of the page to its own gateway. `path` begins with `/api/` or `/auth/`. Never throws, follows no redirect, asks once:
 * whether to ask again is the caller's to know.
 */
export async function callGateway(method: PageCall['method'], path: string, options: CallOptions = {}): Promise<Result<GatewayReply, GatewayProblem>> {
  const { signal, done } = withDeadline(options.signal, options.deadlineMs ?? DEADLINE_MS);
  try {
    const reply = await sendCall({
      origin: options.origin ?? '',
      method, path, signal,
      headers: { ...(options.csrf ? { 'X-CSRF-Token': options.csrf } : {}), ...(options.file ? { 'Content-Type': 'application/octet-stream' } : {}), ...options.headers },
      body: options.file ?? (options.body === undefined ? null : JSON.stringify(options.body)),
    });
    const { status } = reply;
    if (status === 204 || status === 304) {
      discardBody(reply.data);
      return ok({ status, body: null, etag: headerOf(reply, 'etag') });
    }
    if (status < 200 || status >= 300 || !isJson(reply)) return err(await problemOf(reply, signal));
    const body = await bodyOf(reply, signal);
    return body ? ok({ status, body: body.value, etag: headerOf(reply, 'etag') }) : err(local('unexpected', status));
  } catch {
    // The stream tells a broken line and our own leaving by the same throw.
    return err(local(signal.aborted ? (signal.reason as StopReason) : 'unreachable', 0));
  } finally {
    done();
  }
}

/** Why an answer is not what was asked for: the gateway's own problem, or that somebody else spoke. Reads the body to its end, or lets go of it. */
export async function problemOf(reply: AxiosResponse<unknown>, signal: AbortSignal): Promise<GatewayProblem> {
  const { status } = reply;
  const wait = waitOf(headerOf(reply, 'retry-after'));
  if (status < 400 || !isJson(reply)) {
    discardBody(reply.data);
    return { ...local('unexpected', status), ...wait };
  }
  const body = await bodyOf(reply, signal);
  return body ? { ...toldBy(body.value, status), ...wait } : local('unexpected', status);
}

function isJson(reply: AxiosResponse<unknown>): boolean {
  const type = headerOf(reply, 'content-type');
  return type !== null && isJsonType(type, []);
}
async function bodyOf(reply: AxiosResponse<unknown>, signal: AbortSignal): Promise<{ readonly value: unknown } | null> {
  const bytes = await readBody(reply.data, MAX_BYTES, signal);
  return bytes && parsed(bytes);
}

const local = (code: string, status: number): GatewayProblem => ({ code, status, body: null });

function waitOf(header: string | null): Pick<GatewayProblem, 'retryAfterMs'> {
  // The gateway names seconds; a date would need its clock beside ours.
  const wait = retryAfter(header ?? undefined, Number.NaN);
  return wait === undefined ? {} : { retryAfterMs: wait };
}

function parsed(bytes: Uint8Array): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return null;
  }
}

/** A problem (RFC 9457) as far as it is one. */
function toldBy(body: unknown, status: number): GatewayProblem {
  const told: { readonly [name: string]: unknown } = typeof body === 'object' && body !== null ? { ...body } : {};
  const text = (name: 'at' | 'expected' | 'got' | 'request'): object => (typeof told[name] === 'string' ? { [name]: told[name] } : {});
  const { hint } = told;
  const words = typeof hint === 'object' && hint !== null && 'vi' in hint && 'en' in hint && typeof hint.vi === 'string' && typeof hint.en === 'string'
    ? { hint: { vi: hint.vi, en: hint.en } }
    : {};
  return { code: typeof told['code'] === 'string' ? told['code'] : 'unexpected', status, ...text('at'), ...text('expected'), ...text('got'), ...text('request'), ...words, body };
}
