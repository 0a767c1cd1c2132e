import { COLUMNS_OF, LAID_OUT, MAIN_SECTION, type Dashboard, type LaidOut, type SurfaceLayout, type Tile, type TilePlace } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { MAX_TILES } from '@/config/schema/dashboard';
import { err, ok } from '@/domain/result';
import { gridOf, layoutOf, withGrid, withLayout, without, type Edited } from './edit';
import { arranged, compacted, freePlace, meet } from './grid';

/** A tile before it has a place. */
export type NewTile = Omit<Tile, 'place' | 'section'>;

const isSection = (dashboard: Dashboard, section: string): boolean => section === MAIN_SECTION || dashboard.sections?.some((one) => one.id === section) === true;
const inSection = (tile: Tile, section: string): Tile => (section === MAIN_SECTION ? without(tile, 'section') : { ...tile, section });

/** A tile put on the first free ground of a section of the desk; on other surfaces it stands where it comes by itself. */
export function add(dashboard: Dashboard, tile: NewTile, size: { readonly w: number; readonly h: number }, section: string = MAIN_SECTION): Edited {
  const grid = gridOf(dashboard, 'desk', section);
  if (!grid || dashboard.tiles.some((one) => one.id === tile.id)) return err('unknown');
  return put(dashboard, { ...tile, place: freePlace(grid, COLUMNS_OF.desk, size) }, section);
}

function put(dashboard: Dashboard, tile: Tile, section: string): Edited {
  if (dashboard.tiles.length >= MAX_TILES) return err('tiles');
  const grid = gridOf(dashboard, 'desk', section) ?? [];
  return withGrid({ ...dashboard, tiles: [...dashboard.tiles, inSection(tile, section)] }, 'desk', section, [...grid, { id: tile.id, place: tile.place }]);
}

/** A tile taken away everywhere; what was under it closes up. */
export function remove(dashboard: Dashboard, id: string): Edited {
  const tile = dashboard.tiles.find((one) => one.id === id);
  if (!tile) return err('unknown');
  const section = sectionOf(tile);
  const rest = closedUp(forgotten({ ...dashboard, tiles: dashboard.tiles.filter((one) => one.id !== id) }, new Set([id])), section);
  return ok(rest);
}

/** What is left in a section of the desk, and of surfaces laid out by hand, moved up. */
function closedUp(dashboard: Dashboard, section: string): Dashboard {
  return (['desk', ...LAID_OUT] as const).reduce((board, surface) => {
    if (surface !== 'desk' && !board.layouts?.[surface]) return board;
    const closed = withGrid(board, surface, section, compacted(gridOf(board, surface, section) ?? []));
    return closed.ok ? closed.value : board;
  }, dashboard);
}

/** Layouts by hand without those tiles. */
export function forgotten(dashboard: Dashboard, ids: ReadonlySet<string>): Dashboard {
  if (!dashboard.layouts) return dashboard;
  const layouts = LAID_OUT.flatMap((surface): [LaidOut, SurfaceLayout][] => {
    const layout = dashboard.layouts?.[surface];
    if (!layout) return [];
    const places = Object.fromEntries(Object.entries(layout.places).filter(([id]) => !ids.has(id)));
    return [[surface, { ...layout, places, hidden: layout.hidden.filter((id) => !ids.has(id)) }]];
  });
  return { ...dashboard, layouts: Object.fromEntries(layouts) };
}

/** The same tile once more: beside it where there is room, else under it. */
export function duplicate(dashboard: Dashboard, id: string, newId: string): Edited {
  const tile = dashboard.tiles.find((one) => one.id === id);
  if (!tile || dashboard.tiles.some((one) => one.id === newId)) return err('unknown');
  if (dashboard.tiles.length >= MAX_TILES) return err('tiles');
  const section = sectionOf(tile);
  const grid = gridOf(dashboard, 'desk', section) ?? [];
  const { place } = tile;
  const beside: TilePlace = { ...place, x: place.x + place.w };
  const isFree = beside.x + beside.w <= COLUMNS_OF.desk && !grid.some((one) => meet(one.place, beside));
  if (isFree) return put(dashboard, { ...tile, id: newId, place: beside }, section);
  const far = { id: newId, place: freePlace(grid, COLUMNS_OF.desk, place) };
  const under = { ...place, y: place.y + place.h };
  const copy = { ...tile, id: newId, place: far.place };
  return withGrid({ ...dashboard, tiles: [...dashboard.tiles, copy] }, 'desk', section, arranged([...grid, far], newId, under));
}

/** A tile moved into another section, onto its first free ground; what was under it closes up. */
export function moveTo(dashboard: Dashboard, id: string, section: string): Edited {
  const tile = dashboard.tiles.find((one) => one.id === id);
  if (!tile || !isSection(dashboard, section)) return err('unknown');
  if (sectionOf(tile) === section) return ok(dashboard);
  const grid = gridOf(dashboard, 'desk', section) ?? [];
  const place = freePlace(grid, COLUMNS_OF.desk, tile.place);
  const tiles = dashboard.tiles.map((one) => (one.id === id ? inSection({ ...one, place }, section) : one));
  const placed = withGrid(forgotten({ ...dashboard, tiles }, new Set([id])), 'desk', section, [...grid, { id, place }]);
  return placed.ok ? ok(closedUp(placed.value, sectionOf(tile))) : placed;
}

/** A tile not shown on one surface, which from then on is laid out by hand. */
export function hide(dashboard: Dashboard, surface: LaidOut, id: string): Edited {
  const tile = dashboard.tiles.find((one) => one.id === id);
  if (!tile) return err('unknown');
  const layout = layoutOf(dashboard, surface);
  if (layout.hidden.includes(id)) return ok(dashboard);
  const places = Object.fromEntries(Object.entries(layout.places).filter(([one]) => one !== id));
  const hidden = withLayout(dashboard, surface, { ...layout, places, hidden: [...layout.hidden, id] });
  return withGrid(hidden, surface, sectionOf(tile), compacted(gridOf(hidden, surface, sectionOf(tile)) ?? []));
}

/** A hidden tile shown again, after the others. */
export function show(dashboard: Dashboard, surface: LaidOut, id: string): Edited {
  const layout = dashboard.layouts?.[surface];
  if (!layout?.hidden.includes(id)) return ok(dashboard);
  return ok(withLayout(dashboard, surface, { ...layout, hidden: layout.hidden.filter((one) => one !== id) }));
}

/** The layout by hand let go of: the surface is laid out by itself again. */
export function backToAutomatic(dashboard: Dashboard, surface: LaidOut): Edited {
  if (!dashboard.layouts?.[surface]) return ok(dashboard);
  const layouts = without(dashboard.layouts, surface);
  return ok(Object.keys(layouts).length > 0 ? { ...dashboard, layouts } : without(dashboard, 'layouts'));
}
