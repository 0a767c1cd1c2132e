import type { CalendarId, PeriodKind } from './period/types';
import type { UnitLevel } from './org-unit/types';
import type { Text } from './text';
import type { UnitOfMeasure } from './unit-of-measure';

/** Which way is good. A rank is `lower-better`. */
export type Direction = 'higher-better' | 'lower-better' | 'target-band' | 'neutral';

/** How cells combine over units or time. `ratio` is recomputed from its parts; `none` never combines: the series breaks. */
export type AggregationRule =
  | { readonly kind: 'sum' }
  | { readonly kind: 'last' }
  | { readonly kind: 'max' }
  | { readonly kind: 'min' }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string; readonly scale: number }
  | { readonly kind: 'none' };

/**
 * Limits in the indicator's own unit, or as a ratio to target (1 = on target).
 * higher-better: below `watch` → watch, below `act` → act. lower-better: above. target-band: outside `[low, high]`.
 */
export type Thresholds =
  | { readonly basis: 'value' | 'ratio-to-target'; readonly watch: number; readonly act: number }
  | { readonly basis: 'band'; readonly low: number; readonly high: number; readonly actLow: number; readonly actHigh: number };

/** good · watch (amber, look) · act (red, a person is needed) · unknown (no rule or no number). */
export type Attention = 'good' | 'watch' | 'act' | 'unknown';

export interface Target {
  /** Period text form, e.g. `calendar:2026`. */
  readonly period: string;
  readonly value: number;
  readonly basis?: string;
}

/** Fields as leaders think of them, in the order they are shown. A card of an older pack names none and stands under `other`. */
export const INDICATOR_GROUPS = [
  'economy', 'budget-investment', 'enterprises', 'agriculture', 'industry-trade', 'tourism', 'health', 'education', 'labour-welfare',
  'environment', 'transport-safety', 'administration-reform', 'digital-transformation', 'security',
] as const;
export type IndicatorGroup = (typeof INDICATOR_GROUPS)[number];

/** The same indicator as another owner tells it: where their figure is. */
export interface OtherReading {
  readonly dataset: string;
  readonly metric: string;
  readonly owner: Text;
}

/** The card every tile, map, report and alert reads. */
export interface Indicator {
  readonly id: string;
  readonly group?: IndicatorGroup;
  readonly name: Text;
  /** For tiles and columns; never longer than about 24 characters. */
  readonly shortName: Text;
  readonly definition: Text;
  readonly formula?: Text;
  readonly unit: UnitOfMeasure;
  readonly decimals: number;
  readonly direction: Direction;
  readonly owner: Text;
  readonly calendar: CalendarId;
  readonly periodKind: PeriodKind;
  /** Where its observations are: a cube dataset and the code of its category in the metric dimension. */
  readonly dataset: string;
  readonly metric: string;
  /** Category of the same metric dimension that holds the year-to-date reading, where the source gives one. */
  readonly yearToDateMetric?: string;
  /** Where others keep the same indicator; shown side by side, never mixed. */
  readonly alsoFrom?: readonly OtherReading[];
  readonly levels: readonly UnitLevel[];
  readonly overUnits: AggregationRule;
  readonly overTime: AggregationRule;
  readonly targets: readonly Target[];
  readonly thresholds?: Thresholds;
  readonly legalBasis?: string;
  readonly validFrom: string;
  readonly validTo?: string;
  /** How change is told: relative % or difference in points (for percentages, ranks and scores). */
  readonly change: 'relative' | 'difference';
}
