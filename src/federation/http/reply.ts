import type { Instant } from '@/domain/time';
import type { PartOf } from './byte-range';

/** A whole body and what its headers said. Nothing in it has been parsed. */
export interface Reply {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly serverTime: Instant | null;
  readonly etag: string | null;
  /** Where a part of a file was asked for. */
  readonly part?: PartOf;
}
