import type { Result } from '@/domain/result';
import type { HttpQuestion } from '../connector';
import type { Failure } from '../fault';
import type { Reply } from './reply';

/** What a way out other than HTTP is told beside the question. */
export interface TransportCall {
  /** Aborted when the deadline passes or nobody waits any more. */
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly maxBytes: number;
}
/** A way to a source that is not HTTP: a database's own wire, what the gateway holds itself. Never throws. */
export type Transport = (question: HttpQuestion, call: TransportCall) => Promise<Result<Reply, Failure>>;

/** Credentials that have to be fetched. `renew`: those given last were refused. Never throws. */
export type Authorise = (call: { readonly signal: AbortSignal; readonly renew: boolean }) => Promise<Result<{ readonly [name: string]: string }, Failure>>;

/** How a source is reached where that is more than its address: decided by whoever runs us, never by the pack. */
export interface Connection {
  /** The real base; the pack's `baseUrl` stays what is told of the source. Ends with `/`. */
  readonly base?: string;
  /** Added to every request and told to nobody: credentials. */
  readonly headers?: { readonly [name: string]: string };
  /** Node's agents, which open the sockets. Not used in a browser. */
  readonly httpAgent?: object;
  readonly httpsAgent?: object;
  /** Asked for headers before every request, and once more, to renew them, after a 401. */
  readonly authorise?: Authorise;
  /** Instead of HTTP; `base` then only names the way. */
  readonly transport?: Transport;
}
