import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import type { Label, PersonalValue, ViewModelBase } from '@/widget-kit';

/** What became of the petitions of some days, as it stands now. */
export interface FeedbackFigures {
  readonly received: Figure;
  readonly answered: Figure;
  readonly overdue: Figure;
  /** Answered in time ÷ answered, percent. */
  readonly inTimeRate: Figure;
  /** Satisfied (4 of 5 or more) ÷ rated, percent. */
  readonly satisfaction: Figure;
}
export interface GroupRow extends FeedbackFigures {
  readonly id: string;
  readonly label: Label;
  /** Where it is a unit one can look at alone. */
  readonly unit: string | null;
  readonly open: Figure;
  readonly attention: Attention;
}
export interface Petition {
  readonly id: string;
  readonly code: string | null;
  readonly field: Label;
  readonly unit: Label | null;
  readonly receivedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly state: 'overdue' | 'running' | 'unknown';
  /** Past the due time, or left. */
  readonly time: Figure;
  readonly attention: Attention;
  readonly place: { readonly lon: number; readonly lat: number } | null;
  readonly sender: PersonalValue;
  readonly phone: PersonalValue;
}
export interface Day {
  readonly day: Period;
  readonly received: Figure;
  readonly answered: Figure;
}

export type FeedbackContent =
  | { readonly kind: 'summary'; readonly figures: FeedbackFigures; readonly span: number; readonly days: readonly Day[] }
  | { readonly kind: 'groups'; readonly by: 'fields' | 'units'; readonly rows: readonly GroupRow[]; readonly limit: number }
  | { readonly kind: 'map'; readonly open: Figure; readonly overdue: Figure; readonly points: readonly Petition[]; readonly unplaced: number }
  | { readonly kind: 'list'; readonly open: Figure; readonly overdue: Figure; readonly rows: readonly Petition[]; readonly limit: number; readonly disclosed: boolean };

export interface FeedbackVm extends ViewModelBase {
  readonly content: FeedbackContent;
}
