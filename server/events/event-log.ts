import type { Db } from '../store/store';
import type { Json } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';

/** Who is told. `rights`: everybody whose rights may have changed must look again. */
export type Audience =
  | { readonly to: 'everyone' }
  | { readonly to: 'person'; readonly id: string }
  | { readonly to: 'session'; readonly id: string }
  | { readonly to: 'screen'; readonly id: string }
  /** Whoever shares the unit (`sharesUnit` of server/state): holds a grant, or stands as a screen, within or above it; null is the whole province. */
  | { readonly to: 'unit'; readonly unit: UnitCode | null }
  /** Whoever may see this dataset; the share key narrows it to one permission set. */
  | { readonly to: 'dataset'; readonly dataset: string; readonly share: string };

/**
 * - `dataset-changed`: an answer differs from the last one: `{dataset, query?}` (query key).
 * - `document-changed`: `{kind, id, revision}` of shared state.
 * - `rights-changed`: this person, session or screen must ask `/api/session` again.
 * - `session-ended`: the stream closes after it; `{reason}`.
 * - `screen-command`: `{command, argument}`.
 * - `configuration-changed`: a new pack is in force.
 * - `wall-changed`: programs, plans or zones of a unit's screens, `{unit, screens}`; only those who drive them hear it.
 * - `annotation-changed`: remarks on figures, `{dataset, unit}`; whoever may see something of the dataset hears it.
 * - `report-changed`: a report of a unit was made or its state changed, `{unit, template, period}`, or a dashboard was kept as shown, `{unit, view}`; whoever shares the unit hears it.
 */
export type EventKind = 'dataset-changed' | 'document-changed' | 'rights-changed' | 'session-ended' | 'screen-command' | 'configuration-changed' | 'wall-changed' | 'annotation-changed' | 'report-changed';

export interface PortalEvent {
  /** Rises by one; order of commit, the same at every gateway. */
  readonly id: number;
  /** Changes when ids begin anew (restore, other database). */
  readonly epoch: string;
  readonly kind: EventKind;
  readonly audience: Audience;
  readonly payload: { readonly [key: string]: Json };
  /** Epoch ms. */
  readonly at: number;
}

/** The one way to tell browsers and other gateways that something changed. */
export interface EventLog {
  /**
   * Becomes visible when the surrounding transaction commits. The last step of a transaction: from here to commit nobody else can
   * publish. Several at once cost hardly more than one.
   */
  readonly publish: (db: Db, ...events: readonly Pick<PortalEvent, 'kind' | 'audience' | 'payload'>[]) => Promise<void>;
  /** Hears every committed event of all gateways, in order, from now on. Returns how to stop. */
  readonly subscribe: (listener: (event: PortalEvent) => void) => () => void;
}

/** Everything since some event, or why it cannot be had: the reader must fetch anew. */
export type Replay =
  | { readonly kind: 'events'; readonly events: readonly PortalEvent[] }
  | { readonly kind: 'gap'; readonly head: number };

/** The log with what only the gateway itself needs of it. */
export interface EventLogService extends EventLog {
  /** Finds the epoch, makes it where there is none, and begins to listen. Throws `StoreUnavailable`; may be called again. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Empty before `start`; another one means that ids began anew and nothing of before can be gone on from. */
  readonly epoch: () => string;
  /** Id of the newest event told to listeners. */
  readonly head: () => number;
  /** Events after `id`, in order; a gap where some are gone, there are too many, or `id` was never given out. */
  readonly since: (id: number) => Promise<Replay>;
}
