import type { DatasetData } from '@/domain/dataset';
import type { Provenance } from '@/domain/provenance';
import type { Result } from '@/domain/result';
import type { DatasetQuery } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { SourceError } from './source-error';

/** A source's parsed, normalised reply. Survives structured clone. */
export interface Answer {
  readonly data: DatasetData;
  /** What the source says the figures stand at; null when it does not say (age then counts from `receivedAt`). */
  readonly asOf: Instant | null;
  readonly receivedAt: Instant;
  /** The far side's clock, from the `Date` header: age is computed against it. */
  readonly serverTime: Instant | null;
  /** Parts present and expected where the source answered in part. */
  readonly partial?: { readonly present: number; readonly expected: number };
  readonly provenance: Provenance;
  /** What a reader should know though the answer stands. Left out where there is nothing to say. */
  readonly notes?: readonly AnswerNote[];
  /** The value was kept: the source has failed since. Only a gateway keeps values for others; never written to a device. */
  readonly cause?: SourceError;
}

/**
 * - `zone-assumed`: times without an offset were read as +07:00.
 * - `repeated-rows`: rows given more than once were counted once.
 * - `conflicting-rows`: one id with different contents; both are kept.
 * - `unknown-status`: the source marked figures with a code nobody has explained; they are held to be provisional.
 * - `clock-skew`: the source's as-of lies ahead of its own clock by more than five minutes.
 * - `withheld`: rows or features that this reader may not see were left out.
 * - `unknown-code`: a code that the mapping's list does not explain; it is shown as it came.
 * - `source-warning`: the source answered and warned of its own answer.
 */
export interface AnswerNote {
  readonly code: 'zone-assumed' | 'repeated-rows' | 'conflicting-rows' | 'unknown-status' | 'clock-skew' | 'withheld' | 'unknown-code' | 'source-warning';
  readonly count: number;
  /** One case of it, at most 64 characters; never from a dataset classed `personal`. */
  readonly example?: string;
}

/** The one way to ask a source. Never throws; cancellation is a `cancelled` error. */
export type Ask = (query: DatasetQuery, signal: AbortSignal) => Promise<Result<Answer, SourceError>>;
