import type { Scene, ScreenZone } from '@/config/scene';
import { toInstant } from '@/domain/time';
import type { Panel, Program, SceneCard, ScreenPlace, ScreenReport } from '@/domain/wall';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import { allScreens, standingScreen, viewOfRow } from '../screens/screen-rows';
import type { Operator, ScreenActor, ScreenView } from '../screens/screens';
import { reportOf } from '../screens/standing';
import { programOfRow } from '../screens/stored-program';
import type { WallView } from './create-plans';
import { placeOf, standingWalls, withScreens, zonesOf } from './wall-rows';
import { sceneCards, sceneForScreen, type Ground } from './wall-scenes';

/** A screen with everything its operator looks at. */
export type WallScreen = ScreenView & {
  readonly zones: readonly ScreenZone[];
  readonly program: Program;
  /** Null where the page of the screen says no more than that it is there. */
  readonly report: ScreenReport | null;
  /** Id of the wall it hangs on. */
  readonly wall: string | null;
};
export interface Walls {
  readonly walls: readonly WallView[];
  readonly screens: readonly WallScreen[];
  readonly scenes: readonly SceneCard[];
  readonly serverTime: number;
}

/** What a screen is told of itself. */
export interface OwnProgram {
  readonly screen: { readonly id: string; readonly name: string; readonly zones: readonly ScreenZone[]; readonly place: ScreenPlace | null; readonly panel: Panel | null; readonly distanceM: number | null };
  readonly program: Program;
  readonly scene: Scene | null;
  readonly takeoverScene: Scene | null;
  readonly serverTime: number;
}

type Parts = Pick<Core, 'store' | 'province' | 'clock'>;
const groundOf = ({ province, clock }: Parts): Ground => ({ province: province.current(), now: toInstant(clock()) });

/** Walls, screens and scenes, cut to the units of the operator. */
export async function wallsFor(core: Parts, by: Pick<Operator, 'actor' | 'rights'>): Promise<Walls> {
  const { db } = core.store;
  const ground = groundOf(core);
  const { province, now } = ground;
  const [all, plans, scenes] = await Promise.all([allScreens(db), standingWalls(db), sceneCards(db, by, ground)]);
  const isMine = ({ unit }: { readonly unit: string | null }): boolean => by.rights.may('screen.command', unit ?? province.unit);
  const walls = plans.map((each) => withScreens(each, all, province, now)).filter(isMine);
  const screens = all.filter(isMine).map((row): WallScreen => ({
    ...viewOfRow(row, row.paired_by_name ?? '', now), zones: zonesOf(row), program: programOfRow(row), report: reportOf(row.shows), wall: placeOf(walls, row.id)?.wall.id ?? null,
  }));
  return { walls: walls.map(({ id, unit, revision, plan }) => ({ id, unit, revision, plan })), screens, scenes, serverTime: now };
}

/** The program of one screen, with the scenes it may read. Throws `sign-in-needed` where the screen was revoked a moment ago. */
export async function programFor(core: Parts, screen: ScreenActor): Promise<OwnProgram> {
  const { db } = core.store;
  const ground = groundOf(core);
  const row = await standingScreen(db, screen.id);
  if (!row) throw new Problem('sign-in-needed');
  const plans = (await standingWalls(db)).map((each) => withScreens(each, [row], ground.province, ground.now));
  const hangs = placeOf(plans, row.id);
  const program = programOfRow(row);
  const [scene, takeoverScene] = await Promise.all([sceneForScreen(db, screen, ground, program.scene), sceneForScreen(db, screen, ground, program.takeover?.scene ?? null)]);
  return {
    screen: { id: row.id, name: row.name, zones: zonesOf(row), place: hangs?.place ?? null, panel: hangs?.wall.plan.panel ?? null, distanceM: hangs?.wall.plan.distanceM ?? null },
    program, scene, takeoverScene, serverTime: ground.now,
  };
}
