import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explainFaults } from '@/config/explain-faults';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import type { Actor } from '@/domain/access';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { TableChoice } from '@/federation/connectors/px-web/dataset-of';
import type { Transport } from '@/federation/http/connection';
import { createStatisticsOffice } from '../../mock/statistics-office/system';
import { createWorld } from '../../mock/world';
import { hereThread } from '../../test/contract/federation-server';
import { createEventLog } from '../events/create-event-log';
import type { Gateway } from '../http/route';
import { createProvinceInForce, type ReadPack, type ReloadableProvince, type SavedFiles } from '../operate/province-in-force';
import { createReload, type Reload } from '../operate/reload';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, TEST_NOW, testApp, testCore, type TestCore } from '../testing/test-gateway';
import { authoringRoutes } from './authoring-routes';
import { createAuthoring } from './create-authoring';
import { createOffice, type WaysOut } from './office';
import { savedFiles } from './overlay';

const AUTHOR: Actor = { kind: 'person', id: 'author', name: 'Nguyễn Văn An', title: '', unit: null, session: 's1', grants: [{ role: 'leader', unit: null }], purposes: [] };
const CLERK: Actor = { ...AUTHOR, id: 'clerk', grants: [{ role: 'clerk', unit: '16681' }] };
const FILES = packOf((trees) => {
  const [source] = (trees['base/sources.json']?.['sources'] ?? []) as readonly { readonly [name: string]: never }[];
  trees['sources.json'] = { schemaVersion: 1, sources: [{ ...source, id: 'statistics-office', baseUrl: '/sources/statistics-office/', settings: { browse: { dialect: 'pxweb-1', path: 'api/v1/vi/' } } }] };
  const roles = trees['base/access.json']?.['roles'] as { may: string[] }[];
  roles[0]?.may.push('dataset.author');
});
const office = createStatisticsOffice(createWorld({ province: 'nghe-an', seed: 7, now: TEST_NOW }));
let isAway = false;
const transport: Transport = ({ method, path, query, body }) => {
  if (isAway) return Promise.resolve(err({ kind: 'unreachable' }));
  const reply = office.answer({ method, path: `/${path}`, query: new URLSearchParams(query.map(([name, value]) => [name, value])), body: body ?? '', now: TEST_NOW });
  return Promise.resolve(reply.status === 200 ? ok({ body: new Uint8Array(Buffer.from(reply.body)), serverTime: toInstant(TEST_NOW), etag: null }) : err({ kind: 'unavailable', httpStatus: reply.status }));
};
const ways: WaysOut = { connectionOf: ({ id }) => ({ base: `https://${id}.invalid/`, transport }), holdsSecret: (text) => text.includes('s3cret-of-ours') };
const TABLE = 'api/v1/vi/ThongKe/KTXH/KTXH01.px';

let store: MemoryStore;
let core: TestCore;
let app: Gateway;
let actor: Actor = AUTHOR;
let disk = FILES;
const stops: (() => unknown)[] = [];
beforeAll(async () => { store = await memoryStore(); }, 60_000);
afterAll(() => store.close());

const load = async (saved?: SavedFiles): Promise<ReadPack> => {
  const files = { ...disk, ...(saved ?? await savedFiles(store.db)) };
  const { province, faults } = parsePack(files);
  return { pack: province && { province, files }, faults: explainFaults(faults, files) };
};
/** A gateway's configuration over the one store. */
async function gateway(): Promise<{ readonly inForce: ReloadableProvince; readonly core: TestCore; readonly reload: Reload }> {
  const { pack } = await load();
  if (!pack) throw new Error('the pack cannot be read');
  const inForce = createProvinceInForce(load, pack);
  const plain = testCore(store, pack.province);
  const events = createEventLog({ store, log: plain.log, clock: plain.clock });
  const own: TestCore = Object.assign(plain, { province: inForce, events });
  await events.start();
  const reload = createReload({ core: own, inForce });
  stops.push(reload.stop, () => events.stop());
  return { inForce, core: own, reload };
}
beforeEach(async () => {
  await store.reset();
  [actor, disk, isAway] = [AUTHOR, FILES, false];
  const one = await gateway();
  core = one.core;
  app = testApp(core, () => actor);
  const asked = createOffice(core, ways);
  authoringRoutes(app, core, createAuthoring(core, { ways, office: asked, startThread: hereThread, inForce: { check: async (saved) => (await one.inForce.read(saved)).faults, change: one.reload.change } }), asked);
});
afterEach(async () => {
  await app.close();
  for (const stop of stops.splice(0)) await stop();
});

const ask = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, body?: object, headers: Record<string, string> = {}) => {
  const answer = await app.inject({ method, url: `/api/authoring/${url}`, headers: { ...OWN_PAGE, ...headers }, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, body: answer.json<Readonly<Record<string, unknown>>>(), etag: answer.headers['etag'] };
};
const NEW = { 'if-none-match': '*' };
const match = (revision: number) => ({ 'if-match': `"${revision}"` });
const reason = 'Theo dõi hằng tháng';
async function proposal(more: Partial<TableChoice> = {}): Promise<TableChoice> {
  const { body } = await ask('GET', `sources/statistics-office/table?path=${TABLE}`);
  const { metrics, ...rest } = body['proposal'] as TableChoice;
  return { ...rest, metrics: metrics.filter(({ unit }) => unit !== null).slice(0, 3), id: 'saved-monthly', ...more };
}
const put = (choice: TableChoice, headers: Record<string, string> = NEW) => ask('PUT', `datasets/${choice.id}`, { choice, reason }, headers);
const inForceIds = () => [...core.province.current().datasets.keys()];

describe('looking through an office', () => {
  it('goes from its databases to a table, which comes with what it most likely is', async () => {
    expect((await ask('GET', 'sources')).body).toMatchObject({ sources: [{ id: 'statistics-office', dialect: 'pxweb-1', root: 'api/v1/vi/' }] });
    const root = await ask('GET', 'sources/statistics-office/browse');
    expect(root.body).toMatchObject({ entries: [{ kind: 'folder', id: 'ThongKe', path: 'api/v1/vi/ThongKe/' }] });
    const folder = await ask('GET', 'sources/statistics-office/browse?path=api/v1/vi/ThongKe/KTXH/');
    expect(folder.body['entries']).toContainEqual(expect.objectContaining({ kind: 'table', id: 'KTXH01.px', path: TABLE }));
    const table = await ask('GET', `sources/statistics-office/table?path=${TABLE}`);
    expect(table.body).toMatchObject({ dimensions: [{ id: 'ChiTieu', role: 'metric' }, { id: 'Thang', role: 'time' }], proposal: { source: 'statistics-office', time: { dimension: 'Thang', calendar: 'calendar' }, metricDimension: 'ChiTieu', cadence: { period: 'month' } } });
    expect((table.body['proposal'] as TableChoice).metrics[0]).toMatchObject({ from: 'THU_NSNN_LK', unit: 'billion-dong', calendar: 'statistical' });
  });

  it('never leaves it, and says plainly where it is away or answers with nothing', async () => {
    for (const path of ['etc/', 'api/v1/en/', '/api/v1/vi/x']) expect((await ask('GET', `sources/statistics-office/browse?path=${path}`)).status).toBe(404);
    expect(await ask('GET', 'sources/statistics-office/browse?path=api/v1/vi/../x')).toMatchObject({ status: 502, body: { code: 'source-failed', expected: 'a path below the source' } });
    expect((await ask('GET', 'sources/one-stop/browse')).status).toBe(404);
    isAway = true;
    expect(await ask('GET', 'sources/statistics-office/browse')).toMatchObject({ status: 503, body: { code: 'source-unavailable' } });
  });

  it('is for who may make datasets alone', async () => {
    actor = CLERK;
    for (const url of ['sources', 'sources/statistics-office/browse', `sources/statistics-office/table?path=${TABLE}`, 'datasets', 'datasets/x']) expect((await ask('GET', url)).status).toBe(403);
    expect((await ask('DELETE', 'datasets/x', { reason }, match(1))).status).toBe(403);
  });
});

describe('a choice', () => {
  it('is asked once, and shows its first cells', async () => {
    const { status, body } = await ask('POST', 'preview', { choice: await proposal() });
    expect([status, body['faults']]).toEqual([200, []]);
    expect(body['tried']).toMatchObject({ dimensions: expect.arrayContaining([expect.objectContaining({ role: 'metric', size: 3 })]), cellCount: expect.any(Number) });
    const { cells } = body['tried'] as { readonly cells: readonly { readonly value: number | null; readonly labels: readonly string[]; readonly status: string }[] };
    // Since January and of the month, each with the newest three periods; what cannot be is not shown.
    expect(new Set(cells.map(({ labels }) => labels[1]?.split(':')[0]))).toEqual(new Set(['statistical', 'calendar']));
    expect(cells.map(({ status }) => status)).not.toContain('not-applicable');
    expect(cells.some(({ value }) => value !== null)).toBe(true);
    expect(inForceIds()).not.toContain('saved-monthly');
  });

  it.each<[string, Partial<TableChoice>, object]>([
    ['of a dimension the table has not', { time: { dimension: 'Nam', calendar: 'calendar' } }, { in: 'choice', place: '/time/dimension' }],
    ['without a word for its title', { title: { vi: '', en: 'x' } }, { in: 'dataset', place: '/title/vi' }],
    ['outside its source', { path: 'quan-tri/x.px' }, { in: 'choice', place: '/path' }],
    ['of a table that is not there', { path: 'api/v1/vi/ThongKe/KTXH/KHONG.px' }, { in: 'source' }],
    ['under an id that the pack has', { id: 'procedures' }, { in: 'dataset', place: '/id' }],
  ])('%s says where it is wrong', async (_, more, fault) => {
    expect((await ask('POST', 'preview', { choice: await proposal(more) })).body).toMatchObject({ faults: [fault], tried: null });
  });
});

describe('a saved dataset', () => {
  it('is in force at once here and soon in every gateway, and written down', async () => {
    const other = await gateway();
    const heard = new Promise<void>((done) => { other.inForce.onChange(() => done()); });
    const choice = await proposal();
    expect(await put(choice)).toMatchObject({ status: 200, body: { id: 'saved-monthly', revision: 1 }, etag: '"1"' });
    expect(core.province.current().datasets.get('saved-monthly')).toMatchObject({ connector: 'json-stat', source: 'statistics-office', request: { path: TABLE } });
    await heard;
    expect(other.inForce.current().datasets.has('saved-monthly')).toBe(true);
    expect(core.audited).toContainEqual(expect.objectContaining({ action: 'configuration', target: 'dataset:saved-monthly', outcome: 'done', detail: { deed: 'create', revision: 1, reason } }));
    expect((await ask('GET', 'datasets/saved-monthly')).body).toMatchObject({ revision: 1, inForce: true, choice: { id: 'saved-monthly', path: TABLE } });
    expect((await load()).pack?.province.datasets.has('saved-monthly')).toBe(true);
  });

  it('that is faulty is refused with every fault, and nothing changes', async () => {
    const before = core.province.current();
    const refused = await put(await proposal({ title: { vi: '', en: '' } }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'document-invalid', at: 'dataset/title/vi', faults: [{ in: 'dataset', place: '/title/vi' }, { in: 'dataset', place: '/title/en' }] } });
    expect(core.province.current()).toBe(before);
    expect(await savedFiles(store.db)).toEqual({});
    expect(core.audited).toContainEqual(expect.objectContaining({ target: 'dataset:saved-monthly', outcome: 'failed' }));
  });

  it('keeps its history: changed, deleted, brought back', async () => {
    const choice = await proposal();
    await put(choice);
    const renamed = { ...choice, title: { vi: 'Tên mới', en: 'New name' } };
    expect((await put(renamed, match(1))).body).toMatchObject({ revision: 2 });
    expect((await ask('DELETE', 'datasets/saved-monthly', { reason: 'không dùng nữa' }, match(2))).body).toMatchObject({ revision: 3 });
    expect(inForceIds()).not.toContain('saved-monthly');
    expect((await ask('GET', 'datasets/saved-monthly')).status).toBe(404);
    expect((await ask('POST', 'datasets/saved-monthly/restore', { revision: 3, reason }, match(3))).status).toBe(400);
    expect((await ask('POST', 'datasets/saved-monthly/restore', { revision: 1, reason }, match(3))).body).toMatchObject({ revision: 4 });
    expect(core.province.current().datasets.get('saved-monthly')?.title).toEqual(choice.title);
    const { body } = await ask('GET', 'datasets/saved-monthly/revisions');
    expect((body['revisions'] as readonly { revision: number; deleted: boolean }[]).map(({ revision, deleted }) => [revision, deleted])).toEqual([[4, false], [3, true], [2, false], [1, false]]);
    expect((await ask('GET', 'datasets')).body).toMatchObject({ datasets: [{ id: 'saved-monthly', revision: 4, deleted: false, reason }] });
  });

  it('is changed only by who saw what stands', async () => {
    const choice = await proposal();
    await put(choice);
    expect((await put(choice)).body).toMatchObject({ code: 'document-conflict' });
    expect((await put(choice, match(7))).body).toMatchObject({ code: 'document-conflict' });
    expect((await put(choice, {})).body).toMatchObject({ code: 'precondition-needed' });
    expect((await put({ ...choice, id: 'procedures' })).body).toMatchObject({ code: 'id-reserved' });
    expect((await ask('DELETE', 'datasets/never-saved', { reason }, match(1))).status).toBe(404);
    // Two at once on the same revision: one of them.
    const both = await Promise.all([put(choice, match(1)), put(choice, match(1))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('gives way to one that the pack has later, which is said', async () => {
    const choice = await proposal();
    await put(choice);
    disk = packOf((trees) => {
      Object.assign(trees, Object.fromEntries(Object.entries(FILES).map(([file, text]) => [file, JSON.parse(text) as never])));
      trees['datasets.json'] = { schemaVersion: 1, datasets: [{ ...(trees['base/datasets.json']?.['datasets'] as readonly { readonly [name: string]: never }[])[0], id: 'saved-monthly' }] };
    });
    const { pack, faults } = await load();
    expect(faults).toMatchObject([{ code: 'duplicate-id', file: 'saved/datasets.json', pointer: '/datasets/0/id' }]);
    expect(pack?.province.datasets.get('saved-monthly')?.source).toBe('one-stop');
  });
});
