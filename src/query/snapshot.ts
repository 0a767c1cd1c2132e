import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Provenance } from '@/domain/provenance';
import type { Instant } from '@/domain/time';
import type { SourceError } from '@/federation/source-error';

/**
 * What the page knows about one question at one moment.
 * - `loading`: asked for the first time, nothing to show yet.
 * - `ready`: `data` is there; a `cause` beside it means the latest refresh failed and this is the value kept.
 * - `empty`: answered, and there is nothing (no rows, no cells).
 * - `denied`: no right.
 * - `failed`: no data at all, and `cause` says why.
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
}
