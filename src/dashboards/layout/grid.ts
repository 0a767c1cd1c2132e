import type { TilePlace } from '@/config/dashboard';
import { COLUMNS } from '@/config/schema/dashboard';

/** What stands on a grid: anything with an id and a place. */
export interface Standing {
  readonly id: string;
  readonly place: TilePlace;
}

export const bottomOf = ({ y, h }: TilePlace): number => y + h;
/** Rows that a grid needs to hold all that stands on it. */
export const rowsNeeded = (all: readonly Standing[]): number => Math.max(0, ...all.map(({ place }) => bottomOf(place)));

const shareColumns = (a: TilePlace, b: TilePlace): boolean => a.x < b.x + b.w && b.x < a.x + a.w;
export const meet = (a: TilePlace, b: TilePlace): boolean => shareColumns(a, b) && a.y < bottomOf(b) && b.y < bottomOf(a);
export const isSamePlace = (a: TilePlace, b: TilePlace): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** From top to bottom, and from left to right: as a person reads. Equal places keep their order. */
export const inReadingOrder = <T extends { readonly place: TilePlace }>(all: readonly T[]): T[] => [...all].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);

/** Each in its columns and as high as what came before it lets it: no two meet, whatever the order. */
export function stacked<T extends Standing>(inOrder: readonly T[]): T[] {
  const heights = new Array<number>(COLUMNS).fill(0);
  return inOrder.map((one) => {
    const { x, w, h } = one.place;
    const y = Math.max(...heights.slice(x, x + w));
    heights.fill(y + h, x, x + w);
    return one.place.y === y ? one : { ...one, place: { ...one.place, y } };
  });
}

/** Everything as high as it can stand, in the order in which it is read. */
export const compacted = <T extends Standing>(all: readonly T[]): T[] => stacked(inReadingOrder(all));

/**
 * `id` moved or resized to `asked`, which lies within the columns. What it passes on its way down makes room above, what it is put upon is
 * pushed down, and the rest closes up. The same place again changes nothing, gaps included.
 */
export function arranged<T extends Standing>(all: readonly T[], id: string, asked: TilePlace): readonly T[] {
  const held = all.find((one) => one.id === id);
  if (!held || isSamePlace(held.place, asked)) return all;
  const others = inReadingOrder(all.filter((one) => one.id !== id));
  const isAbove = (other: T): boolean => shareColumns(other.place, asked) && staysAbove(other.place, held.place, asked);
  const last = others.reduce((latest, other, index) => (isAbove(other) ? index : latest), -1);
  const isUnder = (other: T): boolean => shareColumns(other.place, asked) && !isAbove(other);
  const before = others.slice(0, last + 1);
  const moved: T = { ...held, place: asked };
  return stacked([...before.filter((other) => !isUnder(other)), moved, ...before.filter(isUnder), ...others.slice(last + 1)]);
}

/** The edge that goes ahead decides: past the middle of what is in the way, the two change places. */
function staysAbove(other: TilePlace, from: TilePlace, asked: TilePlace): boolean {
  const middle = other.y + other.h / 2;
  const isPassed = asked.y > from.y && shareColumns(other, from) && other.y >= bottomOf(from);
  return isPassed ? middle < bottomOf(asked) : middle < asked.y;
}

/** The first free ground of that size in reading order, at the end where there is none before. */
export function freePlace(all: readonly Standing[], columns: number, size: { readonly w: number; readonly h: number }): TilePlace {
  const w = Math.min(size.w, columns);
  const end = rowsNeeded(all);
  for (let y = 0; y < end; y += 1) {
    for (let x = 0; x + w <= columns; x += 1) {
      const place = { x, y, w, h: size.h };
      if (!all.some((one) => meet(one.place, place))) return place;
    }
  }
  return { x: 0, y: end, w, h: size.h };
}
