import type { Geometry, Position } from '@/domain/dataset';
import { timesWidth } from '@/ui/paper/times-widths';

/** Size of names on the map, px. */
export const LABEL_PX = 9;
/** Room kept free around a name, px. */
const ROOM = 1.5;
/** So many lines across a shape are tried for its name. */
const TRIES = 9;
/** A capital with its marks, in sizes of the letters. */
const RISE = 0.95;

export interface PlacedName {
  readonly text: string;
  /** Middle of its foot. */
  readonly x: number;
  readonly y: number;
}

/** Names that lie within their own shape and touch no other; the first come first. Shapes as laid, px. */
export function placeNames(named: readonly { readonly text: string; readonly shape: Geometry }[]): readonly PlacedName[] {
  const taken: { readonly left: number; readonly right: number; readonly top: number; readonly foot: number }[] = [];
  return named.flatMap(({ text, shape }): readonly PlacedName[] => {
    const place = roomiest(shape);
    const width = timesWidth(text, LABEL_PX, false);
    if (!place || width + ROOM * 2 > place.to - place.from) return [];
    const x = (place.from + place.to) / 2;
    const box = { left: x - width / 2 - ROOM, right: x + width / 2 + ROOM, top: place.y - LABEL_PX * RISE, foot: place.y + LABEL_PX * 0.3 };
    if (taken.some((other) => other.left < box.right && box.left < other.right && other.top < box.foot && box.top < other.foot)) return [];
    taken.push(box);
    return [{ text, x, y: place.y }];
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The widest stretch of a shape that is as high as a name; `y` is the name's foot. */
function roomiest(shape: Geometry): (Stretch & { readonly y: number }) | null {
  if (shape.type === 'Point') return null;
  const rings = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat();
  const heights = rings.flat().map(([, y]) => y);
  const [top, foot] = [heights.reduce((a, b) => Math.min(a, b), Infinity), heights.reduce((a, b) => Math.max(a, b), -Infinity)];
  let best: (Stretch & { readonly y: number }) | null = null;
  for (let at = 1; at <= TRIES; at += 1) {
    // The middle is tried first, and stays where another is hardly wider.
    const share = 0.5 + (at % 2 === 0 ? 1 : -1) * (Math.floor(at / 2) / (TRIES + 1));
    const y = top + (foot - top) * share + LABEL_PX * 0.33;
    const widest = [y - LABEL_PX * 0.85, y - LABEL_PX * 0.4, y].map((line) => stretches(rings, line)).reduce(common).reduce<Stretch>((a, b) => (b.to - b.from > a.to - a.from ? b : a), { from: 0, to: 0 });
    if (!best || widest.to - widest.from > (best.to - best.from) * 1.15) best = { ...widest, y };
  }
  return best;
}

/** Where a level line runs inside. */
function stretches(rings: readonly (readonly Position[])[], y: number): readonly Stretch[] {
  const crossings = rings.flatMap((ring) => ring.slice(1).flatMap(([x, nextY], at) => {
    const [beforeX, beforeY] = ring[at] ?? [x, nextY];
    return (beforeY <= y) === (nextY <= y) ? [] : [beforeX + ((y - beforeY) / (nextY - beforeY)) * (x - beforeX)];
  })).sort((a, b) => a - b);
  return crossings.flatMap((from, at) => (at % 2 === 0 && at + 1 < crossings.length ? [{ from, to: crossings[at + 1] ?? from }] : []));
}

const common = (one: readonly Stretch[], other: readonly Stretch[]): readonly Stretch[] =>
  one.flatMap((a) => other.flatMap((b) => (Math.max(a.from, b.from) < Math.min(a.to, b.to) ? [{ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }] : [])));
