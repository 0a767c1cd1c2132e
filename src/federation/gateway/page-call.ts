import axios, { type AxiosResponse } from 'axios';
import type { StopReason } from '../http/attempt';
import { plainFetch } from '../http/plain-fetch';

const client = axios.create({
  adapter: 'fetch',
  responseType: 'stream',
  // The gateway leads nobody elsewhere; a front that does is no gateway.
  maxRedirects: 0,
  validateStatus: null,
  withXSRFToken: false,
  transformRequest: [],
  fetchOptions: { cache: 'no-store' },
  env: { fetch: plainFetch },
});

/** One call of the page to its own gateway. */
export interface PageCall {
  /** Empty in a page, where a path is enough. */
  readonly origin: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  /** JSON as it goes over the wire, or a file whose type stands in `headers`; null sends none. */
  readonly body: string | Blob | null;
  readonly signal: AbortSignal;
}

/** Throws what fetch throws: no network, or `signal` was aborted. The body is a stream nobody has read. */
export const sendCall = ({ origin, method, path, headers, body, signal }: PageCall): Promise<AxiosResponse<unknown>> =>
  client.request<unknown>({
    url: origin + path,
    method,
    headers: { Accept: 'application/json', 'User-Agent': false, 'Content-Type': body === null ? false : 'application/json', ...headers },
    data: body ?? undefined,
    signal,
  });

export function headerOf(reply: AxiosResponse<unknown>, name: string): string | null {
  const value: unknown = reply.headers[name];
  return typeof value === 'string' ? value : null;
}

/** A signal that ends with another's, or at the deadline, and says which as its {@link StopReason}. `done` lets go of both. */
export function withDeadline(outer: AbortSignal | undefined, deadlineMs: number): { readonly signal: AbortSignal; readonly done: () => void } {
  const stop = new AbortController();
  const end = (reason: StopReason) => (): void => stop.abort(reason);
  const cancel = end('cancelled');
  const timer = setTimeout(end('timed-out'), deadlineMs);
  outer?.addEventListener('abort', cancel, { once: true });
  if (outer?.aborted) cancel();
  return {
    signal: stop.signal,
    done() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', cancel);
    },
  };
}
