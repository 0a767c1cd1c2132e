import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Text } from '@/domain/text';
import type { Instant } from '@/domain/time';
import type { Label, SourceFailure, ViewModelBase } from '@/widget-kit';

export const STATES = ['working', 'failing', 'resting', 'trying', 'held', 'unasked'] as const;
export type State = (typeof STATES)[number] | 'other';

export interface SourceRow {
  readonly id: string;
  readonly name: Text;
  readonly state: State;
  readonly attention: Attention;
  /** Null while the source works. */
  readonly failure: SourceFailure | null;
  /** Title of the dataset that failed. */
  readonly dataset: Label | null;
  /** Who answers for the source, and how they are reached. */
  readonly owner: Text | null;
  readonly phone: string | null;
  readonly lastSuccess: Instant | null;
  readonly nextTryAt: Instant | null;
  /** Since the last good answer. */
  readonly quiet: Figure;
  readonly latency: Figure;
  /** Datasets of the pack that draw from it. */
  readonly datasets: Figure;
  /** Metrics held back for a person. */
  readonly held: Figure;
}

export interface SourceHealthVm extends ViewModelBase {
  readonly view: 'all' | 'trouble' | 'summary';
  /** Null where nothing is known: then neither good nor bad is said. */
  readonly rows: readonly SourceRow[] | null;
  readonly limit: number;
  readonly now: Instant;
  readonly working: Figure;
  readonly troubled: Figure;
  readonly all: Figure;
  readonly held: Figure;
}
