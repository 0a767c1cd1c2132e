import pg, { type ClientConfig } from 'pg';
import { storeFault } from '../store-fault';

export interface PostgresTimes {
  readonly connectMs: number;
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleInTransactionMs: number;
}
export const POSTGRES_TIMES: PostgresTimes = { connectMs: 2_000, statementMs: 5_000, lockMs: 4_000, idleInTransactionMs: 15_000 };

const INT8 = 20;

/** Whole numbers are numbers, as the embedded store gives them. */
const TYPES = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser,
};

/** Of every connection of ours. `purpose` stands in `pg_stat_activity`. */
export const connectionConfig = (url: string, purpose: string, { connectMs }: PostgresTimes): ClientConfig => ({
  connectionString: url,
  application_name: `toan-canh ${purpose}`,
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  types: TYPES,
});

/** A connection outside the pool: for listening, for an office, for migrations. `gone` is called once, when it is lost. */
export async function connectClient(config: ClientConfig, gone: () => void = () => undefined): Promise<pg.Client> {
  const client = new pg.Client(config);
  let told = false;
  const once = (): void => {
    if (told) return;
    told = true;
    gone();
  };
  client.on('error', once);
  client.on('end', once);
  try {
    await client.connect();
  } catch (fault) {
    told = true;
    await client.end().catch(() => undefined);
    throw storeFault(fault);
  }
  return client;
}
