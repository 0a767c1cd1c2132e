import type { Db } from '../../store/store';
import type { ReportFormat } from '../formats';
import type { ReportRow } from '../report-rows';
import type { Writer } from '../reports';

/** Why a delivery has not arrived; a closed list, each with words on the page. */
export const DELIVERY_REASONS = [
  // It may not go there.
  'destination-gone', 'unit-not-covered', 'format-not-taken', 'class-too-high', 'too-large', 'report-withdrawn', 'report-superseded',
  // It could not be made, or was begun too often by gateways that ended.
  'no-browser', 'print-failed', 'gave-up', 'internal',
  // What the receiver, or the way to it, said.
  'unreachable', 'timed-out', 'broken-off', 'address-refused', 'tls', 'redirect', 'denied', 'rejected', 'unavailable', 'full', 'some-refused',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** A file of a report that is to go somewhere. `cause`: a schedule's id, or `person:<key>`. */
export interface DeliveryWish {
  readonly report: string;
  readonly format: ReportFormat;
  readonly destination: string;
  readonly cause: string;
  /** Id of the person in whose name it goes. */
  readonly askedBy: string;
  /** Who asks at this moment, for the trail; nobody where a schedule does. */
  readonly by?: Writer | undefined;
}

/** A delivery as the page shows it. Times are epoch ms. */
export interface DeliveryView {
  readonly id: string;
  readonly format: ReportFormat;
  readonly destination: string;
  readonly cause: 'person' | 'schedule';
  readonly state: 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled';
  /** Waits for the report to be issued. */
  readonly untilIssued: boolean;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly attempts: number;
  readonly nextTry: number | null;
  /** Of the last attempt, where it did not arrive; of a `done` one, what is not whole about it. */
  readonly reason: DeliveryReason | null;
  /** SHA-256 of the file that was last sent, hex. */
  readonly hash: string | null;
  /** What the receiver gave in return: `etag "…"`, `message-id <…>`. */
  readonly receipt: string | null;
  readonly finishedAt: number | null;
}

/** Files of reports on their way to where they are awaited, by any gateway of the store. */
export interface Deliveries {
  /**
   * Within the transaction of the caller; goes out once that is committed and, unless the destination takes drafts, the report is issued.
   * The same (report, format, destination, cause) again is the same delivery. What may not go there stands as failed with its reason: never throws for it.
   */
  readonly ask: (db: Db, wish: DeliveryWish) => Promise<void>;
  /** Why a report may not go there; null where it may. */
  readonly refusal: (report: Pick<ReportRow, 'unit' | 'state' | 'admission'>, format: ReportFormat, destination: string) => DeliveryReason | null;
  /** Id of the delivery that a wish is. */
  readonly idOf: (wish: Omit<DeliveryWish, 'askedBy' | 'by'>) => Promise<string | undefined>;
  readonly list: (report: string) => Promise<readonly DeliveryView[]>;
  /** Id of the report a delivery is of; undefined where there is none. */
  readonly reportOf: (id: string) => Promise<string | undefined>;
  /** False where it no longer waits. */
  readonly cancel: (by: Writer, id: string) => Promise<boolean>;
  /** Once more, from the first attempt on; false where it is on its way or has arrived. */
  readonly retry: (by: Writer, id: string) => Promise<boolean>;
  /** Sends what is due until there is nothing; called by itself every few seconds. */
  readonly work: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
