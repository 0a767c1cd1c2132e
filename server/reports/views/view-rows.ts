import type { Insertable, Selectable } from 'kysely';
import { addDays, parseLocalDate, startOfDay } from '@/domain/civil';
import type { SharedUnits } from '@/access/shares-unit';
import type { Database } from '../../store/schema';
import type { Db } from '../../store/store';
import type { ViewFilter } from './kept-views';

export type ViewRow = Selectable<Database['kept_view']>;
/** Without what is large. */
export type ViewCardRow = Omit<ViewRow, 'body' | 'frozen' | 'scope'>;

const CARD = ['id', 'dashboard', 'title', 'unit', 'period', 'at', 'until', 'kept_by', 'cause', 'note', 'owner', 'board_unit', 'admission', 'hash'] as const;

export const viewRow = (db: Db, id: string): Promise<ViewRow | undefined> => db.selectFrom('kept_view').selectAll().where('id', '=', id).executeTakeFirst();

/** False where there is one of this id. */
export async function insertView(db: Db, row: Insertable<Database['kept_view']>): Promise<boolean> {
  const done = await db.insertInto('kept_view').values(row).onConflict((clash) => clash.doNothing()).returning('id').executeTakeFirst();
  return done !== undefined;
}

/** Of the units shared or kept by the person, and of nobody else's own dashboards, newest first. A day that is none has no views. */
export function listedViews(db: Db, { dashboard, day, unit }: ViewFilter, { shared, home, person }: { readonly shared: SharedUnits; readonly home: string; readonly person: string }, most: number): Promise<ViewCardRow[]> {
  let query = db.selectFrom('kept_view').select(CARD).where((row) => row.or([row('owner', 'is', null), row('owner', '=', person)]));
  if (dashboard !== undefined) query = query.where('dashboard', '=', dashboard);
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (day !== undefined) {
    const date = parseLocalDate(day);
    if (!date.ok) return Promise.resolve([]);
    query = query.where('at', '>=', new Date(startOfDay(date.value))).where('at', '<', new Date(startOfDay(addDays(date.value, 1))));
  }
  if (shared.units !== 'all') {
    const units = [...shared.units, ...(shared.province ? [home] : [])];
    if (units.length === 0) return Promise.resolve([]);
    query = query.where((row) => row.or([row('unit', 'in', units), row('kept_by', '=', person)]));
  }
  return query.orderBy('at', 'desc').orderBy('id').limit(most).execute();
}

/** Views that a person kept by hand since a moment. */
export async function keptSince(db: Db, person: string, cause: string, since: Date): Promise<number> {
  const { count } = await db.selectFrom('kept_view').select((row) => row.fn.countAll<number>().as('count')).where('kept_by', '=', person).where('cause', '=', cause).where('at', '>=', since).executeTakeFirstOrThrow();
  return Number(count);
}

/** Some of those that have run out, oldest first. */
export const overViews = (db: Db, now: Date, most: number): Promise<Pick<ViewRow, 'id' | 'dashboard' | 'unit'>[]> =>
  db.selectFrom('kept_view').select(['id', 'dashboard', 'unit']).where('until', '<=', now).orderBy('until').limit(most).execute();

/** False where somebody took it away before. */
export async function deleteView(db: Db, id: string): Promise<boolean> {
  const done = await db.deleteFrom('kept_view').where('id', '=', id).returning('id').executeTakeFirst();
  return done !== undefined;
}
