import { COLUMNS_OF, type Dashboard, type TilePlace } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { MAX_LAID_ROWS, MAX_ROWS } from '@/config/schema/dashboard';
import { err, ok } from '@/domain/result';
import { gridOf, smallestOn, withGrid, type Edited, type SmallestOf } from './edit';
import { arranged, bottomOf, isSamePlace, rowsNeeded } from './grid';
import type { LayoutSurface } from './places';

/** One tile on one surface. */
export interface At {
  readonly surface: LayoutSurface;
  readonly tile: string;
}
export type Direction = 'left' | 'right' | 'up' | 'down';

const STEPS: Readonly<Record<Direction, readonly [x: number, y: number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
const clamped = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), Math.max(least, most));
const mostRows = (surface: LayoutSurface): number => (surface === 'desk' ? MAX_ROWS : MAX_LAID_ROWS);

interface Held {
  readonly section: string;
  readonly grid: NonNullable<ReturnType<typeof gridOf>>;
  readonly place: TilePlace;
  readonly widget: string;
}

function heldOf(dashboard: Dashboard, { surface, tile: id }: At): Held | undefined {
  const tile = dashboard.tiles.find((one) => one.id === id);
  const section = tile && sectionOf(tile);
  const grid = section === undefined ? undefined : gridOf(dashboard, surface, section);
  const place = grid?.find((one) => one.id === id)?.place;
  return tile && section !== undefined && grid && place ? { section, grid, place, widget: tile.widget } : undefined;
}

/** Where a tile stands on a surface; undefined where it is hidden or there is none. */
export const placeOf = (dashboard: Dashboard, at: At): TilePlace | undefined => heldOf(dashboard, at)?.place;

/** A tile put at a cell of its section; one outside becomes the nearest inside. Its own cell again changes nothing. */
export function move(dashboard: Dashboard, at: At, to: { readonly x: number; readonly y: number }): Edited {
  const held = heldOf(dashboard, at);
  if (!held) return err('unknown');
  const { place, grid, section } = held;
  const asked = { ...place, x: clamped(to.x, 0, COLUMNS_OF[at.surface] - place.w), y: clamped(to.y, 0, rowsNeeded(grid)) };
  return isSamePlace(asked, place) ? ok(dashboard) : withGrid(dashboard, at.surface, section, arranged(grid, at.tile, asked));
}

/** A tile made that wide and high, from its top left corner; no smaller than its widget can be, no wider than the surface. */
export function resize(dashboard: Dashboard, at: At, to: { readonly w: number; readonly h: number }, smallestOf: SmallestOf): Edited {
  const held = heldOf(dashboard, at);
  if (!held) return err('unknown');
  const { place, grid, section, widget } = held;
  const smallest = smallestOn(at.surface, smallestOf(widget));
  const asked = {
    ...place,
    w: clamped(to.w, Math.min(smallest.w, place.w), COLUMNS_OF[at.surface] - place.x),
    h: clamped(to.h, Math.min(smallest.h, place.h), mostRows(at.surface)),
  };
  return isSamePlace(asked, place) ? ok(dashboard) : withGrid(dashboard, at.surface, section, arranged(grid, at.tile, asked));
}

/** One step that shows: as many cells in that direction as it takes until something stands elsewhere. */
export function step(dashboard: Dashboard, at: At, direction: Direction): Edited {
  const held = heldOf(dashboard, at);
  if (!held) return err('unknown');
  const [dx, dy] = STEPS[direction];
  const { place, grid } = held;
  const before = JSON.stringify(gridPlaces(held.grid));
  for (let count = 1; ; count += 1) {
    const to = { x: place.x + dx * count, y: place.y + dy * count };
    const isOut = to.x < 0 || to.x + place.w > COLUMNS_OF[at.surface] || to.y < 0 || to.y > rowsNeeded(grid);
    if (isOut) return err('edge');
    const moved = move(dashboard, at, to);
    if (!moved.ok) return moved;
    const after = gridOf(moved.value, at.surface, held.section) ?? [];
    if (JSON.stringify(gridPlaces(after)) !== before) return moved;
  }
}

const gridPlaces = (grid: Held['grid']): readonly (readonly [string, TilePlace])[] => [...grid].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, place }) => [id, place]);

/** One column or row wider, narrower, higher or lower. */
export function stretch(dashboard: Dashboard, at: At, direction: Direction, smallestOf: SmallestOf): Edited {
  const place = placeOf(dashboard, at);
  if (!place) return err('unknown');
  const [dw, dh] = STEPS[direction];
  const result = resize(dashboard, at, { w: place.w + dw, h: place.h + dh }, smallestOf);
  if (!result.ok || result.value !== dashboard) return result;
  return err(dw + dh < 0 ? 'smallest' : dh > 0 && bottomOf(place) < mostRows(at.surface) ? 'rows' : 'edge');
}
