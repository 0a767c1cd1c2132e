import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE } from './rights-table';
import { originOf } from './support/open-stream';
import { OWN_PAGE, seedVisitor, STANDINGS, type StandingName } from './support/people';
import { caseOf, CASES } from './support/route-cases';
import { askIt, newAddress, wholeGateway, type Asking, type Bench, type Told } from './support/whole-gateway';

let bench: Bench;
beforeAll(async () => { bench = await wholeGateway(); }, 60_000);
afterAll(() => bench.close());

type Answer = Pick<Told, 'status' | 'headers'>;
const isApi = (url: string): boolean => /^\/(api|auth)(\/|$)/.test(url);
/** Names that tell what runs here. */
const TELLING = ['server', 'x-powered-by', 'x-aspnet-version', 'via', 'x-runtime'];
const FEATURES = ['camera', 'microphone', 'geolocation', 'payment', 'usb'];

function checkEvery(what: string, { headers }: Answer): void {
  for (const name of TELLING) expect(headers[name], `${what}: ${name}`).toBeUndefined();
  expect([what, headers['x-content-type-options']]).toEqual([what, 'nosniff']);
  expect([what, headers['cross-origin-resource-policy']]).toEqual([what, 'same-origin']);
  expect([what, headers['cross-origin-opener-policy']]).toEqual([what, 'same-origin']);
  expect([what, headers['referrer-policy']]).toEqual([what, 'no-referrer']);
  expect(String(headers['strict-transport-security']), what).toMatch(/^max-age=(\d{8,}); includeSubDomains$/);
  expect(String(headers['content-security-policy']), what).toMatch(/default-src 'none'/);
  expect(String(headers['content-security-policy']), what).toMatch(/frame-ancestors 'none'/);
  expect(String(headers['content-security-policy']), what).not.toMatch(/unsafe-|\*(?!\.)|data: *;|http:/);
  expect(headers['access-control-allow-origin'], what).toBeUndefined();
  const type = headers['content-type'];
  if (/^(text|application\/(.*json|javascript))/.test(String(type ?? ''))) expect(String(type), what).toMatch(/charset=utf-8/);
}

function checkApi(what: string, { status, headers }: Answer): void {
  const kept = String(headers['cache-control'] ?? '');
  // What is asked again with a tag may stay with its own reader, who asks each time; everything else nowhere.
  const found = headers['etag'] !== undefined && (status === 200 || status === 304);
  // A square of a map stays with the reader who may see it, for its hour.
  if (status < 400 && what.startsWith('GET /api/map-layers/:id/tiles')) return expect(kept, what).toMatch(/^(?:no-store|private, max-age=\d{1,4})$/);
  expect(kept, what).toMatch(found ? /^(no-store|private, no-cache)$/ : /^no-store$/);
}

function checkCookies(what: string, { headers }: Answer): void {
  for (const line of [headers['set-cookie'] ?? []].flat()) {
    const [pair = '', ...attributes] = String(line).split('; ');
    expect(pair, what).toMatch(/^__Host-(portal|sign-in|pairing|screen)=[\w-]*$/);
    for (const needed of ['Path=/', 'Secure', 'HttpOnly']) expect(attributes, `${what} ${pair.split('=', 1)[0]}`).toContain(needed);
    expect(attributes.filter((each) => /^SameSite=(Lax|Strict)$/.test(each)), what).toHaveLength(1);
    expect(attributes.some((each) => /^domain=/i.test(each)), what).toBe(false);
    if (/^__Host-(screen|pairing)/.test(pair)) expect(attributes, what).toContain('SameSite=Strict');
  }
}

async function checked(what: string, asking: Asking): Promise<Told> {
  const told = await askIt(bench.app(), asking);
  checkEvery(what, told);
  checkCookies(what, told);
  if (isApi(asking.url)) checkApi(what, told);
  return told;
}

const WHO: readonly StandingName[] = ['province-administrator', 'staff', 'anonymous', 'screen'];

describe('every answer', () => {
  it.each(Object.keys(TABLE).filter((row) => row !== 'GET /api/events'))('of %s carries the headers of security, let in or turned away', async (row) => {
    for (const name of WHO) for (const which of ['own', 'missing'] as const) {
      const standing = STANDINGS[name];
      const changes = bench.routes.some(({ method, url, rules }) => rules?.effect === 'change' && row.startsWith(`${method} ${url}`));
      const visitor = changes ? await seedVisitor(bench.store, bench.now(), standing) : bench.people[name];
      const asking = await CASES[row]?.(caseOf({ store: bench.store, now: bench.now(), standing, visitor, which }));
      if (!asking) throw new Error(`${row} cannot be asked`);
      await checked(`${row} ${name} ${which}`, { ...asking, headers: { ...visitor.headers, ...asking.headers } });
    }
  });

  it('of a stream as well', async () => {
    const leave = new AbortController();
    const answer = await fetch(`${await originOf(bench.app())}/api/events`, { headers: { ...OWN_PAGE }, signal: leave.signal });
    const told = { status: answer.status, headers: Object.fromEntries(answer.headers) };
    leave.abort();
    checkEvery('GET /api/events', told);
    checkApi('GET /api/events', told);
    expect(told.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  });

  it('of the ways to be wrong: no such path, method, form, type, size, and what is no request', async () => {
    const { headers } = bench.people['province-administrator'];
    const wrong: readonly (readonly [status: number, Asking])[] = [
      [404, { method: 'GET', url: '/api/no/such', headers }],
      [404, { method: 'GET', url: '/nothing.js', headers }],
      [404, { method: 'GET', url: '/.env', headers }],
      [404, { method: 'GET', url: '/assets/app-1.js.map', headers }],
      [404, { method: 'GET', url: '/.inputs', headers }],
      [404, { method: 'GET', url: '/provinces/nghe-an/pack.json', headers }],
      [405, { method: 'POST', url: '/', headers, body: {} }],
      [405, { method: 'DELETE', url: '/api/people', headers }],
      [400, { method: 'GET', url: '/api/audit?limit=x', headers }],
      [400, { method: 'GET', url: '/api/%E0%A4%A', headers }],
      [400, { method: 'POST', url: '/api/datasets/ask', headers, body: '{"questions":[' }],
      [400, { method: 'POST', url: '/api/datasets/ask', headers, body: '{"__proto__":{},"questions":[]}' }],
      [413, { method: 'POST', url: '/api/datasets/ask', headers, body: JSON.stringify({ questions: ['x'.repeat(1_100_000)] }) }],
      [415, { method: 'POST', url: '/api/datasets/ask', headers: { ...headers, 'content-type': 'application/xml' }, body: '<x/>' }],
    ];
    for (const [status, asking] of wrong) expect([asking.url.slice(0, 40), (await checked(`${asking.method} ${asking.url}`, asking)).status]).toEqual([asking.url.slice(0, 40), status]);
  });

  it('of the limits', async () => {
    const from = newAddress();
    let last: Told | null = null;
    for (let count = 0; count < 65; count += 1) last = await askIt(bench.app(), { method: 'GET', url: '/auth/login', headers: OWN_PAGE, from });
    expect([last?.status, last?.code]).toEqual([429, 'too-many']);
    if (last) {
      checkEvery('429', last);
      checkApi('429', last);
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('of 304, to whom the whole would have been given', async () => {
    const { headers } = bench.people.staff;
    for (const url of ['/api/datasets/security-systems', '/api/datasets/procedure-by-unit?period=calendar:2026-10', '/api/configuration', '/']) {
      const whole = await checked(url, { method: 'GET', url, headers: { ...headers, accept: 'text/html' } });
      const tag = whole.headers['etag'];
      if (typeof tag !== 'string') continue;
      const again = await checked(`304 ${url}`, { method: 'GET', url, headers: { ...headers, accept: 'text/html', 'if-none-match': tag } });
      expect([url, again.status, again.body]).toEqual([url, 304, '']);
    }
  });

  it('of a sign-in goes by no host that the request names', async () => {
    for (const url of ['/auth/login?returnTo=//evil.example/', '/auth/callback?code=x&state=y&returnTo=https://evil.example/']) {
      const told = await checked(url, { method: 'GET', url, headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' } });
      expect([told.status, String(told.headers['location']).startsWith('/?sign-in=')]).toEqual([302, true]);
      expect(JSON.stringify(told)).not.toContain('evil.example');
    }
  });

  it('of a failure of our own, which tells nothing else', async () => {
    const { headers } = bench.people['province-administrator'];
    const { current } = bench.inForce;
    Object.assign(bench.inForce, { current: () => { throw new Error('SELECT secret FROM /srv/portal at 10.1.2.3'); } });
    const told = await askIt(bench.app(), { method: 'GET', url: '/api/operate/sources', headers });
    Object.assign(bench.inForce, { current });
    checkEvery('500', told);
    checkApi('500', told);
    expect([told.status, told.code]).toEqual([500, 'internal']);
    expect(told.body).not.toMatch(/SELECT|srv|10\.1\.2\.3|\.ts|at /);
  });
});

describe('the page', () => {
  it('has the whole policy: nothing from outside, nothing inline, strings to no sink, reports to us', async () => {
    for (const url of ['/', '/dashboards/leaders', '/index.html', '/sw.js', '/assets/worker-1.js']) {
      const { headers, status } = await checked(url, { method: 'GET', url, headers: { accept: 'text/html' } });
      expect([url, status]).toEqual([url, 200]);
      const policy = new Map(String(headers['content-security-policy']).split('; ').map((part) => [part.split(' ', 1)[0] ?? '', part.split(' ').slice(1).join(' ')]));
      expect(Object.fromEntries(policy), url).toEqual({
        'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self' data: https://tiles.example", 'connect-src': "'self'", 'font-src': "'self'",
        'worker-src': "'self'", 'manifest-src': "'self'", 'base-uri': "'none'", 'object-src': "'none'", 'frame-ancestors': "'none'", 'form-action': "'self'",
        'require-trusted-types-for': "'script'", 'trusted-types': 'default', 'report-uri': '/api/reports/csp', 'report-to': 'csp',
      });
      expect(headers['reporting-endpoints']).toBe('csp="/api/reports/csp"');
      for (const feature of FEATURES) expect(String(headers['permissions-policy'])).toContain(`${feature}=()`);
    }
  });

  it('itself is kept by nobody, its named parts for ever, and no part beside them is given out', async () => {
    const keptAs = async (url: string): Promise<unknown> => (await checked(url, { method: 'GET', url, headers: { accept: 'text/html' } })).headers['cache-control'];
    expect(await keptAs('/')).toBe('no-store');
    expect(await keptAs('/assets/app-1.js')).toBe('public, max-age=31536000, immutable');
    expect(await keptAs('/sw.js')).toBe('no-cache');
    expect(await keptAs('/assets/none.js')).toBe('no-store');
  });
});
