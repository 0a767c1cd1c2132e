import { COLUMNS_OF, type LaidOut, type TilePlace } from '@/config/dashboard';
import { inReadingOrder, rowsNeeded, type Standing } from './grid';

/** A wide tile on a phone keeps some of the room it loses in width. */
const PHONE_GROWTH = 1.3;

/**
 * Where tiles of the desk stand on a surface that nobody laid out by hand, from row `top` downwards: a tablet in rows of its own that are filled
 * to the edge, a phone one under the other. Under a wall laid out by hand later tiles stand as on the desk; one laid out by itself is
 * `wallPage`. The order in which they are read stays.
 */
export function automatic<T extends Standing>(surface: LaidOut, desk: readonly T[], top = 0): T[] {
  const ordered = inReadingOrder(desk);
  if (surface === 'wall') return lowered(ordered, top);
  return surface === 'tablet' ? inShelves(ordered, top) : oneByOne(ordered, top);
}

function lowered<T extends Standing>(ordered: readonly T[], top: number): T[] {
  const first = ordered[0]?.place.y ?? 0;
  const down = top === 0 ? 0 : top - first;
  return ordered.map((one) => at(one, { ...one.place, y: one.place.y + down }));
}

function oneByOne<T extends Standing>(ordered: readonly T[], top: number): T[] {
  let y = top;
  return ordered.map((one) => {
    const h = one.place.w >= 4 ? Math.ceil(one.place.h * PHONE_GROWTH) : one.place.h;
    const placed = at(one, { x: 0, y, w: COLUMNS_OF.phone, h });
    y += h;
    return placed;
  });
}

/** Small tiles three in a row, middling ones two, wide ones alone. */
const tabletWidth = (deskWidth: number): number => (deskWidth <= 2 ? 2 : deskWidth <= 4 ? 3 : COLUMNS_OF.tablet);

function inShelves<T extends Standing>(ordered: readonly T[], top: number): T[] {
  const placed: T[] = [];
  let shelf: T[] = [];
  const taken = (): number => shelf.reduce((sum, one) => sum + tabletWidth(one.place.w), 0);
  const close = (): void => {
    placed.push(...filled(shelf, Math.max(top, rowsNeeded(placed))));
    shelf = [];
  };
  for (const one of ordered) {
    if (taken() + tabletWidth(one.place.w) > COLUMNS_OF.tablet) close();
    shelf.push(one);
  }
  close();
  return placed;
}

/** One row of tiles as wide as the surface and all as high as the highest; the last takes what is left. */
function filled<T extends Standing>(shelf: readonly T[], y: number): T[] {
  const h = Math.max(1, ...shelf.map((one) => one.place.h));
  let x = 0;
  return shelf.map((one, index) => {
    const w = index === shelf.length - 1 ? COLUMNS_OF.tablet - x : tabletWidth(one.place.w);
    const placed = at(one, { x, y, w, h });
    x += w;
    return placed;
  });
}

const at = <T extends Standing>(one: T, place: TilePlace): T => ({ ...one, place });
