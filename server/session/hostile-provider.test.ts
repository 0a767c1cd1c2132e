import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Province } from '@/config/province';
import type { IdentitySettings } from '../gateway-settings';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { TEST_ORIGIN } from '../testing/test-gateway';
import { hostileProvider, type HostileProvider, type Misdeeds } from './testing/hostile-provider';
import { testBrowser, type TestBrowser } from './testing/test-browser';
import { CLIENT, identityAt, shippedProvince, testPortal, type TestPortal } from './testing/test-portal';

let store: MemoryStore;
let province: Province;
let hostile: HostileProvider;
let portal: TestPortal;

beforeAll(async () => {
  [store, province, hostile] = await Promise.all([memoryStore(), shippedProvince(), hostileProvider()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([store.close(), hostile.close()]);
});
beforeEach(async () => {
  hostile.misdeeds = {};
  await store.reset();
  portal = await testPortal(store, province, identityAt(hostile.issuer));
  hostile.asked.length = 0;
});
afterEach(() => portal.close());

const seconds = (): number => Math.floor(Date.now() / 1000);
const browser = (): TestBrowser => testBrowser(portal.app, TEST_ORIGIN);

/** Goes to the provider and comes back with its answer; gives where the person ends. */
async function signIn(reader: TestBrowser, misdeeds: Misdeeds = {}, answer: Readonly<Record<string, string>> = {}): Promise<string> {
  const to = await reader.go('/auth/login', { stopAt: ({ pathname }) => pathname === '/op/authorize' });
  hostile.nonce = to.url.searchParams.get('nonce') ?? '';
  hostile.misdeeds = misdeeds;
  const query = new URLSearchParams({ code: 'code-1', state: to.url.searchParams.get('state') ?? '', iss: hostile.issuer, ...answer });
  const { url } = await reader.go(`/auth/callback?${query.toString()}`);
  return `${url.pathname}${url.search}`;
}
const opened = async (): Promise<number> => (await store.db.selectFrom('session').select('id').execute()).length;

describe('a provider that lies', () => {
  it('is believed while it does not', async () => {
    const reader = browser();
    expect(await signIn(reader)).toBe('/');
    expect((await reader.session()).actor).toMatchObject({ kind: 'person', name: 'Người Dùng', roles: [{ role: 'staff', unit: 'H41.06' }] });
    expect(hostile.asked).not.toContain('/op/userinfo');
  });

  const cases: readonly (readonly [id: string, misdeeds: Misdeeds, code: string, answer?: Readonly<Record<string, string>>])[] = [
    ['OI16 token endpoint answers 500', { token: { status: 500, body: '{}' } }, 'oidc-unavailable'],
    ['OI16 token endpoint answers 503 in HTML', { token: { status: 503, type: 'text/html', body: '<h1>503</h1>' } }, 'oidc-unavailable'],
    ['OI16 token endpoint answers HTML with 200', { token: { type: 'text/html', body: '<h1>Đăng nhập</h1>' } }, 'oidc-unavailable'],
    ['OI16 token endpoint answers broken JSON', { token: { body: '{"access_token":' } }, 'oidc-unavailable'],
    ['OI16 token endpoint answers without end', { token: { body: `{"access_token":"${'x'.repeat(2 * 1024 * 1024)}"}` } }, 'oidc-unavailable'],
    ['OI16 token endpoint resets the connection', { token: 'reset' }, 'oidc-unavailable'],
    ['OI16 token endpoint says nothing for 5 seconds', { token: 'silent' }, 'oidc-unavailable'],
    ['OI17 token answer without an identity token', { token: 'no-id-token' }, 'oidc-idtoken'],
    ['OI17 identity token that is none', { token: { body: '{"access_token":"a","token_type":"Bearer","id_token":"not.a.token"}' } }, 'oidc-idtoken'],
    ['OI18 alg none', { signed: 'nobody' }, 'oidc-alg'],
    ['OI18 alg none in other letters', { token: { body: JSON.stringify({ access_token: 'a', token_type: 'Bearer', id_token: `${Buffer.from('{"alg":"NoNe"}').toString('base64url')}.e30.` }) } }, 'oidc-alg'],
    ['OI18 alg none although discovery allows it', { signed: 'nobody', metadata: { id_token_signing_alg_values_supported: ['ES256', 'none'] } }, 'oidc-alg'],
    ['signed with the client\'s secret instead of a key', { signed: 'client-secret' }, 'oidc-alg'],
    ['signed by a stranger', { signed: 'stranger' }, 'oidc-signature'],
    ['signed by a key that is not there', { header: { kid: 'gone' } }, 'oidc-signature'],
    ['for another client', { claims: { aud: 'another-client' } }, 'oidc-aud'],
    ['for another client among several', { claims: { aud: ['another-client', 'third'] } }, 'oidc-aud'],
    ['for nobody', { claims: { aud: undefined } }, 'oidc-aud'],
    ['by another issuer', { claims: { iss: 'https://evil.test' } }, 'oidc-iss'],
    ['OI28 another authorised party', { claims: { azp: 'another-client' } }, 'oidc-azp'],
    ['OI28 several audiences without an authorised party', { claims: { aud: [CLIENT.clientId, 'another-client'] } }, 'oidc-aud'],
    ['OI28 several audiences, and another authorised party', { claims: { aud: [CLIENT.clientId, 'another-client'], azp: 'another-client' } }, 'oidc-azp'],
    ['expired', { claims: { iat: seconds() - 7_200, exp: seconds() - 3_600 } }, 'oidc-expired'],
    ['without an expiry', { claims: { exp: undefined } }, 'oidc-expired'],
    ['issued in the future', { claims: { iat: seconds() + 3_600, exp: seconds() + 7_200 } }, 'oidc-iat'],
    ['not valid yet', { claims: { nbf: seconds() + 3_600 } }, 'oidc-iat'],
    ['without a nonce', { claims: { nonce: undefined } }, 'oidc-nonce'],
    ['with a foreign nonce', { claims: { nonce: 'foreign' } }, 'oidc-nonce'],
    ['about nobody', { claims: { sub: undefined } }, 'oidc-sub'],
    ['OI10 an answer of another issuer', {}, 'oidc-iss', { iss: 'https://evil.test' }],
    ['OI37 10,000 roles', { claims: { vai_tro: Array.from({ length: 10_000 }, (_, index) => `r${index}`) } }, 'oidc-claims'],
    ['OI37 roles that are no texts', { claims: { vai_tro: { admin: true } } }, 'oidc-claims'],
    ['OI41 userinfo about somebody else', { claims: { don_vi: undefined }, userinfo: { sub: 'account-2', vai_tro: 'lanh-dao-tinh' } }, 'oidc-sub'],
    ['a code that it refuses', { token: { status: 400, body: '{"error":"invalid_grant"}' } }, 'oidc-code'],
    ['a client that it refuses', { token: { status: 401, body: '{"error":"invalid_client"}' } }, 'oidc-error'],
  ];
  it.each(cases.map(([id, misdeeds, code, answer]) => ({ id, misdeeds, code, answer })))('$id: no session', async ({ misdeeds, code, answer }) => {
    if (misdeeds.metadata) {
      await portal.close();
      hostile.misdeeds = misdeeds;
      portal = await testPortal(store, province, identityAt(hostile.issuer));
    }
    const reader = browser();
    expect(await signIn(reader, misdeeds, answer)).toBe(`/?sign-in=${code}`);
    expect(await opened()).toBe(0);
    expect((await reader.session()).actor).toEqual({ kind: 'anonymous' });
    const failed = portal.core.audited.filter(({ action }) => action === 'sign-in-failed');
    expect(failed).toMatchObject([{ target: `sign-in:${code}` }]);
    expect(JSON.stringify(failed)).not.toMatch(/code-1|access-token-secret|account-|eyJ|127\.0\.0\.1:/);
  });

  it.each(['jku', 'x5u', 'jwk', 'x5c'])('OI23 %s in the header leads nowhere: oidc-signature, and nobody is asked there', async (name) => {
    const key = await hostile.strangerKey();
    const value = name === 'jwk' ? key : name === 'x5c' ? ['MIIB'] : `${hostile.issuer}/evil-keys`;
    expect(await signIn(browser(), { signed: 'stranger', header: { [name]: value } })).toBe('/?sign-in=oidc-signature');
    expect(hostile.asked).not.toContain('/op/evil-keys');
    expect(await opened()).toBe(0);
  });

  it('OI10 the issuer left out although it is promised: oidc-iss', async () => {
    const reader = browser();
    const { url } = await reader.go('/auth/login', { stopAt: ({ pathname }) => pathname === '/op/authorize' });
    const end = await reader.go(`/auth/callback?code=x&state=${url.searchParams.get('state') ?? ''}`);
    expect(end.url.search).toBe('?sign-in=oidc-iss');
    expect(hostile.asked).not.toContain('/op/token');
  });

  it('OI37 one role as a text or as a list is the same; unknown ones give nothing', async () => {
    for (const vai_tro of ['chuyen-vien', ['chuyen-vien'], ['chuyen-vien', 'quan-tri-tinh', '__proto__']]) {
      const reader = browser();
      expect(await signIn(reader, { claims: { vai_tro } })).toBe('/');
      expect((await reader.session()).actor).toMatchObject({ roles: [{ role: 'staff' }] });
    }
  });

  it('OI36 an unverified e-mail of somebody else links nobody', async () => {
    await signIn(browser(), { claims: { email: 'lanh-dao@tinh.test' } });
    await signIn(browser(), { claims: { sub: 'account-2', email: 'lanh-dao@tinh.test', email_verified: false } });
    expect(await store.db.selectFrom('person').select('subject').orderBy('subject').execute()).toEqual([{ subject: 'account-1' }, { subject: 'account-2' }]);
  });

  it('OI41 userinfo about the same person fills what the token lacks, and takes nothing over', async () => {
    const reader = browser();
    expect(await signIn(reader, { claims: { don_vi: undefined }, userinfo: { sub: 'account-1', don_vi: 'H41.06', vai_tro: 'lanh-dao-tinh' } })).toBe('/');
    expect((await reader.session()).actor).toMatchObject({ unit: 'H41.06', roles: [{ role: 'staff', unit: 'H41.06' }] });
  });

  it('OI16 a failed sign-in sends nobody back to the provider by itself', async () => {
    const reader = browser();
    expect(await signIn(reader, { token: { status: 500, body: '{}' } })).toBe('/?sign-in=oidc-unavailable');
    expect((await reader.session())['signIn']).toBe('unavailable');
  });
});

describe('at start', () => {
  const starting = (identity: Partial<IdentitySettings>, misdeeds: Misdeeds = {}) => {
    hostile.misdeeds = misdeeds;
    return testPortal(store, province, { ...identityAt(hostile.issuer), ...identity });
  };
  it('OI39 refuses a provider that names another issuer', () => expect(starting({}, { metadata: { issuer: 'https://evil.test' } })).rejects.toThrow(/issuer/));
  it('OI40 refuses plain http without leave', () => expect(starting({ allowInsecure: false })).rejects.toThrow(/https/));
  it('OI40 refuses plain http to another machine even with leave', () => expect(starting({ issuer: 'http://sso.tinh.example/op' })).rejects.toThrow(/https/));
  it('OI40 refuses an issuer that is no address', () => expect(starting({ issuer: 'sso' })).rejects.toThrow(/address/));
  it('refuses a provider without PKCE S256, without keys, or with an endpoint of no http kind', async () => {
    await expect(starting({}, { metadata: { code_challenge_methods_supported: ['plain'] } })).rejects.toThrow(/PKCE/);
    await expect(starting({}, { metadata: { jwks_uri: null } })).rejects.toThrow(/keys/);
    await expect(starting({}, { metadata: { authorization_endpoint: 'javascript:alert(1)' } })).rejects.toThrow(/https/);
  });

  it('G13 a provider that is down keeps nobody from reading: sign-in is unavailable, sessions live on, and it is found again', async () => {
    const reader = browser();
    await signIn(reader);
    await portal.close();
    portal = await starting({}, { down: true });
    const later = testBrowser(portal.app, TEST_ORIGIN);
    for (const [name, value] of reader.cookies) later.cookies.set(name, value);
    expect(await later.session()).toMatchObject({ actor: { kind: 'person' }, signIn: 'unavailable' });
    const end = await later.go('/auth/login');
    expect(`${end.url.pathname}${end.url.search}`).toBe('/?sign-in=oidc-unavailable');
    hostile.misdeeds = {};
    await expect.poll(async () => (await later.session())['signIn'], { timeout: 8_000 }).toBe('ready');
  });

  it('without a provider there is no sign-in, and nothing breaks', async () => {
    await portal.close();
    portal = await testPortal(store, province, null);
    const reader = browser();
    expect((await reader.session())['signIn']).toBe('none');
    expect((await reader.go('/auth/login')).url.search).toBe('?sign-in=none');
  });
});
