import type { Connector, DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { fileFormOf } from '../../tables/file-form';

/** Parameters that cut the table down; a dataset by file has no others. */
const KNOWN: readonly string[] = ['period', 'from', 'to', 'unit', 'units'];

function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  checkParameters(dataset);
  const query = Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : value.map((each) => [name, each] as const)));
  return { method: 'GET', path: dataset.id, query, headers: {}, body: null, idempotent: true };
}

export function checkParameters({ parameters }: DatasetSpec): void {
  const stray = parameters.findIndex(({ name }) => !KNOWN.includes(name));
  if (stray >= 0) refuse('misconfigured', `/parameters/${stray}/name`, `one of ${KNOWN.join(', ')}`, parameters[stray]?.name);
}

/** Files that units send: the versions that stand, merged by the gateway into one table (`tables/held-table.ts`). */
export const tableFile: Connector = {
  id: 'table-file',
  plan: (dataset, params) => {
    fileFormOf(dataset);
    return plan(dataset, params);
  },
};
