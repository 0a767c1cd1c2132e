import { Delaunay } from 'd3-delaunay';
import type { MockUnit } from '../province/units';
import { helperRing, type Place } from './outline';

/** A cell standing for a commune: closed ring, counter-clockwise, `[lon, lat]` to 4 decimals. */
export interface Area {
  readonly unit: MockUnit;
  readonly ring: readonly (readonly [number, number])[];
}

const DECIMALS = 1e4;
const round = (value: number): number => Math.round(value * DECIMALS) / DECIMALS;

/** Drops what rounding has laid on one place, closes the ring, winds it counter-clockwise. */
function closedRing(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const open = points.filter(([x, y], at) => {
    const [beforeX, beforeY] = points[(at + points.length - 1) % points.length] ?? [NaN, NaN];
    return x !== beforeX || y !== beforeY;
  });
  const area = open.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = open[(at + 1) % open.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  const wound = area < 0 ? [...open].reverse() : open;
  const first = wound[0];
  return first ? [...wound, first] : [];
}

/**
 * Voronoi cells of the official centres of the units, clipped by a ring of helper points: recognisable, and no boundary at all
 * ("sơ đồ gần đúng"). Units without a centre have none.
 */
export function communeAreas(units: readonly MockUnit[]): Area[] {
  const placed = units.flatMap((unit) => (unit.centre ? [{ unit, centre: unit.centre }] : []));
  if (placed.length === 0) return [];
  const middle = placed.reduce((sum, { centre }) => sum + centre[1], 0) / placed.length;
  const shrink = Math.cos((middle * Math.PI) / 180);
  const centres = placed.map(({ centre: [lon, lat] }): Place => [lon * shrink, lat]);
  const points = [...centres, ...helperRing(centres)];
  const bounds = ([axis]: [0 | 1]): [number, number] => [Math.min(...points.map((point) => point[axis])) - 1, Math.max(...points.map((point) => point[axis])) + 1];
  const [[left, right], [bottom, top]] = [bounds([0]), bounds([1])];
  const voronoi = Delaunay.from(points.map(([x, y]) => [x, y] as [number, number])).voronoi([left, bottom, right, top]);
  return placed.map(({ unit }, at) => ({
    unit,
    ring: closedRing((voronoi.cellPolygon(at) ?? []).slice(0, -1).map(([x = 0, y = 0]) => [round(x / shrink), round(y)] as const)),
  }));
}
