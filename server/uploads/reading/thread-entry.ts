import { parentPort, workerData } from 'node:worker_threads';
import { runReading, type ReadingJob } from './reading-job';

// Started with one job and ended by its answer: what a file did to it is gone with it.
parentPort?.postMessage(runReading(workerData as ReadingJob));
