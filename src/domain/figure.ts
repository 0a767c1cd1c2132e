import type { Attention } from './indicator';
import type { Measure } from './measure';
import type { BoundaryReading, UnitCode } from './org-unit/types';
import type { Period } from './period/types';
import type { UnitOfMeasure } from './unit-of-measure';

/**
 * The value object of the whole product: what a screen, tooltip, table, Word file and spreadsheet show is this one.
 * Everything needed to print it, trace it and disagree with it travels along.
 */
export interface Figure {
  readonly measure: Measure;
  readonly unit: UnitOfMeasure;
  readonly decimals: number;
  /** Null only for figures that have no period by nature (systems by level today). */
  readonly period: Period | null;
  readonly orgUnit: UnitCode;
  readonly boundary: BoundaryReading;
  /** Card that explains it, where there is one. */
  readonly indicator: string | null;
  /** Slots of the widget's datasets it was drawn from: the way to provenance. */
  readonly slots: readonly string[];
  /** How it was computed, as a message key or formula text of the card; null when taken as given. */
  readonly formula: string | null;
  readonly attention: Attention;
}
