import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import pino from 'pino';
import { keepEngine } from './embedded/kept-engine';
import { databaseFolder, takeFolder } from './embedded/open-folder';
import type { StoreOptions } from './open-store';
import { pgliteDialect } from './pglite-dialect';
import { connectionConfig, POSTGRES_TIMES } from './postgres/connection';
import { withOneConnection } from './postgres/one-connection';
import type { Database } from './schema';

/** Upkeep takes what it takes, ms. */
const PATIENT_MS = 3_600_000;
const PATIENT = { waitMs: PATIENT_MS, idleMs: PATIENT_MS };

export interface AloneOptions extends Omit<StoreOptions, 'log'> {
  /** Whether an embedded store that is not there is made; else it is a fault. */
  readonly create: boolean;
}

/**
 * Runs `work` on the store as it is, without bringing it to the newest schema and without limits on statements: for backup, restore and
 * migration. On the embedded store no gateway may run meanwhile (`FolderInUse`).
 */
export async function withStoreAlone<T>({ dataDir, databaseUrl, clock, create }: AloneOptions, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  if (databaseUrl !== null) return withOneConnection(connectionConfig(databaseUrl, 'upkeep', POSTGRES_TIMES), work);
  if (!create && !existsSync(databaseFolder(dataDir))) throw new Error(`Không có kho dữ liệu trong ${dataDir}. / There is no store in ${dataDir}.`);
  const lock = await takeFolder(dataDir, clock);
  try {
    return await withEngine(databaseFolder(dataDir), null, work);
  } finally {
    await lock.release();
  }
}

/** Runs `work` on a dump of an embedded store, opened in memory; the dump stays as it is. */
export const withDump = <T>(dump: Uint8Array, work: (db: Kysely<Database>) => Promise<T>): Promise<T> => withEngine(null, dump, work);

async function withEngine<T>(folder: string | null, dump: Uint8Array | null, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const engine = await keepEngine(folder, pino({ level: 'silent' }), { answerMs: PATIENT_MS, load: dump });
  try {
    return await work(new Kysely<Database>({ dialect: pgliteDialect(() => engine.current(), PATIENT) }));
  } finally {
    await engine.close();
  }
}
