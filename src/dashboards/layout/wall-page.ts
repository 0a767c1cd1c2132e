import { COLUMNS_OF } from '@/config/dashboard';
import { inReadingOrder, type Standing } from './grid';

/** Rows of a page of the wall, over all its sections. */
export const WALL_ROWS = 48;
/**
 * What is read from five metres takes half the height of a picture, and a quarter of its width where it is one figure, half of it where it is a
 * list, a chart or a map: so are the dashboards of the pack laid out by hand, and measured.
 */
const SHELVES = 2;
/** Of two shelves, one with nothing but single figures needs less of the height, and leaves it to the lists, charts and maps of the other. */
const FIGURES_HIGH = 23;
const [FIGURE, PART, WHOLE] = [3, 6, COLUMNS_OF.wall];
/** On the desk one figure takes at most a quarter of the width and not a third of a page's height; what takes most of the width needs all of it here. */
const MOST_FIGURE = { w: 3, h: 0.31 };
const MOST_PART = 8;

/** How a page of the wall is laid out by itself: each section's tiles with their places, and what has no room, both in the order of reading. */
export interface WallPage<T> {
  readonly sections: readonly (readonly T[])[];
  readonly left: readonly T[];
}

/**
 * Lays out the sections of one tab on one page of a wall, which neither scrolls nor turns: in shelves filled to the edge, in the order in which
 * the desk is read, until the page is full; from the first tile that has no room on, nothing more. No tile is narrower than half a wall but one
 * that is as narrow on the desk. `deskRows`: rows of a page of the desk. Pure.
 */
export function wallPage<T extends Standing>(sections: readonly (readonly T[])[], deskRows: number): WallPage<T> {
  const shelves: { readonly section: number; readonly tiles: T[]; taken: number }[] = [];
  const left: T[] = [];
  for (const [section, tiles] of sections.entries()) {
    for (const one of inReadingOrder(tiles)) {
      const w = wallWidth(one, deskRows);
      const last = shelves.at(-1);
      if (left.length === 0 && last?.section === section && last.taken + w <= WHOLE) {
        last.tiles.push(one);
        last.taken += w;
      } else if (left.length === 0 && shelves.length < SHELVES) shelves.push({ section, tiles: [one], taken: w });
      else left.push(one);
    }
  }
  const areFigures = shelves.map(({ tiles }) => tiles.every((one) => wallWidth(one, deskRows) === FIGURE));
  const isMixed = shelves.length === SHELVES && areFigures[0] !== areFigures[1];
  const heights = areFigures.map((isFigures) => (isMixed ? (isFigures ? FIGURES_HIGH : WALL_ROWS - FIGURES_HIGH) : WALL_ROWS / shelves.length));
  const filled = (section: number): T[] => {
    let y = 0;
    return shelves.flatMap(({ section: of, tiles, taken }, nth) => {
      if (of !== section) return [];
      const [top, h] = [y, heights[nth] ?? WALL_ROWS];
      y += h;
      let x = 0;
      return tiles.map((one) => {
        const w = (wallWidth(one, deskRows) * WHOLE) / taken;
        const placed = { ...one, place: { x, y: top, w, h } };
        x += w;
        return placed;
      });
    });
  };
  return { sections: sections.map((_tiles, section) => filled(section)), left };
}

/** Quarters, halves or all of the width: whatever stands in a shelf fills it in whole columns. */
function wallWidth({ place: { w, h } }: Standing, deskRows: number): number {
  if (w <= MOST_FIGURE.w && h / Math.max(1, deskRows) <= MOST_FIGURE.h) return FIGURE;
  return w <= MOST_PART ? PART : WHOLE;
}
