import { randomUUID } from 'node:crypto';
import { civilDate } from '@/domain/civil';
import type { ScreenZone } from '@/config/scene';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { WallPlan } from '@/domain/wall';
import type { AuditEntry } from '../audit/trail';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import { allScreens, standingScreen, type ScreenRow } from '../screens/screen-rows';
import type { Operator } from '../screens/screens';
import { programOfRow } from '../screens/stored-program';
import type { Db } from '../store/store';
import { tellWalls, type Told } from './tell-walls';
import { insertWall, isWithin, lockWalls, placeOf, standingWalls, withScreens, type WallRow } from './wall-rows';

/** A plan as operators see it. */
export type WallView = Omit<WallRow, 'deleted'>;
export type PlanChange = { readonly wall: WallView } | { readonly conflict: WallView };

/** How displays hang and how screens are divided. Faults are `Problem`s. */
export interface Plans {
  readonly make: (by: Operator, unit: UnitCode | null, plan: WallPlan) => Promise<WallView>;
  /** `revision` is the one that was looked at; another that stands by now is the conflict. */
  readonly change: (by: Operator, id: string, revision: number, plan: WallPlan) => Promise<PlanChange>;
  readonly remove: (by: Operator, id: string) => Promise<void>;
  readonly divide: (by: Operator, screen: string, zones: readonly ScreenZone[]) => Promise<readonly ScreenZone[]>;
}

type Parts = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock'>;

export function createPlans(core: Parts): Plans {
  const { store, clock } = core;
  const authorOf = ({ actor }: Operator): string => (actor.kind === 'person' ? actor.id : '');
  const note = (db: Db, by: Operator, target: string, detail: NonNullable<AuditEntry['detail']>): Promise<void> =>
    core.audit.append(db, { action: 'screen', actor: by.actor, target, outcome: 'done', from: by.from, detail });
  const mine = (by: Operator, walls: readonly WallRow[], id: string): WallRow => {
    const found = walls.find((each) => each.id === id);
    if (!found || !by.rights.may('screen.pair', found.unit ?? core.province.current().unit)) throw new Problem('not-found');
    return found;
  };
  const write = async (db: Db, by: Operator, deed: string, row: WallRow, screens: readonly ScreenRow[], before: WallPlan | null): Promise<void> => {
    await insertWall(db, row, authorOf(by), clock());
    await note(db, by, `wall:${row.id}`, { deed, name: row.plan.name, unit: row.unit, revision: row.revision, screens: Object.keys(row.plan.screens) });
    const concerned = new Set([...Object.keys(row.plan.screens), ...Object.keys(before?.screens ?? {})]);
    await tellWalls(core, db, screens.filter(({ id }) => concerned.has(id)).map(toldOf), { besides: [row.unit] });
  };

  return {
    make: (by, unit, plan) => store.transact(async (db) => {
      const current = core.province.current();
      const isKnown = unit === null || current.units.treeAt(civilDate(toInstant(clock()))).get(unit) !== undefined;
      if (!isKnown || !by.rights.may('screen.pair', unit ?? current.unit)) throw new Problem('not-allowed', { at: 'body/unit', expected: 'a unit of yours' });
      await lockWalls(db);
      const row: WallRow = { id: randomUUID(), revision: 1, unit, plan, deleted: false };
      const screens = await hangable(core, db, by, row);
      await write(db, by, 'wall-create', row, screens, null);
      return viewOf(row);
    }),

    change: (by, id, revision, plan) => store.transact(async (db): Promise<PlanChange> => {
      await lockWalls(db);
      const before = mine(by, await standingWalls(db), id);
      if (before.revision !== revision) return { conflict: viewOf(withScreens(before, await allScreens(db), core.province.current(), toInstant(clock()))) };
      const row: WallRow = { ...before, plan, revision: revision + 1 };
      const screens = await hangable(core, db, by, row);
      await write(db, by, 'wall-change', row, screens, before.plan);
      return { wall: viewOf(row) };
    }),

    remove: (by, id) => store.transact(async (db) => {
      await lockWalls(db);
      const before = mine(by, await standingWalls(db), id);
      await write(db, by, 'wall-delete', { ...before, revision: before.revision + 1, deleted: true }, await allScreens(db), before.plan);
    }),

    divide: (by, id, zones) => store.transact(async (db) => {
      const row = await standingScreen(db, id, true);
      if (!row || !by.rights.may('screen.pair', row.unit ?? core.province.current().unit)) throw new Problem('not-found');
      await db.updateTable('screen').set({ zones: JSON.stringify(zones) }).where('id', '=', id).execute();
      await note(db, by, `screen:${id}`, { deed: 'zones', zones: zones.map(({ id: zone, x, y, w, h }) => ({ id: zone, x, y, w, h })) });
      await tellWalls(core, db, [toldOf(row)]);
      return zones;
    }),
  };
}

const toldOf = (row: ScreenRow): Told => ({ id: row.id, unit: row.unit, revision: programOfRow(row).revision });
const viewOf = ({ id, unit, revision, plan }: WallRow): WallView => ({ id, unit, revision, plan });

/** All screens, after each one of the plan was found to be the operator's, of the wall's unit, and on no other wall. */
async function hangable(core: Parts, db: Db, { rights }: Operator, { id, unit, plan }: WallRow): Promise<readonly ScreenRow[]> {
  const [province, now] = [core.province.current(), toInstant(core.clock())];
  const screens = await allScreens(db);
  const others = (await standingWalls(db)).filter((wall) => wall.id !== id).map((wall) => withScreens(wall, screens, province, now));
  for (const screen of Object.keys(plan.screens)) {
    const at = `body/plan/screens/${screen}`;
    const row = screens.find((each) => each.id === screen);
    if (!row || !rights.may('screen.pair', row.unit ?? province.unit)) throw new Problem('not-found', { at });
    if (!isWithin(unit, row.unit, province, now)) throw new Problem('bad-request', { at, expected: 'a screen of the unit of the wall' });
    if (placeOf(others, screen)) throw new Problem('bad-request', { at, expected: 'a screen that hangs on no other wall' });
  }
  return screens;
}
