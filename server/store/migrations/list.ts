import type { Kysely } from 'kysely';
import { up as first } from './0001-first';
import { up as heldSources } from './0002-held-sources';
import { up as sourceRegistry } from './0003-source-registry';
import { up as figureRevisions } from './0004-figure-revisions';
import { up as packOverlay } from './0005-pack-overlay';

export interface Migration {
  /** One higher than the one before. */
  readonly version: number;
  readonly name: string;
  /** Runs in a transaction. One statement a query; no moment and no random value, so that every copy comes out the same. */
  readonly up: <T>(db: Kysely<T>) => Promise<void>;
}

/** All there are, oldest first. A released one is never changed nor taken away. */
export const MIGRATIONS: readonly Migration[] = [{ version: 1, name: 'first', up: first }, { version: 2, name: 'held-sources', up: heldSources }, { version: 3, name: 'source-registry', up: sourceRegistry }, { version: 4, name: 'figure-revisions', up: figureRevisions }, { version: 5, name: 'pack-overlay', up: packOverlay }];

export const latestVersion = (migrations: readonly Migration[] = MIGRATIONS): number => migrations.at(-1)?.version ?? 0;
