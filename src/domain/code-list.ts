import type { Text } from './text';

/** One version of a shared code list (danh mục dùng chung): what its codes mean from a day on. */
export interface CodeList {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly owner: Text;
  readonly legalBasis?: string;
  /** `YYYY-MM-DD`; `validTo` is exclusive, null while in force. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** How codes are written before they are looked up: agency codes come in two styles (`000.00.00.H41` and `H41`). */
  readonly normalise: 'none' | 'agency';
  readonly codes: readonly CodeEntry[];
}
export interface CodeEntry {
  readonly code: string;
  readonly label: Text;
  readonly parent?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}
