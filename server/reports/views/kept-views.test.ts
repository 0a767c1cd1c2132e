import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Dashboard, Tile } from '@/config/dashboard';
import type { Actor } from '@/domain/access';
import { viewHash } from '@/reports/views/kept-view';
import { inspecting, openBench, person, smallProvince, type DeskBench } from '../../datasets/testing/desk-bench';
import { sendJson } from '../../../test/contract/federation-server';
import type { Gateway } from '../../http/route';
import { memoryStore, type MemoryStore } from '../../store/testing/memory-store';
import { OWN_PAGE, testApp } from '../../testing/test-gateway';
import type { Writer } from '../reports';
import { createKeptViews } from './create-kept-views';
import type { KeptViews } from './kept-views';
import { viewRoutes } from './view-routes';

const UNIT = 'H41.06';
const CLERK = person('clerk', [{ role: 'clerk', unit: UNIT }]);
const HEAD = person('head', [{ role: 'head', unit: UNIT }]);
const LEADER = person('leader', [{ role: 'leader', unit: null }]);
const CHAIR = person('chair', [{ role: 'clerk', unit: '16681' }]);
const BLIND = person('blind', [{ role: 'blind', unit: UNIT }]);
const NOBODY = person('nobody', []);
const OWN = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const, 'personal' as const], units: 'own' as const }];
const ACCESS = rulesOf([
  role('clerk', OWN, ['unmask']), role('head', OWN, ['people.grant']), role('leader', [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }]),
  role('blind', [{ datasets: '*', classes: ['public'], units: 'all' }]),
]);
const ROWS = { ds: [{ ma: '1', ten: 'Nguyễn Thị Bình', dv: UNIT }, { ma: '2', ten: 'Trần Văn Cường', dv: '16681' }] };
const both = (text: string) => ({ vi: text, en: text });
const tile = (id: string, more: Partial<Tile>): Tile => ({ id, widget: 'table', widgetVersion: 1, title: both(id), place: { x: 0, y: 0, w: 6, h: 4 }, options: { dataset: 'alerts' }, ...more });
const BOARD: Dashboard = {
  id: 'watch', title: both('Trực ban'), audience: both('Trực ban'), rows: 4, scope: { unit: UNIT },
  variables: [{ id: 'order', title: both('Thứ tự'), kind: 'choice', initial: 'descending', choices: [{ value: 'descending', label: both('Giảm') }, { value: 'ascending', label: both('Tăng') }] }],
  tiles: [tile('alerts', { options: { dataset: 'alerts', order: '$order' } }), tile('people', { options: { dataset: 'dossiers' }, place: { x: 6, y: 0, w: 6, h: 4 } }), tile('gone', { widget: 'weather' }), tile('broken', { options: { dataset: 3 } })],
};

let store: MemoryStore;
let bench: DeskBench;
let app: Gateway;
let views: KeptViews;
let actor: Actor = CLERK;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  bench = await openBench(store, undefined, { ...smallProvince(), access: ACCESS, dashboards: [BOARD], widgetOptions: { national: {}, province: { table: { totals: false }, chart: { form: 'bars' } } } });
  bench.source.handler = (_request, response) => sendJson(response, ROWS);
  app = testApp(bench.core, () => actor);
  views = createKeptViews(bench.core, { desk: bench.desk });
  viewRoutes(app, views);
});
afterEach(async () => {
  await app.close();
  await bench.stop();
  await store.reset();
});

let keys = 0;
const key = (): string => `key-of-this-view-${(keys += 1)}`;
type Told = { readonly status: number; readonly body: Record<string, unknown> };
async function ask(as: Actor, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object): Promise<Told> {
  actor = as;
  const answer = await app.inject({ method, url: `/api/${path}`, headers: { ...OWN_PAGE }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json<Record<string, unknown>>() };
}
const keep = (as: Actor, more: object = {}): Promise<Told> => ask(as, 'POST', 'kept-views', { dashboard: 'watch', scope: {}, key: key(), ...more });
const kept = async (as: Actor, more: object = {}): Promise<string> => String((await keep(as, more)).body['id']);
const listed = async (as: Actor, query = ''): Promise<readonly unknown[]> => (await ask(as, 'GET', `kept-views${query}`)).body['views'] as unknown[];
const writer = (as: Actor): Writer => { const { rights } = bench.reader(as); if (as.kind !== 'person') throw new Error('a person'); return { actor: as, rights }; };

describe('a kept view', () => {
  it('holds the dashboard whole, what it was narrowed to, what its widgets were told and every answer, and stays when the source says something else', async () => {
    const id = await kept(CLERK, { scope: { period: 'calendar:2026-10', map: 'as-reported', 'v.order': 'ascending' }, note: '  Giao ban   sáng ' });
    const before = (await ask(CLERK, 'GET', `kept-views/${id}`)).body;
    expect(before).toMatchObject({ dashboard: 'watch', title: both('Trực ban'), unit: UNIT, period: 'calendar:2026-10', at: bench.core.clock(), until: null, cause: 'hand', note: 'Giao ban sáng', may: [] });
    expect(before['scope']).toEqual({ unit: UNIT, period: 'calendar:2026-10', boundary: { kind: 'as-reported' }, tab: null, variables: { order: 'ascending' }, filters: [] });
    expect(before['board']).toMatchObject({ dashboard: { id: 'watch', tiles: BOARD.tiles, schemaVersion: expect.any(Number) as number }, layers: { national: {}, province: { table: { totals: false } }, own: [] } });
    expect((before['frozen'] as { answers: { question: unknown }[] }).answers.map(({ question }) => question)).toEqual([{ dataset: 'alerts', params: {} }, { dataset: 'dossiers', params: {} }]);
    expect(JSON.stringify(before['frozen'])).not.toContain('Trần Văn Cường');
    bench.source.handler = (_request, response) => sendJson(response, { ds: [] });
    bench.core.turn(3_600_000);
    expect((await ask(CLERK, 'GET', `kept-views/${id}`)).body).toEqual(before);
    const { board, scope, frozen, hash } = before;
    expect(await viewHash({ board, scope, frozen })).toBe(hash);
  });

  it('asked for twice with one key is kept once, and is written down once', async () => {
    const same = { key: 'one-key-for-this-view' };
    const [first, second] = [await kept(CLERK, same), await kept(CLERK, same)];
    expect(second).toBe(first);
    expect(await kept(HEAD, same)).not.toBe(first);
    expect(bench.core.audited.map(({ target, detail }) => [target, detail?.['deed'], detail?.['dashboard']])[0]).toEqual([`kept-view:${first}`, 'keep', 'watch']);
    expect(bench.core.published).toEqual(Array.from({ length: 2 }, () => expect.objectContaining({ kind: 'report-changed', audience: { to: 'unit', unit: UNIT } }) as object));
  });

  it('is not there for who does not share its unit, or sees fewer of its figures', async () => {
    const id = await kept(CLERK);
    for (const [as, status] of [[CLERK, 200], [HEAD, 200], [LEADER, 200], [CHAIR, 404], [BLIND, 404], [{ kind: 'anonymous' } as const, 401]] as const) {
      expect([as, (await ask(as, 'GET', `kept-views/${id}`)).status]).toEqual([as, status]);
    }
    expect([(await listed(HEAD)).length, (await listed(LEADER)).length, (await listed(CHAIR)).length, (await listed(BLIND)).length]).toEqual([1, 1, 0, 0]);
  });

  it('covers what is personal even while a purpose stands', async () => {
    const id = await kept(inspecting(CLERK, bench.core.clock() + 600_000));
    const { answers } = (await ask(CLERK, 'GET', `kept-views/${id}`)).body['frozen'] as { answers: { question: { dataset: string }; answer: unknown }[] };
    expect(JSON.stringify(answers.find(({ question }) => question.dataset === 'dossiers'))).not.toContain('Nguyễn Thị Bình');
    expect(JSON.stringify(answers.find(({ question }) => question.dataset === 'alerts'))).toContain('Nguyễn Thị Bình');
    expect(bench.core.audited.filter(({ action }) => action === 'unmask')).toEqual([]);
  });

  it('is found by dashboard, day and unit, newest first', async () => {
    const first = await kept(CLERK);
    bench.core.turn(86_400_000);
    const second = await kept(CLERK, { scope: { unit: '16681' } });
    expect((await listed(CLERK)).map((one) => (one as { id: string }).id)).toEqual([second, first]);
    expect((await listed(HEAD, '?day=2026-11-21&dashboard=watch')).length).toBe(1);
    expect([(await listed(HEAD, '?day=2026-11-22')).length, (await listed(HEAD, '?dashboard=other')).length, (await listed(HEAD, `?unit=${UNIT}`)).length]).toEqual([0, 0, 1]);
    // Of a unit beside: for who kept it, and for nobody else who shares no more than they do.
    expect([(await ask(CLERK, 'GET', `kept-views/${second}`)).status, (await ask(HEAD, 'GET', `kept-views/${second}`)).status]).toEqual([200, 404]);
    expect((await ask(CLERK, 'GET', 'kept-views?day=yesterday')).status).toBe(400);
  });

  it('is kept by who holds a role', async () => expect((await keep(NOBODY)).status).toBe(403));
  it.each([['a dashboard nobody has', { dashboard: 'none' }, '/dashboard'], ['a period that is none', { scope: { period: '2026' } }, '/scope/period'], ['a value the variable has not', { scope: { 'v.order': 'x' } }, '/scope/variable'], ['a unit nobody knows', { scope: { unit: '99999' } }, '/scope/unit']])(
    'of %s is refused by place', async (_name, more, at) => expect(await keep(CLERK, more)).toMatchObject({ status: 400, body: { code: 'bad-request', at } }));

  it('is taken away by who administers the unit and by nobody else, and the trail keeps that it was there', async () => {
    const id = await kept(CLERK);
    expect([(await ask(CLERK, 'DELETE', `kept-views/${id}`)).status, (await ask(HEAD, 'DELETE', `kept-views/${id}`)).status, (await ask(HEAD, 'GET', `kept-views/${id}`)).status]).toEqual([403, 204, 404]);
    expect(bench.core.audited.at(-1)).toMatchObject({ action: 'state', target: `kept-view:${id}`, detail: { deed: 'delete' } });
  });

  it('of a schedule goes after 400 days; one kept by hand stays', async () => {
    const byHand = await kept(CLERK);
    const { id } = await views.keep(writer(CLERK), { dashboard: 'watch', scope: {}, cause: 'schedule:brief' }, new AbortController().signal);
    const { id: another } = await views.keep(writer(CLERK), { dashboard: 'watch', scope: {}, cause: 'schedule:brief' }, new AbortController().signal);
    expect(another).not.toBe(id);
    bench.core.turn(399 * 86_400_000);
    expect(await views.sweep()).toBe(0);
    bench.core.turn(2 * 86_400_000);
    expect(await views.sweep()).toBe(2);
    expect([(await ask(CLERK, 'GET', `kept-views/${id}`)).status, (await ask(CLERK, 'GET', `kept-views/${byHand}`)).status]).toEqual([404, 200]);
  });
});

describe('of a dashboard that people keep', () => {
  const share = (id: string, owner: string | null, unit: string | null): Promise<unknown> => store.db.insertInto('document').values({
    kind: 'dashboard', id, owner, unit, revision: 1, body: JSON.stringify({ schemaVersion: 1, ...BOARD, id, variables: [] , tiles: [BOARD.tiles[1]] }), author: 'clerk', updated_at: new Date(0), deleted: false,
  }).execute();
  it('a person\'s own is for that person, a unit\'s for who shares the unit', async () => {
    await share('mine', 'clerk', null);
    await share('ours', null, UNIT);
    expect((await keep(HEAD, { dashboard: 'mine' })).status).toBe(400);
    const [mine, ours] = [await kept(CLERK, { dashboard: 'mine' }), await kept(CLERK, { dashboard: 'ours' })];
    const seen = async (as: Actor) => [(await ask(as, 'GET', `kept-views/${mine}`)).status, (await ask(as, 'GET', `kept-views/${ours}`)).status, (await listed(as)).length];
    expect([await seen(CLERK), await seen(HEAD), await seen(CHAIR)]).toEqual([[200, 200, 2], [404, 200, 1], [404, 404, 0]]);
  });
});
