import type { Instant } from '@/domain/time';
import type { SourceErrorKind } from './source-error';

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
  readonly lastError: { readonly kind: SourceErrorKind; readonly dataset: string } | null;
  readonly consecutiveFailures: number;
  /** When the source may next be asked; null where it may be asked now. */
  readonly nextTryAt: Instant | null;
  /** Questions under way and waiting for their turn. */
  readonly underWay: number;
  readonly waiting: number;
}
