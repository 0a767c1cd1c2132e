import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Period } from '@/domain/period/types';
import type { LocalDate } from '@/domain/time';
import type { Label, ViewModelBase } from '@/widget-kit';

/** Tasks of one unit over the period. */
export interface TaskFigures {
  readonly assigned: Figure;
  readonly done: Figure;
  readonly onTimeRate: Figure;
  readonly inProgress: Figure;
  readonly overdue: Figure;
}
export interface UnitRow extends TaskFigures {
  readonly unit: string;
  readonly label: Label;
  readonly attention: Attention;
}
/** Open tasks by who gave them. */
export interface LeaderRow {
  readonly id: string;
  readonly label: Label;
  readonly attention: Attention;
  readonly open: Figure;
  readonly overdue: Figure;
  readonly soon: Figure;
}
/** One open task. */
export interface TaskRow {
  readonly id: string;
  readonly code: string | null;
  readonly title: string | null;
  readonly leader: string | null;
  readonly unit: Label | null;
  readonly dueOn: LocalDate | null;
  readonly state: 'overdue' | 'today' | 'running' | 'unknown';
  /** Days past the date, or days left. */
  readonly days: Figure;
  readonly attention: Attention;
}
export interface DocumentDay {
  readonly day: Period;
  readonly incoming: Figure;
  readonly outgoing: Figure;
  readonly signed: Figure;
}

export type DirectivesContent =
  | {
      readonly kind: 'summary';
      readonly tasks: TaskFigures;
      readonly target: number | null;
      readonly soon: Figure;
      /** Null where the list did not come. */
      readonly next: readonly TaskRow[] | null;
    }
  | { readonly kind: 'units'; readonly rows: readonly UnitRow[]; readonly limit: number }
  | { readonly kind: 'leaders'; readonly rows: readonly LeaderRow[]; readonly limit: number }
  | { readonly kind: 'deadlines'; readonly rows: readonly TaskRow[]; readonly limit: number; readonly open: Figure; readonly overdue: Figure; readonly soon: Figure }
  | { readonly kind: 'documents'; readonly days: readonly DocumentDay[]; readonly incoming: Figure; readonly outgoing: Figure; readonly signedShare: Figure };

export interface DirectivesVm extends ViewModelBase {
  readonly content: DirectivesContent;
}
