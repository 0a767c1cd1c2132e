import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { askedProperties, mapMappingOf } from '../../map-features/mapping';
import { conditionsOf, fieldNameAt, filledQuery, moreQuery, pageSizeAt, pathAt, whereAt, type Where } from '../../map-features/request';
import { configAt, listAt, oneOfAt, optional, textAt } from '../../shape';

/** A `request` as an administrator wrote it and as we read it. */
export interface WfsRequest {
  readonly path: string;
  readonly typeName: string;
  readonly format: 'geojson' | 'gml';
  readonly outputFormat: string;
  readonly srs: string;
  /** Order of axes in GeoJSON of a server that does not keep to longitude first. */
  readonly axes: 'lon-lat' | 'lat-lon';
  readonly pageSize: number;
  readonly sortBy: readonly string[];
  /** Whether to ask for the mapped properties alone; not every server puts the geometry beside them. */
  readonly onlyMapped: boolean;
  readonly where: Where;
  readonly query: readonly (readonly [string, string])[];
}

const KEYS = ['path', 'typeName', 'format', 'outputFormat', 'srs', 'axes', 'pageSize', 'sortBy', 'geometry', 'where', 'query'];
const TAKEN = ['service', 'version', 'request', 'typenames', 'typename', 'outputformat', 'srsname', 'count', 'maxfeatures', 'startindex', 'sortby', 'filter', 'resulttype', 'propertyname', 'resolve'];
const OUTPUT = { geojson: 'application/json', gml: 'application/gml+xml; version=3.2' } as const;
/** Systems that may be asked for; each is WGS84. */
const SYSTEMS = ['urn:ogc:def:crs:EPSG::4326', 'EPSG:4326', 'urn:ogc:def:crs:OGC:1.3:CRS84', 'http://www.opengis.net/def/crs/EPSG/0/4326', 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'] as const;

/** Reads `{ typeName, path?, format?, outputFormat?, srs?, axes?, pageSize?, sortBy?, geometry?, where?, query? }`. */
export function wfsRequestOf(dataset: DatasetSpec): WfsRequest {
  const parts = configAt(dataset.request, '/request', KEYS);
  const format = oneOfAt(parts['format'] ?? 'geojson', ['geojson', 'gml'] as const, '/request/format', 'misconfigured');
  const typeName = fieldNameAt(parts['typeName'], '/request/typeName');
  const geometry = optional(parts['geometry'], (value) => fieldNameAt(value, '/request/geometry'));
  return {
    path: pathAt(parts, 'ows'), typeName, format,
    outputFormat: optional(parts['outputFormat'], (value) => textAt(value, '/request/outputFormat', 'misconfigured')) ?? OUTPUT[format],
    srs: oneOfAt(parts['srs'] ?? SYSTEMS[0], SYSTEMS, '/request/srs', 'misconfigured'),
    axes: oneOfAt(parts['axes'] ?? 'lon-lat', ['lon-lat', 'lat-lon'] as const, '/request/axes', 'misconfigured'),
    pageSize: pageSizeAt(parts),
    sortBy: sortAt(parts['sortBy']),
    onlyMapped: geometry !== undefined,
    where: whereAt(parts, dataset),
    query: [
      ...(geometry === undefined ? [] : [['propertyName', [...askedProperties(mapMappingOf(dataset)), geometry].join(',')] as const]),
      ...moreQuery(parts, dataset, TAKEN),
    ],
  };
}

/** Names, each with ` DESC` behind it where the order goes down. */
const sortAt = (value: unknown): readonly string[] => (value === undefined ? [] : listAt(value, '/request/sortBy', 'misconfigured').map((each, at) => {
  const [, name = '', order = ''] = /^(\S+)((?: (?:ASC|DESC))?)$/.exec(textAt(each, `/request/sortBy/${at}`, 'misconfigured')) ?? [];
  return fieldNameAt(name, `/request/sortBy/${at}`) + order;
}));

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A filter of the Filter Encoding standard 2.0; empty where there are no conditions. */
function filterOf(where: Where, params: Params): string {
  const conditions = conditionsOf(where, params).map(({ property, values }) => {
    const equal = values.map((value) => `<fes:PropertyIsEqualTo><fes:ValueReference>${escaped(property)}</fes:ValueReference><fes:Literal>${escaped(value)}</fes:Literal></fes:PropertyIsEqualTo>`);
    return equal.length > 1 ? `<fes:Or>${equal.join('')}</fes:Or>` : equal.join('');
  });
  if (conditions.length === 0) return '';
  const inner = conditions.length > 1 ? `<fes:And>${conditions.join('')}</fes:And>` : conditions.join('');
  return `<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0">${inner}</fes:Filter>`;
}

/** The first page. Each further one differs in `startIndex` alone. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = wfsRequestOf(dataset);
  const filter = filterOf(request.where, params);
  if (filter.length > 6_000) refuse('misconfigured', '/params', 'fewer values in one question', `${filter.length} characters`);
  return {
    method: 'GET', path: request.path, headers: {}, body: null, idempotent: true, form: 'text',
    query: [
      ['service', 'WFS'], ['version', '2.0.0'], ['request', 'GetFeature'], ['typeNames', request.typeName],
      ['outputFormat', request.outputFormat], ['srsName', request.srs], ['count', String(request.pageSize)], ['startIndex', '0'],
      ...(request.sortBy.length > 0 ? [['sortBy', request.sortBy.join(',')] as const] : []),
      ...(filter === '' ? [] : [['filter', filter] as const]),
      ...filledQuery(request.query, params),
    ],
  };
}
