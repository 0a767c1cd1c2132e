import type { Features, Geometry, Position } from '@/domain/dataset';
import type { Answer } from '@/federation/answer';
import { extensionOf } from './form';

/** Features as GeoJSON (RFC 7946): longitude first, outer rings counterclockwise, holes clockwise. */
export const geoJson = ({ features, attribution, approximate }: Features, answer: Answer): object => ({
  type: 'FeatureCollection',
  features: features.map(({ id, geometry, properties }) => ({ type: 'Feature', id, geometry: wound(geometry), properties })),
  extension: { ...extensionOf(answer), approximate, ...(attribution === undefined ? {} : { attribution }) },
});

function wound(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Point': return geometry;
    case 'Polygon': return { type: 'Polygon', coordinates: polygon(geometry.coordinates) };
    case 'MultiPolygon': return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon) };
  }
}

const polygon = (rings: readonly (readonly Position[])[]): readonly (readonly Position[])[] =>
  rings.map((ring, at) => (isCounterclockwise(ring) === (at === 0) ? ring : [...ring].reverse()));

function isCounterclockwise(ring: readonly Position[]): boolean {
  let doubled = 0;
  for (let at = 0; at + 1 < ring.length; at++) {
    const [x1, y1] = ring[at] ?? [0, 0];
    const [x2, y2] = ring[at + 1] ?? [0, 0];
    doubled += x1 * y2 - x2 * y1;
  }
  return doubled > 0;
}
