import type { Figure } from '@/domain/figure';
import type { Instant, LocalDate } from '@/domain/time';
import type { Label } from '@/widget-kit/blocks';
import type { CubeGrid } from '@/widget-kit/generic/cube-grid';
import type { PersonalValue } from '@/widget-kit/personal-value';
import type { ViewModelBase } from '@/widget-kit/widget';

/** What a cell holds; `none` is a value the source did not give. */
export type Cell =
  | { readonly kind: 'words'; readonly label: Label }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'flag'; readonly is: boolean }
  | { readonly kind: 'personal'; readonly value: PersonalValue }
  | { readonly kind: 'none' };

export interface TableColumn {
  readonly id: string;
  readonly label: Label;
  readonly unit: Figure['unit'] | null;
  readonly align: 'start' | 'end';
}
export interface TableRow {
  readonly id: string;
  readonly cells: readonly Cell[];
  /** What other tiles follow when the row is picked: its first category. */
  readonly pick?: { readonly dimension: string; readonly value: string };
}
export interface TableModel extends ViewModelBase {
  readonly fault: Label | null;
  readonly fixed: CubeGrid['fixed'];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly total: TableRow | null;
  readonly sort: Sorting | null;
  readonly filter: boolean;
}
/** Position of the column and which way. */
export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}
