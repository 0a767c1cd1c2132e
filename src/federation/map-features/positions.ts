import { refuse, said } from '../fault';
import type { Axes } from './crs';
import type { Box } from './mapping';

const inside = (lon: number, lat: number, [west, south, east, north]: Box): boolean => lon >= west && lon <= east && lat >= south && lat <= north;
/** Degrees at most: what is larger is metres, which the normal form refuses by name. */
const DEGREES = 180;

/**
 * Looks every position of a geometry over: within the bounds (`contradictory` outside, saying so where the axes look swapped), and counts
 * them. What is no position at all is left for the normal form to refuse.
 */
export function checkPositions(coordinates: unknown, bounds: Box, pointer: string): number {
  if (!Array.isArray(coordinates)) return 0;
  const [x, y] = coordinates as unknown[];
  if (typeof x !== 'number') return coordinates.reduce<number>((sum, each, at) => sum + checkPositions(each, bounds, `${pointer}/${at}`), 0);
  if (typeof y !== 'number' || Math.abs(x) > DEGREES || Math.abs(y) > DEGREES || inside(x, y, bounds)) return 1;
  const expected = inside(y, x, bounds) ? 'longitude, latitude (the axes look swapped)' : `a place within ${bounds.join(', ')}`;
  return refuse('contradictory', pointer, expected, said(`${x}, ${y}`));
}

/** The same coordinates with longitude first. */
export function turned(coordinates: unknown, axes: Axes): unknown {
  if (axes === 'lon-lat' || !Array.isArray(coordinates)) return coordinates;
  const [x, y] = coordinates as unknown[];
  return typeof x === 'number' ? [y, x] : coordinates.map((each) => turned(each, axes));
}
