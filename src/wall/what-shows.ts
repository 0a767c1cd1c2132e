import { MAIN_ZONE } from '@/config/scene';
import type { Scene, SceneZone, ScreenZone, WallCell, ZoneContent } from '@/config/scene';

/** One zone of a screen and what stands in it; null: the scene says nothing for it, and the screen's own first dashboard stands there. */
export interface ZoneShow {
  readonly zone: ScreenZone;
  readonly content: ZoneContent | null;
}

/**
 * What each zone of a screen shows: the scene's entry for exactly this place and zone, else its entry for every screen. A screen without
 * zones has one over all of it; so has one with zones of which the scene names none while it speaks of `main`: a scene made for plain
 * screens fills a divided one.
 */
export function whatShows(scene: Scene | null, place: WallCell | null, zones: readonly ScreenZone[]): readonly ZoneShow[] {
  const find = (zone: string): ZoneContent | null => (scene ? contentFor(scene.zones, place, zone) : null);
  const shows = (zones.length > 0 ? zones : [MAIN_ZONE]).map((zone): ZoneShow => ({ zone, content: find(zone.id) }));
  const whole = find(MAIN_ZONE.id);
  return whole !== null && shows.every(({ content }) => content === null) ? [{ zone: MAIN_ZONE, content: whole }] : shows;
}

function contentFor(entries: readonly SceneZone[], place: WallCell | null, zone: string): ZoneContent | null {
  const inZone = entries.filter((entry) => (entry.zone ?? MAIN_ZONE.id) === zone);
  const here = inZone.find(({ at }) => at !== undefined && place !== null && at.row === place.row && at.column === place.column);
  return (here ?? inZone.find(({ at }) => at === undefined))?.shows ?? null;
}
