import type { PeriodKind } from '@/domain/period/types';
import type { DayRule, FiringRule } from './firing-rule';
import type { PeriodOffset } from './schedule-period';

/** Why a schedule stopped by itself: it is made with its owner's rights as they stand, of things that are there. */
export const PAUSES = ['owner-gone', 'owner-disabled', 'no-right', 'subject-gone', 'unit-gone', 'period-gone', 'never'] as const;
export type PauseReason = (typeof PAUSES)[number];

export const FIRING_STATES = ['waiting', 'running', 'done', 'failed', 'missed'] as const;
export type FiringState = (typeof FIRING_STATES)[number];

/** What a moment of a schedule came to. Moments are epoch ms. */
export interface FiringCard {
  readonly moment: number;
  readonly state: FiringState;
  /** Fired after its moment: no gateway was there to do it. */
  readonly late: boolean;
  readonly report: string | null;
  readonly view: string | null;
  /** Code of a problem or a {@link PauseReason}, where it failed. */
  readonly reason: string | null;
  readonly finishedAt: number | null;
}

/** What a reader may do with a schedule: change everything, start and stop it (and fire and delete it), make it their own. */
export const SCHEDULE_DEEDS = ['change', 'stop', 'take-over'] as const;
export type ScheduleDeed = (typeof SCHEDULE_DEEDS)[number];

export interface ScheduleCard {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly kind: 'report' | 'view';
  readonly subject: string;
  readonly unit: string;
  readonly rule: FiringRule;
  readonly dayRule: DayRule;
  readonly periodKind: PeriodKind | null;
  readonly periodOffset: PeriodOffset;
  readonly formats: readonly string[];
  readonly destinations: readonly string[];
  readonly enabled: boolean;
  readonly pausedBecause: PauseReason | null;
  /** Null while it does not fire. */
  readonly nextAt: number | null;
  /** Name of the person with whose rights it is made. */
  readonly owner: string;
  readonly updatedAt: number;
  readonly last: FiringCard | null;
  readonly may: readonly ScheduleDeed[];
}
