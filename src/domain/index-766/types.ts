import type { Text } from '../text';

/**
 * Index 766 (Quyết định 766/QĐ-TTg) as a versioned table kept in the pack: weights, thresholds and both views are data.
 */
export interface IndexTable {
  readonly version: string;
  readonly title: Text;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly legalBasis: string;
  readonly maximum: number;
  /** The six blocks of the national portal (CKMB, TDGQ, CLGQ, TTTT, MDSH, MDHL). */
  readonly blocks: readonly IndexGroup[];
  /** The five legal groups. */
  readonly groups: readonly IndexGroup[];
  readonly components: readonly IndexComponent[];
  /** Descending by `from`: Xuất sắc ≥ 90, … */
  readonly bands: readonly { readonly id: string; readonly name: Text; readonly from: number }[];
}
export interface IndexGroup {
  readonly id: string;
  readonly name: Text;
  readonly shortName: Text;
  readonly maximum: number;
}
export interface IndexComponent {
  readonly id: string;
  readonly metricCode: string | null;
  readonly name: Text;
  readonly block: string;
  readonly group: string;
  /** Null: watched, never scored. */
  readonly maximum: number | null;
  /** Ratio 0–1 at which the full score is reached; null where the rule gives none (then P = Pmax × R). */
  readonly threshold: number | null;
  /** What a zero denominator means for the score. */
  readonly zeroDenominator: 'zero' | 'not-applicable';
  /** Fields whose value could not be checked against the original text: said beside the score. */
  readonly unverified?: readonly ('maximum' | 'threshold' | 'zeroDenominator')[];
  readonly note?: Text;
}
