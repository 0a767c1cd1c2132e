import type { MapLayer } from '@/domain/map-layer';

/** A tile of the Web Mercator grid: rows from the north. */
export interface TileSquare {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const HALF = Math.PI * 6_378_137;

/** `[west, south, east, north]` in metres of Web Mercator. */
export function metresOf({ z, x, y }: TileSquare): readonly [number, number, number, number] {
  const side = (2 * HALF) / 2 ** z;
  return [x * side - HALF, HALF - (y + 1) * side, (x + 1) * side - HALF, HALF - y * side];
}

const latitude = (metres: number): number => (Math.atan(Math.sinh((metres / HALF) * Math.PI)) * 180) / Math.PI;

/** `[west, south, east, north]` in degrees. */
export function degreesOf(square: TileSquare): readonly [number, number, number, number] {
  const [west, south, east, north] = metresOf(square);
  return [(west / HALF) * 180, latitude(south), (east / HALF) * 180, latitude(north)];
}

export const isSquare = ({ z, x, y }: TileSquare): boolean => z <= 22 && x < 2 ** z && y < 2 ** z;

/** Whether any of a layer may lie in a tile. */
export function isWithin(layer: Pick<MapLayer, 'bounds' | 'minZoom' | 'maxZoom'>, square: TileSquare): boolean {
  const [west, south, east, north] = degreesOf(square);
  const [left, bottom, right, top] = layer.bounds;
  return square.z >= layer.minZoom && square.z <= layer.maxZoom && west < right && east > left && south < top && north > bottom;
}
