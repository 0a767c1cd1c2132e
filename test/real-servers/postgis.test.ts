import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset, DatasetQuery } from '@/domain/dataset';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { databasePlanOf, type DatabaseEntry, type DatabasePlan } from '../../server/datasets/outbound/database-plan';
import { DATABASE_BASE } from '../../server/datasets/outbound/read-sources';
import { postgresWay, type DatabaseWay } from '../../server/warehouse/postgres-transport';
import { datasetOf, hereThread, sourceOf } from '../contract/federation-server';
import { describeWith } from '../servers/needed';
import { startPostgis, type PostgisServer } from '../servers/postgis';

const START_MS = 120_000;
const TABLES = `
  create table du_an (ma text primary key, ten text, von numeric(20, 3), ty_le numeric, dem bigint, thang date, luc timestamptz, luc_dia_phuong timestamp, trang_thai text, geom geometry(Point, 4326));
  insert into du_an values
    ('DA-001', 'Đường ven biển', 1500.125, 33.5, 9007199254740991, '2026-10-01', '2026-11-05 08:00+07', '2026-11-05 08:00', 'official', st_setsrid(st_makepoint(105.7, 18.7), 4326)),
    ('DA-002', 'Hồ chứa nước', null, 0, 0, '2026-10-01', '2026-11-04 08:00+07', '2026-11-04 08:00', 'provisional', st_setsrid(st_makepoint(105.1, 19.1), 4326));
  create table khong_doc (a int); revoke all on khong_doc from chi_doc;`;

describeWith(['PostgreSQL', 'PostGIS'], 'a PostgreSQL with PostGIS as a source', () => {
  let postgis: PostgisServer;
  const ways: DatabaseWay[] = [];
  const federations: Federation[] = [];

  beforeAll(async () => {
    postgis = await startPostgis();
    await postgis.tell(TABLES);
  }, START_MS);
  afterAll(async () => {
    for (const federation of federations) federation.dispose();
    await Promise.all(ways.map((way) => way.close()));
    await postgis.stop();
  }, START_MS);

  function planOf(url: string, entry: Partial<Extract<DatabaseEntry, { postgres: unknown }>['postgres']> = {}): DatabasePlan | string[] {
    const told: string[] = [];
    return databasePlanOf({ postgres: { env: 'KHO', internal: true, tls: false, ...entry } }, { file: 'nguon.json', env: { KHO: url } }, (_vi, en) => told.push(en)) ?? told;
  }
  function open(url: string, datasets: readonly Dataset[], more: Parameters<typeof sourceOf>[1] = {}): Federation {
    const plan = planOf(url);
    if (Array.isArray(plan) || plan.kind !== 'postgres') throw new Error(String(plan));
    const way = postgresWay(plan, { source: 'kho', log: pino({ level: 'silent' }), resolve: () => Promise.resolve(['127.0.0.1']), refused: () => undefined });
    const federation = createFederation({
      sources: new Map([['kho', sourceOf('kho', more)]]), datasets: new Map(datasets.map((dataset) => [dataset.id, dataset])), startThread: hereThread, resolveUrl: () => '',
      connection: () => ({ base: DATABASE_BASE.href, transport: way.transport }),
    });
    ways.push(way);
    federations.push(federation);
    return federation;
  }
  const sql = (id: string, statement: string, columns: object, more: Partial<Dataset> = {}): Dataset =>
    datasetOf(id, 'kho', { connector: 'sql', shape: 'cube', parameters: [{ name: 'unit', required: false }], request: { statement, ...(statement.includes(':ma') ? { parameters: { ma: { type: 'text', from: '{unit}' } } } : {}), ...(more.request ?? {}) }, mapping: { columns: columns as Dataset['mapping'] }, ...(more.shape ? { shape: more.shape } : {}) });
  const ask = (federation: Federation, dataset: string, params: DatasetQuery['params'] = {}, signal = new AbortController().signal) => federation.ask({ dataset, params }, signal);
  const metric = { von: { as: 'metric', unit: 'billion-dong', decimals: 3 } };

  it('answers cubes exactly: decimals, missing, standing, as-of', async () => {
    const federation = open(postgis.readerUrl, [sql('von', 'select ma, thang, von, dem, trang_thai, luc from du_an where :ma is null or ma = :ma order by ma', {
      ma: { as: 'geo' }, thang: { as: 'time', period: 'month' }, ...metric, dem: { as: 'metric', unit: 'count' }, trang_thai: { as: 'status' }, luc: { as: 'as-of' },
    })]);
    const answer = await ask(federation, 'von');
    if (!answer.ok || answer.value.data.kind !== 'cube') throw new Error(JSON.stringify(answer));
    const { data } = answer.value;
    expect(cellAt(data, { unit: 'DA-001', time: 'calendar:2026-10', metric: 'von' })).toEqual({ kind: 'value', value: 1_500.125, status: 'official' });
    expect(cellAt(data, { unit: 'DA-002', time: 'calendar:2026-10', metric: 'von' })).toMatchObject({ kind: 'missing' });
    expect(cellAt(data, { unit: 'DA-002', time: 'calendar:2026-10', metric: 'dem' })).toEqual({ kind: 'value', value: 0, status: 'provisional' });
    expect(answer.value).toMatchObject({ asOf: Date.parse('2026-11-05T08:00:00+07:00'), provenance: { request: '/sources/kho/ SELECT ma=—' } });
    const one = await ask(federation, 'von', { unit: "DA-001' or '1'='1" });
    expect(one).toMatchObject({ ok: true, value: { data: { values: { length: 0 } } } });
  });

  it('answers shapes and rows; a time without a zone is said', async () => {
    const federation = open(postgis.readerUrl, [
      sql('ban-do', 'select ma, ten, st_asgeojson(geom) as hinh from du_an order by ma', { ma: { as: 'id' }, hinh: { as: 'geometry' }, ten: { as: 'field', type: 'text' } }, { shape: 'features' }),
      sql('dong', 'select ma, ten, luc_dia_phuong, thang from du_an order by ma', { ma: { as: 'id' }, ten: { as: 'field', type: 'text' }, luc_dia_phuong: { as: 'field', type: 'instant' }, thang: { as: 'field', type: 'date' } }, { shape: 'events' }),
    ]);
    expect(await ask(federation, 'ban-do')).toMatchObject({ ok: true, value: { data: { features: [{ id: 'DA-001', geometry: { type: 'Point', coordinates: [105.7, 18.7] }, properties: { ten: 'Đường ven biển' } }, {}] } } });
    expect(await ask(federation, 'dong')).toMatchObject({ ok: true, value: { notes: [{ code: 'zone-assumed', count: 2 }], data: { rows: [{ values: { luc_dia_phuong: Date.parse('2026-11-05T08:00:00+07:00'), thang: '2026-10-01' } }, {}] } } });
  });

  it('cuts a huge result at the limit of rows, without fetching the rest, and at that of bytes', async () => {
    const statement = "select 'a' || n as ma, n as dem from generate_series(1, 3000000) as n";
    const columns = { ma: { as: 'geo' }, dem: { as: 'metric', unit: 'count' } };
    const federation = open(postgis.readerUrl, [sql('nhieu', statement, columns, { request: { rowLimit: 2_500 } })]);
    expect(await ask(federation, 'nhieu')).toMatchObject({ ok: true, value: { partial: { present: 2_500, expected: 2_501 }, data: { values: { length: 2_500 } } } });
    const narrow = open(postgis.readerUrl, [sql('nhieu', statement, columns)], { maxBytes: 20_000 });
    expect(await ask(narrow, 'nhieu')).toMatchObject({ ok: false, error: { kind: 'too-large' } });
  });

  it.each([
    ['select khong_co as von\nfrom du_an', { kind: 'misconfigured', pointer: '/request/statement', got: 'SQLSTATE 42703, line 1' }], ['select von\nfrom khong_co', { kind: 'misconfigured', got: 'SQLSTATE 42P01, line 2' }],
    ['select a as von from khong_doc', { kind: 'denied' }], ['select 1 / ty_le as von from du_an where ty_le = 0', { kind: 'source-error', got: 'SQLSTATE 22012' }],
    ["select nextval('x') as von", { kind: 'misconfigured' }], ["select set_config('transaction_read_only', 'off', true) as von", { kind: 'source-error', got: 'SQLSTATE 25001' }],
  ])('says what was wrong, and no statement, host or account: %s', async (statement, error) => {
    const answer = await ask(open(postgis.readerUrl, [sql('loi', statement, metric)]), 'loi');
    expect(answer).toMatchObject({ ok: false, error });
    expect(JSON.stringify(answer)).not.toMatch(/khong_co|khong_doc|127\.0\.0\.1|chi_doc/);
  });

  it('stops a statement at its limit of time, and when nobody waits any more', async () => {
    const slow = sql('lau', 'select count(*) as von from generate_series(1, 2000000000)', { von: { as: 'metric', unit: 'count' } }, { request: { timeLimit: 1 } });
    expect(await ask(open(postgis.readerUrl, [slow]), 'lau')).toMatchObject({ ok: false, error: { kind: 'timed-out' } });
    const patient = open(postgis.readerUrl, [{ ...slow, request: { ...slow.request, timeLimit: 60 } }], { deadlineMs: 60_000 });
    const leave = new AbortController();
    const left = ask(patient, 'lau', {}, leave.signal);
    await expect.poll(() => working(postgis), { timeout: 5_000 }).toBe(1);
    leave.abort();
    expect(await left).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect.poll(() => working(postgis), { timeout: 5_000 }).toBe(0);
  });

  it('is not asked with an account that could write', async () => {
    const one = [sql('mot', 'select 1 as von', metric)];
    expect(await ask(open(postgis.ownerUrl, one), 'mot')).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer: '/source', got: 'an account with the right to write' } });
    await postgis.tell("create role ghi_duoc login password 'Doc8-Kho9-Lieu7-Tinh6-Nay5'; grant usage on schema public to ghi_duoc; grant insert on du_an to ghi_duoc");
    expect(await ask(open(postgis.readerUrl.replace('chi_doc', 'ghi_duoc'), one), 'mot')).toMatchObject({ ok: false, error: { got: 'an account with the right to write' } });
    await postgis.tell('revoke insert on du_an from ghi_duoc');
    expect(await ask(open(postgis.readerUrl.replace('chi_doc', 'ghi_duoc'), one), 'mot')).toMatchObject({ ok: true });
  });

  it('is not there, or does not know us', async () => {
    const one = [sql('mot', 'select 1 as von', metric)];
    expect(await ask(open(postgis.readerUrl.replace('Doc8', 'Doc7'), one), 'mot')).toMatchObject({ ok: false, error: { kind: 'denied' } });
    expect(await ask(open(postgis.readerUrl.replace(/:\d+\//, ':1/'), one), 'mot')).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it('is reached only where the operator said it may be', () => {
    expect(planOf(postgis.readerUrl)).toMatchObject({ kind: 'postgres', host: '127.0.0.1', user: 'chi_doc', schemas: ['public'] });
    expect(planOf(postgis.readerUrl, { internal: false })).toMatchObject([/special range/, /without encryption/].map((form) => expect.stringMatching(form) as unknown));
    expect(planOf('postgres://kho.example/x')).toMatchObject([expect.stringMatching(/postgres:\/\/user:password/)]);
    expect(planOf('postgres://a:password@kho.example/x')).toMatchObject([expect.stringMatching(/weak/)]);
    expect(planOf(`${postgis.readerUrl}?options=-c`)).toMatchObject([expect.stringMatching(/without parameters/)]);
  });

  it('resolves its name by the guard', async () => {
    const plan = planOf(postgis.readerUrl.replace('127.0.0.1', 'kho.example'));
    if (Array.isArray(plan) || plan.kind !== 'postgres') throw new Error(String(plan));
    const refused: string[] = [];
    for (const [addresses, kind] of [[['127.0.0.1'], 'answered'], [['169.254.169.254'], 'unreachable'], [['127.0.0.1', '169.254.169.254'], 'unreachable']] as const) {
      const way = postgresWay(plan, { source: 'kho', log: pino({ level: 'silent' }), resolve: () => Promise.resolve(addresses), refused: (because) => refused.push(because) });
      const body = JSON.stringify({ statement: 'select 1 as a', values: [], columns: ['a'], rowLimit: 1, timeLimit: 1 });
      const reply = await way.transport({ method: 'POST', path: 'sql', query: [], headers: {}, body, idempotent: true }, { signal: new AbortController().signal, deadlineMs: 5_000, maxBytes: 1_000 });
      expect(reply.ok ? 'answered' : reply.error.kind).toBe(kind);
      await way.close();
    }
    expect(refused).toEqual(['address-not-allowed', 'address-not-allowed']);
  });
});

/** Statements of the reader that are being worked on. */
async function working({ server, ownerUrl }: PostgisServer): Promise<number> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: server.url(new URL(ownerUrl).pathname.slice(1)) });
  await client.connect();
  const { rows } = await client.query<{ count: string }>("select count(*) from pg_stat_activity where usename = 'chi_doc' and state = 'active'");
  await client.end();
  return Number(rows[0]?.count);
}
