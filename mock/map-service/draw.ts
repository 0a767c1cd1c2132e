import type { World } from '../world';
import { groundAt, pointsOf, type Cell, type GisLayer } from './gis-layers';
import { pngOf } from './png';

/** `[west, south, east, north]` in degrees, or in metres of Web Mercator. */
export interface Frame {
  readonly box: readonly [number, number, number, number];
  readonly metres: boolean;
}

const SIDE = 256;
/** Areas are drawn in squares of this many px: they are sketches. */
const BLOCK = 4;
const HALF = Math.PI * 6_378_137;
/** Ground further from a centre than this, degrees, is nobody's. */
const REACH = 0.18;

const degreesX = (x: number): number => (x / HALF) * 180;
const degreesY = (y: number): number => (Math.atan(Math.sinh((y / HALF) * Math.PI)) * 180) / Math.PI;
const metresX = (lon: number): number => (lon / 180) * HALF;
const metresY = (lat: number): number => (Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) * HALF;

function nearest(cells: readonly Cell[], lon: number, lat: number): Cell | null {
  let least = REACH * REACH;
  let found: Cell | null = null;
  for (const cell of cells) {
    const away = (cell.lon - lon) ** 2 + (cell.lat - lat) ** 2;
    if (away < least) {
      least = away;
      found = cell;
    }
  }
  return found;
}

/** A layer in a frame, as a PNG of 256 px: the ground of the nearest centre, or a mark for each point. */
export function drawLayer(world: World, layer: GisLayer, cells: readonly Cell[], { box: [west, south, east, north], metres }: Frame): Buffer {
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  const fill = (left: number, top: number, size: number, colour: readonly number[], alpha: number): void => {
    for (let y = Math.max(0, top); y < Math.min(SIDE, top + size); y++) {
      for (let x = Math.max(0, left); x < Math.min(SIDE, left + size); x++) pixels.set([...colour, alpha], (y * SIDE + x) * 4);
    }
  };
  if (layer.each > 0) {
    for (const { lon, lat } of pointsOf(world, layer, cells)) {
      const x = (((metres ? metresX(lon) : lon) - west) / (east - west)) * SIDE;
      const y = ((north - (metres ? metresY(lat) : lat)) / (north - south)) * SIDE;
      if (x > -8 && x < SIDE + 8 && y > -8 && y < SIDE + 8) {
        fill(Math.round(x) - 4, Math.round(y) - 4, 8, [255, 255, 255], 255);
        fill(Math.round(x) - 3, Math.round(y) - 3, 6, layer.colour, 255);
      }
    }
    return pngOf(SIDE, pixels);
  }
  for (let top = 0; top < SIDE; top += BLOCK) {
    for (let left = 0; left < SIDE; left += BLOCK) {
      const x = west + ((left + BLOCK / 2) / SIDE) * (east - west);
      const y = north - ((top + BLOCK / 2) / SIDE) * (north - south);
      const cell = nearest(cells, metres ? degreesX(x) : x, metres ? degreesY(y) : y);
      if (cell) fill(left, top, BLOCK, groundAt(world, layer, cell).colour, 200);
    }
  }
  return pngOf(SIDE, pixels);
}

/** The frame of a tile of the Web Mercator grid. */
export function tileFrame(z: number, x: number, y: number): Frame {
  const side = (2 * HALF) / 2 ** z;
  return { metres: true, box: [x * side - HALF, HALF - (y + 1) * side, (x + 1) * side - HALF, HALF - y * side] };
}
