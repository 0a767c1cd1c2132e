export type ColumnType = 'text' | 'integer' | 'bigint' | 'numeric' | 'double precision' | 'date' | 'timestamptz' | 'boolean';

/** A table of the embedded warehouse as it is loaded. */
export interface WarehouseTable {
  readonly name: string;
  /** Said of the table in the database itself. */
  readonly comment: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** Columns that together name a row. */
  readonly key: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** Tables and what tells them from an earlier load. */
export interface WarehouseLoad {
  readonly stamp: string;
  readonly tables: () => readonly WarehouseTable[];
}
