import type { Category } from './json-stat';

/** One dimension of a table as PxWeb describes it. */
export interface Variable {
  readonly code: string;
  readonly text: string;
  readonly role: 'time' | 'geo' | 'metric';
  readonly values: readonly Category[];
}

/** A table with its values at one moment, whatever dialect it is then told in. */
export interface OpenTable {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly trailingNul: boolean;
  readonly variables: readonly Variable[];
  /** One cell by value codes in the order of {@link variables}; null where the table has none. */
  cell(codes: readonly string[]): { readonly value: number | null; readonly status: string };
}
