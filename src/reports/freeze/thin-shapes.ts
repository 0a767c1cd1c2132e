import type { StoredAnswer } from '@/cache/record';
import type { Features, Geometry } from '@/domain/dataset';
import { simplifyShapes } from '@/map/simplify-shapes';

/** Of the longer side of everything there is: a quarter of a px of the widest map on paper. */
const TOLERANCE = 1 / 2_500;
/** Places behind the point that tell such steps apart. */
const decimalsOf = (tolerance: number): number => Math.min(6, Math.max(2, Math.ceil(-Math.log10(tolerance)) + 1));

const known = new WeakMap<Features, Features>();

/**
 * An answer as a report keeps it: shapes with no more corners than a page shows, for a province's boundaries would be larger than all
 * figures together. Everything else is kept as it came; its provenance speaks of the whole answer of the source.
 */
export function asKept(answer: StoredAnswer): StoredAnswer {
  if (answer.data.kind !== 'features') return answer;
  const thin = known.get(answer.data) ?? thinned(answer.data);
  known.set(answer.data, thin);
  return thin === answer.data ? answer : { ...answer, data: thin };
}

function thinned(data: Features): Features {
  const shapes = data.features.map(({ geometry }) => geometry);
  if (shapes.every(({ type }) => type === 'Point')) return data;
  const tolerance = span(shapes) * TOLERANCE;
  const thin = tolerance > 0 ? simplifyShapes(shapes, tolerance, decimalsOf(tolerance)) : shapes;
  return { ...data, features: data.features.map((feature, at) => ({ ...feature, geometry: thin[at] ?? feature.geometry })) };
}

function span(shapes: readonly Geometry[]): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    const rings = shape.type === 'Point' ? [[shape.coordinates]] : shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
    for (const ring of rings) for (const [lon, lat] of ring) [west, east, south, north] = [Math.min(west, lon), Math.max(east, lon), Math.min(south, lat), Math.max(north, lat)];
  }
  return Math.max(0, east - west, north - south);
}
