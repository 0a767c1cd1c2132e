import type { BoundaryReading, UnitCode } from './org-unit/types';
import type { Period } from './period/types';

/** What a dashboard looks at. Provided at the dashboard; a tile may override it. The calendar is the period's. */
export interface Scope {
  readonly unit: UnitCode;
  readonly period: Period;
  readonly boundary: BoundaryReading;
}
