import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { below, refuse } from '../../fault';
import { askedProperties, mapMappingOf } from '../../map-features/mapping';
import { conditionsOf, fieldNameAt, filledQuery, moreQuery, pageSizeAt, pathAt, whereAt, type Where } from '../../map-features/request';
import { configAt, listAt } from '../../shape';

/** A `request` as we read it. */
export interface ArcGisRequest {
  readonly path: string;
  readonly pageSize: number;
  readonly orderBy: string;
  readonly where: Where;
  /** Fields compared as numbers; all others as text. */
  readonly numbers: readonly string[];
  readonly query: readonly (readonly [string, string])[];
}

const KEYS = ['path', 'orderBy', 'pageSize', 'where', 'numbers', 'query'];
const TAKEN = ['f', 'where', 'outfields', 'returngeometry', 'outsr', 'resultoffset', 'resultrecordcount', 'orderbyfields', 'token', 'sqlformat'];
/** The column every layer of ArcGIS has. */
const ROW = 'OBJECTID';

/** Reads `{ path: "services/…/FeatureServer/0", orderBy?, pageSize?, where?, numbers?, query? }`. */
export function arcGisRequestOf(dataset: DatasetSpec): ArcGisRequest {
  const parts = configAt(dataset.request, '/request', KEYS);
  const layer = pathAt(parts);
  if (!/(?:FeatureServer|MapServer)\/\d+$/.test(layer)) refuse('misconfigured', '/request/path', 'a layer: …/FeatureServer/0 or …/MapServer/0', layer);
  return {
    path: `${layer}/query`,
    pageSize: pageSizeAt(parts),
    orderBy: parts['orderBy'] === undefined ? ROW : fieldNameAt(parts['orderBy'], '/request/orderBy'),
    where: whereAt(parts, dataset),
    numbers: parts['numbers'] === undefined ? [] : listAt(parts['numbers'], '/request/numbers', 'misconfigured').map((each, at) => fieldNameAt(each, `/request/numbers/${at}`)),
    query: moreQuery(parts, dataset, TAKEN),
  };
}

/** A value in the server's own language: a number as it is, text in quotes with every quote doubled. */
function literal(value: string, isNumber: boolean, pointer: string): string {
  if (!isNumber) return `'${value.replaceAll("'", "''")}'`;
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? value : refuse('misconfigured', pointer, 'a number', value);
}

function whereText({ where, numbers }: ArcGisRequest, params: Params): string {
  const conditions = conditionsOf(where, params).map(({ property, values }) => {
    const given = values.map((value) => literal(value, numbers.includes(property), below('/request/where', property)));
    return given.length > 1 ? `${property} IN (${given.join(', ')})` : `${property} = ${given.join('')}`;
  });
  return conditions.length > 0 ? conditions.join(' AND ') : '1=1';
}

/** The first page; each further one differs in `resultOffset` alone. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = arcGisRequestOf(dataset);
  const mapping = mapMappingOf(dataset);
  return {
    method: 'GET', path: request.path, headers: {}, body: null, idempotent: true,
    query: [
      ['f', 'geojson'], ['where', whereText(request, params)],
      // The id of a feature is its row, which is there only where it is asked for.
      ['outFields', [...new Set([...(mapping.id === null ? [request.orderBy] : []), ...askedProperties(mapping)])].join(',')],
      ['returnGeometry', 'true'], ['outSR', '4326'], ['orderByFields', request.orderBy],
      ['resultOffset', '0'], ['resultRecordCount', String(request.pageSize)],
      ...filledQuery(request.query, params),
    ],
  };
}
