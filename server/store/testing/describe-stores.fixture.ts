import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../../../test/servers/postgres';
import { openMemory } from '../embedded/open-embedded';
import { openPostgres } from '../postgres/open-postgres';
import type { Store } from '../store';

/** A store for tests: migrated, empty at first. Closed by the harness. */
export interface TestStore extends Store {
  /** Empties every table. */
  readonly reset: () => Promise<void>;
}
/** On PostgreSQL each call is one more gateway over the same database; on the embedded store, which has one gateway, the same store again. */
export type OpenStore = () => Promise<TestStore>;

/** What the suite may ask about the store it runs on. `server` is null on the embedded store. */
export interface StoreUnderTest {
  readonly kind: Store['kind'];
  readonly server: () => PostgresServer | null;
  /** Address of the suite's database; null on the embedded store. */
  readonly url: () => string | null;
}

const START_MS = 120_000;
const log = pino({ level: 'silent' });
const clock = (): number => Date.now();

/** Runs the suite on the embedded store and, where there is a PostgreSQL on this machine, on a real server too. */
export function describeStores(name: string, suite: (open: OpenStore, under: StoreUnderTest) => void): void {
  describe(`${name}: embedded`, () => onEmbedded(suite));
  if (findPostgres() !== null) describe(`${name}: PostgreSQL`, () => onPostgres(suite));
  else process.stderr.write(`${name}: không có PostgreSQL, chỉ chạy với kho nhúng / no PostgreSQL here, on the embedded store alone\n`);
}

function onEmbedded(suite: (open: OpenStore, under: StoreUnderTest) => void): void {
  let store: Promise<TestStore> | null = null;
  const open: OpenStore = () => {
    store ??= openMemory(log, clock).then(withReset);
    return store;
  };
  afterAll(async () => (await store)?.close(), START_MS);
  suite(open, { kind: 'pglite', server: () => null, url: () => null });
}

function onPostgres(suite: (open: OpenStore, under: StoreUnderTest) => void): void {
  const stores: TestStore[] = [];
  let server: PostgresServer | null = null;
  let url: string | null = null;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
  }, START_MS);
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await server?.stop();
  }, START_MS);
  const open: OpenStore = async () => {
    if (url === null) throw new Error('open a store in a hook or a test');
    const store = withReset(await openPostgres({ url, log, clock }));
    stores.push(store);
    return store;
  };
  suite(open, { kind: 'postgres', server: () => server, url: () => url });
}

const withReset = (store: Store): TestStore => ({
  ...store,
  reset: async () => {
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'`.execute(store.db);
    await sql.raw(`truncate ${rows.map(({ name }) => `"${name}"`).join(', ')} restart identity cascade`).execute(store.db);
  },
});
