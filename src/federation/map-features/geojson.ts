import { refuse, said } from '../fault';
import { listAt, objectAt, optional, wholeAt, type Keyed } from '../shape';
import { axesOf, type Axes } from './crs';
import { turned } from './positions';
import type { Collection, RawFeature } from './to-features';

/** The name of a system written into old GeoJSON: `{"crs": {"type": "name", "properties": {"name": …}}}`. */
function checkCrs(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const name = objectAt(objectAt(crs, '/crs')['properties'] ?? {}, '/crs/properties')['name'];
  if (typeof name === 'string') axesOf(name, '/crs/properties/name');
}

function featureAt(value: unknown, pointer: string, axes: Axes): RawFeature {
  const { type, id, geometry, properties } = objectAt(value, pointer);
  if (type !== 'Feature') refuse('malformed', `${pointer}/type`, 'Feature', type);
  const place: Keyed | null = geometry === null || geometry === undefined ? null : objectAt(geometry, `${pointer}/geometry`);
  return {
    id, properties: objectAt(properties ?? {}, `${pointer}/properties`),
    geometry: place && { ...place, coordinates: turned(place['coordinates'], axes) },
  };
}

const countOf = (value: unknown, pointer: string): number | null =>
  optional(typeof value === 'number' ? value : undefined, (number) => wholeAt(number, pointer, 0, 1e9)) ?? null;

/**
 * A GeoJSON collection. `numberMatched` (or the older `totalFeatures`) is how many there are; "unknown" is nothing said. GeoJSON puts
 * longitude first whatever system it names; `axes` is for servers that do not.
 */
export function geoJsonCollection(payload: unknown, axes: Axes = 'lon-lat'): Collection {
  const { type, features, crs, numberMatched, totalFeatures, timeStamp } = objectAt(payload, '');
  if (type !== 'FeatureCollection') refuse('malformed', '/type', 'FeatureCollection', type === 'Topology' ? said('TopoJSON, not GeoJSON') : type);
  checkCrs(crs);
  return {
    features: listAt(features, '/features').map((each, at) => featureAt(each, `/features/${at}`, axes)),
    total: countOf(numberMatched, '/numberMatched') ?? countOf(totalFeatures, '/totalFeatures'),
    timeStamp,
  };
}
