import type { UnitCode } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import type { AddressQuery } from '@/reports/views/viewed-scope';
import type { Writer } from '../reports';

/** Why a view is kept: somebody pressed, or a schedule came round (`schedule:<id>`). */
export const BY_HAND = 'hand';

/** A view to be kept. */
export interface ViewWish {
  /** Of the pack, or shared with the person, or their own. */
  readonly dashboard: string;
  /** As the address of the dashboard has it: `unit`, `period` (`periodText`), `map` (`as-reported` or a day), `tab`, `v.<variable>`, `f`. What is not said is as the dashboard opens. */
  readonly scope: AddressQuery;
  /** {@link BY_HAND}, or `schedule:<id>`: those of schedules go after `AUTOMATIC_DAYS`. */
  readonly cause: string;
  /** Made by whoever asks: the same again is the same view. Without one every call keeps a view of its own. */
  readonly key?: string | undefined;
  readonly note?: string | undefined;
}
export interface ViewFilter {
  readonly dashboard?: string | undefined;
  /** Civil day of the moment it was kept at. */
  readonly day?: string | undefined;
  readonly unit?: UnitCode | undefined;
}

/** A kept view as lists show it. */
export interface ViewCard {
  readonly id: string;
  readonly dashboard: string;
  readonly title: Text;
  readonly unit: UnitCode;
  readonly period: string;
  /** The one clock of its figures, epoch ms. */
  readonly at: number;
  /** When it goes by itself; null never. */
  readonly until: number | null;
  /** Name of who kept it. */
  readonly by: string;
  readonly cause: string;
  readonly note: string;
  readonly hash: string;
}
/** A kept view whole, as JSON has it: `board`, `scope` and `frozen` are what its hash is of. */
export interface KeptViewRecord extends ViewCard {
  readonly board: unknown;
  readonly scope: unknown;
  readonly frozen: unknown;
  readonly may: readonly 'delete'[];
}

/**
 * Dashboards kept as they were shown. Read like reports: by who shares the unit (or kept it), sees the dashboard, and may see every figure in it; for others
 * there is none. Faults are `Problem`s.
 */
export interface KeptViews {
  /** Asks every question of the dashboard at one moment, with the rights of who asks. */
  readonly keep: (by: Writer, wish: ViewWish, signal: AbortSignal) => Promise<{ readonly id: string }>;
  readonly list: (by: Writer, filter: ViewFilter) => Promise<{ readonly views: readonly ViewCard[]; readonly more: boolean }>;
  readonly read: (by: Writer, id: string) => Promise<KeptViewRecord>;
  /** By who administers its unit. */
  readonly remove: (by: Writer, id: string) => Promise<void>;
  /** Takes away what has run out; called every hour in the one gateway elected for it. */
  readonly sweep: () => Promise<number>;
}
