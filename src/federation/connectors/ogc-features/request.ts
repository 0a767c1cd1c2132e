import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { conditionsOf, fieldNameAt, filledQuery, moreQuery, pageSizeAt, pathAt, whereAt, type Where } from '../../map-features/request';
import { refuse } from '../../fault';
import { configAt, textAt } from '../../shape';

/** A `request` as we read it. */
export interface OgcFeaturesRequest {
  readonly path: string;
  readonly pageSize: number;
  readonly where: Where;
  readonly query: readonly (readonly [string, string])[];
}

const KEYS = ['path', 'collection', 'pageSize', 'where', 'query'];
const TAKEN = ['limit', 'offset', 'crs', 'bbox-crs', 'filter-crs'];

/** Reads `{ collection, path?, pageSize?, where?, query? }`; `path` is that of the landing page below the base. */
export function ogcFeaturesRequestOf(dataset: DatasetSpec): OgcFeaturesRequest {
  const parts = configAt(dataset.request, '/request', KEYS);
  const landing = pathAt(parts, '');
  if (landing !== '' && !landing.endsWith('/')) refuse('misconfigured', '/request/path', 'a folder that ends with /', landing);
  const collection = textAt(parts['collection'], '/request/collection', 'misconfigured');
  return {
    path: `${landing}collections/${encodeURIComponent(fieldNameAt(collection, '/request/collection'))}/items`,
    pageSize: pageSizeAt(parts),
    where: whereAt(parts, dataset),
    query: moreQuery(parts, dataset, TAKEN),
  };
}

/** The first page; where the next one begins is for the server to say. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = ogcFeaturesRequestOf(dataset);
  const conditions = conditionsOf(request.where, params).map(({ property, values: [value = '', ...more] }) => {
    if (more.length > 0) refuse('misconfigured', '/request/where', 'one value a property: this protocol knows no lists', property);
    return [property, value] as const;
  });
  return {
    method: 'GET', path: request.path, headers: { Accept: 'application/geo+json, application/json' }, body: null, idempotent: true,
    query: [['f', 'json'], ['limit', String(request.pageSize)], ...conditions, ...filledQuery(request.query, params)],
  };
}
