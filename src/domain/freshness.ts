/** The nine states of truth about time (quality gate I-1). */
export const FRESHNESS_STATES = [
  'LIVE', 'DELAYED', 'STALE', 'EXPIRED', 'PARTIAL', 'PROVISIONAL', 'NO-DATA', 'ERROR', 'OFFLINE',
] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];
