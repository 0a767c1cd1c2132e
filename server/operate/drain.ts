import type { Gateway } from '../http/route';

/** Leaving without breaking anything off. */
export interface Drain {
  readonly draining: () => boolean;
  /** Requests being answered, streams included. */
  readonly inFlight: () => number;
  /** Told first, so that streams can send their readers away. */
  readonly onDrain: (listener: () => void) => void;
  /**
   * Takes no further connection, tells `onDrain`, and waits until what was begun is answered, at most `drainMs`. Close the application
   * afterwards. Answers how many were still open.
   */
  readonly start: () => Promise<number>;
}

const LOOK_MS = 20;

/** Counts every request from its first hook on; hang it before everything that may refuse. */
export function createDrain(app: Gateway, drainMs: number): Drain {
  let [draining, open] = [false, 0];
  const listeners: (() => void)[] = [];
  app.addHook('onRequest', async (_request, reply) => {
    open += 1;
    reply.raw.once('close', () => { open -= 1; });
    // Whoever asks again on this connection would be cut off: a new one finds another gateway.
    if (draining) reply.raw.setHeader('connection', 'close');
  });
  const start = async (): Promise<number> => {
    draining = true;
    for (const tell of listeners) tell();
    if (app.server.listening) app.server.close();
    app.server.closeIdleConnections();
    const until = performance.now() + drainMs;
    while (open > 0 && performance.now() < until) {
      await new Promise((done) => setTimeout(done, LOOK_MS));
      app.server.closeIdleConnections();
    }
    return open;
  };
  let running: Promise<number> | null = null;
  return { draining: () => draining, inFlight: () => open, onDrain: (listener) => void listeners.push(listener), start: () => (running ??= start()) };
}
