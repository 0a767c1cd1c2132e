import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import type { Program, WallPlan } from '@/domain/wall';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { LEADER, LOCAL, OPERATOR, SECOND, wallApp, type WallApp } from './testing/wall-app';

const corner = (row: number, column: number, rowSpan = 1, columnSpan = 1) => ({ row, column, rowSpan, columnSpan });
const plan = (screens: WallPlan['screens'] = {}, more: Partial<WallPlan> = {}): WallPlan =>
  ({ name: 'Tường phòng trực', rows: 2, columns: 3, bezelMm: 3.5, panel: { diagonalInches: 55, width: 1_920, height: 1_080 }, distanceM: 5, screens, ...more });
const NOBODY = 'nobody-of-this-name-1';
const REPORT = {
  dashboard: null, build: 'b2', freshness: 'STALE', scene: 'duty', programRevision: 1, showing: ['Trực ban · 1/2'], oldestMs: 90_000, heapBytes: null, frameRate: 60,
  upMs: 1_000, restarts: 0, width: 1_920, height: 1_080, mirror: [{ x: 0, y: 0, w: 1_000, h: 500, title: 'Hồ sơ', state: 'STALE', widget: 'note' }],
};

let inner: MemoryStore;
let transactions = 0;
let wall: WallApp;
beforeAll(async () => { inner = await memoryStore(); }, 60_000);
beforeEach(async () => {
  await inner.reset();
  transactions = 0;
  wall = wallApp({ ...inner, transact: (work) => { transactions += 1; return inner.transact(work); } });
});
afterEach(() => wall.close());
afterAll(() => inner.close());

const make = (as: Actor, body: object) => wall.ask(as, 'POST', '/api/walls', body);
const change = (as: Actor, id: string, revision: number, body: WallPlan) => wall.ask(as, 'PUT', `/api/walls/${id}`, { plan: body }, { 'if-match': `"${revision}"` });
const stand = (secret: string, shows: object) => wall.ask(secret, 'POST', '/api/screen/standing', { shows });
interface Looked { readonly walls: { readonly id: string; readonly revision: number; readonly plan: WallPlan }[]; readonly screens: { readonly id: string; readonly program: Program; readonly [field: string]: unknown }[]; readonly scenes: { readonly id: string }[] }
const look = async (as: Actor) => (await wall.ask(as, 'GET', '/api/walls')).body as object as Looked;
const own = async (secret: string) => (await wall.ask(secret, 'GET', '/api/screen/program')).body;

describe('a plan', () => {
  it('is kept with every revision, tells its screens where they hang, and operators', async () => {
    const [one, two] = [await wall.screen(), await wall.screen()];
    const made = await make(OPERATOR, { plan: plan({ [one.id]: corner(1, 1, 2, 2) }), unit: null });
    const id = String(made.body['id']);
    expect(made).toMatchObject({ status: 200, etag: '"1"', body: { unit: null, revision: 1, plan: plan({ [one.id]: corner(1, 1, 2, 2) }) } });
    expect(await own(one.secret)).toMatchObject({ screen: { place: corner(1, 1, 2, 2), panel: { diagonalInches: 55 }, distanceM: 5 } });
    expect(await own(two.secret)).toMatchObject({ screen: { place: null, panel: null, distanceM: null } });
    expect(await change(OPERATOR, id, 1, plan({ [two.id]: corner(1, 3) }, { name: 'Tường mới' }))).toMatchObject({ status: 200, etag: '"2"', body: { revision: 2 } });
    expect(wall.core.audited).toMatchObject([
      { action: 'screen', actor: OPERATOR, target: `wall:${id}`, detail: { deed: 'wall-create', revision: 1, screens: [one.id] } },
      { action: 'screen', target: `wall:${id}`, detail: { deed: 'wall-change', name: 'Tường mới', revision: 2, screens: [two.id] } },
    ]);
    const told = wall.core.published.slice(-3).map(({ kind, audience }) => [kind, 'id' in audience ? audience.id : null]);
    expect(told).toEqual([['screen-command', one.id], ['screen-command', two.id], ['wall-changed', null]]);
    expect(await wall.ask(OPERATOR, 'DELETE', `/api/walls/${id}`)).toMatchObject({ status: 200, body: { done: true } });
    expect((await look(OPERATOR)).walls).toEqual([]);
    expect(await own(two.secret)).toMatchObject({ screen: { place: null } });
    expect(await change(OPERATOR, id, 3, plan())).toMatchObject({ status: 404 });
    const kept = await inner.db.selectFrom('wall_plan').select(['revision', 'deleted', 'author']).orderBy('revision').execute();
    expect(kept).toEqual([{ revision: 1, deleted: false, author: 'op' }, { revision: 2, deleted: false, author: 'op' }, { revision: 3, deleted: true, author: 'op' }]);
  });

  it('answers a conflict with what stands, and writes nothing', async () => {
    const id = String((await make(OPERATOR, { plan: plan(), unit: null })).body['id']);
    const answers = await Promise.all([change(OPERATOR, id, 1, plan({}, { name: 'Của tôi' })), change(SECOND, id, 1, plan({}, { name: 'Của bạn' }))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const stands = answers.find(({ status }) => status === 200)?.body;
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ etag: '"2"', body: { code: 'document-conflict', current: stands } });
    expect(await wall.ask(OPERATOR, 'PUT', `/api/walls/${id}`, { plan: plan() })).toMatchObject({ status: 428 });
    expect(await wall.ask(OPERATOR, 'PUT', `/api/walls/${id}`, { plan: plan() }, { 'if-none-match': '*' })).toMatchObject({ status: 400 });
  });

  it('has each screen once, of its own unit', async () => {
    const [one, far] = [await wall.screen('16681'), await wall.screen('H41.06')];
    await make(OPERATOR, { plan: plan({ [one.id]: corner(1, 1) }), unit: '16681' });
    const at = (screen: string) => `body/plan/screens/${screen}`;
    expect((await make(OPERATOR, { plan: plan({ [one.id]: corner(1, 1) }), unit: null })).body).toMatchObject({ code: 'bad-request', at: at(one.id) });
    expect((await make(OPERATOR, { plan: plan({ [far.id]: corner(1, 1) }), unit: '16681' })).body).toMatchObject({ code: 'bad-request', at: at(far.id) });
    expect((await make(OPERATOR, { plan: plan({ [NOBODY]: corner(1, 1) }), unit: null })).body).toMatchObject({ code: 'not-found', at: at(NOBODY) });
    expect((await make(LOCAL, { plan: plan({ [far.id]: corner(1, 1) }), unit: '16681' })).body).toMatchObject({ code: 'not-found', at: at(far.id) });
    const both = await Promise.all([1, 2].map(() => make(OPERATOR, { plan: plan({ [far.id]: corner(1, 1) }), unit: null })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it.each<readonly [string, Partial<WallPlan> | object, string]>([
    ['places outside', { screens: { [NOBODY]: corner(2, 3, 2, 1) } }, 'body/plan/screens'],
    ['places that overlap', { screens: { [NOBODY]: corner(1, 1, 2, 2), [`${NOBODY}x`]: corner(2, 2) } }, 'body/plan/screens'],
    ['no rows', { rows: 0 }, 'body/plan/rows'],
    ['a wall of a kilometre', { columns: 13 }, 'body/plan/columns'],
    ['a display without a size', { panel: { diagonalInches: 0, width: 1_920, height: 1_080 } }, 'body/plan/panel/diagonalInches'],
    ['no name', { name: '  ' }, 'body/plan/name'],
    ['what nobody knows', { colour: 'red' }, 'body/plan'],
  ])('refuses %s by place', async (_name, more, at) => {
    expect(await make(OPERATOR, { plan: { ...plan(), ...more }, unit: null })).toMatchObject({ status: 400, body: { code: 'bad-request', at } });
  });

  it('is of the units of who makes and sees it', async () => {
    expect((await make(LOCAL, { plan: plan(), unit: null })).body).toMatchObject({ code: 'not-allowed', at: 'body/unit' });
    expect((await make(OPERATOR, { plan: plan(), unit: '99999' })).body).toMatchObject({ code: 'not-allowed', at: 'body/unit' });
    expect((await make(LEADER, { plan: plan(), unit: '16681' })).status).toBe(403);
    const [near, far] = [await wall.screen('16681'), await wall.screen()];
    const province = String((await make(OPERATOR, { plan: plan({ [far.id]: corner(1, 1) }), unit: null })).body['id']);
    const commune = String((await make(LOCAL, { plan: plan({ [near.id]: corner(1, 1) }), unit: '16681' })).body['id']);
    const [all, some] = [await look(OPERATOR), await look(LOCAL)];
    expect([all.walls.map(({ id }) => id).sort(), all.screens.length]).toEqual([[province, commune].sort(), 2]);
    expect([some.walls.map(({ id }) => id), some.screens.map(({ id, wall: on }) => [id, on])]).toEqual([[commune], [[near.id, commune]]]);
    for (const [method, url] of [['PUT', `/api/walls/${province}`], ['DELETE', `/api/walls/${province}`], ['PUT', `/api/screens/${far.id}/zones`]] as const) {
      const body = { ...(url.endsWith('zones') ? { zones: [] } : { plan: plan() }) };
      expect((await wall.ask(LOCAL, method, url, method === 'DELETE' ? undefined : body, { 'if-match': '"1"' })).status).toBe(404);
    }
  });

  it('forgets a screen that was revoked', async () => {
    const { id, secret: _secret } = await wall.screen();
    const made = String((await make(OPERATOR, { plan: plan({ [id]: corner(1, 1) }), unit: null })).body['id']);
    await wall.ask(OPERATOR, 'DELETE', `/api/screens/${id}`);
    expect((await look(OPERATOR)).walls).toMatchObject([{ id: made, plan: { screens: {} } }]);
  });
});

describe('zones', () => {
  it('divide a screen, which is told', async () => {
    const { id, secret } = await wall.screen();
    const zones = [{ id: 'main', x: 0, y: 0, w: 8, h: 12 }, { id: 'side', x: 8, y: 0, w: 4, h: 12 }];
    expect(await wall.ask(OPERATOR, 'PUT', `/api/screens/${id}/zones`, { zones })).toMatchObject({ status: 200, body: { zones } });
    expect((await own(secret))['screen']).toMatchObject({ zones });
    expect(wall.core.audited).toMatchObject([{ target: `screen:${id}`, detail: { deed: 'zones', zones } }]);
    expect(wall.core.published[0]).toMatchObject({ kind: 'screen-command', audience: { to: 'screen', id }, payload: { command: 'program' } });
  });

  it.each([
    ['overlap', [{ id: 'a', x: 0, y: 0, w: 8, h: 12 }, { id: 'b', x: 7, y: 0, w: 4, h: 12 }]],
    ['have one name', [{ id: 'a', x: 0, y: 0, w: 6, h: 12 }, { id: 'a', x: 6, y: 0, w: 6, h: 12 }]],
    ['leave the screen', [{ id: 'a', x: 6, y: 0, w: 7, h: 12 }]],
  ])('are refused where they %s', async (_name, zones) => {
    const { id } = await wall.screen();
    expect((await wall.ask(OPERATOR, 'PUT', `/api/screens/${id}/zones`, { zones })).body).toMatchObject({ code: 'bad-request' });
  });
});

describe('what operators see', () => {
  it('is every screen with what it says of itself, how long it has been silent, and what may be taken', async () => {
    const [loud, quiet, old] = [await wall.screen(null, 'A'), await wall.screen(null, 'B'), await wall.screen(null, 'C')];
    await wall.shareScene('phong-hop', { owner: null, unit: null });
    await wall.shareScene('ban-nhap', { owner: 'hai', unit: null });
    expect((await stand(loud.secret, REPORT)).status).toBe(200);
    expect((await stand(old.secret, { dashboard: 'leaders', build: 'b1', freshness: 'LIVE' })).status).toBe(200);
    wall.core.turn(95_000);
    const { screens, scenes } = await look(OPERATOR);
    expect(screens).toMatchObject([
      { id: loud.id, unseenMs: 95_000, report: REPORT, shows: { dashboard: null, build: 'b2', freshness: 'STALE' }, zones: [], wall: null, program: { revision: 0 } },
      { id: quiet.id, seenAt: null, unseenMs: null, report: null, shows: null },
      { id: old.id, unseenMs: 95_000, report: null, shows: { dashboard: 'leaders' } },
    ]);
    expect(scenes).toEqual([
      { id: 'duty', title: { vi: 'Trực ban', en: 'Duty' }, purpose: { vi: 'Ca trực', en: 'On duty' }, from: 'pack' },
      { id: 'flood-storm', title: { vi: 'Trực ban', en: 'Duty' }, purpose: null, from: 'pack' },
      { id: 'phong-hop', title: { vi: 'Trực ban', en: 'Duty' }, purpose: null, from: 'shared' },
    ]);
  });
});

describe('fifty screens', () => {
  it('that come every ten seconds write seldom, and what is written of them is never far behind', async () => {
    const screens = await Promise.all(Array.from({ length: 50 }, () => wall.screen()));
    const beats = 12;
    for (let beat = 0; beat < beats; beat += 1) {
      for (const { secret } of screens) expect((await stand(secret, { ...REPORT, upMs: beat * 10_000, heapBytes: 80_000_000 + beat })).status).toBe(200);
      const { unseen } = await inner.db.selectFrom('screen').select((row) => row.fn.min('seen_at').as('unseen')).executeTakeFirstOrThrow();
      expect(wall.core.clock() - Number(unseen?.getTime())).toBeLessThanOrEqual(15_000);
      wall.core.turn(10_000);
    }
    // Every other heartbeat; of those one in three carries the report.
    expect(transactions).toBe(screens.length * beats / 2);
    const before = transactions;
    for (const { secret } of screens.slice(0, 5)) await own(secret);
    expect(transactions).toBe(before);
  }, 60_000);
});
