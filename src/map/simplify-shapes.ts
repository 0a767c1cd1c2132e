import type { Geometry, Position } from '@/domain/dataset';

/** A ring without its closing corner. */
type Ring = readonly Position[];

const keyOf = ([x, y]: Position): string => `${x},${y}`;

/**
 * Shapes with fewer corners, none further than `tolerance` from where it was, corners rounded to `decimals`; all in the unit of the
 * coordinates. A border that two shapes share stays one border: where three meet a corner is kept, and each stretch between two such
 * corners is thinned alike from either side. Rings that fall together are left out, but never the largest of a shape. Points stay.
 */
export function simplifyShapes(shapes: readonly Geometry[], tolerance: number, decimals: number): readonly Geometry[] {
  const snapped = shapes.map((shape) => polygonsOf(shape).map((polygon) => polygon.map((ring) => snap(ring, decimals))));
  const junctions = junctionsOf(snapped.flat(2));
  return shapes.map((shape, at) => {
    if (shape.type === 'Point') return shape;
    const polygons = (snapped[at] ?? []).map((polygon) => polygon.map((ring) => thinRing(ring, junctions, tolerance)).filter((ring, place) => place === 0 || ring.length > 2));
    const there = polygons.filter(([outer]) => (outer?.length ?? 0) > 2);
    const kept = there.length > 0 ? there : largest(snapped[at] ?? []);
    return { type: 'MultiPolygon', coordinates: kept.map((polygon) => polygon.map(closed)) };
  });
}

const polygonsOf = (shape: Geometry): readonly (readonly (readonly Position[])[])[] =>
  shape.type === 'Point' ? [] : shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;

/** Corners on the grid, each once in a row, the closing one left out. */
function snap(ring: readonly Position[], decimals: number): Ring {
  const scale = 10 ** decimals;
  const corners: Position[] = [];
  for (const [lon, lat] of ring) {
    const corner: Position = [Math.round(lon * scale) / scale, Math.round(lat * scale) / scale];
    const last = corners.at(-1);
    if (!last || last[0] !== corner[0] || last[1] !== corner[1]) corners.push(corner);
  }
  const [first, last] = [corners[0], corners.at(-1)];
  if (corners.length > 1 && first && last && first[0] === last[0] && first[1] === last[1]) corners.pop();
  return corners;
}

const closed = (ring: Ring): readonly Position[] => [...ring, ...ring.slice(0, 1)];

/** Corners from which a border goes on in more than two ways. */
function junctionsOf(rings: readonly Ring[]): ReadonlySet<string> {
  const ways = new Map<string, Set<string>>();
  for (const ring of rings) {
    ring.forEach((corner, at) => {
      const found = ways.get(keyOf(corner)) ?? new Set<string>();
      for (const next of [ring.at(at - 1), ring[(at + 1) % ring.length]]) if (next) found.add(keyOf(next));
      ways.set(keyOf(corner), found);
    });
  }
  return new Set([...ways].flatMap(([key, found]) => (found.size > 2 ? [key] : [])));
}

/** The ring cut at its junctions, each stretch thinned; one without any is cut at its least corner, which its neighbour within finds too. */
function thinRing(ring: Ring, junctions: ReadonlySet<string>, tolerance: number): Ring {
  if (ring.length < 3) return [];
  const cuts = ring.flatMap((corner, at) => (junctions.has(keyOf(corner)) ? [at] : []));
  if (cuts.length === 0) cuts.push(ring.reduce((least, corner, at) => (isBefore(corner, ring[least] ?? corner) ? at : least), 0));
  const from = cuts[0] ?? 0;
  const turned = [...ring.slice(from), ...ring.slice(0, from), ...ring.slice(from, from + 1)];
  const places = [...cuts.map((cut) => cut - from), ring.length];
  return places.slice(1).flatMap((to, at) => thinStretch(turned.slice(places[at] ?? 0, to + 1), tolerance).slice(0, -1));
}

const isBefore = ([x, y]: Position, [otherX, otherY]: Position): boolean => x < otherX || (x === otherX && y < otherY);

/** Thinned in one direction, whichever it is walked in, so that both neighbours get the same corners. */
function thinStretch(line: Ring, tolerance: number): Ring {
  const [first, last, second, before] = [line[0], line.at(-1), line[1], line.at(-2)];
  if (!first || !last || !second || !before || line.length < 3) return line;
  const isLoop = first[0] === last[0] && first[1] === last[1];
  const isBackwards = isLoop ? isBefore(before, second) : isBefore(last, first);
  return isBackwards ? [...thinned([...line].reverse(), tolerance)].reverse() : thinned(line, tolerance);
}

/** Corners of a line that matter (Douglas and Peucker, "Algorithms for the reduction of the number of points", 1973). */
function thinned(line: Ring, tolerance: number): Ring {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const open: (readonly [from: number, to: number])[] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const far = farthest(line, from, to);
    if (far.distance <= tolerance) continue;
    keep[far.at] = 1;
    open.push([from, far.at], [far.at, to]);
  }
  return line.filter((_, at) => keep[at] === 1);
}

function farthest(line: Ring, from: number, to: number): { readonly at: number; readonly distance: number } {
  const [start, end] = [line[from], line[to]];
  let found = { at: from, distance: -1 };
  if (!start || !end) return found;
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy);
  for (let at = from + 1; at < to; at += 1) {
    const corner = line[at];
    if (!corner) continue;
    const [x, y] = [corner[0] - start[0], corner[1] - start[1]];
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / (length * length)));
    const distance = Math.hypot(x - along * dx, y - along * dy);
    if (distance > found.distance) found = { at, distance };
  }
  return found;
}

/** Twice the area a ring holds. */
export const ringArea = (ring: Ring): number => Math.abs(ring.reduce((sum, [x, y], at) => {
  const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
  return sum + x * nextY - nextX * y;
}, 0));

/** Of a shape too small to be thinned, what there is most of. */
function largest(polygons: readonly (readonly Ring[])[]): readonly (readonly Ring[])[] {
  const outer = polygons.map(([ring = []]) => ring).filter((ring) => ring.length > 0).sort((a, b) => ringArea(b) - ringArea(a))[0];
  return outer ? [[outer]] : [];
}
