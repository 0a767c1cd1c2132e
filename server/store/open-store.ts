import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openEmbedded } from './embedded/open-embedded';
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

/** The store the operator chose, brought to the newest schema. */
export async function openStore({ dataDir, databaseUrl, log, clock }: StoreOptions): Promise<Store> {
  if (databaseUrl !== null) return openPostgres({ url: databaseUrl, log, clock });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return openEmbedded(join(dataDir, 'store'), log, clock);
}
