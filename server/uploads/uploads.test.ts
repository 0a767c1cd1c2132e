import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rightsOf } from '@/access/rights-of';
import { role, rulesOf } from '@/access/testing/random-access';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { packOf } from '@/config/testing/good-pack';
import type { Actor } from '@/domain/access';
import type { CodeList } from '@/domain/code-list';
import type { Json } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { nodeFederation } from './testing/upload-federation';
import { datasetOf } from '../../test/contract/federation-server';
import { sampleDataset, samplePlaces } from '@/federation/connectors/table-file/sample';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testApp, testCore, type TestCore } from '../testing/test-gateway';
import type { Gateway } from '../http/route';
import { createUploads, type Uploads } from './create-uploads';
import { filesTransport } from './files-transport';
import { runReading } from './reading/reading-job';
import { openZip } from './reading/zip';
import { uploadRoutes } from './upload-routes';

const person = (id: string, grant: { role: string; unit: string | null }): Actor => ({ kind: 'person', id, name: id, title: '', unit: grant.unit, session: `s-${id}`, grants: [grant], purposes: [] });
const CLERK = person('clerk', { role: 'clerk', unit: '16681' });
const NEIGHBOUR = person('neighbour', { role: 'clerk', unit: '16690' });
const ADMINISTRATOR = person('administrator', { role: 'clerk', unit: null });
const READER = person('reader', { role: 'reader', unit: '16681' });
const PERIOD = 'calendar:2026-10';
const HEAD = 'Mã cây trồng;Diện tích;Vụ đông;Vụ xuân\n';

const HAZARDS: CodeList = {
  id: 'hazards', version: '2026', name: { vi: 'Loại thiên tai', en: 'Hazards' }, owner: { vi: 'A', en: 'A' }, validFrom: '2025-07-01', validTo: null, normalise: 'none',
  codes: [{ code: 'sl', label: { vi: 'Sạt lở', en: 'Landslide' } }],
};
const PLACE_COLUMNS = (samplePlaces.mapping['columns'] as readonly { readonly id: string }[]).map((column) => (column.id === 'kind' ? { id: 'kind', title: { vi: 'Loại', en: 'Kind' }, type: 'code', list: 'hazards' } : column));

function province(): Province {
  const { province: read, faults } = parsePack(packOf((trees) => {
    const book = trees['units.json'];
    if (book) book['units'] = [...(book['units'] as readonly Json[]), ['16690', 'ward', 'commune', 'Trường Vinh', null, '40', '2025-07-01']];
  }));
  if (!read) throw new Error(JSON.stringify(faults));
  const reads = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const], units: 'own' as const }];
  const { id: _, connector, shape, classification, parameters, request, mapping } = sampleDataset;
  return {
    ...read,
    datasets: new Map([['commune-report', datasetOf('commune-report', 'files', { connector, shape, classification, parameters, request, mapping, unitScope: { field: 'unit' } })],
      ['hazard-points', datasetOf('hazard-points', 'files', { ...samplePlaces, mapping: { ...samplePlaces.mapping, columns: PLACE_COLUMNS }, unitScope: { field: 'unit' } })]]),
    codeLists: [HAZARDS],
    access: rulesOf([role('clerk', reads, ['dataset.load']), role('reader', reads, [])]),
  };
}

let store: MemoryStore;
let core: TestCore;
let app: Gateway;
let uploads: Uploads;
let actor: Actor = CLERK;
const inForce = province();
beforeAll(async () => { store = await memoryStore(); }, 60_000);
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  actor = CLERK;
  core = testCore(store, inForce);
  app = testApp(core, () => actor);
  uploads = createUploads(core, (job) => Promise.resolve(runReading(job)));
  uploadRoutes(app, core, uploads);
});

interface Told {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly token?: string; readonly sha256?: string; readonly id?: string; readonly version?: number; readonly code?: string };
}
async function ask(method: 'GET' | 'POST', url: string, payload?: string | object, headers: Record<string, string> = {}): Promise<Told> {
  const bytes = typeof payload === 'string';
  const answer = await app.inject({
    method, url, headers: { ...OWN_PAGE, ...(payload === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }), ...headers },
    ...(payload === undefined ? {} : { payload: bytes ? Buffer.from(payload) : payload }),
  });
  return { status: answer.statusCode, body: String(answer.headers['content-type']).includes('json') ? answer.json<Told['body']>() : { text: answer.body } };
}
const preview = (body: string, unit = '16681', period = PERIOD): Promise<Told> =>
  ask('POST', `/api/uploads/preview?dataset=commune-report&unit=${unit}&period=${encodeURIComponent(period)}&name=${encodeURIComponent('../../báo cáo.csv')}&numbers=vi`, body);
async function load(body: string, unit = '16681', period = PERIOD): Promise<Told> {
  const { body: { token, sha256 } } = await preview(body, unit, period);
  return ask('POST', '/api/uploads', { token, sha256 });
}
const table = async (query: readonly (readonly [string, string])[] = []): Promise<Record<string, unknown>> => {
  const reply = await filesTransport(core)({ method: 'GET', path: 'commune-report', query, headers: {}, body: null, idempotent: true }, { signal: new AbortController().signal, deadlineMs: 1, maxBytes: 1 });
  return reply.ok ? (JSON.parse(new TextDecoder().decode(reply.value.body)) as Record<string, unknown>) : { error: reply.error };
};

describe('a file of figures', () => {
  it('is looked over, then loaded whole as the next version, told and written down', async () => {
    const looked = await preview(`${HEAD}01;1.234,5;;\n`);
    expect(looked).toMatchObject({ status: 200, body: { faultCount: 0, rowCount: 1, mapping: { crop: 0, area: 1 }, sample: [{ row: 2, cells: ['01', '1.234,5', '', ''] }], before: null, totals: [{ column: 'area', sum: 1234.5 }, {}, {}] } });
    expect(await table()).toMatchObject({ rows: [], present: 0 });
    const { token, sha256 } = looked.body;
    const first = await ask('POST', '/api/uploads', { token, sha256 });
    expect(first).toMatchObject({ status: 200, body: { version: 1, unit: '16681', period: PERIOD, fileName: 'báo cáo.csv', rowCount: 1, withdrawn: null } });
    // The same again is the same, and nothing new.
    expect(await ask('POST', '/api/uploads', { token, sha256 })).toEqual(first);
    expect(core.published).toEqual([{ kind: 'dataset-changed', audience: { to: 'everyone' }, payload: { dataset: 'commune-report', loaded: true } }]);
    expect(core.audited).toMatchObject([{ action: 'upload', target: `upload:${token}`, detail: { deed: 'load', unit: '16681', version: 1, rows: 1 } }]);
    expect(JSON.stringify(core.audited)).not.toContain('báo cáo');
    expect(await table()).toMatchObject({ rows: [['16681', PERIOD, '01', 1234.5, null, null]], present: 1, asOf: core.clock() });
  });

  it('with one fault is not loaded at all', async () => {
    const { body } = await preview(`${HEAD}01;1;;\n02;x;;\n`);
    expect(body).toMatchObject({ token: null, faultCount: 1, faults: [{ row: 3, column: 'area', code: 'type', got: 'x', words: { vi: expect.stringContaining('“Diện tích” cần một số') as string } }] });
    expect(await store.db.selectFrom('upload_preview').selectAll().execute()).toEqual([]);
  });

  it('has versions: the newest stands, and when it is taken back the one before', async () => {
    await load(`${HEAD}01;1;;\n02;7;;\n`);
    core.turn(1_000);
    const second = await load(`${HEAD}01;2;;\n`);
    expect((await preview(`${HEAD}01;3;;\n`)).body).toMatchObject({ before: { version: 2, same: false, totals: [{ column: 'area', sum: 2 }, {}, {}] } });
    expect(await table()).toMatchObject({ rows: [['16681', PERIOD, '01', 2, null, null]] });
    const back = await ask('POST', `/api/uploads/${String(second.body.id)}/withdraw`, { reason: 'gửi nhầm kỳ' });
    expect(back.body).toMatchObject({ withdrawn: { reason: 'gửi nhầm kỳ', at: core.clock() } });
    expect(await table()).toMatchObject({ rows: [['16681', PERIOD, '01', 1, null, null], ['16681', PERIOD, '02', 7, null, null]] });
    // Again says the same and is not told twice.
    await ask('POST', `/api/uploads/${String(second.body.id)}/withdraw`, { reason: 'lần nữa' });
    expect(core.published).toHaveLength(3);
    expect((await load(`${HEAD}01;4;;\n`)).body.version).toBe(3);
    expect((await ask('GET', '/api/uploads?dataset=commune-report')).body['uploads']).toMatchObject([{ version: 3 }, { version: 2, withdrawn: {} }, { version: 1 }]);
  });

  it('comes back byte for byte, and that is written down', async () => {
    const { body } = await load(`${HEAD}01;1;;\n`);
    expect((await ask('GET', `/api/uploads/${String(body.id)}/file`)).body).toEqual({ text: `${HEAD}01;1;;\n` });
    expect(core.audited.at(-1)).toMatchObject({ action: 'export', target: `upload:${String(body.id)}` });
  });

  it('of a unit that did not send leaves it missing', async () => {
    await load(`${HEAD}01;1;;\n`);
    const told = await table();
    expect(told).toMatchObject({ present: 1 });
    expect((told['units'] as string[]).length).toBe(told['expected']);
    expect(told['expected']).toBeGreaterThan(1);
    expect(await table([['units', '16690']])).toMatchObject({ rows: [], present: 0 });
  });

  it('is a dataset like any other', async () => {
    await load(`${HEAD}01;1;;\n`);
    const answer = await nodeFederation(inForce, filesTransport(core), core.clock).ask({ dataset: 'commune-report', params: { period: PERIOD } }, new AbortController().signal);
    expect(answer).toMatchObject({ ok: true, value: { data: { kind: 'cube' }, partial: { present: 1 }, provenance: { connector: 'table-file', sourceVersion: expect.stringMatching(/^1 · v1 · [0-9a-f]{8}$/) as string } } });
  });
});

describe('a file of places', () => {
  const body = (kind: string, lon = 105.21): string => JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, 19.04] }, properties: { place: 'Dốc Bò Lăn', kind } }] });
  const look = (text: string): Promise<Told> => ask('POST', `/api/uploads/preview?dataset=hazard-points&unit=16681&period=${encodeURIComponent(PERIOD)}&name=a.geojson`, text);

  it('is looked over against the shared list in force, loaded as a version, and is points on the map', async () => {
    expect((await look(body('sl ở', 400))).body).toMatchObject({ token: null, form: 'geojson', faults: [{ row: 1, column: 'kind', code: 'code-list', expected: 'sl (Sạt lở)' }, { row: 1, code: 'metres' }] });
    const { body: { token, sha256 } } = await look(body('sl'));
    const loaded = await ask('POST', '/api/uploads', { token, sha256 });
    expect(loaded.body).toMatchObject({ version: 1, rowCount: 1 });
    const answer = await nodeFederation(inForce, filesTransport(core), core.clock).ask({ dataset: 'hazard-points', params: { period: PERIOD } }, new AbortController().signal);
    expect(answer).toMatchObject({ ok: true, value: { data: { kind: 'features', features: [{ geometry: { type: 'Point', coordinates: [105.21, 19.04] }, properties: { unit: '16681', kind: 'sl' } }] }, partial: { present: 1 } } });
    const file = await app.inject({ method: 'GET', url: `/api/uploads/${String(loaded.body.id)}/file`, headers: OWN_PAGE });
    expect([file.headers['content-disposition'], file.body]).toEqual(['attachment; filename="hazard-points-16681-v1.json"', body('sl')]);
  });

  it('has the codes of its list in the form and in the notes of the template', async () => {
    const { forms } = (await ask('GET', '/api/uploads/forms')).body as { readonly forms?: readonly { readonly columns: readonly object[] }[] };
    expect(forms?.[1]?.columns[1]).toMatchObject({ id: 'kind', codes: [{ code: 'sl', label: 'Sạt lở' }] });
    const { rawPayload } = await app.inject({ method: 'GET', url: '/api/uploads/template?dataset=hazard-points&as=xlsx', headers: OWN_PAGE });
    const zip = openZip(rawPayload);
    expect(zip.names.map((name) => zip.read(name)?.toString()).join('')).toMatch(/Loại thiên tai[^]*Ý nghĩa[^]*>sl<[^]*Sạt lở/);
  });
});

describe('who may', () => {
  it('send only for their own unit, for a period that has begun', async () => {
    expect((await preview(`${HEAD}01;1;;\n`, '16690')).status).toBe(404);
    expect((await preview(`${HEAD}01;1;;\n`, '40')).status).toBe(404);
    for (const period of ['calendar:2027-01', 'calendar:2026-Q3', 'administrative:2026-10', 'x']) expect((await preview(`${HEAD}01;1;;\n`, '16681', period)).status).toBe(404);
    actor = ADMINISTRATOR;
    expect((await preview(`${HEAD}01;1;;\n`, '16690')).status).toBe(200);
    actor = READER;
    expect((await preview(`${HEAD}01;1;;\n`)).status).toBe(403);
    actor = { kind: 'anonymous' };
    expect((await preview(`${HEAD}01;1;;\n`)).status).toBe(401);
  });

  it('see and take back only what is theirs', async () => {
    const { body } = await load(`${HEAD}01;1;;\n`);
    actor = NEIGHBOUR;
    expect((await ask('GET', '/api/uploads?dataset=commune-report')).body).toEqual({ uploads: [] });
    expect((await ask('GET', `/api/uploads/${String(body.id)}/file`)).status).toBe(404);
    expect((await ask('POST', `/api/uploads/${String(body.id)}/withdraw`, { reason: 'thử xem' })).status).toBe(404);
    expect((await ask('GET', `/api/uploads/${randomUUID()}/file`)).status).toBe(404);
    expect((await ask('GET', '/api/uploads?dataset=nothing')).status).toBe(404);
  });

  it('load nobody else’s look, none that has run out, and no other bytes', async () => {
    const { body: { token, sha256 } } = await preview(`${HEAD}01;1;;\n`);
    actor = ADMINISTRATOR;
    expect((await ask('POST', '/api/uploads', { token, sha256 })).body).toMatchObject({ code: 'preview-gone' });
    actor = CLERK;
    expect((await ask('POST', '/api/uploads', { token, sha256: '0'.repeat(64) })).status).toBe(409);
    core.turn(31 * 60_000);
    expect((await ask('POST', '/api/uploads', { token, sha256 })).status).toBe(409);
    expect(core.published).toEqual([]);
  });

  it('send bytes and nothing else, from our own page', async () => {
    const url = `/api/uploads/preview?dataset=commune-report&unit=16681&period=${PERIOD}&name=a.csv`;
    expect((await ask('POST', url, 'x', { 'content-type': 'text/csv' })).body).toMatchObject({ code: 'media-type' });
    expect((await ask('POST', url, {})).body).toMatchObject({ code: 'media-type' });
    expect((await ask('POST', url, 'x', { 'x-csrf-token': 'other' })).body).toMatchObject({ code: 'cross-site' });
    expect((await ask('POST', url, 'x'.repeat(5 * 1024 * 1024 + 1))).body).toMatchObject({ code: 'too-large' });
    // A JSON route takes no bytes.
    expect((await ask('POST', '/api/uploads', 'x')).body).toMatchObject({ code: 'media-type' });
  });
});

it('gives out the forms and an empty table that is taken back as it is', async () => {
  expect((await ask('GET', '/api/uploads/forms')).body).toMatchObject({ forms: [{ dataset: 'commune-report', period: 'month', units: ['16681'], columns: [{ id: 'crop', key: true, codes: [{ code: '01', label: 'Lúa' }, {}] }, { id: 'area', measure: 'hectare' }, {}, {}] }, { dataset: 'hazard-points' }] });
  expect((await ask('GET', '/api/uploads/template?dataset=commune-report&as=csv')).body).toEqual({ text: `\ufeff${HEAD.replace('\n', '\r\n')}` });
  const answer = await app.inject({ method: 'GET', url: '/api/uploads/template?dataset=commune-report&as=xlsx', headers: OWN_PAGE });
  const read = runReading({ bytes: answer.rawPayload, dataset: sampleDataset, context: { numbers: undefined, unit: '16681', periodText: PERIOD, chosen: [], units: [], known: [] } });
  expect(read).toMatchObject({ ok: true, table: { mapping: { crop: 0, area: 1, winter: 2, spring: 3 }, faults: [{ code: 'no-rows' }], remarks: [] } });
});

it('is loaded at a first start alone', async () => {
  const file = { id: randomUUID(), dataset: 'commune-report', unit: '16681', period: PERIOD, fileName: 'a.csv', sha256: 'a', size: 1, content: '', rows: '[]', totals: '[]', rowCount: 0, by: null, at: new Date(core.clock()) };
  expect([await uploads.loadFirst([file]), await uploads.loadFirst([{ ...file, id: randomUUID() }])]).toEqual([1, 0]);
  expect(rightsOf(CLERK, inForce, toInstant(core.clock())).may('dataset.load', '16681')).toBe(true);
});
