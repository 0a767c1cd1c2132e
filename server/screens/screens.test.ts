import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rightsOf } from '@/access/rights-of';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { packOf, put } from '@/config/testing/good-pack';
import type { Actor } from '@/domain/access';
import type { Json } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { createApp } from '../http/app';
import { guard } from '../http/guard';
import type { Gateway } from '../http/route';
import { createAttempts } from '../session/attempts';
import { cookieOf } from '../session/cookies';
import { hashOf } from '../session/secrets';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { testCore, type TestCore } from '../testing/test-gateway';
import { createScreens } from './create-screens';
import { screenRoutes } from './screen-routes';
import type { Screens } from './screens';

const role = (id: string, datasets: string[] | '*', units: string) => ({
  id, name: { vi: id, en: id }, reads: [{ datasets: '*', classes: ['public'], units: 'all' }, { datasets, classes: ['internal'], units }],
  may: ['screen.pair', 'screen.command'], dashboards: id === 'watcher' ? ['leaders'] : '*',
});
function province(): Province {
  const pack = parsePack(packOf((trees) => {
    put(trees['base/access.json'] ?? {}, '/roles/4', role('operator', '*', 'all'));
    put(trees['base/access.json'] ?? {}, '/roles/5', role('watcher', [], 'all'));
    put(trees['base/access.json'] ?? {}, '/roles/6', role('local', '*', 'own'));
    put(trees['base/access.json'] ?? {}, '/roles/7', role('partial', ['procedures'], 'all'));
    const [first] = trees['base/datasets.json']?.['datasets'] as { [key: string]: Json }[];
    put(trees['base/datasets.json'] ?? {}, '/datasets/2', { ...first, id: 'finances' });
  }));
  if (!pack.province) throw new Error(JSON.stringify(pack.faults));
  return pack.province;
}
const person = (id: string, roleId: string, unit: string | null): Actor => ({
  kind: 'person', id, name: id, title: '', unit, session: `s-${id}`, grants: [{ role: roleId, unit }], purposes: [],
});
const OPERATOR = person('op', 'operator', null);
const WATCHER = person('ioc', 'watcher', null);
const LOCAL = person('xa', 'local', '16681');
const LEADER = person('ld', 'leader', null);
const GIFT = { name: 'Sảnh chính', unit: null, classes: ['public', 'internal'], dashboards: ['leaders'] };

let store: MemoryStore;
let core: TestCore;
let screens: Screens;
let app: Gateway;
let who: Actor = { kind: 'anonymous' };

beforeAll(async () => { store = await memoryStore(); }, 60_000);
beforeEach(async () => {
  await store.reset();
  core = testCore(store, province());
  screens = createScreens(core, createAttempts(core));
  app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  guard(app, {
    identify: async ({ headers }) => {
      const secret = cookieOf(headers.cookie, '__Host-screen');
      return (secret === null ? null : await screens.identify(secret)) ?? who;
    },
    csrfOf: () => Promise.resolve(null), denied: () => Promise.resolve(),
    rightsOf: (actor) => rightsOf(actor, core.province.current(), toInstant(core.clock())),
  });
  screenRoutes(app, core, screens);
  who = { kind: 'anonymous' };
});
afterEach(async () => {
  screens.stop();
  await app.close();
});
afterAll(() => store.close());

/** A browser of a display: keeps cookies. */
class Device {
  readonly cookies = new Map<string, string>();
  readonly lines: string[] = [];
  async ask(method: 'GET' | 'POST', url: string, payload?: object) {
    const before = who;
    who = { kind: 'anonymous' };
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({ method, url, headers: { 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}) }, ...(payload ? { payload } : {}) });
    who = before;
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      this.lines.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return { status: answer.statusCode, body: answer.json<Record<string, never>>() };
  }
  stand = () => this.ask('POST', '/api/screen/standing', { shows: { dashboard: 'leaders', build: 'b1', freshness: 'live' } });
  mine = async () => (await this.ask('GET', '/api/pairings/mine')).body;
}
async function as(actor: Actor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) {
  who = actor;
  const answer = await app.inject({ method, url, headers: { 'sec-fetch-site': 'same-origin' }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, never>>(), headers: answer.headers };
}
async function paired(actor: Actor = OPERATOR, gift: object = GIFT): Promise<{ device: Device; id: string }> {
  const device = new Device();
  const { body } = await device.ask('POST', '/api/pairings');
  const confirmed = await as(actor, 'POST', `/api/pairings/${String(body['code'])}/confirm`, gift);
  expect(confirmed.status).toBe(200);
  await device.mine();
  return { device, id: String(confirmed.body['id']) };
}
const now = async (id: string) => screens.now(id);

describe('pairing', () => {
  it('makes a screen of a display by a code that an operator reads off it', async () => {
    const device = new Device();
    const begun = await device.ask('POST', '/api/pairings');
    expect(begun.body['code']).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{4}-[ACDEFGHJKMNPQRTUVWXY34679]{4}$/);
    expect(device.lines[0]).toMatch(/^__Host-pairing=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(await device.mine()).toMatchObject({ state: 'waiting', code: begun.body['code'], formerName: null });
    const typed = String(begun.body['code']).toLowerCase().replace('-', ' ');
    expect((await as(OPERATOR, 'GET', `/api/pairings/${encodeURIComponent(typed)}`)).body).toMatchObject({ code: begun.body['code'] });
    const confirmed = await as(OPERATOR, 'POST', `/api/pairings/${String(begun.body['code'])}/confirm`, GIFT);
    expect(confirmed.body).toMatchObject({ name: 'Sảnh chính', unit: null, classes: ['public', 'internal'], dashboards: ['leaders'], seenAt: null, shows: null });
    expect(await device.mine()).toEqual({ state: 'paired', name: 'Sảnh chính' });
    expect(device.lines.at(-1)).toMatch(/^__Host-screen=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=34560000$/);
    expect(await screens.identify(device.cookies.get('__Host-screen') ?? '')).toEqual({ kind: 'screen', id: confirmed.body['id'], name: 'Sảnh chính', unit: null, classes: ['public', 'internal'], dashboards: ['leaders'] });
    expect(core.audited.map(({ action, detail }) => [action, detail?.['deed']])).toEqual([['screen', 'pair']]);
  });

  it('keeps no secret that could be used', async () => {
    const { device } = await paired();
    const rows = JSON.stringify([await store.db.selectFrom('screen').selectAll().execute(), await store.db.selectFrom('pairing').selectAll().execute(), core.audited, core.published]);
    for (const secret of device.cookies.values()) expect(rows).not.toContain(secret);
  });

  it('takes a code once, and not after its time', async () => {
    const device = new Device();
    const code = String((await device.ask('POST', '/api/pairings')).body['code']);
    expect((await as(OPERATOR, 'POST', `/api/pairings/${code}/confirm`, GIFT)).status).toBe(200);
    expect((await as(OPERATOR, 'POST', `/api/pairings/${code}/confirm`, GIFT)).status).toBe(404);
    const late = String((await new Device().ask('POST', '/api/pairings')).body['code']);
    core.turn(core.settings.times.pairingMs);
    expect((await as(OPERATOR, 'POST', `/api/pairings/${late}/confirm`, GIFT)).status).toBe(404);
    expect(await new Device().mine()).toEqual({ state: 'expired', formerName: null });
  });

  it('makes one screen when two operators confirm at once', async () => {
    const code = String((await new Device().ask('POST', '/api/pairings')).body['code']);
    const answers = await Promise.all([1, 2].map(() => as(OPERATOR, 'POST', `/api/pairings/${code}/confirm`, GIFT)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await as(OPERATOR, 'GET', '/api/screens')).body['screens']).toHaveLength(1);
  });

  it('gives the right to the device that showed the code alone, again while it never came with it', async () => {
    const { device, id } = await paired();
    const stranger = new Device();
    expect(await stranger.mine()).toMatchObject({ state: 'expired' });
    const first = device.cookies.get('__Host-screen') ?? '';
    expect(await device.mine()).toMatchObject({ state: 'paired' });
    expect(await screens.identify(first)).toBeNull();
    expect((await device.stand()).status).toBe(200);
    expect(await device.mine()).toMatchObject({ state: 'expired' });
    expect(await now(id)).not.toBeNull();
  });

  it('lets nobody guess', async () => {
    for (let n = 0; n < 5; n += 1) expect((await as(OPERATOR, 'GET', '/api/pairings/AAAA-CCCC')).status).toBe(404);
    const right = String((await new Device().ask('POST', '/api/pairings')).body['code']);
    const refused = await as(OPERATOR, 'POST', `/api/pairings/${right}/confirm`, GIFT);
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, 60]);
    core.turn(60_001);
    expect((await as(OPERATOR, 'POST', `/api/pairings/${right}/confirm`, GIFT)).status).toBe(200);
  });

  it.each([
    ['a class no screen may have', { classes: ['public', 'personal'] }, 400],
    ['a class that does not exist', { classes: ['secret'] }, 400],
    ['no name', { name: '   ' }, 400],
    ['a name with control characters', { name: 'a\u202eb' }, 400],
    ['a dashboard that does not exist', { dashboards: ['nowhere'] }, 403],
    ['a unit that does not exist', { unit: '99999' }, 403],
    ['a field nobody knows', { secret: 'x' }, 400],
  ])('refuses %s', async (_name, change, status) => {
    const code = String((await new Device().ask('POST', '/api/pairings')).body['code']);
    expect((await as(OPERATOR, 'POST', `/api/pairings/${code}/confirm`, { ...GIFT, ...change })).status).toBe(status);
    expect(await store.db.selectFrom('screen').selectAll().execute()).toEqual([]);
  });

  it('gives no more than the operator has: units, classes, dashboards, datasets', async () => {
    const codeOf = async () => String((await new Device().ask('POST', '/api/pairings')).body['code']);
    expect((await as(LOCAL, 'POST', `/api/pairings/${await codeOf()}/confirm`, GIFT)).status).toBe(403);
    expect((await as(LOCAL, 'POST', `/api/pairings/${await codeOf()}/confirm`, { ...GIFT, unit: '16681', dashboards: ['commune'] })).status).toBe(200);
    expect((await as(WATCHER, 'POST', `/api/pairings/${await codeOf()}/confirm`, { ...GIFT, dashboards: ['commune'] })).body).toMatchObject({ code: 'not-allowed', at: '/dashboards/0' });
    core.turn(60_001);
    expect((await as(WATCHER, 'POST', `/api/pairings/${await codeOf()}/confirm`, GIFT)).body).toMatchObject({ code: 'not-allowed', at: '/classes' });
    const open = await as(WATCHER, 'POST', `/api/pairings/${await codeOf()}/confirm`, { ...GIFT, classes: ['public'] });
    expect(open.status).toBe(200);
    expect((await as(LEADER, 'GET', '/api/screens')).status).toBe(403);
    expect((await as({ kind: 'anonymous' }, 'POST', `/api/pairings/${await codeOf()}/confirm`, GIFT)).status).toBe(401);
  });
});

describe('what a screen shows', () => {
  it('is never more than who confirmed it sees, dataset by dataset', async () => {
    const { id, device } = await paired(person('part', 'partial', null));
    expect(await now(id)).toMatchObject({ classes: ['public', 'internal'], datasets: ['procedures'] });
    const screen = await screens.identify(device.cookies.get('__Host-screen') ?? '');
    const current = core.province.current();
    const share = (dataset: string) => {
      const found = current.datasets.get(dataset);
      return screen && found && rightsOf(screen, current, toInstant(core.clock())).share(found);
    };
    expect([share('procedures')?.classes, share('finances')]).toEqual([new Set(['internal']), null]);
    // Another operator's new name for it gives nothing.
    await as(OPERATOR, 'PATCH', `/api/screens/${id}`, { name: 'Khác' });
    expect(await now(id)).toMatchObject({ name: 'Khác', datasets: ['procedures'] });
  });
});

describe('a paired screen', () => {
  it('says what it shows, and is listed with how long it has been silent', async () => {
    const { device } = await paired();
    await device.stand();
    core.turn(90_000);
    expect((await as(OPERATOR, 'GET', '/api/screens')).body['screens']).toMatchObject([{ name: 'Sảnh chính', unseenMs: 90_000, shows: { dashboard: 'leaders', build: 'b1', freshness: 'live' } }]);
    expect((await as(LOCAL, 'GET', '/api/screens')).body['screens']).toEqual([]);
  });

  it('may do nothing else', async () => {
    const { device, id } = await paired();
    for (const [method, url] of [['POST', '/api/pairings'], ['GET', '/api/screens'], ['POST', `/api/screens/${id}/commands`], ['GET', '/api/pairings/AAAA-CCCC']] as const) {
      expect((await device.ask(method, url, method === 'POST' ? {} : undefined)).status).toBe(403);
    }
    expect((await as(OPERATOR, 'POST', '/api/screen/standing', { shows: { dashboard: null, build: '', freshness: '' } })).status).toBe(403);
  });

  it('gets a new secret in time; the old one counts until the new one is used', async () => {
    const { device } = await paired();
    await device.stand();
    const old = device.cookies.get('__Host-screen') ?? '';
    core.turn(core.settings.times.screenRotateMs);
    await device.stand();
    const lost = device.cookies.get('__Host-screen') ?? '';
    expect(lost).not.toBe(old);
    // The answer was lost on its way: the device comes with the old one and is given another.
    device.cookies.set('__Host-screen', old);
    core.turn(10_000);
    expect((await device.stand()).status).toBe(200);
    const fresh = device.cookies.get('__Host-screen') ?? '';
    expect([lost, old]).not.toContain(fresh);
    expect((await device.stand()).status).toBe(200);
    expect(device.cookies.get('__Host-screen')).toBe(fresh);
    core.turn(core.settings.times.identityCacheMs);
    expect([await screens.identify(old), await screens.identify(lost)]).toEqual([null, null]);
    expect(await screens.identify(fresh)).not.toBeNull();
  });

  it('loses its right at once when revoked, and is still called by its name', async () => {
    const { device, id } = await paired();
    await device.stand();
    expect((await as(LOCAL, 'DELETE', `/api/screens/${id}`)).status).toBe(404);
    expect((await as(OPERATOR, 'DELETE', `/api/screens/${id}`)).status).toBe(200);
    expect(core.published.at(-1)).toEqual({ kind: 'session-ended', audience: { to: 'screen', id }, payload: { reason: 'revoked' } });
    expect((await device.stand()).status).toBe(401);
    expect(await now(id)).toBeNull();
    expect(await device.mine()).toEqual({ state: 'expired', formerName: 'Sảnh chính' });
    await device.ask('POST', '/api/pairings');
    expect(await device.mine()).toMatchObject({ state: 'waiting', formerName: 'Sảnh chính' });
    expect((await as(OPERATOR, 'DELETE', `/api/screens/${id}`)).status).toBe(404);
    expect((await as(OPERATOR, 'GET', '/api/screens')).body['screens']).toEqual([]);
  });

  it('is known for a moment only when events are lost', async () => {
    const { device, id } = await paired();
    const secret = device.cookies.get('__Host-screen') ?? '';
    expect(await screens.identify(secret)).not.toBeNull();
    await store.db.updateTable('screen').set({ revoked_at: new Date() }).where('id', '=', id).execute();
    core.turn(core.settings.times.identityCacheMs);
    expect(await screens.identify(secret)).toBeNull();
    for (const junk of ['', 'x', 'a'.repeat(43), '../../etc', hashOf(secret)]) expect(await screens.identify(junk)).toBeNull();
  });

  it('changes name and rights while it runs, never to more than the operator has', async () => {
    const { id } = await paired();
    expect((await as(OPERATOR, 'PATCH', `/api/screens/${id}`, { name: 'Phòng họp', classes: ['public'] })).body).toMatchObject({ name: 'Phòng họp', classes: ['public'] });
    expect(core.published.at(-1)).toEqual({ kind: 'rights-changed', audience: { to: 'screen', id }, payload: {} });
    expect(await now(id)).toMatchObject({ name: 'Phòng họp', classes: ['public'] });
    expect((await as(WATCHER, 'PATCH', `/api/screens/${id}`, { classes: ['public', 'internal'] })).status).toBe(403);
    expect((await as(WATCHER, 'PATCH', `/api/screens/${id}`, { name: 'Sảnh' })).status).toBe(200);
    expect((await as(LOCAL, 'PATCH', `/api/screens/${id}`, { name: 'x' })).status).toBe(404);
    expect(core.audited.map(({ detail }) => detail?.['deed'])).toEqual(['pair', 'change', 'change']);
  });

  it('hears commands', async () => {
    const { id } = await paired();
    expect((await as(OPERATOR, 'POST', `/api/screens/${id}/commands`, { command: 'show', argument: 'leaders' })).body).toEqual({ seenAt: null });
    expect(core.published.at(-1)).toEqual({ kind: 'screen-command', audience: { to: 'screen', id }, payload: { command: 'show', argument: 'leaders' } });
    expect((await as(OPERATOR, 'POST', `/api/screens/${id}/commands`, { command: 'show', argument: 'commune' })).status).toBe(400);
    expect((await as(OPERATOR, 'POST', `/api/screens/${id}/commands`, { command: 'format-disk' })).status).toBe(400);
    expect((await as(LOCAL, 'POST', `/api/screens/${id}/commands`, { command: 'reload' })).status).toBe(404);
  });
});
