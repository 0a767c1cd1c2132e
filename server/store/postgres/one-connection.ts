import { Kysely } from 'kysely';
import pg, { type ClientConfig } from 'pg';
import type { Database } from '../schema';
import { poolDialect } from './pool';

/** A single connection without limits on statements, for what takes its time: migrations, backups. It is closed at the end. */
export async function withOneConnection<T>(config: ClientConfig, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ ...config, max: 1 });
  // The statement under way says it too.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: poolDialect(pool, () => undefined) });
  try {
    return await work(db);
  } finally {
    await db.destroy();
    await pool.end();
  }
}
