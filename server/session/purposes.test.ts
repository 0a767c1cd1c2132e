import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { Grant } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { TEST_ORIGIN } from '../testing/test-gateway';
import { PORTAL_COOKIE } from './cookies';
import { openSession, readSession } from './session-rows';
import { sweep } from './sweep';
import { grantTo } from './testing/grant-to';
import { testBrowser, type TestBrowser } from './testing/test-browser';
import { shippedProvince, testPortal, type TestPortal } from './testing/test-portal';

let store: MemoryStore;
let province: Province;
let portal: TestPortal;
const DATASET = 'procedure-overdue-dossiers';
const UNKNOWN = 'no-such-dataset';

beforeAll(async () => {
  [store, province] = await Promise.all([memoryStore(), shippedProvince()]);
}, 60_000);
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  portal = await testPortal(store, province, null);
  return portal.close;
});

/** Somebody signed in, without a sign-on. */
async function reader(grants: readonly Grant[], id = 'p1'): Promise<TestBrowser> {
  const at = new Date(portal.core.clock());
  const known = { id, issuer: 'test', subject: id, name: 'Người Dùng', title: '', unit: null, status: 'active' as const, created_at: at, updated_at: at };
  await store.db.insertInto('person').values(known).onConflict((conflict) => conflict.column('id').doNothing()).execute();
  for (const { role, unit } of grants) await grantTo(store.db, id, role, unit, at);
  const { secret } = await openSession(store.db, { person: id, now: at.getTime(), wall: at.getTime(), absoluteMs: 12 * 3_600_000, providerSession: null, idToken: 'hint', agent: '', address: '::1' });
  const browser = testBrowser(portal.app, TEST_ORIGIN);
  browser.cookies.set(PORTAL_COOKIE, secret);
  return browser;
}
const seesPersonal = async ({ actor }: Awaited<ReturnType<TestBrowser['session']>>): Promise<boolean> => {
  const person = await portal.sessions.now(String(actor['session']));
  const dataset = province.datasets.get(DATASET);
  return person !== null && dataset !== undefined && rightsOf(person, province, toInstant(portal.core.clock())).share(dataset)?.classes.has('personal') === true;
};
const staff: readonly Grant[] = [{ role: 'staff', unit: 'H41.06' }];
const state = (browser: TestBrowser, body: unknown) => browser.change('POST', '/api/purposes', body);
const good = { dataset: DATASET, purpose: 'settle-dossier', remark: 'Hồ sơ của ông A' };

describe('purposes for personal fields', () => {
  it('are in force at once, for a quarter of an hour, and written down without the remark', async () => {
    const browser = await reader(staff);
    const before = await browser.session();
    expect(await seesPersonal(before)).toBe(false);
    expect(before).toMatchObject({ purposes: [], unmaskable: expect.arrayContaining([DATASET]) });
    const answer = await state(browser, good);
    expect(answer.status).toBe(200);
    const until = portal.core.clock() + 15 * 60_000;
    expect(JSON.parse(answer.text)).toMatchObject({ purposes: [{ dataset: DATASET, purpose: 'settle-dossier', until }] });
    const after = await browser.session();
    expect(after).toMatchObject({ purposes: [{ dataset: DATASET }] });
    expect(await seesPersonal(after)).toBe(true);
    expect(portal.core.audited).toMatchObject([{ action: 'unmask', target: `dataset:${DATASET}`, outcome: 'done', detail: { purpose: 'settle-dossier' } }]);
    expect(JSON.stringify([portal.core.audited, portal.core.published])).not.toContain('ông A');
    expect(await store.db.selectFrom('purpose_stated').select(['remark', 'person']).execute()).toEqual([{ remark: good.remark, person: 'p1' }]);
    portal.core.turn(15 * 60_000);
    expect(await browser.session()).toMatchObject({ purposes: [] });
  });
  it('may be taken back', async () => {
    const browser = await reader(staff);
    await state(browser, good);
    expect(JSON.parse((await browser.change('DELETE', `/api/purposes/${DATASET}`)).text)).toMatchObject({ purposes: [] });
    expect(await browser.session()).toMatchObject({ purposes: [] });
    expect((await browser.change('DELETE', `/api/purposes/${DATASET}`)).status).toBe(404);
  });
  it('stand for one session alone', async () => {
    const [here, there] = [await reader(staff), await reader([])];
    await state(here, good);
    expect(await there.session()).toMatchObject({ purposes: [] });
  });
  it.each([
    ['a dataset that is not there', { ...good, dataset: UNKNOWN }, 404],
    ['a purpose that is not configured', { ...good, purpose: 'curiosity' }, 400],
    ['a remark of 501 characters', { ...good, remark: 'x'.repeat(501) }, 400],
    ['no remark at all', { dataset: DATASET, purpose: 'settle-dossier' }, 400],
    ['something besides', { ...good, until: 9e15 }, 400],
  ])('%s is refused', async (_id, body, status) => {
    const browser = await reader(staff);
    expect((await state(browser, body)).status).toBe(status);
    expect(await store.db.selectFrom('purpose_stated').selectAll().execute()).toEqual([]);
    expect(portal.core.audited.filter(({ action }) => action === 'unmask')).toEqual([]);
  });
  it('are not for whoever may not unmask: by role, by dataset, or signed out', async () => {
    expect((await state(await reader([{ role: 'province-administrator', unit: null }], 'admin'), good)).status).toBe(403);
    const other = [...province.datasets.keys()].find((id) => id !== DATASET) ?? '';
    expect((await state(await reader(staff), { ...good, dataset: other })).status).toBe(403);
    expect((await testBrowser(portal.app, TEST_ORIGIN).change('POST', '/api/purposes', good)).status).toBe(401);
  });
});

describe('changes from elsewhere (E4)', () => {
  const changes = [['POST', '/auth/logout'], ['POST', '/api/purposes'], ['DELETE', `/api/purposes/${DATASET}`], ['DELETE', `/api/sessions/${'x'.repeat(22)}`]] as const;
  it.each(changes)('%s %s needs our own page and its token', async (method, path) => {
    const browser = await reader(staff);
    const { csrf } = await browser.session();
    const tokened = { 'x-csrf-token': csrf ?? '', 'sec-fetch-site': 'same-origin' };
    const { 'x-csrf-token': _token, ...tokenless } = tokened;
    const { 'sec-fetch-site': _site, ...unmarked } = tokened;
    const tries = [tokenless, unmarked, { ...tokened, 'sec-fetch-site': 'cross-site' }, { ...tokened, 'sec-fetch-site': 'same-site' }, { ...tokened, 'x-csrf-token': `${csrf ?? ''}x` }];
    for (const headers of tries) expect((await browser.go(path, { method, headers, ...(method === 'POST' ? { json: good } : {}) })).status).toBe(403);
    if (method === 'POST') expect((await browser.go(path, { method, headers: tokened, form: { everywhere: 'true' } })).status).toBe(415);
    expect([403, 404, 405]).toContain((await browser.go(path, { method: 'GET' })).status);
    expect((await browser.session()).actor).toMatchObject({ kind: 'person' });
  });
});

describe('the sweep', () => {
  it('ends what was idle or lasted too long, tells its pages, and forgets what is over', async () => {
    const idle = await reader(staff);
    portal.core.turn(20 * 60_000);
    const busy = await reader([], 'p1');
    portal.core.turn(11 * 60_000);
    await sweep(portal.core, portal.core.clock());
    expect(await store.db.selectFrom('session').select(['ended_because', 'id_token']).orderBy('created_at').execute()).toEqual([{ ended_because: 'idle', id_token: null }, { ended_because: null, id_token: 'hint' }]);
    expect(portal.core.published).toMatchObject([{ kind: 'session-ended', payload: { reason: 'idle' } }]);
    expect(portal.core.audited).toMatchObject([{ action: 'sign-out', actor: { kind: 'system' } }]);
    expect((await idle.session()).actor).toEqual({ kind: 'anonymous' });
    expect((await busy.session()).actor).toMatchObject({ kind: 'person' });
    portal.core.turn(91 * 86_400_000);
    await sweep(portal.core, portal.core.clock());
    await sweep(portal.core, portal.core.clock() + 91 * 86_400_000);
    expect(await store.db.selectFrom('session').select('id').execute()).toHaveLength(1);
  });
});

describe('a step of the wall clock (G8)', () => {
  it.each([3_600_000, -3_600_000])('by %d ms ends no session', async (step) => {
    let up = 0;
    const stepped = await testPortal(store, province, null, { monotonic: () => up });
    const browser = await reader(staff);
    const there = testBrowser(stepped.app, TEST_ORIGIN);
    there.cookies.set(PORTAL_COOKIE, browser.cookies.get(PORTAL_COOKIE) ?? '');
    expect((await there.session()).actor).toMatchObject({ kind: 'person' });
    stepped.core.turn(step);
    for (let minute = 0; minute < 90; minute += 1) {
      up += 60_000;
      stepped.core.turn(60_000);
      expect((await there.session()).actor).toMatchObject({ kind: 'person' });
    }
    await sweep(stepped.core, stepped.sessions.steady());
    expect(await readSession(store.db, { id: String((await there.session()).actor['session']) }, stepped.core.clock())).not.toBeNull();
    await stepped.close();
  });
});
