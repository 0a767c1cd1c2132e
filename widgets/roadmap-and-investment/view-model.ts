import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Label, ViewModelBase } from '@/widget-kit';

export const STATES = ['done', 'under-way', 'late', 'not-started'] as const;
export type TaskState = (typeof STATES)[number] | 'other';

export interface TaskRow {
  readonly id: string;
  readonly code: string | null;
  readonly title: string | null;
  readonly document: string | null;
  readonly place: string | null;
  readonly group: string | null;
  readonly lead: string | null;
  readonly partners: string | null;
  /** Calendar years it runs, `[from, until)`; `until` null where no end is set, both null where it goes on all the time. */
  readonly from: number | null;
  readonly until: number | null;
  readonly years: Label;
  readonly state: TaskState;
  readonly attention: Attention;
  readonly percent: Figure;
  /** `not-applicable` where the document names no money. */
  readonly budget: Figure;
  readonly disbursed: Figure;
  /** Everything that is searched, without accents. */
  readonly search: string;
}

/** How many tasks stand where. Each is missing where it is not known of every task. */
export interface Tally {
  readonly count: Figure;
  readonly states: Readonly<Record<(typeof STATES)[number], Figure>>;
  readonly planned: Figure;
  readonly disbursed: Figure;
}
export interface GroupRow extends Tally {
  readonly id: string;
  readonly label: Label;
  /** Second line: the document's own name. */
  readonly note: string | null;
  readonly attention: Attention;
}
/** A list of projects with its money, as its document adds it up. */
export interface Portfolio {
  readonly id: string;
  readonly label: Label;
  readonly projects: Figure;
  readonly planned: Figure;
  readonly disbursed: Figure;
}
export interface Span extends Tally {
  readonly id: string;
  readonly label: Label;
  readonly from: number | null;
  readonly until: number | null;
}

export type RoadmapContent =
  | {
      readonly kind: 'summary';
      readonly tally: Tally;
      /** Null where the money did not come. */
      readonly portfolios: readonly Portfolio[] | null;
      readonly projects: Figure;
      readonly planned: Figure;
      readonly disbursed: Figure;
      /** Percent of the money planned. */
      readonly rate: Figure;
      /** Tasks behind, those furthest past their years first; null where the list did not come. */
      readonly late: readonly TaskRow[] | null;
    }
  | { readonly kind: 'groups'; readonly by: string; readonly rows: readonly GroupRow[]; readonly limit: number; readonly total: Tally; readonly money: boolean }
  | {
      readonly kind: 'timeline';
      readonly spans: readonly Span[];
      /** Years of the axis, `[from, until)`. */
      readonly axis: { readonly from: number; readonly until: number };
      /** Today on the axis: 2026.89. */
      readonly now: number;
      readonly total: Tally;
    }
  | { readonly kind: 'list'; readonly rows: readonly TaskRow[]; readonly limit: number; readonly total: Tally };

export interface RoadmapVm extends ViewModelBase {
  readonly content: RoadmapContent;
}
