import type { Logger } from 'pino';
import { openFolder } from './embedded/open-folder';
import { openPostgres } from './postgres/open-postgres';
import type { Store } from './store';

export interface StoreOptions {
  /** Folder of the embedded store. Unused with `databaseUrl`. */
  readonly dataDir: string;
  /** A PostgreSQL server instead. A secret: never logged. */
  readonly databaseUrl: string | null;
  readonly log: Logger;
  readonly clock: () => number;
}

/**
 * The store the operator chose, brought to the newest schema. Rejects, with words for the operator, where the folder is another process's
 * (`FolderInUse`) or does not open (`StoreDamaged`), and where the schema is not one to work on (`SchemaMismatch`). A PostgreSQL server
 * that cannot be reached is no reason to reject: see `openPostgres`.
 */
export const openStore = ({ dataDir, databaseUrl, log, clock }: StoreOptions): Promise<Store> =>
  databaseUrl === null ? openFolder(dataDir, log, clock) : openPostgres({ url: databaseUrl, log, clock });
