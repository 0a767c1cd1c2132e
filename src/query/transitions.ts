import type { StoredAnswer } from '@/cache/record';
import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Answer } from '@/federation/answer';
import type { SourceError } from '@/federation/source-error';
import { isSame } from './same-data';
import type { Snapshot } from './snapshot';

/** How a snapshot becomes the next one. Pure; gives the same object back where nothing changed. */

export const unanswered = (query: DatasetQuery): Snapshot =>
  Object.freeze({ query, state: 'loading', fromCache: false, refreshing: false });

export function withRefreshing(snapshot: Snapshot, refreshing: boolean): Snapshot {
  return snapshot.refreshing === refreshing ? snapshot : Object.freeze({ ...snapshot, refreshing });
}

/**
 * The answer stands; `data` stays the old object where the figures are the same. One that a gateway kept names why it was kept, and the
 * snapshot does too.
 */
export function withAnswer(snapshot: Snapshot, answer: StoredAnswer & Pick<Answer, 'cause'>, fromCache: boolean): Snapshot {
  const { partial, notes, cause } = answer;
  const data = snapshot.data !== undefined && isSame(snapshot.data, answer.data) ? snapshot.data : answer.data;
  return Object.freeze({
    query: snapshot.query,
    state: isEmpty(data) ? 'empty' : 'ready',
    data,
    ...(answer.asOf === null ? {} : { asOf: answer.asOf }),
    receivedAt: answer.receivedAt,
    fromCache,
    refreshing: false,
    ...(partial ? { partial } : {}),
    ...(notes ? { notes } : {}),
    ...(cause ? { cause } : {}),
    provenance: answer.provenance,
  });
}

/**
 * The source failed. A value that is there stays; without one the snapshot is `failed`. A refused right takes the value
 * away. A circuit that is open is only the consequence of the failure before it, so that one stays named.
 */
export function withFailure(snapshot: Snapshot, error: SourceError): Snapshot {
  const { query } = snapshot;
  if (error.kind === 'denied') return Object.freeze({ query, state: 'denied', cause: error, fromCache: false, refreshing: false });
  const cause = error.kind === 'circuit-open' && snapshot.cause ? snapshot.cause : error;
  if (snapshot.data !== undefined) return Object.freeze({ ...snapshot, cause, refreshing: false });
  return Object.freeze({ query, state: snapshot.state === 'denied' ? 'denied' : 'failed', cause, fromCache: false, refreshing: false });
}

/** No rows, no features, no cells. A cube whose cells are all missing is not empty: each cell says why. */
function isEmpty(data: DatasetData): boolean {
  switch (data.kind) {
    case 'cube': return data.values.length === 0;
    case 'features': return data.features.length === 0;
    case 'events': return data.rows.length === 0;
  }
}
