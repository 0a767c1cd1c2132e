import type { Dataset, DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { AnswerNote } from './answer';
import type { Fault } from './fault';

/** What a body is before its connector reads it: parsed JSON, text (XML, CSV), or the bytes as they came (XLSX, pictures). */
export type BodyForm = 'json' | 'text' | 'bytes';

/** A question as it goes over the wire, below the base of its source. */
export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  /** Relative to the base, without query. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
  /** May be asked again after a failure that leaves it unknown whether it was heard. */
  readonly idempotent: boolean;
  /** `json` where left out. A page of HTML is never an answer, whatever the form. */
  readonly form?: BodyForm;
  /** ms to wait before it is put: a query engine that is still at work says when to come back. */
  readonly waitMs?: number;
  /** Refusals (400, 404, 422, …) whose body the reading half understands: it tells what was wrong with the question. */
  readonly explains?: readonly number[];
  /** What provenance tells in place of path, query and body, where those hold a statement that is not for readers. */
  readonly told?: string;
}

/** The answers that a question of several pages may take; one that goes on is a fault and not an endless walk. */
export const MOST_PAGES = 200;

export type Params = DatasetQuery['params'];

/** What a connector needs of a dataset; plain, so that it can cross to the reading thread. */
export type DatasetSpec = Pick<Dataset, 'id' | 'connector' | 'shape' | 'classification' | 'parameters' | 'request' | 'mapping'>;

/** The asking half of a connector: small, runs where the question is put. Refuses (throws `Refusal`) what cannot be asked. */
export interface Connector {
  readonly id: string;
  readonly plan: (dataset: DatasetSpec, params: Params) => HttpQuestion;
  /** Whether an answer to this dataset may go on in further pages; the reading half then says how ({@link PayloadReader.pages}). */
  readonly paged?: (dataset: DatasetSpec) => boolean;
}

/** One page of an answer and how it was asked for; `page` counts from 1. */
export interface AskedPage {
  readonly question: HttpQuestion;
  readonly page: number;
}

/** How a reader walks an answer that comes in pages. Both throw `Refusal`. */
export interface PageReading {
  /** The question for the page after this one, below the base of the source; null where this was the last. */
  readonly next: (payload: unknown, dataset: DatasetSpec, params: Params, asked: AskedPage) => HttpQuestion | null;
  /** All pages, in order and at least one, as the one payload that `read` then reads. */
  readonly merge: (payloads: readonly unknown[], dataset: DatasetSpec) => unknown;
}

/** A payload after its connector has understood it. */
export interface Normalised {
  readonly data: DatasetData;
  readonly asOf: Instant | null;
  readonly partial?: { readonly present: number; readonly expected: number };
  /** Version or time of update that the payload itself names. */
  readonly version: string | null;
  readonly notes: readonly AnswerNote[];
}

/** The reading half: runs in the reading thread. Both throw `Refusal` at the first fault; `check` returns all it finds. */
export interface PayloadReader {
  readonly id: string;
  /** `payload` is parsed JSON, a `string` or a `Uint8Array`, as the question's form says. */
  readonly read: (payload: unknown, dataset: DatasetSpec, params: Params) => Normalised | Promise<Normalised>;
  readonly check: (dataset: DatasetSpec) => readonly Fault[];
  readonly pages?: PageReading;
}
