import { settled } from '@/federation/fault';
import { geoJsonCollection } from '@/federation/map-features/geojson';
import type { RawFeature } from '@/federation/map-features/to-features';
import type { FileForm } from '@/federation/tables/file-form';
import { FILE_LIMITS, Unreadable, type Grid, type GridCell, type GridRow } from './grid';

/** A file holds points alone, so a feature is a vertex and one limit is that of both. */
const MOST_FEATURES = FILE_LIMITS.rows;

/** A FeatureCollection as a grid: a row a feature, a column a property, and longitude and latitude where the form has columns for them. */
export function readGeoJson(payload: Readonly<Record<string, unknown>>, form: FileForm, encoding: string): Grid {
  const given = payload['features'];
  if (Array.isArray(given) && given.length > MOST_FEATURES) throw new Unreadable('too-many-rows', null, String(given.length));
  const read = settled(() => geoJsonCollection(payload));
  if (!read.ok) {
    const [, feature] = /^\/features\/(\d+)/.exec(read.error.pointer) ?? [];
    throw new Unreadable(read.error.pointer.startsWith('/crs') ? 'crs' : 'geojson', feature === undefined ? null : Number(feature) + 1, read.error.got);
  }
  const { features } = read.value;
  const [lon, lat] = (['lon', 'lat'] as const).map((type) => form.columns.find((column) => column.type === type)?.id);
  const placed = lon === undefined || lat === undefined ? [] : [lon, lat];
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))].filter((name) => !placed.includes(name));
  if (names.length + placed.length > FILE_LIMITS.columns) throw new Unreadable('too-many-columns', null, String(names.length));
  const rows = features.map((feature, at): GridRow => {
    const row = at + 1;
    const cells = names.map((name) => cellOf(Object.hasOwn(feature.properties, name) ? feature.properties[name] : null, row));
    if (placed.length === 0) return { row, cells };
    const place = placeOf(feature);
    return { row, cells: [...cells, ...place] };
  });
  return {
    form: 'geojson', encoding, separator: null, rows: [{ row: 0, cells: [...names, ...placed] }, ...rows],
    remarks: placed.length === 0 && features.some(({ geometry }) => geometry !== null) ? [{ code: 'geometry', about: String(features.length) }] : [],
  };
}

/** The one point of a feature; a collection of one point is that point. */
function placeOf({ geometry }: RawFeature): readonly [lon: GridCell, lat: GridCell] {
  if (!geometry) return [null, null];
  const { type, coordinates } = geometry;
  const listed: readonly unknown[] = Array.isArray(coordinates) ? coordinates : [];
  const position: unknown = type === 'MultiPoint' && listed.length === 1 ? listed[0] : type === 'Point' ? listed : null;
  const [lon, lat] = Array.isArray(position) ? (position as readonly unknown[]) : [];
  if (typeof lon === 'number' && typeof lat === 'number') return [lon, lat];
  const wrong = { geometry: typeof type === 'string' ? type.slice(0, 20) : '?' };
  return [wrong, wrong];
}

function cellOf(value: unknown, row: number): GridCell {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return value ?? null;
  if (typeof value !== 'string') return { nested: true };
  if (value.length > FILE_LIMITS.cellLength) throw new Unreadable('too-long', row);
  return value;
}
