import type { Geometry, Position } from '@/domain/dataset';
import { simplifyShapes } from './simplify-shapes';

/** A rectangle of the drawing, px. */
export interface MapBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** The ground that shapes cover, in Web Mercator radians as on screen; y grows to the south. */
export interface Extent {
  readonly west: number;
  readonly north: number;
  readonly width: number;
  readonly height: number;
}

const RADIAN = Math.PI / 180;
/** Web Mercator ends here. */
const MOST_LATITUDE = 85;
const EARTH_METRES = 6_378_137;
const toGround = ([lon, lat]: Position): Position => {
  const held = Math.min(MOST_LATITUDE, Math.max(-MOST_LATITUDE, lat));
  return [lon * RADIAN, -Math.log(Math.tan(Math.PI / 4 + (held * RADIAN) / 2))];
};

const moved = (geometry: Geometry, move: (position: Position) => Position): Geometry => {
  if (geometry.type === 'Point') return { type: 'Point', coordinates: move(geometry.coordinates) };
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.map((ring) => ring.map(move))) };
};

export const cornersOf = (geometry: Geometry): readonly Position[] =>
  geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);

/** Null where there is no shape at all. */
export function extentOf(geometries: readonly Geometry[]): Extent | null {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const corner of cornersOf(geometry)) {
      const [x, y] = toGround(corner);
      [west, east, north, south] = [Math.min(west, x), Math.max(east, x), Math.min(north, y), Math.max(south, y)];
    }
  }
  return west > east ? null : { west, north, width: Math.max(east - west, 1e-6), height: Math.max(south - north, 1e-6) };
}

/** Shapes laid into a box, px, each with as many corners as paper shows; and how many metres a px is in its middle. */
export interface LaidShapes {
  readonly shapes: readonly Geometry[];
  /** Of each shape, as SVG path data. */
  readonly paths: readonly string[];
  readonly metresPerPx: number;
}

/** No corner is further than this from where it was, px: a third of the thinnest line. */
const TOLERANCE = 0.3;
const DECIMALS = 1;
/** Characters of all outlines; rougher shapes than any province has are drawn less finely. */
const MOST_OUTLINE = 300_000;

export function laidInto(geometries: readonly Geometry[], extent: Extent, box: MapBox): LaidShapes {
  const scale = Math.min(box.width / extent.width, box.height / extent.height);
  const left = box.x + (box.width - extent.width * scale) / 2;
  const top = box.y + (box.height - extent.height * scale) / 2;
  const laid = geometries.map((geometry) => moved(geometry, (corner) => {
    const [x, y] = toGround(corner);
    return [left + (x - extent.west) * scale, top + (y - extent.north) * scale];
  }));
  const middle = Math.atan(Math.sinh(-(extent.north + extent.height / 2)));
  for (let tolerance = TOLERANCE; ; tolerance *= 2) {
    const shapes = simplifyShapes(laid, tolerance, DECIMALS);
    const paths = shapes.map(pathOf);
    const long = paths.reduce((sum, path) => sum + path.length, 0);
    if (long <= MOST_OUTLINE || tolerance > box.width) return { shapes, paths, metresPerPx: (EARTH_METRES * Math.cos(middle)) / scale };
  }
}

/** Half the side of the mark of what has no ground, or too little to be seen, px. */
const SPOT = 2.5;

/** Outline of a laid shape as SVG path data, steps in tenths of a px; what is too small to be seen is a square mark. */
function pathOf(shape: Geometry): string {
  if (shape.type === 'Point') return spotAt(shape.coordinates);
  const rings = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat();
  const path = rings.map(ringPath).join('');
  const first = cornersOf(shape)[0];
  return path !== '' || !first ? path : spotAt(first);
}

const spotAt = ([x, y]: Position): string => `M${tenths(Math.round((x - SPOT) * 10))} ${tenths(Math.round((y - SPOT) * 10))}h${SPOT * 2}v${SPOT * 2}h${-SPOT * 2}z`;
const tenths = (whole: number): string => String(whole / 10).replace(/^(-?)0\./, '$1.');

function ringPath(ring: readonly Position[]): string {
  const corners = ring.slice(0, -1).map(([x, y]): Position => [Math.round(x * 10), Math.round(y * 10)]);
  const [first] = corners;
  if (!first || corners.length < 3) return '';
  let [atX, atY] = first;
  const steps = corners.slice(1).map(([x, y]) => {
    const [dx, dy] = [tenths(x - atX), tenths(y - atY)];
    [atX, atY] = [x, y];
    return dy.startsWith('-') ? `${dx}${dy}` : `${dx} ${dy}`;
  });
  return `M${tenths(first[0])} ${tenths(first[1])}l${steps.join(' ')}z`;
}
