import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Actor } from '@/domain/access';
import { err, ok } from '@/domain/result';
import { openBench, person, smallProvince, type DeskBench } from '../../datasets/testing/desk-bench';
import { Problem } from '../../http/problems';
import type { Gateway } from '../../http/route';
import { memoryStore, type MemoryStore } from '../../store/testing/memory-store';
import { OWN_PAGE, testApp } from '../../testing/test-gateway';
import { createReports } from '../create-reports';
import { reportRoutes } from '../report-routes';
import { createTemplates } from '../report-templates';
import { OCTOBER, plainComposers, TEMPLATE } from '../testing.fixture';
import { createDeliveries } from './create-deliveries';
import type { Deliveries, DeliveryView } from './deliveries';
import { folderPlan, webhookPlan } from './delivery.fixture';
import { deliveryRoutes } from './delivery-routes';
import { DELIVERY_TIMES } from './delivery-work';
import type { DestinationPlan } from './destination';
import { createDestinations } from './destinations';
import { lasting, passing, type Parcel, type Send } from './sending';

const UNIT = 'H41.06';
const OWN = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const], units: 'own' as const }];
const ACCESS = rulesOf([role('clerk', OWN, ['report.write', 'report.approve', 'export']), role('reader', OWN, []), role('other', OWN, ['export'])]);
const CLERK = person('clerk', [{ role: 'clerk', unit: UNIT }]);
const HEAD = person('head', [{ role: 'clerk', unit: UNIT }]);
const READER = person('reader', [{ role: 'reader', unit: UNIT }]);
const CHAIR = person('chair', [{ role: 'other', unit: '16681' }]);
const BASE = 'https://kho.example/';
const PLANS: readonly DestinationPlan[] = [
  folderPlan(BASE), folderPlan(BASE, { id: 'nhap', drafts: true }), webhookPlan(BASE, { id: 'rieng', units: ['16681'] }), folderPlan(BASE, { id: 'mo', maxClass: 'public' }),
];

let store: MemoryStore;
let bench: DeskBench;
let app: Gateway;
let deliveries: Deliveries;
let actor: Actor = CLERK;
let arrived: { readonly to: string; readonly parcel: Parcel }[] = [];
let send: Send;
let print: () => Promise<Uint8Array>;
const open = (on = bench.core, sending: Send = (...asked) => send(...asked)): Deliveries =>
  createDeliveries(on, { destinations: createDestinations(on, new Map(PLANS.map((plan) => [plan.id, plan]))), files: { printed: () => print() }, send: sending, times: { ...DELIVERY_TIMES, lookMs: 3_600_000, renewMs: 30 } });

beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  arrived = [];
  print = () => Promise.resolve(Buffer.from('một tệp'));
  send = (plan, parcel) => { arrived.push({ to: plan.id, parcel }); return Promise.resolve(ok({ receipt: `etag "${arrived.length}"` })); };
  bench = await openBench(store, undefined, { ...smallProvince(), access: ACCESS, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]) });
  app = testApp(bench.core, () => actor);
  const composers = plainComposers('alerts');
  const templates = createTemplates(bench.core, composers);
  const reports = createReports(bench.core, { desk: bench.desk, composers, templates });
  const destinations = createDestinations(bench.core, new Map(PLANS.map((plan) => [plan.id, plan])));
  deliveries = open();
  reportRoutes(app, reports, templates);
  deliveryRoutes(app, bench.core, { reports, deliveries, destinations });
});
afterEach(async () => {
  await deliveries.stop();
  await app.close();
  await bench.stop();
  await store.reset();
});

let keys = 0;
const key = (): string => `key-of-this-file-${(keys += 1)}`;
const call = (as: Actor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, revision?: number) => {
  actor = as;
  return app.inject({ method, url: `/api/${path}`, headers: { ...OWN_PAGE, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) }, ...(payload ? { payload } : {}) });
};
const make = async (): Promise<string> => (await call(CLERK, 'POST', 'reports', { template: 'monthly', unit: UNIT, period: OCTOBER, key: key() })).json<{ id: string }>().id;
const deed = async (as: Actor, id: string, what: object, revision: number): Promise<void> => { expect((await call(as, 'POST', `reports/${id}/deeds`, what, revision)).statusCode).toBe(200); };
async function issue(id: string): Promise<void> {
  await call(CLERK, 'PATCH', `reports/${id}`, { commentary: { words: 'Ổn định.' } }, 1);
  await deed(CLERK, id, { deed: 'submit' }, 2);
  await deed(HEAD, id, { deed: 'approve' }, 3);
  await deed(HEAD, id, { deed: 'issue', number: '12' }, 4);
}
/** As if it had gone its whole way. */
const issued = async (): Promise<string> => {
  const id = await make();
  await store.db.updateTable('report').set({ state: 'issued', number: '12', issued_at: new Date(bench.core.clock()), revision: 5 }).where('id', '=', id).execute();
  return id;
};
const ask = (id: string, destination = 'kho', more: object = {}, as: Actor = CLERK) => call(as, 'POST', `reports/${id}/deliveries`, { format: 'docx', destination, key: key(), ...more });
const list = async (id: string): Promise<readonly DeliveryView[]> => (await call(CLERK, 'GET', `reports/${id}/deliveries`)).json<{ deliveries: readonly DeliveryView[] }>().deliveries;
const only = async (id: string): Promise<DeliveryView> => { const [one] = await list(id); if (!one) throw new Error('none'); return one; };
const settled = async (id: string): Promise<DeliveryView> => { await deliveries.work(); return only(id); };
const trail = (): unknown[] => bench.core.audited.filter(({ detail }) => detail?.['delivery'] !== undefined).map(({ action, outcome, detail }) => [action, detail?.['deed'], outcome]);

describe('a report that is issued', () => {
  it('goes at once, with what the receiver gave for it, and every step is written down with the hash', async () => {
    const id = await issued();
    const asked = await ask(id);
    expect([asked.statusCode, asked.json<{ delivery: object }>().delivery]).toMatchObject([202, { destination: 'kho', format: 'docx', cause: 'person', untilIssued: false, askedBy: expect.any(String) }]);
    expect(await settled(id)).toMatchObject({ state: 'done', attempts: 1, reason: null, receipt: 'etag "1"', hash: arrived[0]?.parcel.hash });
    expect(arrived.map(({ to, parcel }) => [to, parcel.state, parcel.number, parcel.unit.code, parcel.bytes.length])).toEqual([['kho', 'issued', '12', UNIT, 11]]);
    expect(trail()).toEqual([['state', 'ask', 'done'], ['export', 'send', 'done'], ['export', 'arrive', 'done']]);
    expect(bench.core.audited.at(-1)).toMatchObject({ target: `report:${id}`, detail: { destination: 'kho', hash: arrived[0]?.parcel.hash, receipt: 'etag "1"', askedBy: 'clerk' } });
    expect(bench.core.published.at(-1)).toMatchObject({ kind: 'report-changed', payload: { unit: UNIT } });
  });

  it('asked for by the same key is sent once; by another key again', async () => {
    const id = await issued();
    const same = { key: key() };
    expect([(await ask(id, 'kho', same)).statusCode, (await ask(id, 'kho', same)).statusCode]).toEqual([202, 202]);
    await deliveries.work();
    expect(arrived).toHaveLength(1);
    await ask(id);
    await ask(id, 'kho', same, HEAD);
    await deliveries.work();
    expect([arrived.length, (await list(id)).length]).toEqual([3, 3]);
  });

  it('goes where it may and for whom: right, unit, format, class', async () => {
    const id = await issued();
    expect((await call(CLERK, 'GET', `reports/${id}/deliveries`)).json<{ destinations: { id: string }[] }>().destinations).toEqual(['kho', 'nhap'].map((each) => expect.objectContaining({ id: each, kind: 'folder', formats: ['docx', 'csv'] })));
    expect([(await ask(id, 'kho', {}, READER)).statusCode, (await ask(id, 'kho', {}, CHAIR)).statusCode, (await call(READER, 'GET', `reports/${id}/deliveries`)).statusCode]).toEqual([403, 404, 403]);
    const told = async (destination: string, more: object = {}): Promise<unknown> => { const { at, got } = (await ask(id, destination, more)).json<{ at: string; got?: string }>(); return [at, got]; };
    expect([await told('khong-co'), await told('rieng'), await told('mo'), await told('kho', { format: 'pdf' })]).toEqual([['/destination', 'destination-gone'], ['/destination', 'unit-not-covered'], ['/destination', 'class-too-high'], ['/format', undefined]]);
    const listed = async (as: Actor, query = ''): Promise<unknown> => (await call(as, 'GET', `report-destinations${query}`)).json<{ destinations: { id: string }[] }>().destinations.map((each) => each.id);
    expect([await listed(CLERK), await listed(CHAIR), await listed(CLERK, `?unit=${UNIT}`), await listed(CLERK, '?unit=16681')]).toEqual([['kho', 'nhap', 'mo'], ['kho', 'nhap', 'rieng', 'mo'], ['kho', 'nhap', 'mo'], []]);
    expect((await call(CLERK, 'GET', 'report-destinations')).body).not.toMatch(/kho\.example|secret|vQ2mT7/);
    expect(arrived).toEqual([]);
  });
});

describe('a report that is not issued', () => {
  it('waits, and goes once it is', async () => {
    const id = await make();
    await ask(id);
    expect(await settled(id)).toMatchObject({ state: 'waiting', untilIssued: true, attempts: 0 });
    await issue(id);
    expect(await settled(id)).toMatchObject({ state: 'done' });
    expect(arrived).toHaveLength(1);
  });

  it('goes at once where drafts are taken', async () => {
    const id = await make();
    await ask(id, 'nhap');
    expect(await settled(id)).toMatchObject({ state: 'done' });
    expect(arrived[0]?.parcel.state).toBe('draft');
  });

  it('that is withdrawn takes what waits with it', async () => {
    const id = await make();
    await ask(id);
    await deed(CLERK, id, { deed: 'withdraw' }, 1);
    expect(await settled(id)).toMatchObject({ state: 'cancelled', reason: 'report-withdrawn' });
    expect((await ask(id)).json()).toMatchObject({ status: 400, at: '/state' });
  });

  it('is asked for by a schedule within its own transaction: nothing of it stands where that fails, and what may not go says so', async () => {
    const id = await make();
    const wish = { report: id, format: 'docx', destination: 'kho', cause: 'schedule-1', askedBy: 'clerk' } as const;
    await expect(store.transact(async (db) => { await deliveries.ask(db, wish); throw new Error('no'); })).rejects.toThrow('no');
    expect(await list(id)).toEqual([]);
    await store.transact(async (db) => { await deliveries.ask(db, wish); await deliveries.ask(db, wish); await deliveries.ask(db, { ...wish, destination: 'rieng' }); });
    expect((await list(id)).map(({ destination, state, reason, cause }) => [destination, state, reason, cause]).sort()).toEqual([['kho', 'waiting', null, 'schedule'], ['rieng', 'failed', 'unit-not-covered', 'schedule']]);
  });
});

describe('a receiver', () => {
  it('that does not answer is asked again after growing pauses, or as long as it wishes, and at last no more', async () => {
    const id = await issued();
    send = () => Promise.resolve(err(passing('unavailable', 600_000)));
    await ask(id);
    await deliveries.work();
    const pauses: number[] = [];
    for (;;) {
      const { state, nextTry } = await only(id);
      if (state !== 'waiting') break;
      pauses.push(((nextTry ?? 0) - bench.core.clock()) / 60_000);
      await deliveries.work();
      bench.core.turn((nextTry ?? 0) - bench.core.clock());
      await deliveries.work();
    }
    expect(pauses).toEqual([10, 10, 10, 15, 30, 60, 120, 240, 480]);
    expect(await only(id)).toMatchObject({ state: 'failed', reason: 'unavailable', attempts: 10, nextTry: null });
    send = (plan, parcel) => { arrived.push({ to: plan.id, parcel }); return Promise.resolve(ok({ receipt: '' })); };
    const { id: delivery } = await only(id);
    expect((await call(CLERK, 'POST', `report-deliveries/${delivery}/retry`)).statusCode).toBe(200);
    expect(await settled(id)).toMatchObject({ state: 'done', attempts: 1 });
    expect((await call(CLERK, 'POST', `report-deliveries/${delivery}/retry`)).statusCode).toBe(400);
  });

  it('that refuses for good is not asked again; neither is what is too large or cannot be printed here', async () => {
    const id = await issued();
    send = () => Promise.resolve(err(lasting('denied')));
    await ask(id);
    expect(await settled(id)).toMatchObject({ state: 'failed', reason: 'denied', attempts: 1 });
    expect(trail().slice(-1)).toEqual([['state', 'fail', 'failed']]);
    print = () => Promise.reject(new Problem('no-browser'));
    await ask(id);
    await deliveries.work();
    print = () => Promise.resolve(new Uint8Array(10_000_001));
    await ask(id);
    await deliveries.work();
    expect((await list(id)).map(({ reason }) => reason).sort()).toEqual(['denied', 'no-browser', 'too-large']);
    expect(arrived).toEqual([]);
  });

  it('that hangs holds up no other, and a delivery that waits can be given up', async () => {
    const id = await issued();
    let go = (): void => undefined;
    send = (plan, parcel) => { arrived.push({ to: plan.id, parcel }); return plan.id === 'kho' ? new Promise((done) => { go = () => done(ok({ receipt: '' })); }) : Promise.resolve(ok({ receipt: '' })); };
    await ask(id);
    await ask(id, 'kho', { format: 'csv' });
    await ask(id, 'nhap');
    await expect.poll(async () => (await list(id)).filter(({ state }) => state === 'done').map(({ destination }) => destination)).toEqual(['nhap']);
    const [waiting, sending] = ['waiting', 'sending'].map((state) => list(id).then((all) => all.find((each) => each.state === state)?.id));
    expect((await call(CLERK, 'DELETE', `report-deliveries/${await waiting}`)).json()).toMatchObject({ delivery: { state: 'cancelled' } });
    expect((await call(CLERK, 'DELETE', `report-deliveries/${await sending}`)).statusCode).toBe(400);
    expect((await call(CHAIR, 'DELETE', `report-deliveries/${await waiting}`)).statusCode).toBe(404);
    go();
    await deliveries.work();
    expect((await list(id)).map(({ state }) => state).sort()).toEqual(['cancelled', 'done', 'done']);
    expect(arrived).toHaveLength(2);
  });
});

describe('gateways', () => {
  it('of one store send a report once, however many there are', async () => {
    const ids = [await issued(), await issued()];
    const others = [open(), open()];
    for (const id of ids) await store.transact((db) => deliveries.ask(db, { report: id, format: 'docx', destination: 'kho', cause: 's', askedBy: 'clerk' }));
    await Promise.all([deliveries, ...others].map((each) => each.work()));
    expect(arrived.map(({ parcel }) => parcel.report).sort()).toEqual([...ids].sort());
    await Promise.all(others.map((each) => each.stop()));
  });

  it('that end in order leave what they were sending to the next; one that is too slow lets go of it', async () => {
    const id = await issued();
    const left: string[] = [];
    const until: Send = (_plan, _parcel, signal) => new Promise((done) => signal.addEventListener('abort', () => { left.push('left'); done(err(passing('timed-out'))); }));
    const first = open(bench.core, until);
    await store.transact((db) => deliveries.ask(db, { report: id, format: 'docx', destination: 'kho', cause: 's', askedBy: 'clerk' }));
    void first.work();
    await expect.poll(async () => (await only(id)).hash).not.toBeNull();
    await first.stop();
    expect([left, await only(id)]).toMatchObject([['left'], { state: 'waiting', attempts: 0 }]);
    const slow = open(bench.core, until);
    void slow.work();
    await expect.poll(async () => (await only(id)).state).toBe('sending');
    // Its lease is over and another gateway has the delivery: it hears of it with its next renewal.
    await store.db.updateTable('report_delivery').set({ holder: 'another' }).execute();
    await expect.poll(() => left).toHaveLength(2);
    await slow.stop();
    expect(await only(id)).toMatchObject({ state: 'sending', attempts: 1 });
    bench.core.turn(21_000);
    expect(await settled(id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('that die again and again over one report give up on it', async () => {
    const id = await issued();
    await store.transact((db) => deliveries.ask(db, { report: id, format: 'docx', destination: 'kho', cause: 's', askedBy: 'clerk' }));
    await store.db.updateTable('report_delivery').set({ state: 'sending', holder: 'gone', attempts: 10, lease_until: new Date(0) }).execute();
    expect(await settled(id)).toMatchObject({ state: 'failed', reason: 'gave-up' });
    expect(arrived).toEqual([]);
  });
});
