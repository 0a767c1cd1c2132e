import type { Source } from '@/domain/dataset';
import { err, type Result } from '@/domain/result';
import type { HttpQuestion } from '../connector';
import type { Failure } from '../fault';
import { attempt, type StopReason } from './attempt';
import type { Connection } from './connection';
import type { Reply } from './reply';
import { targetUrl } from './target-url';

/** Asks beyond the first, and the ceiling of the first pause before one; each further ceiling doubles. */
const RETRIES = 2;
const BACKOFF_MS = 300;

/** Time and chance from outside, so that tests decide both. */
export interface DoorTimes {
  /** Wall clock, epoch ms. */
  readonly clock: () => number;
  /** Never steps back, ms. */
  readonly monotonic: () => number;
  readonly random: () => number;
  /** Resolves after `ms`, or at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Call {
  readonly source: Source;
  readonly base: URL;
  readonly question: HttpQuestion;
  readonly signal: AbortSignal;
  /** A probe of a source that was down is asked once. */
  readonly probe: boolean;
  readonly connection?: Connection;
}

export function defaultSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}

const worthAgain = (kind: Failure['kind']): boolean => kind === 'unreachable' || kind === 'unavailable' || kind === 'timed-out';

const put = ({ source, question, connection }: Call, url: URL, signal: AbortSignal, times: DoorTimes): Promise<Result<Reply, Failure>> =>
  connection?.transport
    ? connection.transport(question, { signal, deadlineMs: source.deadlineMs, maxBytes: source.maxBytes })
    : attempt(url, question, source, signal, times.clock, connection);

/**
 * The one way out to a source. The source's deadline covers the whole call: every attempt, every pause and the last byte of the body.
 * An idempotent question is asked again at most twice, with full jitter, after an unreachable source, a 5xx or a forwarder's timeout,
 * while the deadline leaves room; a `Retry-After` is waited for where it fits. Never throws.
 */
export async function send(call: Call, times: DoorTimes): Promise<Result<Reply, Failure>> {
  const { source, question } = call;
  const url = targetUrl(call.base, question.path, question.query);
  if (!url) return err({ kind: 'misconfigured', pointer: '/request/path', expected: 'a path below the base of the source', got: question.path.slice(0, 64) });
  if (call.signal.aborted) return err({ kind: 'cancelled' });

  const stop = new AbortController();
  const end = (reason: StopReason) => (): void => stop.abort(reason);
  const cancel = end('cancelled');
  const timer = setTimeout(end('timed-out'), source.deadlineMs);
  call.signal.addEventListener('abort', cancel, { once: true });
  const lastStart = times.monotonic() + source.deadlineMs;
  try {
    for (let again = 0; ; again += 1) {
      const outcome = await put(call, url, stop.signal, times);
      if (outcome.ok || stop.signal.aborted || !worthAgain(outcome.error.kind)) return outcome;
      if (again === RETRIES || call.probe || !question.idempotent) return outcome;
      const pause = outcome.error.retryAfterMs ?? times.random() * BACKOFF_MS * 2 ** again;
      if (times.monotonic() + pause >= lastStart) return outcome;
      await times.sleep(pause, stop.signal);
      if (stop.signal.aborted) return call.signal.aborted ? err({ kind: 'cancelled' }) : outcome;
    }
  } finally {
    clearTimeout(timer);
    call.signal.removeEventListener('abort', cancel);
  }
}
