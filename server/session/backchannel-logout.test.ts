import type { JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Province } from '@/config/province';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { TEST_ORIGIN } from '../testing/test-gateway';
import { hostileProvider, type HostileProvider, type Misdeeds } from './testing/hostile-provider';
import { testBrowser, type TestBrowser } from './testing/test-browser';
import { CLIENT, identityAt, shippedProvince, testPortal, type TestPortal } from './testing/test-portal';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
let store: MemoryStore;
let province: Province;
let provider: HostileProvider;
let portal: TestPortal;
let reader: TestBrowser;

beforeAll(async () => {
  [store, province, provider] = await Promise.all([memoryStore(), shippedProvince(), hostileProvider()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([store.close(), provider.close()]);
});
beforeEach(async () => {
  provider.misdeeds = {};
  await store.reset();
  portal = await testPortal(store, province, identityAt(provider.issuer));
  reader = await signedIn({});
});
afterEach(() => portal.close());

async function signedIn(claims: Readonly<Record<string, unknown>>): Promise<TestBrowser> {
  const browser = testBrowser(portal.app, TEST_ORIGIN);
  const { url } = await browser.go('/auth/login', { stopAt: ({ pathname }) => pathname === '/op/authorize' });
  provider.nonce = url.searchParams.get('nonce') ?? '';
  provider.misdeeds = { claims };
  await browser.go(`/auth/callback?${new URLSearchParams({ code: 'c', state: url.searchParams.get('state') ?? '', iss: provider.issuer }).toString()}`);
  return browser;
}
const isIn = async (browser: TestBrowser): Promise<boolean> => (await browser.session()).actor['kind'] === 'person';

let number = 0;
const token = (claims: Readonly<Record<string, unknown>> = {}, header: Misdeeds['header'] = {}, signed?: Misdeeds['signed']): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: provider.issuer, aud: CLIENT.clientId, iat: now, exp: now + 120, jti: `token-${(number += 1)}`, sub: 'account-1', sid: 'provider-session-1', events: { [EVENT]: {} } };
  const all = Object.fromEntries(Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined)) as JWTPayload;
  return provider.sign(all, { typ: 'logout+jwt', ...header }, signed);
};
const tell = (logoutToken: string, headers: Readonly<Record<string, string>> = {}) =>
  portal.app.inject({ method: 'POST', url: '/auth/backchannel-logout', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: new URLSearchParams({ logout_token: logoutToken }).toString() });

describe('the provider\'s own logout', () => {
  it('ends the session it names, at once, and no other', async () => {
    const other = await signedIn({ sid: 'provider-session-2' });
    const answer = await tell(await token());
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await isIn(reader)).toBe(false);
    expect(await isIn(other)).toBe(true);
  });
  it('ends all sessions of a subject where it names none', async () => {
    const [other, stranger] = [await signedIn({ sid: 'provider-session-2' }), await signedIn({ sub: 'account-2', sid: 'provider-session-3' })];
    expect((await tell(await token({ sid: undefined }))).statusCode).toBe(200);
    expect([await isIn(reader), await isIn(other), await isIn(stranger)]).toEqual([false, false, true]);
  });
  it('ends nothing where session and subject do not belong together', async () => {
    expect((await tell(await token({ sub: 'account-2' }))).statusCode).toBe(200);
    expect(await isIn(reader)).toBe(true);
  });
  it('is answered with 200 where nobody is signed in any more', async () => {
    await tell(await token());
    expect((await tell(await token())).statusCode).toBe(200);
  });

  const now = Math.floor(Date.now() / 1000);
  const refused: readonly (readonly [string, Readonly<Record<string, unknown>>, Misdeeds['header']?, Misdeeds['signed']?])[] = [
    ['OI44 without the event', { events: undefined }],
    ['OI44 with another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['OI44 with an event that is no object', { events: { [EVENT]: true } }],
    ['OI44 with a nonce', { nonce: 'n' }],
    ['OI44 of type JWT', {}, { typ: 'JWT' }],
    ['OI44 of type at+jwt', {}, { typ: 'at+jwt' }],
    ['OI44 without a type', {}, { typ: undefined }],
    ['without an id', { jti: undefined }],
    ['about nobody', { sub: undefined, sid: undefined }],
    ['about no text', { sub: undefined, sid: 7 }],
    ['for another client', { aud: 'another-client' }],
    ['by another issuer', { iss: 'https://evil.test' }],
    ['expired', { iat: now - 7_200, exp: now - 3_600 }],
    ['without an expiry', { exp: undefined }],
    ['too old', { iat: now - 3_600, exp: now + 3_600 }],
    ['from the future', { iat: now + 3_600, exp: now + 7_200 }],
    ['signed by nobody', {}, {}, 'nobody'],
    ['signed with the client\'s secret', {}, {}, 'client-secret'],
    ['signed by a stranger', {}, {}, 'stranger'],
    ['signed by a stranger who brings the key', {}, { jku: 'http://127.0.0.1:1/keys' }, 'stranger'],
  ];
  it.each(refused.map(([id, claims, header, signed]) => ({ id, claims, header, signed })))('$id: 400, and nobody is signed out', async ({ claims, header, signed }) => {
    const answer = await tell(await token(claims, header, signed));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'logout-token' });
    expect(await isIn(reader)).toBe(true);
  });

  it('OI44 replayed: 400, and who signed in since stays in', async () => {
    const same = await token();
    expect((await tell(same)).statusCode).toBe(200);
    const again = await signedIn({});
    expect((await tell(same)).statusCode).toBe(400);
    expect(await isIn(again)).toBe(true);
  });
  it('is a form of one token: anything else is refused', async () => {
    for (const payload of ['', 'logout_token=', 'logout_token=x', `logout_token=${'x'.repeat(40_000)}`]) {
      const answer = await portal.app.inject({ method: 'POST', url: '/auth/backchannel-logout', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload });
      expect(answer.statusCode).toBe(400);
    }
    expect((await portal.app.inject({ method: 'POST', url: '/auth/backchannel-logout', headers: { 'content-type': 'text/plain' }, payload: 'x' })).statusCode).toBe(415);
    const page = await tell(await token(), { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' });
    expect(page.statusCode).toBe(403);
    expect(await isIn(reader)).toBe(true);
  });
  it('waits while the provider does not answer: 503, to be told again', async () => {
    const kept = await token();
    provider.misdeeds = { down: true };
    portal.core.turn(60_000);
    expect((await tell(kept)).statusCode).toBe(503);
    provider.misdeeds = {};
    expect((await tell(kept)).statusCode).toBe(200);
  });
});
