import { Worker } from 'node:worker_threads';
import type { ReadingJob, ReadingOutcome } from './reading-job';

/** ms; loading the thread counts too. */
const READING_MS = 15_000;
const MOST_MEGABYTES = 256;

export type ReadFile = (job: ReadingJob) => Promise<ReadingOutcome>;

/** Reads a file in a thread of its own, which is killed when it takes too long or too much: a file cannot hold up anybody else. */
export const readInThread: ReadFile = (job) => new Promise((resolve) => {
  const worker = new Worker(new URL('./thread-boot.mjs', import.meta.url), {
    execArgv: [], name: 'upload', workerData: job, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  worker.unref();
  const end = (outcome: ReadingOutcome): void => {
    clearTimeout(timer);
    resolve(outcome);
    void worker.terminate();
  };
  const timer = setTimeout(() => end({ ok: false, code: 'too-slow', row: null, got: '' }), READING_MS);
  worker.on('message', (outcome: ReadingOutcome) => end(outcome));
  // Out of memory, or a bug of ours: the file is not taken either way.
  worker.on('error', () => end({ ok: false, code: 'too-slow', row: null, got: 'stopped' }));
});
