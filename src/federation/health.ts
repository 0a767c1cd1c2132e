import type { Instant } from '@/domain/time';
import type { SourceErrorKind } from './source-error';

/** The latest failure, with its place but never a value: operators may read it. */
export interface LastError {
  readonly kind: SourceErrorKind;
  readonly dataset: string;
  /** JSON pointer into the payload. */
  readonly pointer?: string;
  /** There was nothing at that place. */
  readonly absent?: boolean;
  readonly httpStatus?: number;
  /** Since when it has been failing in this way, without a good answer to the same question's dataset between. */
  readonly since?: Instant;
}

/**
 * How a source has been answering, as far as this page or process has asked it.
 * `open`: left alone until `nextTryAt`. `half-open`: the next question is a probe. `held`: it told us to stay away (401, 403, 429, `Retry-After`).
 */
export interface SourceHealth {
  readonly source: string;
  readonly state: 'closed' | 'open' | 'half-open' | 'held';
  readonly lastSuccess: Instant | null;
  readonly lastFailure: Instant | null;
  /** The latest failure, kept after the source has recovered; payload faults are counted here too, and only here. */
  readonly lastError: LastError | null;
  /** The latest failure still stands: nothing has been understood of the same since. */
  readonly failing?: boolean;
  /** When an answer was last understood; null where none was. */
  readonly lastRead?: Instant | null;
  /** How long the latest call took, whatever came of it; null before the first. */
  readonly latencyMs?: number | null;
  readonly consecutiveFailures: number;
  /** When the source may next be asked; null where it may be asked now. */
  readonly nextTryAt: Instant | null;
  /** Questions under way and waiting for their turn. */
  readonly underWay: number;
  readonly waiting: number;
}
