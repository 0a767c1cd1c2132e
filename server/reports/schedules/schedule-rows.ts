import type { Insertable, Selectable, Updateable } from 'kysely';
import type { SharedUnits } from '@/access/shares-unit';
import type { FiringPlan, FiringRule } from '@/reports/schedules/firing-rule';
import type { FiringCard, PauseReason, ScheduleCard, ScheduleDeed } from '@/reports/schedules/schedule';
import type { PeriodOffset } from '@/reports/schedules/schedule-period';
import type { PeriodKind } from '@/domain/period/types';
import type { Database } from '../../store/schema';
import type { Db } from '../../store/store';

export type ScheduleRow = Selectable<Database['report_schedule']>;
export type FiringRow = Selectable<Database['report_firing']>;

/** Fired so much after its moment, it was late, ms. */
const LATE_MS = 5 * 60_000;
export const MOST_LISTED = 200;
const MOST_FIRINGS = 100;

export const scheduleOf = (db: Db, id: string): Promise<ScheduleRow | undefined> =>
  db.selectFrom('report_schedule').selectAll().where('id', '=', id).where('deleted', '=', false).executeTakeFirst();

/** Of the units shared, the next to fire first. */
export function listedSchedules(db: Db, shared: SharedUnits, home: string, unit: string | undefined): Promise<ScheduleRow[]> {
  let query = db.selectFrom('report_schedule').selectAll().where('deleted', '=', false);
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (shared.units !== 'all') {
    const units = [...shared.units, ...(shared.province ? [home] : [])];
    if (units.length === 0) return Promise.resolve([]);
    query = query.where('unit', 'in', units);
  }
  return query.orderBy('next_at', (order) => order.asc().nullsLast()).orderBy('title').orderBy('id').limit(MOST_LISTED).execute();
}

/** False where there is one of this id. */
export async function insertSchedule(db: Db, row: Insertable<Database['report_schedule']>): Promise<boolean> {
  return (await db.insertInto('report_schedule').values(row).onConflict((clash) => clash.doNothing()).returning('id').executeTakeFirst()) !== undefined;
}
/** Changes one that still is at `revision`, which becomes one more; undefined where somebody was first. */
export const updateSchedule = (db: Db, { id, revision }: Pick<ScheduleRow, 'id' | 'revision'>, change: Updateable<Database['report_schedule']>): Promise<ScheduleRow | undefined> =>
  db.updateTable('report_schedule').set({ ...change, revision: revision + 1 }).where('id', '=', id).where('revision', '=', revision).where('deleted', '=', false).returningAll().executeTakeFirst();

export const firingsOf = (db: Db, schedule: string): Promise<FiringRow[]> =>
  db.selectFrom('report_firing').selectAll().where('schedule', '=', schedule).orderBy('moment', 'desc').limit(MOST_FIRINGS).execute();

/** The newest of each that fired at all. */
export async function lastFirings(db: Db, schedules: readonly string[]): Promise<ReadonlyMap<string, FiringRow>> {
  if (schedules.length === 0) return new Map();
  const rows = await db.selectFrom('report_firing').distinctOn('schedule').selectAll().where('schedule', 'in', [...schedules]).orderBy('schedule').orderBy('moment', 'desc').execute();
  return new Map(rows.map((row) => [row.schedule, row]));
}

/** One row a moment, however often it is asked for; false where there was one. */
export async function insertFiring(db: Db, schedule: string, moment: Date, state: 'waiting' | 'missed', now: Date): Promise<boolean> {
  const made = await db.insertInto('report_firing')
    .values({ schedule, moment, state, holder: null, lease_until: null, attempts: 0, report: null, kept_view: null, reason: null, created_at: now, finished_at: state === 'missed' ? now : null })
    .onConflict((clash) => clash.doNothing()).returning('schedule').executeTakeFirst();
  return made !== undefined;
}

/* What stands in a row was written by this gateway, or one of another version of it: it is believed. */

export const planOf = ({ rule, day_rule: dayRule }: Pick<ScheduleRow, 'rule' | 'day_rule'>): FiringPlan => ({ rule: JSON.parse(rule) as FiringRule, dayRule });

export const firingCard = ({ moment, state, created_at: made, report, kept_view: view, reason, finished_at: finished }: FiringRow): FiringCard =>
  ({ moment: moment.getTime(), state, late: made.getTime() - moment.getTime() > LATE_MS, report, view, reason, finishedAt: finished?.getTime() ?? null });

export function scheduleCard(row: ScheduleRow, owner: string, last: FiringRow | undefined, may: readonly ScheduleDeed[]): ScheduleCard {
  const { id, revision, title, kind, subject, unit, formats, destinations, enabled } = row;
  return {
    id, revision, title, kind, subject, unit, ...planOf(row), periodKind: row.period_kind as PeriodKind | null, periodOffset: row.period_offset as PeriodOffset, formats, destinations, enabled,
    pausedBecause: row.paused_because as PauseReason | null, nextAt: row.next_at?.getTime() ?? null, owner, updatedAt: row.updated_at.getTime(), last: last ? firingCard(last) : null, may,
  };
}
