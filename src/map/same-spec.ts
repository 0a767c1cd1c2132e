import type { MapArea, MapSpec } from './spec';

/** Shapes are compared by identity: an answer that says the same keeps them, and looking through thousands of corners would cost more than it spares. */
const isSameArea = (one: MapArea, other: MapArea | undefined): boolean =>
  one.geometry === other?.geometry && one.code === other.code && one.label === other.label && one.classIndex === other.classIndex && one.text === other.text;

/** True where `next` would be drawn as `before` is. */
export function isSameSpec(before: MapSpec, next: MapSpec): boolean {
  const { areas, points, ...rest } = before;
  const { areas: nextAreas, points: nextPoints, ...nextRest } = next;
  return areas.length === nextAreas.length
    && areas.every((area, at) => isSameArea(area, nextAreas[at]))
    && (points === nextPoints || (points.length === nextPoints.length && JSON.stringify(points) === JSON.stringify(nextPoints)))
    && JSON.stringify(rest) === JSON.stringify(nextRest);
}
