import { COLUMNS_OF, MAIN_SECTION, type Dashboard, type LaidOut, type SurfaceLayout, type TilePlace } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { MAX_LAID_ROWS, MAX_ROWS } from '@/config/schema/dashboard';
import { err, ok, type Result } from '@/domain/result';
import { rowsNeeded, type Standing } from './grid';
import { PAGE_ROWS, placesOn, type LayoutSurface } from './places';

/**
 * Why an edit changes nothing: `edge` there is no way further; `smallest` the widget can be no smaller; `rows` and `tiles`, `sections`, `tabs`
 * the dashboard can hold no more; `unknown` there is no such part; `needed` the part cannot be done without.
 */
export type Refused = 'edge' | 'smallest' | 'rows' | 'tiles' | 'sections' | 'tabs' | 'unknown' | 'needed';

/** A new dashboard, or why not. The old one stays as it was, so that going back is keeping it. */
export type Edited = Result<Dashboard, Refused>;

/** Smallest size of a widget, in columns of the desk. */
export type SmallestOf = (widget: string) => { readonly w: number; readonly h: number };

/** A part with optional fields of which some are taken away. */
export function without<T extends object, K extends keyof T>(whole: T, ...fields: readonly K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const field of fields) Reflect.deleteProperty(rest, field);
  return rest;
}

/** What stands in a section on a surface; undefined where there is no such section. */
export function gridOf(dashboard: Dashboard, surface: LayoutSurface, section: string): readonly Standing[] | undefined {
  return placesOn(dashboard, surface).sections.find((one) => one.id === section)?.tiles.map(({ tile, place }) => ({ id: tile.id, place }));
}

/** `dashboard` with the grid of one section of one surface in place of what stood there. Tiles of other sections stay. */
export function withGrid(dashboard: Dashboard, surface: LayoutSurface, section: string, grid: readonly Standing[]): Edited {
  return surface === 'desk' ? onDesk(dashboard, section, grid) : laidOut(dashboard, surface, section, grid);
}

function onDesk(dashboard: Dashboard, section: string, grid: readonly Standing[]): Edited {
  const needed = rowsNeeded(grid);
  if (needed > MAX_ROWS) return err('rows');
  const places = new Map(grid.map(({ id, place }) => [id, place]));
  const tiles = dashboard.tiles.map((tile) => {
    const place = places.get(tile.id);
    return place && sectionOf(tile) === section ? { ...tile, place } : tile;
  });
  if (section === MAIN_SECTION) return ok({ ...dashboard, tiles, rows: Math.max(1, needed, Math.min(dashboard.rows, PAGE_ROWS)) });
  const sections = (dashboard.sections ?? []).map((one) => (one.id === section ? { ...one, rows: Math.max(1, needed) } : one));
  return ok({ ...dashboard, tiles, sections });
}

/** The first change on a surface makes its layout one by hand, of all sections as they stand. */
function laidOut(dashboard: Dashboard, surface: LaidOut, section: string, grid: readonly Standing[]): Edited {
  if (rowsNeeded(grid) > MAX_LAID_ROWS) return err('rows');
  const layout = layoutOf(dashboard, surface);
  const places = { ...layout.places, ...Object.fromEntries(grid.map(({ id, place }) => [id, place])) };
  return ok(withLayout(dashboard, surface, { ...layout, rows: { ...layout.rows, [section]: Math.max(1, rowsNeeded(grid)) }, places }));
}

/** The layout of a surface as it stands, by hand or by itself; parts of tiles and sections that are no more are left out. */
export function layoutOf(dashboard: Dashboard, surface: LaidOut): SurfaceLayout {
  const { sections, left } = placesOn(dashboard, surface);
  const places: Record<string, TilePlace> = {};
  for (const { tiles } of sections) for (const { tile, place } of tiles) places[tile.id] = place;
  // What has no room on a wall is hidden there by whoever goes on by hand, until they show it.
  const hidden = [...(dashboard.layouts?.[surface]?.hidden ?? []).filter((id) => dashboard.tiles.some((tile) => tile.id === id)), ...left.map(({ tile }) => tile.id)];
  return { rows: Object.fromEntries(sections.map(({ id, rows }) => [id, Math.min(rows, MAX_LAID_ROWS)])), places, hidden };
}

export const withLayout = (dashboard: Dashboard, surface: LaidOut, layout: SurfaceLayout): Dashboard => ({ ...dashboard, layouts: { ...dashboard.layouts, [surface]: layout } });

/** Smallest size on a surface: a tablet's columns are twice as wide, a phone has two. */
export function smallestOn(surface: LayoutSurface, smallest: { readonly w: number; readonly h: number }): { readonly w: number; readonly h: number } {
  return { w: Math.max(1, Math.ceil((smallest.w * COLUMNS_OF[surface]) / COLUMNS_OF.desk)), h: smallest.h };
}
