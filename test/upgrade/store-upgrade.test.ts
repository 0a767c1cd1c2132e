import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite, types } from '@electric-sql/pglite';
import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrail } from '../../server/audit/read-trail';
import { verifyTrail } from '../../server/audit/verify-trail';
import { backupHeader, type BackupHeader } from '../../server/store/backup/backup-format';
import { restoreBackup } from '../../server/store/backup/restore-backup';
import { onSnapshot } from '../../server/store/backup/write-backup';
import { latestVersion, MIGRATIONS } from '../../server/store/migrations/list';
import { digestOf, statementsOf } from '../../server/store/migrations/recorded-statements';
import { pgliteDialect } from '../../server/store/pglite-dialect';
import { connectionConfig, POSTGRES_TIMES } from '../../server/store/postgres/connection';
import { withOneConnection } from '../../server/store/postgres/one-connection';
import type { Database } from '../../server/store/schema';
import { findPostgres, startPostgres, type PostgresServer } from '../servers/postgres';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const VERSIONS = readdirSync(HERE).flatMap((name) => /^store-v(\d+)$/.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);

/** What each released schema was made by and what it left: neither is ever changed. */
const FROZEN: Readonly<Record<number, { readonly statements: string; readonly fixture: string }>> = {
  1: { statements: '70004ba31821f48bbc1dd4ec84ac576fab8cec96eae74c382fe645778f2d643a', fixture: '35be2f11ba9a80b47c3d9d901486c56280f63983eb6d3f0e0151a5b0ced1360d' },
  2: { statements: 'f386da2c1a6096b0f3e42bf845d2760bbce73649ef6ce9328901f905ebe6ef24', fixture: 'e2733af7277afc58cfcd2ad76bb4a470b0e6340dc0e93013c34f076ea29e7611' },
  3: { statements: '746b1b225b51ff011777cc08f38f22a08a9c18b5a343667a12fab5fcbe9f01a2', fixture: '206d4f4d5c9927be3c7b1da4000a34306b47314528f5fbee38b3457015559ab6' },
  4: { statements: 'e1c0a19a9a8b21d6797f7425b1a9a8cfa7a40cb3b0592062da8c0f78e7f2d660', fixture: 'b4e4063289379f986ac9d8b92fd71b48ba7e3f89665fcf8399bf1b430e2a71c5' },
  5: { statements: 'd7e6e0fbf296bc637c168a551511b10a09582d1f840fa915c5a8c987dc75fa5b', fixture: '8cf83d231974b26ea4f209672404000615fe156155168fcecf41233b5f2b547e' },
  6: { statements: '952399ddfa64c253b4e928a69ffd8b3fe42f62dafc164b38698cba55c8591b2e', fixture: '1cd64ab29c3d77d01028b2184d789de39c0e882b47f6ade1919d54d32bf39885' },
};

type OnEmptyStore = <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;
const fixture = (version: number): string => readFileSync(`${HERE}store-v${version}/store.jsonl`, 'utf8');
const headerOf = (text: string): BackupHeader => backupHeader.parse(JSON.parse(text.split('\n', 1)[0] ?? ''));
async function* linesOf(text: string): AsyncGenerator<string> {
  for (const line of text.trimEnd().split('\n')) yield line;
}

/** The whole store as canonical text. */
async function dump(db: Kysely<Database>, at: string): Promise<string> {
  const lines: string[] = [];
  await onSnapshot(db, () => Date.parse(at), async (told) => {
    for await (const line of told) lines.push(line);
  });
  return lines.join('');
}

describe('every released schema of the store', () => {
  it('has its fixture and is made by the statements it was released with', async () => {
    expect(VERSIONS).toEqual(MIGRATIONS.map(({ version }) => version));
    const found: Record<number, unknown> = {};
    for (const migration of MIGRATIONS) {
      found[migration.version] = { statements: digestOf(await statementsOf(migration)), fixture: createHash('sha256').update(fixture(migration.version)).digest('hex') };
    }
    expect(found).toEqual(FROZEN);
  });

  it('is filled in every table', () => {
    for (const version of VERSIONS) expect(Object.entries(headerOf(fixture(version)).counts).filter(([, count]) => count === 0)).toEqual([]);
  });
});

const dumps = new Map<string, Map<number, string>>();

function upgrades(kind: string, onEmpty: OnEmptyStore): void {
  it.each(VERSIONS)('schema %i comes to the newest with everything it held', async (version) => {
    const text = fixture(version);
    const header = headerOf(text);
    await onEmpty(async (db) => {
      await restoreBackup(db, header, linesOf(text), () => Date.parse(header.at));
      const after = await dump(db, header.at);
      if (version === latestVersion()) expect(after).toBe(text);
      expect(headerOf(after).schema).toBe(latestVersion());
      expect(await verifyTrail(readTrail(db), header.audit === null ? [] : [{ ...header.audit, at: header.at }])).toMatchObject({ ok: true, entries: header.counts['audit'] });
      dumps.set(kind, (dumps.get(kind) ?? new Map<number, string>()).set(version, after));
    });
  });
}

describe('an upgrade: embedded', () => {
  let engine: PGlite;
  beforeAll(async () => { engine = await PGlite.create({ parsers: { [types.INT8]: Number } }); }, 120_000);
  afterAll(() => engine.close());
  upgrades('embedded', async (work) => {
    const db = new Kysely<Database>({ dialect: pgliteDialect(() => engine) });
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    return work(db);
  });
});

function onServer(): void {
  let server: PostgresServer;
  beforeAll(async () => { server = await startPostgres(); }, 60_000);
  afterAll(() => server.stop(), 60_000);
  upgrades('server', async (work) => withOneConnection(connectionConfig(await server.createDatabase(), 'test', POSTGRES_TIMES), work));

  it('comes out the same on both stores', () => {
    expect(dumps.get('server')).toEqual(dumps.get('embedded'));
  });
}
if (findPostgres() !== null) describe('an upgrade: PostgreSQL', onServer);
