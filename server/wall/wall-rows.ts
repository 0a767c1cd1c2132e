import { sql, type Selectable } from 'kysely';
import * as z from 'zod';
import type { Province } from '@/config/province';
import type { ScreenZone } from '@/config/scene';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import type { ScreenPlace, WallPlan } from '@/domain/wall';
import { advisoryKey } from '../store/advisory-key';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';

/** One revision of a plan; the highest stands. */
export interface WallRow {
  readonly id: string;
  readonly revision: number;
  readonly unit: UnitCode | null;
  readonly plan: WallPlan;
  readonly deleted: boolean;
}

const place = z.object({ row: z.number(), column: z.number(), rowSpan: z.number(), columnSpan: z.number() });
const plan = z.object({
  name: z.string(), rows: z.number(), columns: z.number(), bezelMm: z.number(), panel: z.object({ diagonalInches: z.number(), width: z.number(), height: z.number() }),
  distanceM: z.number(), screens: z.record(z.string(), place),
}) satisfies z.ZodType<WallPlan>;

const wallOf = ({ plan: kept, id, revision, unit, deleted }: Selectable<Database['wall_plan']>): WallRow[] => {
  const read = plan.safeParse(kept);
  return read.success ? [{ id, revision, unit, deleted, plan: read.data }] : [];
};

/** Plans as they stand, without the deleted ones. */
export async function standingWalls(db: Db): Promise<readonly WallRow[]> {
  const rows = await db.selectFrom('wall_plan').distinctOn('id').selectAll().orderBy('id').orderBy('revision', 'desc').execute();
  return rows.flatMap(wallOf).filter(({ deleted }) => !deleted);
}

/** One change of a plan at a time, for the rest of the transaction: no screen comes to hang on two walls. */
export async function lockWalls(db: Db): Promise<void> {
  const [room, key] = advisoryKey('wall-plans');
  await sql`select pg_advisory_xact_lock(${room}::int, ${key}::int)`.execute(db);
}

export async function insertWall(db: Db, { plan: kept, ...row }: WallRow, author: string, now: number): Promise<void> {
  await db.insertInto('wall_plan').values({ ...row, plan: JSON.stringify(kept), author, updated_at: new Date(now) }).execute();
}

/** A screen as far as plans are about it. */
export interface Hung {
  readonly id: string;
  readonly unit: UnitCode | null;
}

/** Whether a screen of `unit` may hang on a wall of `wall`: then whoever has the wall has all that hangs on it. */
export function isWithin(wall: UnitCode | null, unit: UnitCode | null, province: Province, now: Instant): boolean {
  if (wall === null || wall === province.unit) return true;
  return unit !== null && (unit === wall || province.units.treeAt(civilDate(now)).ancestors(unit).some(({ code }) => code === wall));
}

/** A plan with the screens that still are, and are of its unit. */
export function withScreens(row: WallRow, screens: readonly Hung[], province: Province, now: Instant): WallRow {
  const hung = new Set(screens.filter(({ unit }) => isWithin(row.unit, unit, province, now)).map(({ id }) => id));
  return { ...row, plan: { ...row.plan, screens: Object.fromEntries(Object.entries(row.plan.screens).filter(([id]) => hung.has(id))) } };
}

/** Where a screen hangs, or null. */
export function placeOf(walls: readonly WallRow[], screen: string): { readonly wall: WallRow; readonly place: ScreenPlace } | null {
  for (const wall of walls) {
    const found = wall.plan.screens[screen];
    if (found) return { wall, place: found };
  }
  return null;
}

const zones = z.array(z.object({ id: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() })) satisfies z.ZodType<ScreenZone[]>;
/** None: one zone over all of the screen. */
export const zonesOf = ({ zones: kept }: { readonly zones: unknown }): readonly ScreenZone[] => zones.safeParse(kept).data ?? [];
