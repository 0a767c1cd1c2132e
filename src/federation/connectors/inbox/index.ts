import type { Connector, DatasetSpec } from '../../connector';
import { refuse } from '../../fault';
import { configAt, listAt, nameAt, optional, wholeAt } from '../../shape';

/** Most rows of one answer. */
export const MOST_ROWS = 10_000;
const DEFAULT_ROWS = 2_000;

export interface InboxRequest {
  /** Kinds of events told; all where left out. */
  readonly kinds: readonly string[];
  readonly newest: number;
}

/** Reads `request`: `{kinds?: ["alert"], newest?: 500}`. A dataset of pushed events has no parameters: it is what has come. */
export function inboxRequestOf(dataset: DatasetSpec): InboxRequest {
  if (dataset.shape !== 'events') refuse('misconfigured', '/shape', 'events', dataset.shape);
  if (dataset.parameters.length > 0) refuse('misconfigured', '/parameters', 'none', dataset.parameters.length);
  const request = configAt(dataset.request, '/request', ['kinds', 'newest']);
  return {
    kinds: optional(request['kinds'], (kinds) => listAt(kinds, '/request/kinds', 'misconfigured').map((kind, at) => nameAt(kind, `/request/kinds/${at}`, 'misconfigured'))) ?? [],
    newest: optional(request['newest'], (newest) => wholeAt(newest, '/request/newest', 1, MOST_ROWS, 'misconfigured')) ?? DEFAULT_ROWS,
  };
}

/** What systems push to the gateway, asked back through the source's transport. */
export const inbox: Connector = {
  id: 'inbox',
  plan: (dataset) => {
    const { kinds, newest } = inboxRequestOf(dataset);
    return { method: 'GET', path: 'events', query: [...kinds.map((kind) => ['kind', kind] as const), ['newest', String(newest)]], headers: {}, body: null, idempotent: true };
  },
};
