import type { Figure } from '@/domain/figure';
import type { UnitCode, UnitLevel } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import type { Label, ViewModelBase } from '@/widget-kit';

/** A block, a group, or the whole, in points out of what it could reach. */
export interface ScoreRow {
  readonly id: string;
  readonly name: Text;
  readonly shortName: Text;
  readonly score: Figure;
  readonly maximum: number;
  /** What the components with a score could reach; less than `maximum` where some have none. */
  readonly scored: number;
  readonly previous: Figure;
}
export interface ComponentRow {
  readonly id: string;
  readonly name: Text;
  readonly note: Text | null;
  readonly numerator: Figure;
  readonly denominator: Figure;
  readonly ratio: Figure;
  /** Null where the table gives none. */
  readonly threshold: Figure | null;
  readonly score: Figure;
  /** Null: watched, never scored. */
  readonly maximum: number | null;
  /** Parts of the rule that could not be checked against the original text. */
  readonly unverified: boolean;
}
export interface ComponentGroup {
  readonly row: ScoreRow;
  readonly components: readonly ComponentRow[];
}
export interface UnitRow {
  readonly id: UnitCode;
  readonly label: Label;
  readonly shortLabel: Label;
  readonly current: boolean;
  readonly rank: Figure;
  readonly total: Figure;
  readonly previous: Figure;
}

/** Place among like units. */
export interface Standing {
  readonly rank: Figure;
  readonly of: number;
  readonly level: UnitLevel;
}
export interface TotalPart {
  readonly row: ScoreRow;
  readonly band: Text | null;
  /** Totals over the last periods, ascending. */
  readonly history: readonly Figure[];
  readonly standing: Standing | null;
  /** The source's own total where it is not what the table gives. */
  readonly reported: Figure | null;
}

export type IndexContent =
  | { readonly kind: 'total' }
  | { readonly kind: 'parts'; readonly rows: readonly ScoreRow[]; /** Where most points are lost. */ readonly weakest: ScoreRow | null }
  | { readonly kind: 'components'; readonly groups: readonly ComponentGroup[] }
  | { readonly kind: 'units'; readonly rows: readonly UnitRow[]; readonly limit: number; readonly level: UnitLevel };

export interface IndexVm extends ViewModelBase {
  readonly unit: Label;
  readonly maximum: number;
  readonly legalBasis: string;
  /** Null in the ranking of units, and where the pack has no table for the period. */
  readonly total: TotalPart | null;
  readonly content: IndexContent;
}
