import type { Result } from '@/domain/result';
import type { DatasetSpec, Normalised, Params } from '../connector';
import type { Fault } from '../fault';

/** A body to be read. It is copied over, since a thread that hangs takes what it was given down with it. */
export interface ReadJob {
  readonly kind: 'read';
  readonly dataset: DatasetSpec;
  readonly params: Params;
  readonly body: Uint8Array<ArrayBuffer>;
}
/** Datasets whose requests and mappings are to be looked over. */
export interface CheckJob {
  readonly kind: 'check';
  readonly datasets: readonly DatasetSpec[];
}
export type Job = ReadJob | CheckJob;

export type ReadOutcome = Result<Normalised & { readonly digest: string }, Fault>;
export type CheckOutcome = readonly { readonly dataset: string; readonly fault: Fault }[];

export interface ToThread {
  readonly id: number;
  readonly job: Job;
}
/** Answers come in the order of the jobs. `started` comes once, before the first. */
export type FromThread =
  | { readonly kind: 'started' }
  | { readonly kind: 'read'; readonly id: number; readonly outcome: ReadOutcome }
  | { readonly kind: 'check'; readonly id: number; readonly outcome: CheckOutcome };

/** A thread as its owner sees it: a browser's worker, or Node's. */
export interface ReadingThread {
  readonly post: (message: ToThread) => void;
  /** Sets what hears answers, and what hears that the thread is gone (its script did not load, or it crashed). */
  readonly listen: (answer: (message: FromThread) => void, gone: (reason: string) => void) => void;
  readonly kill: () => void;
}
