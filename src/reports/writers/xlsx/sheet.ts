/** How a cell looks. Every field that is absent is plain. */
export interface CellLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly align?: 'start' | 'centre' | 'end';
  readonly size?: number;
  /** Head of a table. */
  readonly head?: boolean;
  readonly bordered?: boolean;
  readonly wrap?: boolean;
  /** Stays text while it is edited, too. */
  readonly quoted?: boolean;
}
/** A cell: text that stays text whatever it begins with, a number with the code it is shown by, or nothing. */
export type SheetCell =
  | { readonly text: string; readonly look?: CellLook }
  | { readonly number: number; readonly code: string; readonly look?: CellLook }
  | null;
export type SheetRow = readonly SheetCell[];

/** Rows and columns from 0, both ends included. */
export interface Merge { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }

/** One sheet of a workbook. Rows may come one by one and are gone through once; everything else is known before the first. */
export interface Sheet<R = Iterable<SheetRow>> {
  /** Made a valid name, and the only one of its kind, by the workbook. */
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly rows: R;
  readonly merges: readonly Merge[];
  /** Rows that stay in sight, from the top. */
  readonly frozenRows: number;
  /** Rows printed on every page, from and to, from 0. */
  readonly repeated: { readonly from: number; readonly to: number } | null;
  readonly landscape: boolean;
  readonly footer: string;
}
