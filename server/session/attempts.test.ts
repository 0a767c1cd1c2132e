import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Province } from '@/config/province';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { createAttempts } from './attempts';
import { hostileProvider, type HostileProvider } from './testing/hostile-provider';
import { identityAt, shippedProvince, testPortal, type TestPortal } from './testing/test-portal';

let store: MemoryStore;
let province: Province;
let provider: HostileProvider;
let portal: TestPortal;
beforeAll(async () => {
  [store, province, provider] = await Promise.all([memoryStore(), shippedProvince(), hostileProvider()]);
}, 60_000);
afterAll(() => Promise.all([store.close(), provider.close()]));
beforeEach(async () => {
  await store.reset();
  portal = await testPortal(store, province, identityAt(provider.issuer), { settings: { trustedProxies: ['127.0.0.1'] } });
  return portal.close;
});

describe('attempts over all gateways', () => {
  const limit = { most: 3, windowMs: 60_000 };
  it('are counted once, whichever gateway they came to', async () => {
    const [one, two] = [createAttempts(portal.core), createAttempts(portal.core)];
    for (const gateway of [one, two, one]) expect(await gateway.take('a', limit)).toEqual({ ok: true });
    expect(await two.take('a', limit)).toEqual({ ok: false, retryAfterSeconds: 60, first: true });
    expect(await one.take('a', limit)).toEqual({ ok: false, retryAfterSeconds: 60, first: false });
    expect(await one.take('b', limit)).toEqual({ ok: true });
    portal.core.turn(59_500);
    expect(await one.take('a', limit)).toMatchObject({ ok: false, retryAfterSeconds: 1 });
    portal.core.turn(500);
    expect(await one.take('a', limit)).toEqual({ ok: true });
  });
  it('at the same moment are all counted', async () => {
    const attempts = createAttempts(portal.core);
    const taken = await Promise.all(Array.from({ length: 20 }, () => attempts.take('a', limit)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(3);
    expect(taken.filter((each) => !each.ok && each.first)).toHaveLength(1);
  });
  it('of a right one are forgotten; a clock set back locks nobody out for long', async () => {
    const attempts = createAttempts(portal.core);
    for (let time = 0; time < 4; time += 1) await attempts.take('a', limit);
    await attempts.forget('a');
    expect(await attempts.take('a', limit)).toEqual({ ok: true });
    portal.core.turn(-3_600_000);
    expect(await attempts.take('a', limit)).toEqual({ ok: true });
  });
  it('are kept without a name', async () => {
    await createAttempts(portal.core).take('203.0.113.7', limit);
    expect(JSON.stringify(await store.db.selectFrom('attempt').selectAll().execute())).not.toContain('203.0.113.7');
  });
});

describe('sign-ins of one browser (E8)', () => {
  const login = (headers: Readonly<Record<string, string>> = {}) => portal.app.inject({ url: '/auth/login', headers: { host: 'portal.test', 'user-agent': 'A/1', ...headers } });
  it('are five a minute, then 429 with Retry-After, written down once', async () => {
    for (let time = 0; time < 5; time += 1) expect((await login()).statusCode).toBe(302);
    for (let time = 0; time < 3; time += 1) {
      const refused = await login();
      expect(refused.statusCode).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.json()).toMatchObject({ code: 'too-many' });
    }
    expect(portal.core.audited).toMatchObject([{ action: 'sign-in-failed', target: 'sign-in:too-many', outcome: 'refused' }]);
    const page = await login({ accept: 'text/html,*/*' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.body).toContain('Hãy thử lại sau');
    expect((await login({ 'user-agent': 'B/1' })).statusCode).toBe(302);
    portal.core.turn(60_000);
    expect((await login()).statusCode).toBe(302);
  });
  it('that fail count too, whoever they are for', async () => {
    const fail = () => portal.app.inject({ url: '/auth/callback?code=x&state=y', headers: { 'user-agent': 'A/1' } });
    for (let time = 0; time < 5; time += 1) expect((await fail()).headers.location).toBe('/?sign-in=oidc-state');
    expect((await fail()).statusCode).toBe(429);
  });
  it('under ever new marks end at the limit of the address', async () => {
    const answers: number[] = [];
    for (let time = 0; time < 62; time += 1) answers.push((await login({ 'user-agent': `M/${time}` })).statusCode);
    expect(answers.slice(0, 60).every((status) => status === 302)).toBe(true);
    expect(answers.slice(60)).toEqual([429, 429]);
  });
});
