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
}

/** The one way to ask a source. Never throws; cancellation is a `cancelled` error. */
export type Ask = (query: DatasetQuery, signal: AbortSignal) => Promise<Result<Answer, SourceError>>;
