import pg from 'pg';
import { startPostgres, type PostgresServer } from './postgres';

/** A PostgreSQL with PostGIS, a schema of a province's tables, and an account that only reads it. */
export interface PostgisServer {
  readonly server: PostgresServer;
  /** Of the database's owner: for filling it. */
  readonly ownerUrl: string;
  /** `postgres://…` of the account that only reads. */
  readonly readerUrl: string;
  /** Runs statements as the owner. */
  readonly tell: (statements: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const READER = 'chi_doc';
const SECRET = 'Doc8-Kho9-Lieu7-Tinh6-Nay5';

/** Where PostGIS is not installed it throws: `create extension` fails. Ask `findPostgres` before. */
export async function startPostgis({ postgis = true }: { readonly postgis?: boolean } = {}): Promise<PostgisServer> {
  const server = await startPostgres();
  try {
    const ownerUrl = await server.createDatabase();
    const tell = (statements: string): Promise<void> => told(ownerUrl, statements);
    await tell(`
      ${postgis ? 'create extension postgis;' : ''}
      revoke create on schema public from public;
      create role ${READER} login password '${SECRET}';
      grant usage on schema public to ${READER};
      alter default privileges in schema public grant select on tables to ${READER};`);
    const readerUrl = ownerUrl.replace(/\/\/[^@]*@/, `//${READER}:${SECRET}@`);
    return { server, ownerUrl, readerUrl, tell, stop: server.stop };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}

async function told(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(statements).finally(() => client.end());
}
