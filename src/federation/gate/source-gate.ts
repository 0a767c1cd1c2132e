import { err, ok, type Result } from '@/domain/result';
import { toInstant, type Instant } from '@/domain/time';
import type { Failure } from '../fault';
import type { SourceHealth } from '../health';
import type { SourceError } from '../source-error';
import { createBreaker } from './circuit-breaker';
import { createSlots } from './slots';

/** Calls under way to one source at a time: the browser's own limit per host over HTTP/1.1. */
const CONCURRENCY = 6;
/** After a refused right nobody asks for 20 minutes: three tries an hour lock no account. */
const DENIED_HOLD_MS = 20 * 60_000;
/** A 429 that names no time. */
const LIMITED_HOLD_MS = 30_000;
/** Refusals in a row, for whichever question, after which the whole source is left alone. */
const DENIALS = 3;

const DOWN: ReadonlySet<Failure['kind']> = new Set(['unreachable', 'untrusted', 'timed-out', 'unavailable', 'truncated']);

export interface GateTimes {
  readonly clock: () => number;
  readonly monotonic: () => number;
  readonly random: () => number;
  /** Runs later, once; returns how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void;
}

/** Leave to make one call; say exactly once how it ended. */
export interface Pass {
  readonly probe: boolean;
  readonly done: (failure: Failure | null) => void;
}

/** Stands before one source: how many at a time, and whether to ask at all. */
export interface SourceGate {
  /** `question` names what is asked: a right refused holds that question alone. */
  readonly enter: (question: string, signal: AbortSignal) => Promise<Result<Pass, Failure>>;
  readonly noteError: (error: SourceError) => void;
  /** An answer for this dataset was understood. */
  readonly noteRead: (dataset: string) => void;
  readonly health: () => SourceHealth;
  readonly wake: () => void;
  readonly dispose: () => void;
}

interface Hold {
  readonly until: number;
  readonly failure: Failure;
}
/** Name under which the whole source is held. */
const ALL = '';

export function createSourceGate(source: string, times: GateTimes, changed: (health: SourceHealth) => void): SourceGate {
  const breaker = createBreaker(times.monotonic, times.random);
  const slots = createSlots(CONCURRENCY);
  const holds = new Map<string, Hold>();
  let denials = 0;
  let lastSuccess: Instant | null = null;
  let lastFailure: Instant | null = null;
  let lastDown: Failure | undefined;
  let lastError: SourceHealth['lastError'] = null;
  let lastRead: Instant | null = null;
  let latencyMs: number | null = null;
  /** Whether the last error is over: a later one of its kind begins anew. */
  let healed = true;
  let callOff = (): void => undefined;

  const wallTime = (monotonic: number): Instant => toInstant(times.clock() + monotonic - times.monotonic());

  const held = (name: string): Hold | undefined => {
    const hold = holds.get(name);
    if (hold && times.monotonic() >= hold.until) holds.delete(name);
    return holds.get(name);
  };

  const health = (): SourceHealth => {
    const hold = held(ALL);
    const circuit = breaker.state();
    const nextTry = hold ? hold.until : circuit === 'open' ? breaker.probeAt() : null;
    return {
      source,
      state: hold ? 'held' : circuit,
      lastSuccess, lastFailure, lastError, failing: !healed, lastRead, latencyMs,
      consecutiveFailures: breaker.failures(),
      nextTryAt: nextTry === null ? null : wallTime(nextTry),
      underWay: slots.taken(),
      waiting: slots.waiting(),
    };
  };

  /** Tells listeners now, and again when the source may be asked anew. */
  const announce = (): void => {
    callOff();
    const { nextTryAt } = health();
    callOff = nextTryAt === null ? () => undefined : times.later(nextTryAt - times.clock() + 1, announce);
    changed(health());
  };

  const blocked = (question: string): Failure | undefined => {
    const hold = held(ALL) ?? held(question);
    if (hold) return { ...hold.failure, retryAfterMs: Math.ceil(hold.until - times.monotonic()) };
    if (breaker.state() !== 'open') return undefined;
    return circuitOpen();
  };

  const circuitOpen = (): Failure => ({
    kind: 'circuit-open',
    ...(lastDown ? { got: lastDown.kind } : {}),
    ...(lastDown?.httpStatus ? { httpStatus: lastDown.httpStatus } : {}),
    // While the probe is under way there is no time to name; a second keeps anybody from asking in a loop.
    retryAfterMs: Math.max(1_000, Math.ceil((breaker.probeAt() ?? 0) - times.monotonic())),
  });

  const hold = (name: string, failure: Failure, ms: number): void => void holds.set(name, { until: times.monotonic() + ms, failure });

  /** The source lives, and says no. */
  const turnedAway = (question: string, failure: Failure): void => {
    if (failure.kind === 'limited') hold(ALL, failure, failure.retryAfterMs ?? LIMITED_HOLD_MS);
    if (failure.kind !== 'denied') return;
    denials += 1;
    const everything = failure.httpStatus === 401 || denials >= DENIALS;
    hold(everything ? ALL : question, failure, DENIED_HOLD_MS);
  };

  const settle = (question: string, probe: boolean, failure: Failure | null): void => {
    const before = health().state;
    if (failure?.kind === 'cancelled') breaker.undecided(probe);
    else if (failure && DOWN.has(failure.kind)) {
      lastDown = failure;
      breaker.failed(probe);
      if (failure.retryAfterMs) hold(ALL, failure, failure.retryAfterMs);
    } else {
      breaker.succeeded();
      if (failure) turnedAway(question, failure);
      else denials = 0;
    }
    if (failure && failure.kind !== 'cancelled') lastFailure = toInstant(times.clock());
    if (!failure) lastSuccess = toInstant(times.clock());
    if (failure || before !== health().state) announce();
  };

  return {
    async enter(question, signal) {
      const refused = blocked(question);
      if (refused) return err(refused);
      const release = await slots.take(signal);
      if (!release) return err({ kind: 'cancelled' });
      // The source may have failed others while this one waited.
      const late = blocked(question);
      const leave = late ? null : breaker.permit();
      if (!leave) {
        release();
        return err(late ?? circuitOpen());
      }
      const begun = times.monotonic();
      return ok({
        probe: leave.probe,
        done(failure) {
          release();
          latencyMs = Math.round(times.monotonic() - begun);
          settle(question, leave.probe, failure);
        },
      });
    },
    noteError(error) {
      if (error.kind === 'cancelled' || error.kind === 'circuit-open') return;
      const before = healed || lastError?.kind !== error.kind || lastError.pointer !== error.pointer ? undefined : lastError.since;
      lastError = {
        kind: error.kind, dataset: error.dataset, since: before ?? toInstant(times.clock()),
        ...(error.pointer === undefined ? {} : { pointer: error.pointer, absent: error.got === 'nothing' }),
        ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
      };
      healed = false;
    },
    noteRead(dataset) {
      lastRead = toInstant(times.clock());
      // What was not understood of one dataset is not mended by another; a way that was down is open for all.
      if (lastError && (lastError.dataset === dataset || DOWN.has(lastError.kind))) healed = true;
    },
    health,
    wake() {
      breaker.wake();
      announce();
    },
    dispose: () => callOff(),
  };
}
