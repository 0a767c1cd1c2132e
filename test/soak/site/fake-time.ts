/**
 * The page's time, by hand: an hour goes by as fast as the page can do its work. Import it before anything that could keep the real clock.
 * Tasks, promises and what the browser lays out are real.
 */
interface Timer {
  at: number;
  readonly every: number | null;
  readonly run: () => void;
}

const realNow = performance.now.bind(performance);
const START = Date.UTC(2026, 10, 21, 1, 46);
/** A timer that sets itself anew without end is a fault of the page, and must not hang it. */
const MOST_TIMERS = 20_000;
/** The code of a widget comes by a real network, however fast the time here goes by. */
const LONGEST_LOAD_MS = 60_000;
const STEP_MS = 100;
/** What a promise chain may take before it stands. */
const TURNS = 4;

let now = START;
let next = 1;
const timers = new Map<number, Timer>();
let frames = new Map<number, FrameRequestCallback>();

const resolves: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => resolves.shift()?.();
/** One real task. */
const turn = (): Promise<void> => new Promise((done) => {
  resolves.push(done);
  channel.port2.postMessage(null);
});

/** Everything under way comes to its answer. */
export async function settle(): Promise<void> {
  for (let count = 0; count < TURNS; count += 1) await turn();
}

/** What waits for a frame gets one. */
export async function frame(): Promise<void> {
  const due = frames;
  frames = new Map();
  for (const run of due.values()) run(now - START);
  await settle();
}

/** Time goes by, and what is due rings in its order. */
export async function advance(ms: number): Promise<void> {
  const end = now + ms;
  for (let count = 0; count < MOST_TIMERS; count += 1) {
    const due = [...timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
    if (!due) break;
    const [id, timer] = due;
    now = Math.max(now, timer.at);
    if (timer.every === null) timers.delete(id);
    else timer.at = now + Math.max(1, timer.every);
    timer.run();
    await turn();
  }
  now = end;
}

/** Time goes by until `isSo`, as long as the machine really needs to load what is missing. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = realNow() + LONGEST_LOAD_MS;
  while (!isSo() && realNow() < end) {
    await advance(STEP_MS);
    await frame();
  }
}

function later(handler: TimerHandler, ms: number | undefined, every: boolean, args: readonly unknown[]): number {
  if (typeof handler !== 'function') throw new TypeError('no code as text');
  const id = next++;
  const wait = Math.max(0, ms ?? 0);
  timers.set(id, { at: now + wait, every: every ? wait : null, run: () => void Reflect.apply(handler, globalThis, args) });
  return id;
}
const forget = (id?: number): void => void timers.delete(id ?? 0);

const RealDate = Date;
Object.assign(globalThis, {
  Date: new Proxy(RealDate, { construct: (real, args: unknown[]) => Reflect.construct(real, args.length === 0 ? [now] : args) as Date }),
  setTimeout: (handler: TimerHandler, ms?: number, ...args: unknown[]) => later(handler, ms, false, args),
  setInterval: (handler: TimerHandler, ms?: number, ...args: unknown[]) => later(handler, ms, true, args),
  clearTimeout: forget,
  clearInterval: forget,
  requestAnimationFrame: (run: FrameRequestCallback) => {
    const id = next++;
    frames.set(id, run);
    return id;
  },
  cancelAnimationFrame: (id: number) => void frames.delete(id),
});
RealDate.now = () => now;
performance.now = () => now - START;
