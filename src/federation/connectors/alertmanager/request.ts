import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { configAt, flagAt, listAt, nameAt, oneOfAt, optional } from '../../shape';
import { checkExpression, filledExpression } from '../prometheus/promql';

const STATES = ['active', 'pending', 'expired'] as const;

/** A `request` of a dataset, read. */
export interface AlertmanagerRequest {
  readonly kind: 'alerts' | 'silences';
  /** Label matchers such as `severity="critical"`, with placeholders in their quoted values. */
  readonly filters: readonly string[];
  /** Sorts of alerts that are wanted or not; Alertmanager gives all that are not named. */
  readonly sorts: readonly (readonly [name: string, wanted: boolean])[];
  readonly receiver: string | undefined;
  /** Silences that are kept: Alertmanager lists those that ended long ago too. */
  readonly states: readonly string[];
}

const SORTS = ['active', 'silenced', 'inhibited', 'unprocessed'] as const;
const KEYS = { alerts: ['kind', 'filter', 'receiver', ...SORTS], silences: ['kind', 'filter', 'states'] } as const;

/** Reads `{ kind: "alerts", filter?, receiver?, active?, silenced?, inhibited?, unprocessed? }` or `{ kind: "silences", filter?, states? }`. */
export function requestOf(dataset: DatasetSpec): AlertmanagerRequest {
  const kind = oneOfAt(dataset.request['kind'], ['alerts', 'silences'] as const, '/request/kind', 'misconfigured');
  const parts = configAt(dataset.request, '/request', KEYS[kind]);
  const names = dataset.parameters.map(({ name }) => name);
  const filters = listAt(parts['filter'] ?? [], '/request/filter', 'misconfigured').map((each, at) => {
    const filter = nameAt(each, `/request/filter/${at}`, 'misconfigured');
    checkExpression(filter, names, `/request/filter/${at}`);
    return filter;
  });
  const sorts = SORTS.flatMap((name) => (parts[name] === undefined ? [] : [[name, flagAt(parts[name], `/request/${name}`, 'misconfigured')] as const]));
  const states = listAt(parts['states'] ?? STATES, '/request/states', 'misconfigured').map((state) => oneOfAt(state, STATES, '/request/states', 'misconfigured'));
  if (states.length === 0) refuse('misconfigured', '/request/states', 'at least one state', parts['states']);
  return { kind, filters, sorts, receiver: optional(parts['receiver'], (value) => nameAt(value, '/request/receiver', 'misconfigured')), states };
}

/** The question to send for one set of parameters. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const { kind, filters, sorts, receiver } = requestOf(dataset);
  const query = [
    ...sorts.map(([name, wanted]) => [name, String(wanted)] as const),
    ...filters.map((filter, at) => ['filter', filledExpression(filter, params, `/request/filter/${at}`)] as const),
    ...(receiver === undefined ? [] : [['receiver', receiver] as const]),
  ];
  return { method: 'GET', path: `api/v2/${kind}`, query, headers: {}, body: null, idempotent: true };
}
