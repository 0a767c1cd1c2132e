import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Actor } from '@/domain/access';
import { person, smallProvince } from '../datasets/testing/desk-bench';
import type { Gateway } from '../http/route';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testApp, testCore, type TestCore } from '../testing/test-gateway';
import { annotationRoutes } from './annotation-routes';

const LEADER = person('leader', [{ role: 'writer', unit: null }]);
const HEAD = person('head', [{ role: 'writer', unit: 'H41.06' }]);
const CLERK = person('clerk', [{ role: 'clerk', unit: 'H41.06' }]);
const CHAIR = person('chair', [{ role: 'writer', unit: '16681' }]);
const ACCESS = rulesOf([
  role('writer', [{ datasets: '*', classes: ['public', 'internal'], units: 'own' }], ['annotate']),
  role('clerk', [{ datasets: ['totals'], classes: ['public'], units: 'own' }], []),
]);

let store: MemoryStore;
let core: TestCore;
let app: Gateway;
let actor: Actor = HEAD;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(() => {
  core = testCore(store, { ...smallProvince(), access: ACCESS });
  app = testApp(core, () => actor);
  annotationRoutes(app, core);
  actor = HEAD;
});
afterEach(async () => {
  await app.close();
  await store.db.deleteFrom('annotation_reply').execute();
  await store.db.deleteFrom('annotation').execute();
});

let keys = 0;
const key = (): string => `key-of-this-remark-${(keys += 1)}`;
const ask = async (as: Actor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) => {
  actor = as;
  const answer = await app.inject({ method, url: `/api/annotations${path}`, headers: OWN_PAGE, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
};
const ON = { dataset: 'totals', unit: 'H41.06', period: 'calendar:2026-10' };
const write = (as: Actor, more: object = {}) => ask(as, 'POST', '', { ...ON, text: 'Số tháng 10 chưa gồm hồ sơ liên thông.', key: key(), ...more });
const listed = async (as: Actor, query = '?dataset=totals') => (await ask(as, 'GET', query)).body['annotations'] as { text: string; replies: { text: string }[]; mine: boolean; mayResolve: boolean }[];

describe('a remark on a figure', () => {
  it('is read by who shares the unit and sees the dataset, and does not exist for others', async () => {
    expect(await write(HEAD)).toMatchObject({ status: 200, body: { text: 'Số tháng 10 chưa gồm hồ sơ liên thông.', target: { ...ON, indicator: null, day: null }, author: { id: 'head' }, at: core.clock(), mine: true, mayResolve: true } });
    expect(await listed(CLERK)).toMatchObject([{ mine: false, mayResolve: false }]);
    expect(await listed(LEADER)).toMatchObject([{ mine: false, mayResolve: true }]);
    expect(await listed(CHAIR)).toEqual([]);
    expect((await ask({ kind: 'anonymous' }, 'GET', '?dataset=totals')).status).toBe(401);
    const [secret, unknown] = [await write(HEAD, { dataset: 'secrets' }), await write(HEAD, { dataset: 'nowhere' })];
    expect([secret.status, unknown.status]).toEqual([404, 404]);
  });

  it('about the whole province is read by everybody with a role, and written by who has the province', async () => {
    expect((await write(HEAD, { unit: '40' })).status).toBe(403);
    expect((await write(LEADER, { unit: '40' })).status).toBe(200);
    expect(await listed(CHAIR)).toHaveLength(1);
  });

  it('sent twice is written once; of two people one key is two remarks', async () => {
    const again = { key: 'one-key-for-this-remark' };
    const [first, second] = [await write(HEAD, again), await write(HEAD, again)];
    expect(second.body).toEqual(first.body);
    expect((await write(LEADER, again)).body['id']).not.toBe(first.body['id']);
    expect(core.audited.map(({ detail }) => detail)).toEqual([{ deed: 'write', dataset: 'totals', unit: 'H41.06' }, { deed: 'write', dataset: 'totals', unit: 'H41.06' }]);
  });

  it('is told to who may read it, within its own transaction, and never with its words', async () => {
    await write(HEAD);
    expect(core.published).toEqual([{ kind: 'annotation-changed', audience: { to: 'unit', unit: 'H41.06' }, payload: { dataset: 'totals', unit: 'H41.06' } }]);
    expect(JSON.stringify([core.published, core.audited])).not.toContain('liên thông');
    core = testCore(store, core.province.current());
    Object.assign(core, { audit: { append: () => Promise.reject(new Error('full')), write: () => Promise.resolve() } });
    await app.close();
    app = testApp(core, () => actor);
    annotationRoutes(app, core);
    expect((await write(HEAD)).status).toBe(500);
    expect(await listed(HEAD)).toHaveLength(1);
  });

  it.each([
    ['nothing said', { text: '  \n ' }, '/text'],
    ['more than anybody reads', { text: 'x'.repeat(2_001) }, '/text'],
    ['what turns text around', { text: 'a\u202eb' }, '/text'],
    ['a period and a day', { day: '2026-10-01' }, '/day'],
    ['no period', { period: '2026' }, '/period'],
    ['a day that is none', { period: null, day: '2026-02-30' }, '/day'],
    ['a unit nobody knows', { unit: '99999' }, '/unit'],
    ['an indicator of another dataset', { indicator: 'on-time' }, '/indicator'],
    ['a field nobody reads', { html: '<b>' }, ''],
  ])('with %s is refused by place', async (_name, more, at) => {
    const answer = await write(HEAD, more);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(String(answer.body['at'] ?? '')).toContain(at);
    expect(await listed(HEAD)).toEqual([]);
  });
});

describe('what is answered to a remark', () => {
  it('stands in order, by whoever may annotate where it is read', async () => {
    const id = String((await write(HEAD)).body['id']);
    core.turn(1_000);
    expect((await ask(LEADER, 'POST', `/${id}/replies`, { text: 'Bao giờ bổ sung?', key: key() })).status).toBe(200);
    core.turn(1_000);
    const sent = { text: 'Trước ngày 05.', key: key() };
    await ask(HEAD, 'POST', `/${id}/replies`, sent);
    await ask(HEAD, 'POST', `/${id}/replies`, sent);
    expect((await listed(CLERK))[0]?.replies.map(({ text }) => text)).toEqual(['Bao giờ bổ sung?', 'Trước ngày 05.']);
    expect((await ask(CLERK, 'POST', `/${id}/replies`, { text: 'x', key: key() })).status).toBe(403);
    expect((await ask(CHAIR, 'POST', `/${id}/replies`, { text: 'x', key: key() })).status).toBe(404);
  });

  it('is settled and opened again by its author or who may annotate there; words are its author’s alone', async () => {
    const id = String((await write(HEAD)).body['id']);
    expect(await ask(LEADER, 'PATCH', `/${id}`, { resolved: true })).toMatchObject({ status: 200, body: { resolved: { by: { id: 'leader' } } } });
    expect(await listed(HEAD, '?dataset=totals&resolved=false')).toEqual([]);
    expect((await ask(HEAD, 'PATCH', `/${id}`, { resolved: false })).body['resolved']).toBeNull();
    expect((await ask(LEADER, 'PATCH', `/${id}`, { text: 'khác' })).status).toBe(403);
    expect(await ask(HEAD, 'PATCH', `/${id}`, { text: 'Đã bổ sung.' })).toMatchObject({ status: 200, body: { text: 'Đã bổ sung.', editedAt: core.clock() } });
    expect((await ask(HEAD, 'PATCH', `/${id}`, {})).status).toBe(400);
  });

  it('goes with the remark when its author withdraws it, and its row stays', async () => {
    const id = String((await write(HEAD)).body['id']);
    await ask(LEADER, 'POST', `/${id}/replies`, { text: 'Rõ.', key: key() });
    expect((await ask(LEADER, 'DELETE', `/${id}`)).status).toBe(403);
    expect((await ask(HEAD, 'DELETE', `/${id}`)).status).toBe(200);
    expect(await listed(LEADER)).toEqual([]);
    expect((await ask(HEAD, 'PATCH', `/${id}`, { resolved: true })).status).toBe(404);
    expect(await store.db.selectFrom('annotation').select('text').execute()).toHaveLength(1);
  });
});
