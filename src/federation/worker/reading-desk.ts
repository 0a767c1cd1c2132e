import { err } from '@/domain/result';
import type { DatasetSpec } from '../connector';
import type { Fault } from '../fault';
import type { CheckOutcome, FromThread, Job, PageJob, PageOutcome, ReadJob, ReadOutcome, ReadingThread } from './protocol';

/** ms. The thread stops itself at its own limit; this one is for what never comes back to it, such as a regex. */
export interface DeskLimits {
  readonly jobMs: number;
  /** Until the thread has loaded. */
  readonly startMs: number;
}
const LIMITS: DeskLimits = { jobMs: 6_000, startMs: 20_000 };
/** A busy page hears late: answers already on their way get this long before the thread is killed. */
const GRACE_MS = 250;

/** Hands bodies to a thread that reads them, and starts another where one hangs. Never throws. */
export interface ReadingDesk {
  readonly read: (job: Omit<ReadJob, 'kind'>) => Promise<ReadOutcome>;
  /** How the page after this one is asked for. */
  readonly page: (job: Omit<PageJob, 'kind'>) => Promise<PageOutcome>;
  readonly check: (datasets: readonly DatasetSpec[]) => Promise<CheckOutcome>;
  /** Starts the thread before it is needed. */
  readonly warmUp: () => void;
  readonly dispose: () => void;
}

interface Waiting {
  readonly job: Job;
  readonly answer: (message: FromThread) => void;
  readonly giveUp: (fault: Fault) => void;
}

const trouble = (pointer: string, expected: string, got: string): Fault => ({ kind: 'misconfigured', pointer, expected, got: got.slice(0, 64) });

export function createReadingDesk(start: () => ReadingThread, limits: DeskLimits = LIMITS): ReadingDesk {
  let thread: ReadingThread | null = null;
  let started = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;
  /** In the order of posting, which is the order of doing: the first is under way. */
  const waiting = new Map<number, Waiting>();

  /** Times the job under way; called whenever that changes. */
  const watch = (): void => {
    clearTimeout(timer);
    if (waiting.size === 0) return;
    const overdue = (): void => replace(trouble('/mapping', `an end within ${limits.jobMs} ms`, 'killed'));
    timer = setTimeout(() => { timer = setTimeout(overdue, GRACE_MS); }, started ? limits.jobMs : limits.startMs);
  };

  const hear = (message: FromThread): void => {
    if (message.kind === 'started') started = true;
    else {
      const job = waiting.get(message.id);
      waiting.delete(message.id);
      job?.answer(message);
    }
    watch();
  };

  const stop = (): void => {
    clearTimeout(timer);
    thread?.kill();
    thread = null;
    started = false;
  };

  const giveUp = (fault: Fault, ids: readonly number[]): void => {
    for (const id of ids) {
      const job = waiting.get(id);
      waiting.delete(id);
      job?.giveUp(fault);
    }
  };

  /** The job under way ended its thread: it is given up, and those behind it go to another thread. One that never started helps nobody. */
  function replace(fault: Fault): void {
    const ids = [...waiting.keys()];
    const wasStarted = started;
    stop();
    giveUp(wasStarted ? fault : trouble('', 'a reading thread', `did not start: ${fault.got}`), wasStarted ? ids.slice(0, 1) : ids);
    for (const [id, { job }] of waiting) deliver(id, job);
    watch();
  }

  const open = (): ReadingThread => {
    if (thread) return thread;
    const opened = start();
    thread = opened;
    opened.listen(
      (message) => { if (thread === opened) hear(message); },
      (reason) => { if (thread === opened) replace(trouble('/mapping', 'a mapping that ends', reason)); },
    );
    return opened;
  };

  function deliver(id: number, job: Job): void {
    try {
      open().post({ id, job });
    } catch (thrown) {
      giveUp(trouble('', 'a reading thread', thrown instanceof Error ? thrown.message : 'could not start'), [id]);
    }
  }

  const post = (job: Job, answer: Waiting['answer'], abandon: Waiting['giveUp']): void => {
    const id = nextId++;
    waiting.set(id, { job, answer, giveUp: abandon });
    deliver(id, job);
    if (waiting.size === 1) watch();
  };

  return {
    read: (job) => new Promise((resolve) => {
      post({ kind: 'read', ...job }, (message) => { if (message.kind === 'read') resolve(message.outcome); }, (fault) => resolve(err(fault)));
    }),
    page: (job) => new Promise((resolve) => {
      post({ kind: 'page', ...job }, (message) => { if (message.kind === 'page') resolve(message.outcome); }, (fault) => resolve(err(fault)));
    }),
    check: (datasets) => new Promise((resolve) => {
      const all = (fault: Fault): CheckOutcome => datasets.map(({ id }) => ({ dataset: id, fault }));
      post({ kind: 'check', datasets }, (message) => { if (message.kind === 'check') resolve(message.outcome); }, (fault) => resolve(all(fault)));
    }),
    warmUp() {
      try {
        open();
      } catch {
        // The first question tries again, and says so where it fails too.
        stop();
      }
    },
    dispose() {
      stop();
      giveUp(trouble('', 'a reading thread', 'disposed'), [...waiting.keys()]);
    },
  };
}
