import type { MissingReason, ObservationStatus } from '../measure';
import type { UnitOfMeasure } from '../unit-of-measure';

export type DimensionRole = 'time' | 'geo' | 'metric' | 'classification';

export interface Category {
  readonly code: string;
  readonly label: string;
  /** Metric dimension only: what the numbers are counted in. */
  readonly unit?: UnitOfMeasure;
  readonly decimals?: number;
  /** Code of the parent category where the dimension is a hierarchy. */
  readonly parent?: string;
}

export interface Dimension {
  readonly id: string;
  readonly label: string;
  readonly role: DimensionRole;
  readonly categories: readonly Category[];
}

/**
 * JSON-stat 2.0 semantics: cells in row-major order of `dimensions` (the last varies fastest).
 * A `time` category's code is a period text form (`calendar:2026-10`); a `geo` category's code is a unit code.
 * Survives structured clone (worker, IndexedDB): plain objects and typed arrays only.
 */
export interface Cube {
  readonly kind: 'cube';
  readonly label?: string;
  readonly dimensions: readonly Dimension[];
  /** NaN where the cell has no number. */
  readonly values: Float64Array;
  /** Index into {@link CELL_STATUS} per cell. */
  readonly status: Uint8Array;
}

/** Standing of a cell: with a number (first three) or the reason there is none. Order is stored; only append. */
export const CELL_STATUS = [
  'official', 'provisional', 'estimated',
  'not-available', 'not-yet', 'not-applicable', 'hidden', 'denied', 'broken-series', 'incomplete', 'quarantined',
] as const satisfies readonly (ObservationStatus | MissingReason)[];
export type CellStatus = (typeof CELL_STATUS)[number];
