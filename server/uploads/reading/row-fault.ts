/** What can be wrong in a row; the words are in `fault-words.ts`. */
export const ROW_FAULTS = [
  'missing-column', 'columns', 'required', 'type', 'whole', 'ambiguous-number', 'decimals', 'date', 'date-serial', 'code', 'code-zeros', 'limit-low', 'limit-high', 'unit', 'unit-foreign', 'period',
  'duplicate-row', 'sum', 'cell-error', 'uncalculated', 'no-rows',
  'nested', 'code-list', 'no-list', 'swapped', 'metres', 'bounds', 'geometry', 'dimension', 'other-period', 'mark',
] as const;
export type RowFaultCode = (typeof ROW_FAULTS)[number];

/** One thing that keeps a file from being loaded, and where. */
export interface RowFault {
  /** As a person counts; null where it is about the file. */
  readonly row: number | null;
  /** Id of the column; null where it is about the row. */
  readonly column: string | null;
  readonly code: RowFaultCode;
  readonly expected: string;
  /** At most 64 characters; empty for a personal column. */
  readonly got: string;
  /** Codes of the dimensions, where the row has no number that a person could count. */
  readonly place?: string;
}
