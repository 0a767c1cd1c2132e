import type { Text } from './text';
import type { UnitOfMeasure } from './unit-of-measure';

/** What a system is in the architecture of a province's digital government. */
export const SYSTEM_GROUPS = ['portal', 'application', 'platform', 'database', 'infrastructure', 'security', 'national', 'governance'] as const;
export type SystemGroup = (typeof SYSTEM_GROUPS)[number];

/** How far a system takes part: asked over its own protocol, by files its owner loads, or named in a plan and not there yet. */
export type SystemStatus = 'connected' | 'by-file' | 'planned';

/** One system of the province, as the founding documents name it. */
export interface SystemCard {
  readonly id: string;
  readonly name: Text;
  readonly group: SystemGroup;
  readonly aliases: readonly string[];
  readonly owner: Text;
  readonly status: SystemStatus;
  /** Documents that name it, and where in them. `document` is an entry of {@link FoundingDocument}. */
  readonly documents: readonly { readonly document: string; readonly where: string }[];
  /** What the documents ask of it, in our words. */
  readonly requires: Text;
  /** Datasets it answers, by id. */
  readonly datasets: readonly string[];
  /** The figure that tells whether it is well. */
  readonly measure: SystemMeasure;
}

/** A document that founded the province's architecture. */
export interface FoundingDocument {
  readonly id: string;
  /** `Quyết định 978/QĐ-UBND ngày 26/5/2022`. */
  readonly title: Text;
}

/**
 * One figure of a dataset: a cell of a cube, or how many rows or features there are (`unit` says of what). `at` names a category a
 * dimension; a dimension in `sum` is added up over those that have a number; one left out has one category, or is time, whose newest
 * counts. A parameter that is `{day-14}`, `{month-1}`, `{quarter}`, `{year}` is that period, counted back from today; `{province}`, also
 * in `at`, is the province's own unit.
 */
export interface SystemMeasure {
  readonly name: Text;
  readonly dataset: string;
  readonly params: { readonly [name: string]: string | readonly string[] };
  readonly read:
    | { readonly kind: 'cell'; readonly at: { readonly [dimension: string]: string }; readonly sum?: readonly string[] }
    | { readonly kind: 'count'; readonly unit?: UnitOfMeasure };
}
