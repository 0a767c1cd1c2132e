import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMock, type Mock } from '../../mock/main';
import type { Province } from '@/config/province';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { TEST_ORIGIN } from '../testing/test-gateway';
import { PORTAL_COOKIE, SIGN_IN_COOKIE } from './cookies';
import { hashOf } from './secrets';
import { grantTo } from './testing/grant-to';
import { testBrowser, type TestBrowser } from './testing/test-browser';
import { CLIENT, identityAt, shippedProvince, testPortal, type TestPortal } from './testing/test-portal';

let store: MemoryStore;
let province: Province;
let mock: Mock;
let portal: TestPortal;
/** What the sign-on's own logouts reach; it is told of the portal before the portal is. */
const relay = createServer((req, res) => {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => {
    void portal.app.inject({ method: 'POST', url: req.url ?? '/', headers: { 'content-type': String(req.headers['content-type']) }, payload: Buffer.concat(parts) })
      .then((answer) => res.writeHead(answer.statusCode).end());
  });
});

beforeAll(async () => {
  await new Promise<void>((ready) => relay.listen(0, '127.0.0.1', ready));
  [store, province, mock] = await Promise.all([memoryStore(), shippedProvince(), startMock({
    port: 0, province: 'nghe-an',
    sso: {
      ...CLIENT, redirectUris: [`${TEST_ORIGIN}/auth/callback`, 'http://other.test:8080/auth/callback'], postLogoutRedirectUris: [`${TEST_ORIGIN}/`],
      backchannelLogoutUri: `http://127.0.0.1:${(relay.address() as AddressInfo).port}/auth/backchannel-logout`,
    },
  })]);
}, 60_000);
afterAll(async () => {
  await portal.close();
  await Promise.all([store.close(), mock.close(), new Promise((closed) => relay.close(closed))]);
});
beforeEach(async () => {
  await (portal as TestPortal | undefined)?.close();
  await store.reset();
  portal = await testPortal(store, province, identityAt(`${mock.url}sso`));
});

const browser = (agent?: string): TestBrowser => testBrowser(portal.app, TEST_ORIGIN, agent);
const isCallback = (url: URL): boolean => url.pathname === '/auth/callback';
const hidden = (text: string): string => /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
const audited = (action: string) => portal.core.audited.filter((entry) => entry.action === action);

describe('signing in with the province\'s sign-on', () => {
  it.each([
    ['lanh-dao-tinh', 'provincial-leader', null],
    ['giam-doc-so', 'department-head', 'H41.06'],
    ['chu-tich-xa', 'commune-chair', '16681'],
    ['chuyen-vien', 'staff', 'H41.06'],
    ['truc-ioc', 'ioc-operator', null],
    ['quan-tri-don-vi', 'unit-administrator', 'H41.06'],
  ])('%s comes back as %s of %s', async (account, role, unit) => {
    const reader = browser();
    const end = await reader.signIn(account, '/auth/login?returnTo=/dashboards/leaders%3Funit%3D40');
    expect(end.url.href).toBe(`${TEST_ORIGIN}/dashboards/leaders?unit=40`);
    const view = await reader.session();
    expect(view.actor).toMatchObject({ kind: 'person', unit, roles: [{ role, unit, name: { vi: expect.any(String) } }] });
    expect(view).toMatchObject({ signIn: 'ready', csrf: expect.stringMatching(/^[\w-]{43}$/), expiresAt: portal.core.clock() + 12 * 3_600_000 });
    expect(audited('sign-in')).toMatchObject([{ outcome: 'done', actor: { kind: 'person', unit }, from: { address: '127.0.0.1' } }]);
  });

  it('quan-tri-tinh is known but has no role by claims', async () => {
    const reader = browser();
    await reader.signIn('quan-tri-tinh');
    expect(await reader.session()).toMatchObject({ actor: { kind: 'person', roles: [], name: 'Đặng Hữu Phước' }, actions: [] });
  });

  it('says what it asks of the provider: code, S256, state, nonce, the origin in use', async () => {
    const { url } = await browser().go('/auth/login', { stopAt: ({ pathname }) => pathname === '/sso/auth' });
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: CLIENT.clientId, response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${TEST_ORIGIN}/auth/callback`,
      state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/), scope: 'openid profile',
    });
    const other = await portal.app.inject({ url: '/auth/login', headers: { host: 'other.test:8080' } });
    expect(new URL(String(other.headers.location)).searchParams.get('redirect_uri')).toBe('http://other.test:8080/auth/callback');
    const unknown = await portal.app.inject({ url: '/auth/login', headers: { host: 'evil.test' } });
    expect(new URL(String(unknown.headers.location)).searchParams.get('redirect_uri')).toBe(`${TEST_ORIGIN}/auth/callback`);
  });

  it('keeps no secret in the clear, no access token at all, and gives the browser one opaque cookie', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const secret = reader.cookies.get(PORTAL_COOKIE) ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    const rows = await store.db.selectFrom('session').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.secret).toBe(hashOf(secret));
    expect(JSON.stringify(rows)).not.toContain(secret);
    const begun = await store.db.selectFrom('sign_in').selectAll().execute();
    expect(begun.every(({ verifier, nonce }) => verifier === '' && nonce === '')).toBe(true);
    expect(JSON.stringify(portal.core.audited)).not.toContain(secret);
  });

  it('sets the cookie with every guard it has', async () => {
    const reader = browser();
    const stopped = await reader.signIn('chuyen-vien', undefined, isCallback);
    const answer = await portal.app.inject({ url: `${stopped.url.pathname}${stopped.url.search}`, headers: { host: 'portal.test', cookie: `${SIGN_IN_COOKIE}=${reader.cookies.get(SIGN_IN_COOKIE) ?? ''}` } });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-portal=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('OI43 a session id that the browser had before signing in is never taken over', async () => {
    const victim = browser();
    const planted = 'A'.repeat(43);
    victim.cookies.set(PORTAL_COOKIE, planted);
    await victim.signIn('chuyen-vien');
    expect(victim.cookies.get(PORTAL_COOKIE)).not.toBe(planted);
    const attacker = browser();
    attacker.cookies.set(PORTAL_COOKIE, planted);
    expect((await attacker.session()).actor).toEqual({ kind: 'anonymous' });
  });

  it('OI43 signing in again gives a new secret and ends the session before', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const before = reader.cookies.get(PORTAL_COOKIE) ?? '';
    await reader.signIn('chuyen-vien', '/auth/login?prompt=login');
    expect(reader.cookies.get(PORTAL_COOKIE)).not.toBe(before);
    const old = browser();
    old.cookies.set(PORTAL_COOKIE, before);
    expect((await old.session()).actor).toEqual({ kind: 'anonymous' });
    expect(portal.core.published).toContainEqual(expect.objectContaining({ kind: 'session-ended', payload: { reason: 'replaced' } }));
  });

  it('changes to another person when asked to, and the one before is signed out', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const step = await reader.signIn('giam-doc-so', '/auth/login?prompt=login');
    expect(step.text).toContain('Đổi tài khoản');
    await reader.go(`${mock.url}sso/session/end/confirm`, { method: 'POST', form: { xsrf: hidden(step.text), logout: 'yes' } });
    expect((await reader.session()).actor).toMatchObject({ name: 'Trần Quốc Bảo' });
    expect(await store.db.selectFrom('session').select('ended_because').orderBy('created_at').orderBy('ended_at').execute()).toEqual([{ ended_because: 'provider-logout' }, { ended_because: null }]);
  });

  it('lets somebody go back without signing in, in words and without a loop', async () => {
    const reader = browser();
    const page = await reader.go('/auth/login');
    const end = await reader.go(page.url.href, { method: 'POST', form: { cancel: '1' } });
    expect(end.url.href).toBe(`${TEST_ORIGIN}/?sign-in=oidc-denied`);
    expect(audited('sign-in-failed')).toMatchObject([{ target: 'sign-in:oidc-denied', outcome: 'refused' }]);
  });

  it('two pages of one browser may sign in side by side', async () => {
    const reader = browser();
    const first = await reader.signIn('chuyen-vien', undefined, isCallback);
    const second = await reader.go('/auth/login', { stopAt: isCallback });
    expect((await reader.go(second.url.href)).url.href).toBe(`${TEST_ORIGIN}/`);
    expect((await reader.go(first.url.href)).url.href).toBe(`${TEST_ORIGIN}/`);
  });
});

describe('callbacks that do not hold', () => {
  const refused = async (reader: TestBrowser, url: string, code: string): Promise<void> => {
    const before = await store.db.selectFrom('session').select('id').execute();
    const end = await reader.go(url);
    expect(end.url.href).toBe(`${TEST_ORIGIN}/?sign-in=${code}`);
    expect(await store.db.selectFrom('session').select('id').execute()).toEqual(before);
    expect(audited('sign-in-failed').at(-1)).toMatchObject({ target: `sign-in:${code}` });
    expect(JSON.stringify(audited('sign-in-failed'))).not.toContain(new URL(url, TEST_ORIGIN).searchParams.get('code') ?? 'no code');
  };

  it('OI06 a callback replayed: oidc-code, and the session that it gave is kept', async () => {
    const reader = browser();
    const stopped = await reader.signIn('chuyen-vien', undefined, isCallback);
    await reader.go(stopped.url.href);
    await refused(reader, stopped.url.href, 'oidc-code');
    expect((await reader.session()).actor).toMatchObject({ kind: 'person' });
  });
  it('OI06 a used code under a new state: oidc-code', async () => {
    const reader = browser();
    const first = await reader.signIn('chuyen-vien', undefined, isCallback);
    await reader.go(first.url.href);
    const second = await reader.go('/auth/login', { stopAt: isCallback });
    second.url.searchParams.set('code', first.url.searchParams.get('code') ?? '');
    await refused(reader, second.url.href, 'oidc-code');
  });
  it('OI07 a code and an error together: oidc-error', async () => {
    const reader = browser();
    const { url } = await reader.signIn('chuyen-vien', undefined, isCallback);
    url.searchParams.set('error', 'access_denied');
    await refused(reader, url.href, 'oidc-error');
  });
  it('a state that was never given, none, or twice: oidc-state', async () => {
    const reader = browser();
    const { url } = await reader.signIn('chuyen-vien', undefined, isCallback);
    for (const state of [{ state: 'B'.repeat(43) }, { state: '' }]) await refused(reader, `/auth/callback?${new URLSearchParams({ code: 'x', ...state }).toString()}`, 'oidc-state');
    await refused(reader, '/auth/callback?code=x', 'oidc-state');
    await refused(reader, `${url.href}&state=again`, 'oidc-state');
  });
  it('OI10 without the issuer that the provider promises: oidc-iss; with another one too', async () => {
    const reader = browser();
    const { url } = await reader.signIn('chuyen-vien', undefined, isCallback);
    url.searchParams.delete('iss');
    await refused(reader, url.href, 'oidc-iss');
    const second = await reader.go('/auth/login', { stopAt: isCallback });
    second.url.searchParams.set('iss', 'https://evil.test');
    await refused(reader, second.url.href, 'oidc-iss');
  });
  it('OI11 an answer in the fragment, or with tokens in the query: oidc-mode', async () => {
    const reader = browser();
    const { url } = await reader.signIn('chuyen-vien', undefined, isCallback);
    await refused(reader, '/auth/callback', 'oidc-mode');
    await refused(reader, `${url.href}&id_token=x`, 'oidc-mode');
    await refused(reader, '/auth/callback?response=x', 'oidc-mode');
  });
  it('begun too long ago: oidc-stale', async () => {
    const reader = browser();
    const { url } = await reader.signIn('chuyen-vien', undefined, isCallback);
    portal.core.turn(10 * 60_000);
    await refused(reader, url.href, 'oidc-stale');
  });
  it('finished in another browser: oidc-browser, and the right one can still finish', async () => {
    const reader = browser();
    const { url } = await reader.signIn('chuyen-vien', undefined, isCallback);
    await refused(browser(), url.href, 'oidc-browser');
    const thief = browser();
    await thief.go('/auth/login');
    await refused(thief, url.href, 'oidc-browser');
    expect((await reader.go(url.href)).url.href).toBe(`${TEST_ORIGIN}/`);
  });
  it('a disabled person: disabled, and nothing is opened', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    await store.db.updateTable('person').set({ status: 'disabled' }).execute();
    const { url } = await browser().signIn('chuyen-vien');
    expect(url.search).toBe('?sign-in=disabled');
  });
});

describe('sessions', () => {
  const person = async (): Promise<string> => (await store.db.selectFrom('person').select('id').executeTakeFirstOrThrow()).id;

  it('end at once with signing out, and the provider is told where to sign out too', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const copy = browser();
    copy.cookies.set(PORTAL_COOKIE, reader.cookies.get(PORTAL_COOKIE) ?? '');
    expect((await copy.session()).actor).toMatchObject({ kind: 'person' });
    const answer = await reader.change('POST', '/auth/logout', {});
    const { providerLogout } = JSON.parse(answer.text) as { providerLogout: string };
    expect(new URL(providerLogout).pathname).toBe('/sso/session/end');
    expect(reader.cookies.has(PORTAL_COOKIE)).toBe(false);
    expect((await copy.session()).actor).toEqual({ kind: 'anonymous' });
    expect(portal.core.published).toContainEqual({ kind: 'session-ended', audience: { to: 'session', id: expect.any(String) }, payload: { reason: 'signed-out' } });
    expect(audited('sign-out')).toHaveLength(1);
    const rows = await store.db.selectFrom('session').select(['id_token', 'ended_because']).execute();
    expect(rows).toEqual([{ id_token: null, ended_because: 'signed-out' }]);

    const asks = await reader.go(providerLogout);
    expect(asks.text).toContain('Đăng xuất');
    const end = await reader.go(`${mock.url}sso/session/end/confirm`, { method: 'POST', form: { xsrf: hidden(asks.text), logout: 'yes' } });
    expect(end.url.href).toBe(`${TEST_ORIGIN}/`);
    expect((await reader.go('/auth/login')).text).toContain('Chọn tài khoản');
  });

  it('end everywhere at once when asked so', async () => {
    const [here, there] = [browser('Here/1'), browser('There/1')];
    await here.signIn('chuyen-vien');
    await there.signIn('chuyen-vien');
    await here.change('POST', '/auth/logout', { everywhere: true });
    expect((await there.session()).actor).toEqual({ kind: 'anonymous' });
    expect((await here.session()).actor).toEqual({ kind: 'anonymous' });
  });

  it('are listed to their owner, who ends one; nobody ends another\'s', async () => {
    const [here, there, stranger] = [browser('Here/1'), browser('There/1'), browser()];
    await here.signIn('chuyen-vien');
    await there.signIn('chuyen-vien');
    await stranger.signIn('giam-doc-so');
    const { sessions } = JSON.parse((await here.go('/api/sessions')).text) as { sessions: { id: string; agent: string; current: boolean; address: string; since: number }[] };
    expect(sessions.map(({ agent, current }) => [agent, current]).sort()).toEqual([['Here/1', true], ['There/1', false]]);
    const other = sessions.find(({ current }) => !current)?.id ?? '';
    expect((await stranger.change('DELETE', `/api/sessions/${other}`)).status).toBe(404);
    expect((await there.session()).actor).toMatchObject({ kind: 'person' });
    expect((await here.change('DELETE', `/api/sessions/${other}`)).status).toBe(204);
    expect((await there.session()).actor).toEqual({ kind: 'anonymous' });
    expect(audited('session-revoked')).toMatchObject([{ target: `session:${other}` }]);
  });

  it('of a person who is disabled let nobody in after identityCacheMs at the latest (OI50)', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    expect((await reader.session()).actor).toMatchObject({ kind: 'person' });
    await store.db.updateTable('person').set({ status: 'disabled' }).execute();
    portal.core.turn(portal.core.settings.times.identityCacheMs);
    expect((await reader.session()).actor).toEqual({ kind: 'anonymous' });
  });

  it('are ended at once where an administrator ends all of a person', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const id = await person();
    expect(await store.transact((db) => portal.sessions.endAllOf(db, id, 'disabled', { kind: 'anonymous' }))).toBe(1);
    expect((await reader.session()).actor).toEqual({ kind: 'anonymous' });
  });

  it('run out after 30 idle minutes, and after 12 hours however busy', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    portal.core.turn(30 * 60_000 + 1);
    expect((await reader.session()).actor).toEqual({ kind: 'anonymous' });
    const busy = browser();
    await busy.signIn('chuyen-vien');
    for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
      portal.core.turn(20 * 60_000);
      expect((await busy.session()).actor).toMatchObject({ kind: 'person' });
    }
    portal.core.turn(20 * 60_000);
    expect((await busy.session()).actor).toEqual({ kind: 'anonymous' });
  });

  it('are seen at most once a minute in the database', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const seen = async (): Promise<number> => (await store.db.selectFrom('session').select('seen_at').executeTakeFirstOrThrow()).seen_at.getTime();
    const first = await seen();
    portal.core.turn(59_000);
    await reader.session();
    expect(await seen()).toBe(first);
    portal.core.turn(5_000);
    await reader.session();
    expect(await seen()).toBe(first + 64_000);
  });

  it('get a new secret when roles change; the old one counts for requests under way', async () => {
    const reader = browser();
    await reader.signIn('chuyen-vien');
    const before = reader.cookies.get(PORTAL_COOKIE) ?? '';
    portal.core.turn(10_000);
    await grantTo(store.db, await person(), 'ioc-operator', null, new Date(portal.core.clock()));
    portal.core.turn(5_000);
    expect((await reader.session()).actions).toContain('operate');
    const after = reader.cookies.get(PORTAL_COOKIE) ?? '';
    expect(after).not.toBe(before);
    const late = browser();
    late.cookies.set(PORTAL_COOKIE, before);
    expect((await late.session()).actor).toMatchObject({ kind: 'person' });
    expect(late.cookies.get(PORTAL_COOKIE)).toBe(before);
    portal.core.turn(30_001);
    expect((await late.session()).actor).toEqual({ kind: 'anonymous' });
    expect((await reader.session()).actor).toMatchObject({ kind: 'person' });
    expect(reader.cookies.get(PORTAL_COOKIE)).toBe(after);
  });

  it('end when the sign-on says so (back-channel), with a token of the real provider', async () => {
    const [reader, other] = [browser(), browser()];
    await reader.signIn('chuyen-vien');
    await other.signIn('giam-doc-so');
    const page = await reader.go(`${mock.url}sso/session/end`);
    await reader.go(`${mock.url}sso/session/end/confirm`, { method: 'POST', form: { xsrf: hidden(page.text), logout: 'yes' } });
    expect((await reader.session()).actor).toEqual({ kind: 'anonymous' });
    expect((await other.session()).actor).toMatchObject({ kind: 'person' });
    expect(audited('sign-out')).toMatchObject([{ actor: { kind: 'system' }, detail: { reason: 'provider-logout' } }]);
  });

  it('a person wins over a paired display in the same browser', async () => {
    await portal.close();
    const screen = { kind: 'screen' as const, id: 's1', name: 'Sảnh', unit: null, classes: ['public' as const], dashboards: [] };
    portal = await testPortal(store, province, identityAt(`${mock.url}sso`), { screens: { identify: (secret) => Promise.resolve(secret === 'wall' ? screen : null) } });
    const reader = browser();
    reader.cookies.set('__Host-screen', 'wall');
    expect((await reader.session()).actor).toMatchObject({ kind: 'screen', id: 's1' });
    await reader.signIn('chuyen-vien');
    expect((await reader.session()).actor).toMatchObject({ kind: 'person' });
    await reader.change('POST', '/auth/logout', {});
    expect((await reader.session()).actor).toMatchObject({ kind: 'screen' });
  });
});
