import type { Grant } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
import type { PeriodKind } from '@/domain/period/types';
import type { DayRule, FiringRule } from '@/reports/schedules/firing-rule';
import type { FiringCard, ScheduleCard } from '@/reports/schedules/schedule';
import type { PeriodOffset } from '@/reports/schedules/schedule-period';
import type { Db } from '../../store/store';
import type { DeliveryWish } from '../delivery/deliveries';
import type { ReportFormat } from '../formats';
import type { Writer } from '../reports';

/** People as schedules need them; kept by `server/access`. */
export interface PeoplePort {
  readonly grantsOf: (person: string, db?: Db) => Promise<readonly Grant[]>;
  readonly statusOf: (person: string, db?: Db) => Promise<'active' | 'disabled' | null>;
}
/** Files on their way, within the transaction of whoever asks. */
export interface DeliveryPort {
  readonly ask: (db: Db, wish: DeliveryWish) => Promise<void>;
  /** Ids of the destinations that take reports of a unit. */
  readonly destinations: (unit: UnitCode) => readonly string[];
}
/** Views of dashboards as they are shown at a moment. The same key again is the same view. */
export interface ViewPort {
  readonly keep: (by: Writer, wish: { readonly dashboard: string; readonly scope: { readonly unit: UnitCode }; readonly cause: string; readonly key: string }, signal: AbortSignal) => Promise<{ readonly id: string }>;
  /** Whether there is a dashboard that this person may keep. */
  readonly has: (by: Writer, dashboard: string) => Promise<boolean>;
}

/** A schedule as people write it. */
export interface ScheduleWish {
  readonly title: string;
  readonly kind: 'report' | 'view';
  /** Id of a template, or of a dashboard. */
  readonly subject: string;
  readonly unit: UnitCode;
  readonly rule: FiringRule;
  readonly dayRule: DayRule;
  /** Of a report. */
  readonly periodKind: PeriodKind | null;
  readonly periodOffset: PeriodOffset;
  readonly formats: readonly ReportFormat[];
  readonly destinations: readonly string[];
  readonly enabled: boolean;
}
export type ScheduleChange = ScheduleWish & {
  /** From now on it is made with the rights of whoever asks this. */
  readonly takeOver: boolean;
};

/**
 * Schedules of the units one shares. Made and changed by who may write reports of the unit, each by its owner; whoever administers the unit
 * may stop, start, fire and delete it, and takes it over to change more. Faults are `Problem`s.
 */
export interface Schedules {
  readonly list: (by: Writer, unit: UnitCode | undefined) => Promise<readonly ScheduleCard[]>;
  readonly read: (by: Writer, id: string) => Promise<ScheduleCard>;
  /** `key` is made by whoever asks: the same again is the same schedule. */
  readonly create: (by: Writer, wish: ScheduleWish, key: string) => Promise<ScheduleCard>;
  readonly change: (by: Writer, id: string, revision: number, change: ScheduleChange) => Promise<{ readonly schedule: ScheduleCard } | { readonly conflict: ScheduleCard }>;
  readonly remove: (by: Writer, id: string, revision: number) => Promise<{ readonly done: true } | { readonly conflict: ScheduleCard }>;
  /** Fires it now, besides its moments. */
  readonly fire: (by: Writer, id: string) => Promise<FiringCard>;
  /** Newest first, at most 100. */
  readonly firings: (by: Writer, id: string) => Promise<readonly FiringCard[]>;
}
