import type { DatasetSpec, HttpQuestion } from '../../connector';
import { pathAt } from '../../map-features/request';
import { configAt, nameAt, oneOfAt, optional } from '../../shape';

/** A `request` as we read it. */
export interface FileRequest {
  readonly path: string;
  readonly axes: 'lon-lat' | 'lat-lon';
  /** Of a TopoJSON file: the object that is read; without it the only one. */
  readonly object: string | undefined;
}

/** Reads `{ path, object?, axes? }`. */
export function fileRequestOf(dataset: DatasetSpec): FileRequest {
  const parts = configAt(dataset.request, '/request', ['path', 'object', 'axes']);
  return {
    path: pathAt(parts),
    axes: oneOfAt(parts['axes'] ?? 'lon-lat', ['lon-lat', 'lat-lon'] as const, '/request/axes', 'misconfigured'),
    object: optional(parts['object'], (value) => nameAt(value, '/request/object', 'misconfigured')),
  };
}

export const plan = (dataset: DatasetSpec): HttpQuestion =>
  ({ method: 'GET', path: fileRequestOf(dataset).path, query: [], headers: {}, body: null, idempotent: true, form: 'text' });
