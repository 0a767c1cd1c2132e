/** Why there is no number. Each has its own word, look and export cell; none is ever zero. */
export type MissingReason =
  | 'not-available'   // the source has nothing for it
  | 'not-yet'         // the period is not published yet
  | 'not-applicable'  // the question has no sense here (denominator zero, another level)
  | 'hidden'          // small cell
  | 'denied'          // no right
  | 'broken-series'   // the map changed and the figure cannot be carried over
  | 'incomplete'      // parts are missing, so no total is given
  | 'quarantined';    // arrived, but contradicts its own history; waits for a person

/** Standing of an observation; a later one replaces an earlier one. */
export type ObservationStatus = 'estimated' | 'provisional' | 'official';

export interface MeasuredValue {
  readonly kind: 'value';
  /** Finite. In the unit that the figure or card names. */
  readonly value: number;
  readonly status: ObservationStatus;
  /** Present when computed from fewer parts than exist. */
  readonly coverage?: { readonly present: number; readonly expected: number };
}
export interface Missing {
  readonly kind: 'missing';
  readonly reason: MissingReason;
}
export type Measure = MeasuredValue | Missing;

export const measured = (value: number, status: ObservationStatus = 'official'): Measure =>
  Number.isFinite(value) ? { kind: 'value', value: value === 0 ? 0 : value, status } : missing('not-available');
export const missing = (reason: MissingReason): Missing => ({ kind: 'missing', reason });
/** The number, or null: for charts and sorting only; never show the null as 0. */
export const valueOf = (measure: Measure | undefined): number | null =>
  measure?.kind === 'value' ? measure.value : null;
