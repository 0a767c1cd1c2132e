import { COLUMNS_OF, MAIN_SECTION, type Dashboard, type LaidOut, type SurfaceLayout, type Tile, type TilePlace } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import type { Text } from '@/domain/text';
import { automatic } from './automatic';
import { inReadingOrder, meet, rowsNeeded, type Standing } from './grid';
import { wallPage } from './wall-page';

/** The desk, or a surface that may have a layout of its own. */
export type LayoutSurface = 'desk' | LaidOut;

/** Rows that fill one page of a desk; a section with more of them scrolls. */
export const PAGE_ROWS = 24;

export interface PlacedTile {
  readonly tile: Tile;
  readonly place: TilePlace;
}

/** A section as it stands on one surface. The main one comes first, has no title, belongs to the first tab, and may hold no tile. */
export interface PlacedSection {
  readonly id: string;
  readonly title: Text | null;
  /** Null where the dashboard has no tabs. */
  readonly tab: string | null;
  readonly rows: number;
  /** In reading order of this surface; hidden ones are left out. */
  readonly tiles: readonly PlacedTile[];
}

export interface Places {
  readonly sections: readonly PlacedSection[];
  readonly columns: number;
  /** On a wall that nobody laid out by hand: what has no room on the page of its tab. Whoever shows the page says so. */
  readonly left: readonly { readonly tile: Tile; readonly tab: string | null }[];
}

/**
 * Where every tile stands on a surface: as somebody laid it out by hand, else by itself (`automatic`). Tiles that a layout by hand neither
 * places nor hides stand after the others. Within the surface's columns no two tiles of a section meet, whatever a layout says. A wall by itself
 * has one page a tab, and leaves out what has no room on it. Pure.
 */
export function placesOn(dashboard: Dashboard, surface: LayoutSurface): Places {
  const layout = surface === 'desk' ? undefined : dashboard.layouts?.[surface];
  const firstTab = dashboard.tabs?.[0]?.id ?? null;
  const frames: readonly Frame[] = [{ id: MAIN_SECTION, title: null, rows: dashboard.rows, tab: firstTab }, ...(dashboard.sections ?? []).map(({ id, title, rows, tab }) => ({ id, title, rows, tab: firstTab === null ? null : tab ?? firstTab }))];
  if (surface === 'wall' && !layout) return onWall(dashboard, frames);
  return {
    columns: COLUMNS_OF[surface],
    left: [],
    sections: frames.map((frame) => {
      const own = dashboard.tiles.filter((tile) => sectionOf(tile) === frame.id);
      const tiles = surface === 'desk' ? onDesk(own) : layout ? byHand(own, surface, layout) : byItself(own, surface);
      const wanted = surface === 'desk' ? frame.rows : layout?.rows[frame.id] ?? 1;
      return { ...frame, rows: Math.max(wanted, rowsNeeded(tiles.map(standing)), 1), tiles };
    }),
  };
}

type Frame = Omit<PlacedSection, 'tiles'>;

function onWall({ tiles, rows, sections = [] }: Dashboard, frames: readonly Frame[]): Places {
  const deskRows = Math.min(PAGE_ROWS, Math.max(rows, ...sections.map((one) => one.rows)));
  const pages = [...new Set(frames.map(({ tab }) => tab))].map((tab) => {
    const own = frames.filter((frame) => frame.tab === tab);
    const { sections: placed, left } = wallPage(own.map(({ id }) => tiles.filter((tile) => sectionOf(tile) === id)), deskRows);
    return { tab, left, byFrame: new Map(own.map(({ id }, nth) => [id, placed[nth] ?? []])) };
  });
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  const toPlaced = ({ id, place }: Standing): readonly PlacedTile[] => { const tile = byId.get(id); return tile ? [{ tile, place }] : []; };
  return {
    columns: COLUMNS_OF.wall,
    left: pages.flatMap(({ tab, left }) => left.map((tile) => ({ tile, tab }))),
    sections: frames.map((frame) => {
      const placed = pages.find(({ tab }) => tab === frame.tab)?.byFrame.get(frame.id) ?? [];
      return { ...frame, rows: Math.max(1, rowsNeeded(placed)), tiles: placed.flatMap(toPlaced) };
    }),
  };
}

const standing = ({ tile, place }: PlacedTile) => ({ id: tile.id, place });
const onDesk = (tiles: readonly Tile[]): PlacedTile[] => inReadingOrder(tiles.map((tile) => ({ tile, place: tile.place })));

function byItself(tiles: readonly Tile[], surface: LaidOut, top = 0): PlacedTile[] {
  const placed = new Map(automatic(surface, tiles.map(({ id, place }) => ({ id, place })), top).map(({ id, place }) => [id, place]));
  return inReadingOrder(tiles.map((tile) => ({ tile, place: placed.get(tile.id) ?? tile.place })));
}

function byHand(tiles: readonly Tile[], surface: LaidOut, { places, hidden }: SurfaceLayout): PlacedTile[] {
  const away = new Set(hidden);
  const placed: PlacedTile[] = [];
  const rest: Tile[] = [];
  for (const tile of tiles) {
    const place = Object.hasOwn(places, tile.id) ? places[tile.id] : undefined;
    if (away.has(tile.id)) continue;
    if (place) placed.push({ tile, place: within(place, COLUMNS_OF[surface]) });
    else rest.push(tile);
  }
  const settled = apart(inReadingOrder(placed));
  return [...inReadingOrder(settled), ...byItself(rest, surface, rowsNeeded(settled.map(standing)))];
}

/** A layout written for more columns than the surface has is drawn in those it has. */
function within(place: TilePlace, columns: number): TilePlace {
  const w = Math.min(place.w, columns);
  return { ...place, w, x: Math.min(place.x, columns - w) };
}

/** Whoever stands on ground that is taken stands under it; who does not stays. */
function apart(ordered: readonly PlacedTile[]): PlacedTile[] {
  const settled: PlacedTile[] = [];
  for (const one of ordered) {
    let { place } = one;
    for (let under = blocking(settled, place); under; under = blocking(settled, place)) place = { ...place, y: under.place.y + under.place.h };
    settled.push(place === one.place ? one : { ...one, place });
  }
  return settled;
}

const blocking = (settled: readonly PlacedTile[], place: TilePlace): PlacedTile | undefined => settled.find((one) => meet(one.place, place));
