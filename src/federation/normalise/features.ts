import type { Feature, Features, Geometry, Position } from '@/domain/dataset';
import { below, refuse, said } from '../fault';
import { cleanText } from '../payload/clean-text';
import { flagAt, listAt, objectAt, objectListAt, optional, type Keyed } from '../shape';
import { codeAt, labelAt } from './common-parts';
import { fieldValues, type FieldRule } from './fields';
import type { NoteBook } from './note-book';

type Ring = readonly Position[];

/** `[lon, lat]` in degrees; height and measure are dropped. Numbers far outside are metres of a national grid. */
function positionAt(value: unknown, pointer: () => string): Position {
  const [lon, lat] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon + lat)) return refuse('malformed', pointer(), '[longitude, latitude]', value);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    const hint = Math.abs(lon) > 1_000 ? 'WGS84 degrees (these look like metres, VN-2000?)' : 'WGS84 degrees, longitude first';
    refuse('malformed', pointer(), hint, said(`${lon}, ${lat}`));
  }
  return [lon, lat];
}

/** Twice the signed area; positive where the ring runs counter-clockwise. */
const doubleArea = (ring: Ring): number =>
  ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] as Position;
    return sum + x * nextY - nextX * y;
  }, 0);

/** A closed ring of four or more positions, wound as RFC 7946 §3.1.6 asks: shells counter-clockwise, holes clockwise. */
function ringAt(value: unknown, pointer: string, hole: boolean): Ring {
  const ring = listAt(value, pointer).map((each, at) => positionAt(each, () => `${pointer}/${at}`));
  const first = ring[0];
  const last = ring[ring.length - 1];
  if (!first || !last || ring.length < 4) return refuse('malformed', pointer, 'a ring of four or more positions', said(`${ring.length} positions`));
  if (first[0] !== last[0] || first[1] !== last[1]) refuse('malformed', pointer, 'a closed ring', said('first and last position differ'));
  return doubleArea(ring) > 0 === hole ? ring.reverse() : ring;
}

const polygonAt = (value: unknown, pointer: string): readonly Ring[] => {
  const rings = listAt(value, pointer).map((ring, at) => ringAt(ring, `${pointer}/${at}`, at > 0));
  if (rings.length === 0) refuse('malformed', pointer, 'at least one ring', value);
  return rings;
};

function geometryAt(value: unknown, pointer: string): Geometry {
  const { type, coordinates } = objectAt(value, pointer);
  const at = `${pointer}/coordinates`;
  switch (type) {
    case 'Point': return { type, coordinates: positionAt(coordinates, () => at) };
    case 'Polygon': return { type, coordinates: polygonAt(coordinates, at) };
    case 'MultiPolygon': return { type, coordinates: listAt(coordinates, at).map((polygon, p) => polygonAt(polygon, `${at}/${p}`)) };
    default: return refuse('malformed', `${pointer}/type`, 'Point, Polygon or MultiPolygon', type === 'Topology' ? said('TopoJSON, not GeoJSON') : type);
  }
}

/** Properties as they come: flat, text cleaned. Names that would reach an object's prototype are left out. */
function looseProperties(given: Keyed, pointer: string): Feature['properties'] {
  const properties: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === '__proto__') continue;
    if (typeof value === 'string') properties[name] = cleanText(value);
    else if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) properties[name] = value;
    else refuse('malformed', below(pointer, name), 'text, a number, true, false or null', value);
  }
  return properties;
}

function featureAt(value: unknown, pointer: string, rules: readonly FieldRule[] | undefined, notes: NoteBook): Feature {
  const parts = objectAt(value, pointer);
  const given = objectAt(parts['properties'] ?? {}, `${pointer}/properties`);
  return {
    id: codeAt(parts['id'], `${pointer}/id`),
    geometry: geometryAt(parts['geometry'], `${pointer}/geometry`),
    properties: rules ? fieldValues(given, rules, `${pointer}/properties`, notes) : looseProperties(given, `${pointer}/properties`),
  };
}

/** A feature given again is the same one. Two points may share an id by mistake and are both shown; areas are joined by it and may not. */
function placeFeature(features: Map<string, Feature>, feature: Feature, pointer: string, notes: NoteBook): void {
  const contents = JSON.stringify(feature);
  let id = feature.id;
  for (let copy = 2; features.has(id); copy += 1) {
    if (JSON.stringify({ ...features.get(id), id: feature.id }) === contents) return notes.add('repeated-rows', feature.id);
    if (feature.geometry.type !== 'Point') refuse('contradictory', `${pointer}/id`, 'one shape for each id', feature.id);
    id = `${feature.id}~${copy}`;
  }
  if (id !== feature.id) notes.add('conflicting-rows', feature.id);
  features.set(id, { ...feature, id });
}

/**
 * The features of a mapped result `{features: [{id, geometry, properties}], attribution?, approximate?}`. `rules` declare the
 * properties where the mapping does.
 */
export function featuresOfMapped(mapped: Keyed, rules: readonly FieldRule[] | undefined, notes: NoteBook): Features {
  const features = new Map<string, Feature>();
  objectListAt(mapped['features'], '/features').forEach((each, at) => {
    placeFeature(features, featureAt(each, `/features/${at}`, rules, notes), `/features/${at}`, notes);
  });
  const attribution = optional(mapped['attribution'] ?? undefined, (value) => labelAt(value, '/attribution'));
  const approximate = optional(mapped['approximate'], (value) => flagAt(value, '/approximate')) ?? false;
  return { kind: 'features', features: [...features.values()], ...(attribution === undefined ? {} : { attribution }), approximate };
}
