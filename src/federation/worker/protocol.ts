import type { Result } from '@/domain/result';
import type { AskedPage, BodyForm, DatasetSpec, HttpQuestion, Normalised, Params } from '../connector';
import type { Fault } from '../fault';

/** The pages of a body to be read, at least one. They are copied over, since a thread that hangs takes what it was given down with it. */
export interface ReadJob {
  readonly kind: 'read';
  readonly dataset: DatasetSpec;
  readonly params: Params;
  readonly form?: BodyForm;
  readonly bodies: readonly Uint8Array<ArrayBuffer>[];
}
/** One page, to learn how the next one is asked for. */
export interface PageJob {
  readonly kind: 'page';
  readonly dataset: DatasetSpec;
  readonly params: Params;
  readonly form?: BodyForm;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly asked: AskedPage;
}
/** Datasets whose requests and mappings are to be looked over. */
export interface CheckJob {
  readonly kind: 'check';
  readonly datasets: readonly DatasetSpec[];
}
export type Job = ReadJob | PageJob | CheckJob;

export type ReadOutcome = Result<Normalised & { readonly digest: string }, Fault>;
/** Null: that was the last page. */
export type PageOutcome = Result<HttpQuestion | null, Fault>;
export type CheckOutcome = readonly { readonly dataset: string; readonly fault: Fault }[];

export interface ToThread {
  readonly id: number;
  readonly job: Job;
}
/** Answers come in the order of the jobs. `started` comes once, before the first. */
export type FromThread =
  | { readonly kind: 'started' }
  | { readonly kind: 'read'; readonly id: number; readonly outcome: ReadOutcome }
  | { readonly kind: 'page'; readonly id: number; readonly outcome: PageOutcome }
  | { readonly kind: 'check'; readonly id: number; readonly outcome: CheckOutcome };

/** A thread as its owner sees it: a browser's worker, or Node's. */
export interface ReadingThread {
  readonly post: (message: ToThread) => void;
  /** Sets what hears answers, and what hears that the thread is gone (its script did not load, or it crashed). */
  readonly listen: (answer: (message: FromThread) => void, gone: (reason: string) => void) => void;
  readonly kill: () => void;
}
