import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../../test/servers/postgres';
import { createAuditTrail } from '../audit/create-audit-trail';
import { verifyStore } from '../audit/read-trail';
import { readEpoch } from '../events/event-rows';
import type { BackupHeader } from '../store/backup/backup-format';
import { openStore } from '../store/open-store';
import type { Store } from '../store/store';
import { latestVersion } from '../store/migrations/list';
import { COMMANDS } from './all';
import type { CommandIo } from './command';
import { runCommand } from './run-command';

const log = pino({ level: 'silent' });
const PASSWORD_FREE = { timeout: 120_000 };

/** A place a store can be, as the environment names it. */
interface Place {
  readonly kind: Store['kind'];
  readonly env: NodeJS.ProcessEnv;
  readonly open: () => Promise<Store>;
}

describe('a rehearsed restore', () => {
  const root = mkdtempSync(join(tmpdir(), 'portal-rehearsal-'));
  let server: PostgresServer | null = null;
  beforeAll(async () => { server = findPostgres() === null ? null : await startPostgres(); }, 60_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(root, { recursive: true, force: true });
  }, 60_000);

  let places = 0;
  const embedded = (): Place => {
    places += 1;
    const dataDir = join(root, `data-${places}`);
    return { kind: 'pglite', env: { DATA_DIR: dataDir }, open: () => openStore({ dataDir, databaseUrl: null, log, clock: Date.now }) };
  };
  const onServer = async (): Promise<Place> => {
    const databaseUrl = await server?.createDatabase();
    if (databaseUrl === undefined) return embedded();
    return { kind: 'postgres', env: { DATABASE_URL: databaseUrl }, open: () => openStore({ dataDir: root, databaseUrl, log, clock: Date.now }) };
  };
  const command = async (env: NodeJS.ProcessEnv, ...args: string[]): Promise<{ readonly exit: number; readonly said: string }> => {
    let said = '';
    const hear = (line: string): void => { said += `${line}\n`; };
    const io: CommandIo = { env, say: hear, complain: hear, log, clock: Date.now };
    return { exit: await runCommand(COMMANDS, args, io), said };
  };

  /** Each deed writes a person, an entry of the trail and its number in one transaction; the answer is what was acknowledged when. */
  const keepWriting = (store: Store): { readonly acknowledged: number[]; readonly stop: () => Promise<number> } => {
    const trail = createAuditTrail({ store, clock: Date.now, log });
    const acknowledged: number[] = [];
    let stopped = false;
    let begun = 0;
    const writer = async (): Promise<void> => {
      while (!stopped) {
        begun += 1;
        const number = begun;
        const at = new Date();
        await store.transact(async (db) => {
          await db.insertInto('person').values({ id: `p${number}`, issuer: 'i', subject: `${number}`, name: 'Nguyễn Thị Ước', title: '', unit: '16681', status: 'active', created_at: at, updated_at: at }).execute();
          await db.insertInto('grant_held').values({ person: `p${number}`, role: 'staff', unit: null, origin: 'cli', granted_by: 'x', granted_at: at, revoked_at: null }).execute();
          await db.insertInto('session').values({ id: `s${number}`, secret: `h${number}`, previous_secret: null, person: `p${number}`, csrf: '', created_at: at, seen_at: at, expires_at: at, provider_session: null, id_token: 'secret', agent: '', address: '', ended_at: null, ended_because: null }).execute();
          await db.insertInto('event').values({ kind: 'x', audience: '{"to":"everyone"}', payload: '{"exact": 1.10, "big": 12345678901234567890}', at }).execute();
          await trail.append(db, { action: 'people', actor: { kind: 'system' }, target: `p${number}`, outcome: 'done' });
        });
        acknowledged.push(number);
      }
    };
    const writers = Promise.all([writer(), writer(), writer()]);
    return { acknowledged, stop: async () => { stopped = true; await writers; return begun; } };
  };

  const rehearse = async (from: Place, to: Place): Promise<void> => {
    const file = join(root, `${from.kind}-to-${to.kind}-${places}.backup`);
    const source = await from.open();
    const epoch = await readEpoch(source.db);
    const writing = keepWriting(source);
    await waitUntil(() => writing.acknowledged.length >= 40);
    const before = [...writing.acknowledged];
    const backup = await command(from.env, 'backup', file);
    expect(backup).toMatchObject({ exit: 0 });
    const begun = await writing.stop();
    expect(begun).toBeGreaterThan(before.length);

    expect(await command(to.env, 'restore', file)).toMatchObject({ exit: 0 });
    const header = headerOf(file);
    const target = await to.open();
    const people = (await target.db.selectFrom('person').select('id').execute()).map(({ id }) => Number(id.slice(1)));
    // Exactly what was committed when the snapshot was taken: all of before, nothing half, nothing else.
    expect(before.filter((number) => !people.includes(number))).toEqual([]);
    expect(people.length).toBe(header.counts['person']);
    expect(people.length).toBeLessThanOrEqual(begun);
    for (const table of ['grant_held', 'session', 'event'] as const) {
      expect((await target.db.selectFrom(table).select('id').execute()).length).toBe(people.length);
    }
    expect(await target.db.selectFrom('audit').select(({ fn }) => fn.countAll().as('n')).where('action', '=', 'people').executeTakeFirst()).toEqual({ n: people.length });
    const report = await verifyStore(target, header.audit === null ? [] : [{ ...header.audit, at: header.at }]);
    expect(report).toMatchObject({ ok: true, entries: (header.audit?.seq ?? 0) + 1 });
    expect(await target.db.selectFrom('audit').select('action').where('seq', '=', report.entries).executeTakeFirst()).toEqual({ action: 'restore' });
    const sourceLink = await source.db.selectFrom('audit').select('hash').where('seq', '=', header.audit?.seq ?? 0).executeTakeFirst();
    expect(sourceLink?.hash).toBe(header.audit?.hash);
    expect(await readEpoch(target.db)).not.toBe(epoch);
    expect(await target.db.selectFrom('session').select('id').where((row) => row.or([row('ended_at', 'is', null), row('id_token', 'is not', null)])).execute()).toEqual([]);
    // It goes on counting where it was.
    const next = await target.db.insertInto('event').values({ kind: 'x', audience: '{}', payload: '{}', at: new Date() }).returning('id').executeTakeFirstOrThrow();
    expect(next.id).toBeGreaterThan(people.length);
    await Promise.all([source.close(), target.close()]);

    expect(rowsOf(file, 'event')[0]).toContain('12345678901234567890');
    expect(await command(to.env, 'restore', file)).toMatchObject({ exit: 1, said: expect.stringContaining('not empty') });
  };

  it('brings a server back as an embedded store', PASSWORD_FREE, async () => rehearse(await onServer(), embedded()));
  it('brings a running embedded store back on a server', PASSWORD_FREE, async () => rehearse(embedded(), await onServer()));

  it('restores nothing of a file that is cut, changed or something else', PASSWORD_FREE, async () => {
    const place = await onServer();
    const store = await place.open();
    await store.db.insertInto('meta').values([{ key: 'a', value: '1' }, { key: 'b', value: '2' }]).execute();
    await store.close();
    const file = join(root, 'good.backup');
    expect(await command(place.env, 'backup', file)).toMatchObject({ exit: 0 });
    expect(await command(place.env, 'backup', file)).toMatchObject({ exit: 1, said: expect.stringContaining('exists') });
    const text = gunzipSync(readFileSync(file)).toString();
    const target = await onServer();
    const bad = {
      cut: readFileSync(file).subarray(0, -20),
      'without its end': gzipSync(text.split('\n').slice(0, -2).join('\n')),
      'with a changed value': gzipSync(text.replace('"value": "1"', '"value": "9"')),
      'without a row': gzipSync(text.replace(/\{"table":"meta".*"b".*\n/, '')),
      'of another kind': gzipSync('{"hello":1}\n'),
      'not packed': Buffer.from('xyz'),
    };
    for (const [name, bytes] of Object.entries(bad)) {
      const path = join(root, 'bad.backup');
      writeFileSync(path, bytes);
      const { exit, said } = await command(target.env, 'restore', path);
      expect({ name, exit, damaged: said.includes('not a whole backup') }).toEqual({ name, exit: 1, damaged: true });
    }
    const { said } = await command(target.env, 'migrate', '--dry-run');
    expect(said).toContain(`0 → ${latestVersion()}`);
  });
});

const headerOf = (file: string): BackupHeader => JSON.parse(gunzipSync(readFileSync(file)).toString().split('\n', 1)[0] ?? '') as BackupHeader;
const rowsOf = (file: string, table: string): string[] => gunzipSync(readFileSync(file)).toString().split('\n').filter((line) => line.startsWith(`{"table":"${table}"`));

async function waitUntil(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((done) => setTimeout(done, 10));
}
