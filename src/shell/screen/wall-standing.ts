import type { MirroredTile, ScreenReport } from '@/domain/wall';
import type { TileState, TileStanding } from '@/widget-kit/context';
import { worstState } from './screen-standing';

const MOST_TILES = 60;
const PARTS = 1_000;

/** The tiles that are seen on this screen, where they stand and how they are. No figure. */
export function mirrorOf(root: ParentNode, { width, height }: { readonly width: number; readonly height: number }): readonly MirroredTile[] {
  const part = (px: number, of: number): number => Math.min(PARTS, Math.max(0, Math.round((px / of) * PARTS)));
  const seen = [...root.querySelectorAll<HTMLElement>('[data-widget][data-state]')].filter((tile) => tile.closest('[inert]') === null);
  return seen.slice(0, MOST_TILES).map((tile) => {
    const box = tile.getBoundingClientRect();
    return {
      x: part(box.left, width), y: part(box.top, height), w: part(box.width, width), h: part(box.height, height),
      title: (tile.querySelector('.title')?.textContent ?? '').trim(), state: (tile.dataset['state'] ?? '').toUpperCase(), widget: tile.dataset['widget'] ?? '',
    };
  });
}

export interface StandingParts {
  readonly build: string;
  readonly scene: string | null;
  readonly programRevision: number;
  readonly showing: readonly string[];
  readonly tiles: readonly TileStanding[];
  readonly mirror: readonly MirroredTile[];
  readonly dashboard: string | null;
  readonly heapBytes: number | null;
  readonly frameRate: number | null;
  readonly upMs: number;
  readonly restarts: number;
  readonly width: number;
  readonly height: number;
}

/** What a screen says of itself. */
export function standingOf({ tiles, ...rest }: StandingParts): ScreenReport {
  const ages = tiles.flatMap(({ ageMs }) => (ageMs === null ? [] : [ageMs]));
  return { ...rest, freshness: worstState(tiles.map(({ state }): TileState => state)), oldestMs: ages.length > 0 ? Math.max(...ages) : null };
}
