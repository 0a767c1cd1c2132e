import type { Figure } from '@/domain/figure';
import type { Text } from '@/domain/text';

/** A label a widget says: one of its own message keys with parameters, or a text from the pack. */
export type Label =
  | { readonly key: string; readonly params?: { readonly [name: string]: string | number } }
  | { readonly text: Text }
  | { readonly literal: string };

/** What a widget gives to a report; writers know nothing of widgets. Figures stay figures until a writer prints them. */
export type Block =
  | { readonly kind: 'heading'; readonly label: Label }
  | { readonly kind: 'figure'; readonly label: Label; readonly figure: Figure; readonly comparisons: readonly { readonly label: Label; readonly figure: Figure }[] }
  | { readonly kind: 'table'; readonly caption: Label; readonly columns: readonly BlockColumn[]; readonly rows: readonly BlockRow[] }
  /** Drawn from the same figures as the table beside it; null is a gap. Since contract 1.2. */
  | { readonly kind: 'chart'; readonly caption: Label; readonly form: 'line' | 'columns' | 'bars'; readonly stacked?: boolean; readonly categories: readonly Label[]; readonly series: readonly { readonly id: string; readonly label: Label; readonly figures: readonly (Figure | null)[] }[] }
  /**
   * Units coloured by their figures, beside the table of the same. `shapes` names the slot whose features they are joined to, by code; a unit
   * without a figure has no class. Since contract 1.3.
   */
  | {
      readonly kind: 'map'; readonly caption: Label; readonly shapes: string;
      /** `worse`: more is worse. `better`: more is better. */
      readonly scheme: 'worse' | 'better';
      /** Ends of the classes, ascending, one more than there are classes; and the decimals each is written with. */
      readonly edges: readonly number[]; readonly decimals: readonly number[];
      readonly areas: readonly BlockArea[];
      /** Code of the unit that is outlined. */
      readonly selected?: string;
    }
  | { readonly kind: 'note'; readonly label: Label };

export interface BlockColumn {
  readonly id: string;
  readonly label: Label;
  /** Headers above, outermost first, for forms with deep header rows. */
  readonly above?: readonly Label[];
  readonly align: 'start' | 'end';
  /** Number of the column in a form: "(1)". Since contract 1.2. */
  readonly number?: string;
}
export interface BlockRow {
  readonly id: string;
  readonly emphasis?: 'total' | 'group';
  readonly cells: readonly ({ readonly label: Label } | { readonly figure: Figure })[];
}
export interface BlockArea {
  readonly code: string;
  /** Full name: "Phường Thành Vinh". */
  readonly label: Label;
  /** Short enough to stand within its shape; the full name where absent. */
  readonly name?: Label;
  readonly figure: Figure;
  /** Position among the classes, lowest first; null where there is no figure. */
  readonly classIndex: number | null;
}
