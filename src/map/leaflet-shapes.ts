import type { LatLngTuple } from 'leaflet';
import type { Geometry, Position } from '@/domain/dataset';

const flip = ([lon, lat]: Position): LatLngTuple => [lat, lon];

/** GeoJSON rings (lon, lat) as Leaflet takes them (lat, lon): polygons of rings of corners. A point has no ground. */
export function latLngsOf(geometry: Geometry): LatLngTuple[][][] {
  if (geometry.type === 'Point') return [];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((polygon) => polygon.map((ring) => ring.map(flip)));
}
