import type { Dataset, DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { AnswerNote } from './answer';
import type { Fault } from './fault';

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
}

export type Params = DatasetQuery['params'];

/** What a connector needs of a dataset; plain, so that it can cross to the reading thread. */
export type DatasetSpec = Pick<Dataset, 'id' | 'connector' | 'shape' | 'classification' | 'parameters' | 'request' | 'mapping'>;

/** The asking half of a connector: small, runs where the question is put. Refuses (throws `Refusal`) what cannot be asked. */
export interface Connector {
  readonly id: string;
  readonly plan: (dataset: DatasetSpec, params: Params) => HttpQuestion;
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
  readonly read: (payload: unknown, dataset: DatasetSpec, params: Params) => Normalised | Promise<Normalised>;
  readonly check: (dataset: DatasetSpec) => readonly Fault[];
}
