import type { Kysely } from 'kysely';
import { up as first } from './0001-first';
import { up as federation } from './0002-federation';
import { up as wall } from './0003-wall';
import { up as annotations } from './0004-annotations';
import { up as reports } from './0005-reports';
import { up as reportDelivery } from './0006-report-delivery';

export interface Migration {
  /** One higher than the one before. */
  readonly version: number;
  readonly name: string;
  /** Runs in a transaction. One statement a query; no moment and no random value, so that every copy comes out the same. */
  readonly up: <T>(db: Kysely<T>) => Promise<void>;
}

/** All there are, oldest first. A released one is never changed nor taken away. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first', up: first }, { version: 2, name: 'federation', up: federation }, { version: 3, name: 'wall', up: wall },
  { version: 4, name: 'annotations', up: annotations }, { version: 5, name: 'reports', up: reports }, { version: 6, name: 'report-delivery', up: reportDelivery },
];

export const latestVersion = (migrations: readonly Migration[] = MIGRATIONS): number => migrations.at(-1)?.version ?? 0;
