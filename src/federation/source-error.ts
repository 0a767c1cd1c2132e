/** Closed list of ways a source can fail; expected failures are values. Text is chosen when shown. */
export const SOURCE_ERROR_KINDS = [
  'unreachable',     // refused, reset, DNS
  'untrusted',       // its certificate or its TLS does not hold: `got` is an UNTRUSTED_WORDS
  'timed-out',       // whole-call deadline passed
  'cancelled',       // nobody waits any more
  'denied',          // 401, 403
  'rejected',        // other 4xx
  'limited',         // 429
  'unavailable',     // 5xx
  'circuit-open',    // not asked: the source failed repeatedly
  'content-type',    // 200 with a login page, HTML instead of JSON
  'too-large',
  'truncated',
  'malformed',       // not JSON, or a shape the mapping does not know: see `pointer`
  'contradictory',   // parsed, but cannot be true (negative count, unit ×1000)
  'source-error',    // 200 whose body says it failed
  'misconfigured',   // the question cannot be asked as configured
] as const;
export type SourceErrorKind = (typeof SOURCE_ERROR_KINDS)[number];

export interface SourceError {
  readonly kind: SourceErrorKind;
  readonly source: string;
  readonly dataset: string;
  /** JSON pointer into the payload, where a place can be named. */
  readonly pointer?: string;
  readonly expected?: string;
  /** At most 64 characters. */
  readonly got?: string;
  readonly httpStatus?: number;
  /** The source asked not to be called before this many ms. */
  readonly retryAfterMs?: number;
}
