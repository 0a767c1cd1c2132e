import { COLUMNS_OF, MAIN_SECTION, type Dashboard, type Tile } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { canonical } from '@/state/json-limits';
import type { Json } from '@/domain/dataset';

/** What became of a tile from one version to the next. `changed`: it stands where it stood and says or asks something else. */
export type TileChange = 'added' | 'removed' | 'moved' | 'changed' | 'same';

/** A tile in the picture of a version, in thousandths of the picture's width and height. */
export interface DrawnTile {
  readonly id: string;
  readonly title: Tile['title'];
  readonly change: TileChange;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Two versions of a dashboard side by side: each drawn with what changes (before) or changed (after). */
export interface LayoutDiff {
  readonly before: readonly DrawnTile[];
  readonly after: readonly DrawnTile[];
  readonly counts: Readonly<Record<Exclude<TileChange, 'same'>, number>>;
}

const SCALE = 1_000;

/** Sections under each other, in the order of the page: the first row of each, counted from the top. */
function offsets({ rows, sections = [], tiles }: Dashboard): { readonly top: ReadonlyMap<string, number>; readonly rows: number } {
  const top = new Map<string, number>();
  let at = 0;
  for (const [id, high] of [[MAIN_SECTION, tiles.some((tile) => sectionOf(tile) === MAIN_SECTION) ? rows : 0] as const, ...sections.map((section) => [section.id, section.rows] as const)]) {
    top.set(id, at);
    at += high;
  }
  return { top, rows: Math.max(at, 1) };
}

function changeOf(tile: Tile, other: Tile | undefined, gone: 'added' | 'removed'): TileChange {
  if (!other) return gone;
  const { place, section: _section, ...says } = tile;
  const { place: otherPlace, section: _other, ...otherSays } = other;
  if (canonical(says) !== canonical(otherSays)) return 'changed';
  return sectionOf(tile) === sectionOf(other) && canonical(place) === canonical(otherPlace) ? 'same' : 'moved';
}

function drawn(board: Dashboard, against: Dashboard | null, gone: 'added' | 'removed'): readonly DrawnTile[] {
  const { top, rows } = offsets(board);
  const others = new Map(against?.tiles.map((tile) => [tile.id, tile]));
  return board.tiles.map((tile) => ({
    id: tile.id, title: tile.title, change: against ? changeOf(tile, others.get(tile.id), gone) : gone,
    x: (tile.place.x / COLUMNS_OF.desk) * SCALE, y: ((tile.place.y + (top.get(sectionOf(tile)) ?? 0)) / rows) * SCALE,
    w: (tile.place.w / COLUMNS_OF.desk) * SCALE, h: (tile.place.h / rows) * SCALE,
  }));
}

/** What happened between two versions; `before` is null for the first. Pure. */
export function layoutDiff(before: Dashboard | null, after: Dashboard): LayoutDiff {
  const [was, is] = [before ? drawn(before, after, 'removed') : [], drawn(after, before, 'added')];
  const count = (change: TileChange): number => is.filter((tile) => tile.change === change).length;
  return { before: was, after: is, counts: { added: count('added'), removed: was.filter((tile) => tile.change === 'removed').length, moved: count('moved'), changed: count('changed') } };
}

/** Fields beside the tiles that say something else than before, by name; `schemaVersion` is nobody's doing. */
export function changedFields(before: { readonly [field: string]: Json } | null, after: { readonly [field: string]: Json }): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  for (const apart of ['tiles', 'schemaVersion', 'id']) names.delete(apart);
  return before === null ? [] : [...names].filter((name) => canonical(before[name] ?? null) !== canonical(after[name] ?? null)).sort();
}
