import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Actor, Grant } from '@/domain/access';
import type { ScheduleCard } from '@/reports/schedules/schedule';
import { openBench, person, smallProvince, type DeskBench } from '../../datasets/testing/desk-bench';
import type { Gateway } from '../../http/route';
import { memoryStore, type MemoryStore } from '../../store/testing/memory-store';
import { OWN_PAGE, testApp } from '../../testing/test-gateway';
import { createReports } from '../create-reports';
import type { DeliveryWish } from '../delivery/deliveries';
import { createTemplates } from '../report-templates';
import { plainComposers, TEMPLATE } from '../testing.fixture';
import { createSchedules } from './create-schedules';
import { createScheduleClock, mendMoments, type ScheduleClock } from './schedule-clock';
import { scheduleRoutes } from './schedule-routes';
import type { ViewPort } from './schedules';

const UNIT = 'H41.06';
const OWN = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const], units: 'own' as const }];
const ACCESS = rulesOf([role('clerk', OWN, ['report.write', 'export']), role('admin', OWN, ['people.grant']), role('boss', OWN, ['people.grant', 'report.write']), role('reader', OWN, []), role('writer', OWN, ['report.write'])]);
const [CLERK, OTHER] = [person('clerk', [{ role: 'clerk', unit: UNIT }]), person('other', [{ role: 'clerk', unit: UNIT }])];
const [ADMIN, BOSS, READER] = [person('admin', [{ role: 'admin', unit: UNIT }]), person('boss', [{ role: 'boss', unit: UNIT }]), person('reader', [{ role: 'reader', unit: UNIT }])];
const CHAIR = person('chair', [{ role: 'clerk', unit: '16681' }]);
const EVERYBODY = [CLERK, OTHER, ADMIN, BOSS, READER, CHAIR];
/** 10:00 of 21 November 2026, a Saturday, by the clock of Vietnam: what the clock of these tests begins with. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let store: MemoryStore;
let bench: DeskBench;
let app: Gateway;
let clocks: ScheduleClock[];
let actor: Actor;
let sent: DeliveryWish[];
let kept: { readonly dashboard: string; readonly key: string }[];
/** What people hold and whether they are let in, as it stands while a schedule fires. */
let grants: Map<string, readonly Grant[]>;
let disabled: Set<string>;
let templates: Parameters<typeof createTemplates>[1] = plainComposers('totals');
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  [actor, sent, kept, disabled, clocks, templates] = [CLERK, [], [], new Set(), [], plainComposers('totals')];
  bench = await openBench(store, undefined, { ...smallProvince(), access: ACCESS, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]) });
  grants = new Map(EVERYBODY.map((one) => (one.kind === 'person' ? [one.id, one.grants] : ['', []])));
  const at = new Date(bench.core.clock());
  await store.db.insertInto('person').values(EVERYBODY.flatMap((one) => (one.kind === 'person' ? [{ id: one.id, issuer: 'i', subject: one.id, name: `Tên ${one.id}`, title: '', unit: UNIT, status: 'active' as const, created_at: at, updated_at: at }] : []))).execute();
  app = testApp(bench.core, () => actor);
  scheduleRoutes(app, createSchedules(bench.core, { ...ports(), wake: () => undefined }), true);
});
afterEach(async () => {
  await Promise.all(clocks.map((clock) => clock.stop()));
  await app.close();
  await bench.stop();
  await store.reset();
});

const views: ViewPort = {
  has: (_by, dashboard) => Promise.resolve(dashboard === 'leaders'),
  keep: (_by, { dashboard, key }) => Promise.resolve(void kept.push({ dashboard, key })).then(() => ({ id: 'kept-view-of-a-schedule' })),
};
function ports() {
  const known = createTemplates(bench.core, { read: (raw) => templates.read(raw) });
  return {
    people: { grantsOf: (id: string) => Promise.resolve(disabled.has(id) ? [] : grants.get(id) ?? []), statusOf: (id: string) => Promise.resolve(disabled.has(id) ? ('disabled' as const) : ('active' as const)) },
    reports: createReports(bench.core, { desk: bench.desk, composers: plainComposers('totals'), templates: known }), templates: known, views,
    deliveries: { ask: (_db: unknown, wish: DeliveryWish) => Promise.resolve(void sent.push(wish)), destinations: (unit: string) => (unit === UNIT ? ['archive'] : []) },
  };
}
/** A gateway over the store, as far as schedules need one. */
function gateway(more: Partial<ReturnType<typeof ports>> = {}, now: () => number = bench.core.clock): ScheduleClock {
  const clock = createScheduleClock({ ...bench.core, clock: now }, { ...ports(), ...more });
  clocks.push(clock);
  return clock;
}

const WISH = {
  title: 'Báo cáo tháng', kind: 'report', subject: 'monthly', unit: UNIT, rule: { every: 'day', at: '11:00' }, dayRule: 'any', periodKind: 'month', periodOffset: -1, formats: [], destinations: [], enabled: true,
};
let keys = 0;
const ask = async (as: Actor, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, revision?: number) => {
  actor = as;
  const answer = await app.inject({ method, url: `/api/report-schedules${path}`, headers: { ...OWN_PAGE, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), etag: answer.headers.etag };
};
const create = (as: Actor, more: object = {}) => ask(as, 'POST', '', { ...WISH, key: `key-of-this-schedule-${(keys += 1)}`, ...more });
const made = async (more: object = {}): Promise<string> => {
  const answer = await create(CLERK, more);
  expect(answer).toMatchObject({ status: 201, etag: '"1"' });
  return String(answer.body['id']);
};
const read = async (id: string, as: Actor = CLERK): Promise<ScheduleCard> => (await ask(as, 'GET', `/${id}`)).body as unknown as ScheduleCard;
const firings = async (id: string) => (await ask(CLERK, 'GET', `/${id}/firings`)).body['firings'] as { moment: number; state: string; late: boolean; report: string | null; view: string | null; reason: string | null }[];
const hoursFromNow = (moment: number | null): number | null => (moment === null ? null : (moment - bench.core.clock()) / HOUR);
const reports = () => store.db.selectFrom('report').select(['template', 'unit', 'period', 'author', 'state']).execute();

describe('a schedule', () => {
  it('fires at its moment, with a draft of the last period that is over, and sends it where it was told to', async () => {
    const id = await made({ formats: ['docx', 'pdf'], destinations: ['archive'] });
    expect(hoursFromNow((await read(id)).nextAt)).toBe(1);
    const clock = gateway();
    await clock.work();
    expect(await reports()).toEqual([]);
    bench.core.turn(HOUR);
    await clock.work();
    expect(await reports()).toEqual([{ template: 'monthly', unit: UNIT, period: 'calendar:2026-10', author: 'clerk', state: 'draft' }]);
    const [fired] = await firings(id);
    expect(fired).toMatchObject({ state: 'done', late: false, reason: null });
    expect(sent).toEqual(['docx', 'pdf'].map((format) => ({ report: fired?.report, format, destination: 'archive', cause: id, askedBy: 'clerk' })));
    const card = await read(id);
    expect(card).toMatchObject({ pausedBecause: null, last: { state: 'done', report: fired?.report } });
    expect(hoursFromNow(card.nextAt)).toBe(24);
    await clock.work();
    expect(await firings(id)).toHaveLength(1);
  });

  it('fires once among gateways of one store, whichever gets it', async () => {
    const id = await made();
    const gateways = [gateway(), gateway(), gateway()];
    bench.core.turn(HOUR);
    await Promise.all(gateways.map((each) => each.work()));
    await Promise.all(gateways.map((each) => each.work()));
    expect(await firings(id)).toMatchObject([{ state: 'done' }]);
    expect(await reports()).toHaveLength(1);
  });

  it('is gone on with by another gateway where one falls silent, and the late word of the first is not heard', async () => {
    const id = await made({ formats: ['docx'], destinations: ['archive'] });
    const real = ports().reports;
    let [answer, reach] = [(): void => undefined, (): void => undefined];
    const held = new Promise<void>((done) => { answer = done; });
    const reached = new Promise<void>((done) => { reach = done; });
    bench.core.turn(HOUR);
    // Its time stands still: whatever lease it renews has run out for the others.
    const silent = bench.core.clock();
    const stuck = gateway({ reports: { ...real, make: async (...wish) => { const record = await real.make(...wish); reach(); await held; return record; } } }, () => silent);
    const working = stuck.work();
    await reached;
    expect(await reports()).toHaveLength(1);
    const other = gateway();
    await other.work();
    expect(await firings(id)).toMatchObject([{ state: 'running' }]);
    bench.core.turn(30_000);
    await other.work();
    expect(await firings(id)).toMatchObject([{ state: 'done' }]);
    answer();
    await working;
    expect([(await reports()).length, sent.length, (await firings(id)).length]).toEqual([1, 1, 1]);
  });

  it('is fired once, late, after a standstill; what is older is named and not made', async () => {
    const [hourly, weekly] = [await made({ rule: { every: 'cron', text: '0 */6 * * *' } }), await made({ rule: { every: 'week', on: [7], at: '11:00' } })];
    bench.core.turn(4 * DAY);
    await gateway().work();
    const told = await firings(hourly);
    expect(told.map(({ state }) => state)).toEqual(['done', ...Array.from({ length: 15 }, () => 'missed')]);
    expect(told[0]?.late).toBe(true);
    // Sunday was three days ago.
    expect((await firings(weekly)).map(({ state }) => state)).toEqual(['missed']);
    expect((await read(weekly)).nextAt).toBeGreaterThan(bench.core.clock());
    expect(await reports()).toHaveLength(1);
  });

  it('fires no moment twice where the clock is put back, and none too late where it was put forward by mistake', async () => {
    const id = await made();
    const clock = gateway();
    bench.core.turn(HOUR + 1_000);
    await clock.work();
    bench.core.turn(-2 * HOUR);
    await mendMoments(bench.core);
    expect(hoursFromNow((await read(id)).nextAt)).toBeCloseTo(2, 2);
    bench.core.turn(2 * HOUR);
    await clock.work();
    expect((await firings(id)).map(({ state }) => state)).toEqual(['done']);
    bench.core.turn(400 * DAY);
    await clock.work();
    bench.core.turn(-400 * DAY);
    await clock.work();
    expect(hoursFromNow((await read(id)).nextAt)).toBeLessThan(25);
  });

  it('keeps a view of a dashboard', async () => {
    const id = await made({ kind: 'view', subject: 'leaders', periodKind: null });
    bench.core.turn(HOUR);
    await gateway().work();
    expect(await firings(id)).toMatchObject([{ state: 'done', report: null, view: 'kept-view-of-a-schedule' }]);
    expect(kept).toEqual([{ dashboard: 'leaders', key: expect.stringContaining(id) as string }]);
    expect((await create(CLERK, { kind: 'view', subject: 'nowhere', periodKind: null })).body).toMatchObject({ code: 'bad-request', at: '/subject' });
  });

  it('is fired by hand besides its moments, once for two presses', async () => {
    const id = await made({ enabled: false });
    const [first, second] = [await ask(CLERK, 'POST', `/${id}/run`), await ask(CLERK, 'POST', `/${id}/run`)];
    expect([first.status, second.body]).toEqual([202, first.body]);
    await gateway().work();
    expect((await firings(id)).map(({ state }) => state)).toEqual(['done']);
    expect((await read(id)).nextAt).toBeNull();
  });
});

describe('a schedule stops', () => {
  const fired = async (id: string) => {
    bench.core.turn(DAY);
    await gateway().work();
    const { pausedBecause, nextAt, last } = await read(id);
    return { pausedBecause, isAwaited: nextAt !== null, reason: last?.reason ?? null };
  };
  it.each<[string, string, () => void]>([
    ['where its owner may no longer write there', 'no-right', () => grants.set('clerk', [{ role: 'reader', unit: UNIT }])],
    ['where its owner may no longer take figures out', 'no-right', () => grants.set('clerk', [{ role: 'writer', unit: UNIT }])],
    ['where its owner is disabled', 'owner-disabled', () => disabled.add('clerk')],
    ['where its form is gone', 'subject-gone', () => { templates = { ...plainComposers('totals'), read: () => ({ ok: false, error: 'gone' }) }; }],
    ['where its form is no longer made for such periods', 'period-gone', () => { templates = { ...plainComposers('totals'), read: () => ({ ok: true, value: { ...TEMPLATE, periods: { calendar: 'calendar', kinds: ['year'] } } }) }; }],
  ])('%s, and says why', async (_name, reason, change) => {
    const id = await made({ formats: ['pdf'], destinations: ['archive'] });
    change();
    expect(await fired(id)).toEqual({ pausedBecause: reason, isAwaited: false, reason });
    expect(await reports()).toEqual([]);
    expect(bench.core.audited.filter(({ detail }) => detail?.['deed'] === 'pause')).toMatchObject([{ actor: { kind: 'system' }, detail: { reason } }]);
    expect(bench.core.published.at(-1)).toMatchObject({ kind: 'report-changed', audience: { to: 'unit', unit: UNIT } });
  });
  it('and goes on when a colleague takes it over, with the rights of that colleague', async () => {
    const id = await made();
    disabled.add('clerk');
    await fired(id);
    const { may, revision } = await read(id, OTHER);
    expect(may).toEqual(['take-over']);
    expect((await ask(OTHER, 'PUT', `/${id}`, WISH, revision)).status).toBe(403);
    expect((await ask(OTHER, 'PUT', `/${id}`, { ...WISH, takeOver: true }, revision)).body).toMatchObject({ pausedBecause: null, owner: 'Tên other', may: ['change', 'stop'] });
    expect((await fired(id)).reason).toBeNull();
    expect((await reports()).map(({ author }) => author)).toEqual(['other']);
  });
  it('for a while where something fails in passing, and is given up after the third time', async () => {
    const id = await made();
    let tries = 0;
    const clock = gateway({ reports: { ...ports().reports, make: () => { tries += 1; return Promise.reject(new Error('the way was broken')); } } });
    bench.core.turn(HOUR);
    for (const wait of [0, 31_000, 61_000, 91_000]) {
      bench.core.turn(wait);
      await clock.work();
    }
    expect(tries).toBe(3);
    expect(await firings(id)).toMatchObject([{ state: 'failed', reason: 'internal' }]);
    expect((await read(id)).pausedBecause).toBeNull();
  });
  it('while it is disabled, and when it is deleted; what it made stays', async () => {
    const [off, gone] = [await made(), await made()];
    expect((await ask(CLERK, 'PUT', `/${off}`, { ...WISH, enabled: false }, 1)).body).toMatchObject({ enabled: false, nextAt: null, revision: 2 });
    expect((await ask(CLERK, 'DELETE', `/${gone}`, undefined, 7)).status).toBe(409);
    expect((await ask(CLERK, 'DELETE', `/${gone}`, undefined, 1)).body).toEqual({ done: true });
    expect((await ask(CLERK, 'GET', `/${gone}`)).status).toBe(404);
    bench.core.turn(DAY);
    await gateway().work();
    expect(await reports()).toEqual([]);
    expect(((await ask(CLERK, 'GET', '')).body['schedules'] as ScheduleCard[]).map(({ id }) => id)).toEqual([off]);
  });
});

describe('who changes a schedule', () => {
  it('is its owner; who administers the unit stops and starts it; others of the unit read it; the rest know of none', async () => {
    const id = await made();
    for (const [as, status, may] of [[CLERK, 200, ['change', 'stop']], [OTHER, 200, []], [ADMIN, 200, ['stop']], [BOSS, 200, ['stop', 'take-over']], [READER, 200, []], [CHAIR, 404, undefined]] as const) {
      const { status: told, body } = await ask(as, 'GET', `/${id}`);
      expect([as, told, body['may']]).toEqual([as, status, may]);
    }
    expect((await ask(OTHER, 'PUT', `/${id}`, WISH, 1)).status).toBe(403);
    expect((await ask(ADMIN, 'PUT', `/${id}`, { ...WISH, destinations: ['archive'], formats: ['csv'] }, 1)).status).toBe(403);
    expect((await ask(ADMIN, 'PUT', `/${id}`, { ...WISH, enabled: false }, 1)).body).toMatchObject({ enabled: false, owner: 'Tên clerk' });
    expect((await ask(ADMIN, 'PUT', `/${id}`, { ...WISH, takeOver: true }, 2)).status).toBe(403);
    expect([(await ask(READER, 'POST', `/${id}/run`)).status, (await ask(CHAIR, 'DELETE', `/${id}`, undefined, 2)).status]).toEqual([403, 404]);
    expect((await create(READER)).status).toBe(403);
    expect((await create(CHAIR)).status).toBe(403);
    expect((await ask(CHAIR, 'GET', '')).body['schedules']).toEqual([]);
  });
  it('changes it by the revision that was looked at; another time makes another moment, another name does not', async () => {
    const id = await made();
    expect((await ask(CLERK, 'PUT', `/${id}`, { ...WISH, rule: { every: 'day', at: '13:30' } }, 1)).etag).toBe('"2"');
    expect(hoursFromNow((await read(id)).nextAt)).toBe(3.5);
    expect(await ask(CLERK, 'PUT', `/${id}`, WISH, 1)).toMatchObject({ status: 409, etag: '"2"', body: { code: 'document-conflict', current: { revision: 2 } } });
    expect((await ask(CLERK, 'PUT', `/${id}`, WISH)).status).toBe(428);
    // What is due is not lost by a new name.
    bench.core.turn(4 * HOUR);
    await ask(CLERK, 'PUT', `/${id}`, { ...WISH, title: 'Tên mới', rule: { every: 'day', at: '13:30' } }, 2);
    await gateway().work();
    expect(await firings(id)).toMatchObject([{ state: 'done' }]);
  });
  it.each<[string, object, string]>([
    ['a form nobody has', { subject: 'weekly' }, '/subject'], ['a period the form is not for', { periodKind: 'year' }, '/periodKind'], ['the cut-offs of another calendar', { rule: { every: 'period', kind: 'month', calendar: 'administrative', workingDays: 2, at: '07:00' } }, '/rule/calendar'],
    ['a destination of others', { formats: ['pdf'], destinations: ['elsewhere'] }, '/destinations/0'], ['formats that go nowhere', { formats: ['pdf'] }, '/formats'], ['every minute', { rule: { every: 'cron', text: '* * * * *' } }, '/rule'],
  ])('may not ask for %s', async (_name, more, at) => {
    const answer = await create(CLERK, more);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(String(answer.body['at'])).toContain(at);
  });
  it('makes one with one key', async () => {
    const key = 'one-key-for-this-schedule';
    const [first, second] = [await create(CLERK, { key }), await create(CLERK, { key })];
    expect(second.body).toEqual(first.body);
    expect(bench.core.audited.map(({ target, detail }) => [target, detail?.['deed']])).toEqual([[`report-schedule:${String(first.body['id'])}`, 'create']]);
  });
});
