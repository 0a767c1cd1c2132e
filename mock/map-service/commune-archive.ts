import type { World } from '../world';
import { communeAreas, type Area } from './areas';
import { pmtilesArchive, type ArchiveTile } from './pmtiles-archive';
import { EXTENT, vectorTile, type TileShape } from './vector-tile';

type Point = readonly [x: number, y: number];

const ZOOMS = [6, 7, 8, 9, 10] as const;
/** Shapes reach this far over the edge of their square, so that no line shows there. */
const BUFFER = 64;

/** A place in the grid of a zoom, in squares. */
const placed = ([lon, lat]: Point, z: number): Point =>
  [((lon + 180) / 360) * 2 ** z, ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z];

/** The part of a ring on one side of a line across an axis. */
function cut(ring: readonly Point[], axis: 0 | 1, limit: number, keepsBelow: boolean): Point[] {
  const inside = (point: Point): boolean => (keepsBelow ? point[axis] <= limit : point[axis] >= limit);
  return ring.flatMap((point, at) => {
    const before = ring[(at + ring.length - 1) % ring.length] ?? point;
    const share = (limit - before[axis]) / (point[axis] - before[axis]);
    const across: Point = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
    if (inside(point) === inside(before)) return inside(point) ? [point] : [];
    return inside(point) ? [across, point] : [across];
  });
}

/** A ring in the units of a square, cut at its edge. Cells are convex, so that one ring stays one. */
function ringIn(ring: readonly Point[], x: number, y: number): Point[] {
  const own = ring.map(([left, top]): Point => [(left - x) * EXTENT, (top - y) * EXTENT]);
  const within = [[0, -BUFFER, false], [0, EXTENT + BUFFER, true], [1, -BUFFER, false], [1, EXTENT + BUFFER, true]] as const;
  const kept = within.reduce<readonly Point[]>((left, [axis, limit, below]) => cut(left, axis, limit, below), own).map(([a, b]): Point => [Math.round(a), Math.round(b)]);
  return kept.filter(([a, b], at) => a !== kept[at - 1]?.[0] || b !== kept[at - 1]?.[1]);
}

function tilesAt(areas: readonly Area[], z: number): ArchiveTile[] {
  const shapes = new Map<string, { readonly areas: TileShape[]; readonly marks: TileShape[]; readonly x: number; readonly y: number }>();
  const squareAt = (x: number, y: number) => {
    const found = shapes.get(`${x}/${y}`) ?? { areas: [], marks: [], x, y };
    shapes.set(`${x}/${y}`, found);
    return found;
  };
  for (const { unit, ring } of areas) {
    // The format winds an outer ring clockwise as seen; our rings run the other way.
    const grid = ring.slice(0, -1).map((point) => placed(point, z));
    const properties = { ma: unit.code, 'name:vi': unit.fullName };
    const span = (axis: 0 | 1): readonly [number, number] => [Math.floor(Math.min(...grid.map((each) => each[axis]))), Math.floor(Math.max(...grid.map((each) => each[axis])))];
    const [[left, right], [top, bottom]] = [span(0), span(1)];
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) {
        const kept = ringIn(grid, x, y);
        if (kept.length >= 3) squareAt(x, y).areas.push({ kind: 'polygon', rings: [[...kept].reverse()], properties });
      }
    }
    const [column, row] = placed(unit.centre ?? [0, 0], z);
    const [x, y] = [Math.floor(column), Math.floor(row)];
    squareAt(x, y).marks.push({ kind: 'point', rings: [[[Math.round((column - x) * EXTENT), Math.round((row - y) * EXTENT)]]], properties });
  }
  return [...shapes.values()].map(({ x, y, areas: cells, marks }) => ({ z, x, y, bytes: vectorTile([{ name: 'xa', shapes: cells }, { name: 'tam_xa', shapes: marks }]) }));
}

/** The sketch of the communes and their names as one archive of vector tiles, zooms 6 to 10. */
export function communeArchive(world: World): Buffer {
  const areas = communeAreas(world.units.communes);
  const corners = areas.flatMap(({ ring }) => ring);
  const side = (axis: 0 | 1): readonly [number, number] => [Math.min(...corners.map((each) => each[axis])), Math.max(...corners.map((each) => each[axis]))];
  const [[west, east], [south, north]] = [side(0), side(1)];
  return pmtilesArchive(ZOOMS.flatMap((z) => tilesAt(areas, z)), {
    kind: 'vector', bounds: [west, south, east, north],
    metadata: { name: 'Sơ đồ gần đúng các xã, phường (dữ liệu mẫu)', attribution: 'Sơ đồ gần đúng, không phải địa giới', vector_layers: [{ id: 'xa', fields: { ma: 'String', 'name:vi': 'String' } }, { id: 'tam_xa', fields: { ma: 'String', 'name:vi': 'String' } }] },
  });
}
