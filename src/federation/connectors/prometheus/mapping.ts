import type { DatasetSpec } from '../../connector';
import { refuse } from '../../fault';
import { CUBE_KEYS, cubeDrawAt, type CubeDraw } from '../../normalise/drawn-cube';
import { EVENT_KEYS, eventDrawAt, type EventDraw } from '../../normalise/drawn-fields';
import { configAt, flagAt, nameAt, optional, type Keyed } from '../../shape';

/** A `mapping` of a dataset, read. */
export type PrometheusMapping = { readonly mayBeEmpty: boolean; readonly pivot: string | undefined } & (
  | { readonly shape: 'cube'; readonly draw: CubeDraw }
  | { readonly shape: 'events'; readonly draw: EventDraw }
);

/** No series at all is how Prometheus answers a metric that was renamed: only a mapping that expects it takes it for "none". */
const mayBeEmptyAt = (mapping: Keyed): boolean => optional(mapping['mayBeEmpty'], (flag) => flagAt(flag, '/mapping/mayBeEmpty', 'misconfigured')) ?? false;

/**
 * A cube: `{ dimensions, metric, value?, limits?, mayBeEmpty? }` over rows of `labels/…` and `value`. Events: `{ id, fields, pivot?,
 * mayBeEmpty? }` over rows of `labels/…`, `value`, `at`, with `pivot` also `values/<metric>`; of alerts over Prometheus's own rows.
 */
export function mappingOf(dataset: DatasetSpec): PrometheusMapping {
  const { mapping, shape } = dataset;
  if (shape === 'cube') {
    if (dataset.request['kind'] === 'alerts') refuse('misconfigured', '/shape', 'events for alerts', shape);
    const parts = configAt(mapping, '/mapping', [...CUBE_KEYS, 'mayBeEmpty']);
    return { shape, draw: cubeDrawAt(parts, 'value'), mayBeEmpty: mayBeEmptyAt(parts), pivot: undefined };
  }
  if (shape !== 'events') return refuse('misconfigured', '/shape', 'cube or events', shape);
  const parts = configAt(mapping, '/mapping', [...EVENT_KEYS, 'pivot', 'mayBeEmpty']);
  const pivot = optional(parts['pivot'], (label) => nameAt(label, '/mapping/pivot', 'misconfigured'));
  return { shape, draw: eventDrawAt(parts), mayBeEmpty: mayBeEmptyAt(parts), pivot };
}
