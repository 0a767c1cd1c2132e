import type { Keyed } from '../../shape';

/** One category as the table has it; labels without the spaces that stood for depth. */
export interface TableCategory {
  readonly code: string;
  readonly label: string;
  readonly parent: string | undefined;
  /** Base and decimals of its unit, for the dimension of contents. */
  readonly unit: { readonly base: string | undefined; readonly decimals: number | undefined } | undefined;
}
export interface TableDimension {
  readonly id: string;
  readonly label: string;
  readonly categories: readonly TableCategory[];
}

/** JSON-stat of any version, read: cells in row-major order, the last dimension fastest. */
export interface Table {
  readonly label: string;
  readonly updated: string | undefined;
  readonly dimensions: readonly TableDimension[];
  /** Number, null, or text that stands where a number should. */
  readonly value: (cell: number) => number | string | null;
  readonly status: (cell: number) => string | undefined;
  /** Where the dimensions stand in the payload, for pointers. */
  readonly pointer: string;
  /** Where its parts stand, in a payload of another form than JSON-stat. */
  readonly places?: {
    readonly ids: string;
    /** The list of categories of a dimension. */
    readonly codes: (dimension: string) => string;
    /** One cell, or all of them. */
    readonly value: (cell?: number) => string;
  };
}

/** The one dataset of a payload, and where it was found. */
export interface Found {
  readonly body: Keyed;
  readonly pointer: string;
}
