import { isFields, isNumber, type Fields } from '@/domain/data-fields';
import { queryKey, type DatasetQuery } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { toInstant, type Instant } from '@/domain/time';
import type { Answer, Ask } from '../answer';
import type { Failure } from '../fault';
import type { StopReason } from '../http/attempt';
import { discardBody } from '../http/read-body';
import { retryAfter } from '../http/reply-headers';
import type { SourceError, SourceErrorKind } from '../source-error';
import { jsonLines } from './lines';
import { headerOf, sendCall, withDeadline } from './page-call';
import { readError, readWire } from './read-wire';

/** Questions of one moment go together: wait this long for the others, ms. */
const WINDOW_MS = 3;
/** Most questions the gateway takes at once. */
const MOST_QUESTIONS = 100;
/** Longer than any source's own deadline, so that the gateway's word for a slow source comes first. */
const DEADLINE_MS = 25_000;
/** Answers whose tag is told, so that an unchanged one costs a line and no data. */
const MOST_HELD = 256;

export interface GatewayAskOptions {
  /** Empty in a page. */
  readonly origin: string;
  /** The gateway refused the reader himself (401, 403): look at the session again. */
  readonly onSession: () => void;
  /** The device's clock. */
  readonly clock: { readonly now: () => number };
  readonly deadlineMs?: number;
}

export interface GatewayAsk {
  readonly ask: Ask;
  /** Forgets every answer held: the reader or his rights changed. */
  readonly forget: () => void;
}

interface Held {
  readonly tag: string;
  /** Moments are the gateway's. */
  readonly answer: Answer;
}

interface Waiting {
  readonly query: DatasetQuery;
  readonly key: string;
  readonly held: Held | undefined;
  readonly settle: (outcome: Result<Answer, Failure>) => void;
}

/**
 * The page's way to its sources in gateway mode. Questions of one moment are one `POST /api/datasets/ask`; each is settled as its line
 * comes, so that a slow source holds nobody; the call ends when nobody waits. Never throws.
 */
export function createGatewayAsk(options: GatewayAskOptions): GatewayAsk {
  const held = new Map<string, Held>();
  let batch: Batch | null = null;

  const keep = (key: string, entry: Held): void => {
    held.delete(key);
    held.set(key, entry);
    for (const oldest of held.keys()) {
      if (held.size <= MOST_HELD) break;
      held.delete(oldest);
    }
  };

  const openBatch = (): Batch => {
    const opened = createBatch(options, keep);
    setTimeout(() => {
      if (batch === opened) batch = null;
      void opened.send();
    }, WINDOW_MS);
    return opened;
  };

  return {
    ask: async (query, signal) => {
      if (batch === null || batch.size() >= MOST_QUESTIONS) batch = openBatch();
      const key = queryKey(query);
      const outcome = await batch.add(query, key, held.get(key), signal);
      return outcome.ok ? outcome : err<SourceError>({ source: '', dataset: query.dataset, ...outcome.error });
    },
    forget: () => held.clear(),
  };
}

interface Batch {
  readonly size: () => number;
  readonly add: (query: DatasetQuery, key: string, held: Held | undefined, signal: AbortSignal) => Promise<Result<Answer, Failure>>;
  readonly send: () => Promise<void>;
}

function createBatch(options: GatewayAskOptions, keep: (key: string, held: Held) => void): Batch {
  const leave = new AbortController();
  const waiting = new Map<string, Waiting>();
  let added = 0;

  const settle = (id: string, outcome: Result<Answer, Failure>): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    one?.settle(outcome);
  };
  const settleRest = (failure: Failure): void => [...waiting.keys()].forEach((id) => settle(id, err(failure)));

  function take(line: unknown): void {
    if (!isFields(line) || typeof line['id'] !== 'string') return;
    const one = waiting.get(line['id']);
    if (!one) return;
    const outcome = readLine(line, one.held);
    if (outcome.ok) keep(one.key, outcome.value);
    settle(line['id'], outcome.ok ? ok(inDeviceTime(outcome.value.answer, line['serverTime'], options.clock.now())) : outcome);
  }

  async function exchange(signal: AbortSignal): Promise<Failure> {
    const questions = [...waiting].map(([id, { query: { dataset, params }, held }]) => ({ id, dataset, params, ...(held ? { tag: held.tag } : {}) }));
    const reply = await sendCall({
      origin: options.origin, method: 'POST', path: '/api/datasets/ask', headers: { Accept: 'application/x-ndjson' }, body: JSON.stringify({ questions }), signal,
    });
    if (reply.status !== 200 || !headerOf(reply, 'content-type')?.startsWith('application/x-ndjson')) {
      discardBody(reply.data);
      if (reply.status === 401 || reply.status === 403) options.onSession();
      return failureOf(reply.status, headerOf(reply, 'retry-after'));
    }
    try {
      for await (const line of jsonLines(reply.data, signal)) take(line);
    } catch {
      // Broken off: whoever has no line by now gets the word below.
      if (signal.aborted) return { kind: signal.reason as StopReason };
    }
    return { kind: signal.aborted ? (signal.reason as StopReason) : 'truncated', httpStatus: 200 };
  }

  return {
    size: () => added,
    add: (query, key, held, signal) => new Promise((resolve) => {
      const id = String(added++);
      const go = (): void => {
        settle(id, err({ kind: 'cancelled' }));
        if (waiting.size === 0) leave.abort();
      };
      waiting.set(id, {
        query, key, held,
        settle: (outcome) => {
          signal.removeEventListener('abort', go);
          resolve(outcome);
        },
      });
      signal.addEventListener('abort', go, { once: true });
      if (signal.aborted) go();
    }),
    async send() {
      if (waiting.size === 0) return;
      const { signal, done } = withDeadline(leave.signal, options.deadlineMs ?? DEADLINE_MS);
      const failure = await exchange(signal).catch((): Failure => ({ kind: signal.aborted ? (signal.reason as StopReason) : 'unreachable' }));
      done();
      settleRest(failure);
    },
  };
}

/** One line of the gateway's answer: a new answer, word that the one held still stands, or a failure. */
function readLine(line: Fields, held: Held | undefined): Result<Held, Failure> {
  const failed = line['error'] === undefined ? null : readError(line['error']);
  if (failed) return err(failed);
  const tag = line['tag'];
  if (typeof tag !== 'string' || !isNumber(line['serverTime'])) return malformed('/tag');
  const cause = line['cause'] === undefined ? null : readError(line['cause']);
  if (line['unchanged'] === true) {
    if (held?.tag !== tag || !isNumber(line['receivedAt'])) return malformed('/unchanged');
    const { cause: _over, ...kept } = held.answer;
    return ok({ tag, answer: withCause({ ...kept, ...receivedAt(kept, toInstant(line['receivedAt'])) }, cause) });
  }
  const read = readWire(line['answer']);
  return read.ok ? ok({ tag, answer: withCause(read.value, cause) }) : malformed(`/answer${read.error}`);
}

const malformed = (pointer: string): Result<never, Failure> => err({ kind: 'malformed', pointer });
const withCause = (answer: Answer, cause: SourceError | null): Answer => (cause ? { ...answer, cause } : answer);
const receivedAt = ({ provenance }: Answer, at: Instant): Pick<Answer, 'receivedAt' | 'provenance'> => ({ receivedAt: at, provenance: { ...provenance, receivedAt: at } });

/**
 * An answer as if this device had received it from the source: `receivedAt` by the device's clock, `serverTime` the same moment by the
 * gateway's, so that whoever compares the two finds how far the clocks lie apart.
 */
function inDeviceTime(answer: Answer, gatewayNow: unknown, deviceNow: number): Answer {
  const ahead = isNumber(gatewayNow) ? gatewayNow - deviceNow : 0;
  return { ...answer, ...receivedAt(answer, toInstant(answer.receivedAt - ahead)), serverTime: answer.receivedAt };
}

function failureOf(status: number, wait: string | null): Failure {
  // Seconds alone: a date would need the gateway's clock beside ours.
  const retryAfterMs = retryAfter(wait ?? undefined, NaN);
  return { kind: kindOf(status), ...(status ? { httpStatus: status } : {}), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function kindOf(status: number): SourceErrorKind {
  if (status === 401 || status === 403) return 'denied';
  if (status === 429) return 'limited';
  if (status >= 500) return 'unavailable';
  // Somebody else answered: a login page, a captive portal.
  return status === 200 ? 'content-type' : 'rejected';
}
