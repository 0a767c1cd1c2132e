import type { Db } from '../store/store';
import type { EventLog, PortalEvent } from './event-log';

/**
 * The last step of a transaction that changes what the gateway holds of a dataset itself: kept answers go with it, and every gateway and
 * every reader who may see the dataset looks again at once.
 */
export async function announceLoaded(db: Db, events: Pick<EventLog, 'publish'>, dataset: string): Promise<void> {
  await db.deleteFrom('answer').where('dataset', '=', dataset).execute();
  await events.publish(db, { kind: 'dataset-changed', audience: { to: 'everyone' }, payload: { dataset, loaded: true } });
}

/** The dataset that such an event is about; null for any other event. */
export const loadedDataset = ({ kind, payload }: PortalEvent): string | null =>
  kind === 'dataset-changed' && payload['loaded'] === true && typeof payload['dataset'] === 'string' ? payload['dataset'] : null;
