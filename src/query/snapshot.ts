import type { StoredAnswer } from '@/cache/record';
import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Provenance } from '@/domain/provenance';
import type { Instant } from '@/domain/time';
import type { SourceError } from '@/federation/source-error';

/**
 * What the page knows about one question at one moment.
 * - `loading`: asked for the first time, nothing to show yet.
 * - `ready`: `data` is there; a `cause` beside it means the latest refresh failed and this is the value kept.
 * - `empty`: answered, and there is nothing (no rows, no cells); `data` is that empty answer.
 * - `denied`: no right; a value that was there before is gone, from the device too.
 * - `failed`: no data at all, and `cause` says why.
 * Never changes; a new one is made only when something did. Its moments are server time, like `serverNow()`.
 */
export interface Snapshot<T extends DatasetData = DatasetData> {
  readonly query: DatasetQuery;
  readonly state: 'loading' | 'ready' | 'empty' | 'denied' | 'failed';
  readonly data?: T;
  readonly asOf?: Instant;
  readonly receivedAt?: Instant;
  /** Drawn from the device cache and not yet confirmed by the source in this session. */
  readonly fromCache: boolean;
  readonly refreshing: boolean;
  readonly partial?: { readonly present: number; readonly expected: number };
  readonly cause?: SourceError;
  readonly provenance?: Provenance;
  /** What a reader should know though the answer stands: codes of `AnswerNote`. */
  readonly notes?: StoredAnswer['notes'];
}
