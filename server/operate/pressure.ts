import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Logger } from 'pino';
import { Problem } from '../http/problems';
import type { Gateway } from '../http/route';

/** How busy this process is. */
export interface Pressure {
  /** Mean delay of the event loop over the last look, ms. */
  readonly loopDelayMs: () => number;
  /** Share of the heap's limit in use. */
  readonly heapShare: () => number;
  readonly overloaded: () => boolean;
  readonly stop: () => void;
}

const RESOLUTION_MS = 20;
const LOOK_MS = 1_000;
/** A mean this long in two looks on end means work comes faster than it is done: one long task that began with a look reaches it in one. */
export const LOOP_LIMIT_MS = 400;
export const HEAP_LIMIT = 0.9;
const RETRY_SECONDS = 2;
/** Answers that a gateway under pressure still gives at the same time: turning away whoever is alone relieves nobody. */
export const FEW = 4;
/** One look this late is told: something held the loop. */
const STALL_MS = 2_000;

/** Looks once a second. `read` is for tests. */
export function watchPressure(log: Logger, read: () => { readonly delayMs: number; readonly heap: number } = measure(), lookMs: number = LOOK_MS): Pressure {
  let [seen, last] = [{ delayMs: 0, heap: 0 }, { delayMs: 0, heap: 0 }];
  let before = performance.now();
  const timer = setInterval(() => {
    const late = performance.now() - before - lookMs;
    before += late + lookMs;
    if (late > STALL_MS) log.warn({ ms: Math.round(late) }, 'event loop was held up');
    [seen, last] = [read(), seen];
  }, lookMs).unref();
  return {
    loopDelayMs: () => seen.delayMs,
    heapShare: () => seen.heap,
    overloaded: () => Math.min(seen.delayMs, last.delayMs) > LOOP_LIMIT_MS || seen.heap > HEAP_LIMIT,
    stop: () => clearInterval(timer),
  };
}

function measure(): () => { readonly delayMs: number; readonly heap: number } {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return () => {
    const mean = delays.count > 0 ? delays.mean / 1e6 - RESOLUTION_MS : 0;
    delays.reset();
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    return { delayMs: Math.max(0, mean), heap: used / limit };
  };
}

/**
 * Under pressure whoever only reads is asked to come back, at once and cheaply, so that what was begun can end; health, sign-in and
 * saving go on. A few at a time are answered all the same while there is memory, so that somebody alone on a slow machine gets what they asked
 * for. Hang it before the guard: refusing must not cost a look-up.
 */
export function shedLoad(app: Gateway, pressure: Pick<Pressure, 'overloaded' | 'heapShare'>, onShed: () => void): void {
  let answering = 0;
  app.addHook('onRequest', async (request, reply) => {
    const { rules } = request.routeOptions.config;
    if (!rules) return;
    const mayWait = rules.right.kind === 'reader' || rules.rate === 'export' || rules.rate === 'file' || rules.rate === 'import' || rules.rate === 'report';
    if (!mayWait || rules.effect === 'change') return;
    const isAnswer = rules.rate !== 'stream';
    if (!pressure.overloaded() || (isAnswer && answering < FEW && pressure.heapShare() <= HEAP_LIMIT)) {
      if (!isAnswer) return;
      answering += 1;
      reply.raw.once('close', () => { answering -= 1; });
      return;
    }
    onShed();
    throw new Problem('overloaded', { retryAfterSeconds: RETRY_SECONDS });
  });
}
