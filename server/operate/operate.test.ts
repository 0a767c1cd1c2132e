import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConfigFault } from '@/config/config-fault';
import type { Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { createApp } from '../http/app';
import { guard } from '../http/guard';
import type { Gateway } from '../http/route';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testCore, type TestCore } from '../testing/test-gateway';
import { createOperate, type Operate } from './operate.fixture';
import { createGatewayMetrics } from './gateway-metrics';
import { FEW, watchPressure } from './pressure';
import { createProvinceInForce, type ReadPack, type ReloadableProvince } from './province-in-force';

const TOKEN = 'kx82-Lq0v-77Tz-eWm1';
const PERSON: Actor = { kind: 'person', id: 'p1', name: 'Nguyễn Văn An', title: '', unit: null, session: 's1', grants: [], purposes: [] };
const FAULT: ConfigFault = { code: 'required', file: 'base/access.json', pointer: '/roles', expected: 'a list', got: 'nothing', hint: { vi: 'Thiếu', en: 'Missing' } };
const READ = { right: { kind: 'reader' }, effect: 'read', rate: 'api' } as const;

let store: MemoryStore;
let core: TestCore;
let app: Gateway;
let operate: Operate;
let inForce: ReloadableProvince;
let actor: Actor = PERSON;
let may = true;
let disk: ReadPack;
let lookedUp = 0;
let overloaded = false;
let storeOk = true;
let release: () => void = () => undefined;
const first = { province: sampleProvince(), files: { 'x.json': '{}' } };
const second = { province: { ...first.province, id: 'second' } satisfies Province, files: {} };

beforeAll(async () => {
  store = await memoryStore();
  inForce = createProvinceInForce(() => Promise.resolve(disk), first);
  const base = testCore({ ...store, health: () => (storeOk ? store.health() : Promise.reject(new Error('gone'))) }, first.province, { metricsToken: TOKEN });
  core = Object.assign(base, { province: inForce, settings: { ...base.settings, times: { ...base.settings.times, drainMs: 300 } } });
  app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  operate = await createOperate(app, {
    core, inForce, metrics: createGatewayMetrics(core.metrics), lost: () => 3,
    sourceHealth: () => [{ source: [...first.province.sources.keys()][0] ?? '', state: 'open', lastSuccess: toInstant(1), lastFailure: toInstant(2), lastError: { kind: 'malformed', dataset: 'd', pointer: '/tong_so', absent: true, since: toInstant(2) }, failing: true, lastRead: null, latencyMs: 12, consecutiveFailures: 2, nextTryAt: null, underWay: 0, waiting: 0 }],
    pressure: { loopDelayMs: () => 12, heapShare: () => 0.1, overloaded: () => overloaded, stop: () => undefined },
  });
  const rights: Rights = { identity: 'x', roles: [], share: () => null, may: () => may, actions: [], dashboards: [], landing: null };
  guard(app, { identify: () => { lookedUp += 1; return Promise.resolve(actor); }, csrfOf: () => Promise.resolve('test-token'), rightsOf: () => rights, denied: operate.denied });
  operate.hang();
  app.get('/api/figures', { config: { rules: READ } }, () => ({ ok: true }));
  app.get('/api/taken', { config: { rules: { ...READ, rate: 'export' } } }, () => ({ ok: true }));
  app.get('/api/slow', { config: { rules: READ } }, async () => {
    await new Promise<void>((done) => { release = done; });
    return { ok: true };
  });
  app.get('/api/people/:id', { config: { rules: { ...READ, right: { kind: 'person' } } } }, () => ({ ok: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
beforeEach(() => {
  [actor, may, overloaded, storeOk, disk] = [PERSON, true, false, true, { pack: second, faults: [] }];
  core.audited.length = 0;
  core.published.length = 0;
});
afterAll(async () => {
  await app.close();
  await operate.stop();
  await store.close();
});
const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => app.inject({ url, headers, remoteAddress });
const metric = async (name: string): Promise<string> => (await get('/metrics')).body.split('\n').filter((line) => line.startsWith(name)).join('\n');

describe('health', () => {
  it('answers while overloaded and without storage', async () => {
    [overloaded, storeOk] = [true, false];
    core.turn(5_000);
    expect((await get('/healthz')).json()).toEqual({ status: 'slow', eventLoopDelayMs: 12 });
    const { statusCode, json } = await get('/readyz');
    expect([statusCode, json()]).toEqual([503, { ready: false, parts: { store: 'unavailable', configuration: 'ok', draining: false } }]);
    [overloaded, storeOk] = [false, true];
    core.turn(5_000);
    expect((await get('/readyz')).json()).toMatchObject({ ready: true, parts: { store: 'ok' } });
  });

  it('does not look up who asks', async () => {
    lookedUp = 0;
    for (const url of ['/healthz', '/readyz', '/metrics']) expect((await get(url, { cookie: '__Host-portal=x' })).statusCode).toBe(200);
    expect(lookedUp).toBe(0);
  });
});

describe('metrics', () => {
  it('are for this machine, or for whoever has the token; never through a front without it', async () => {
    const status = async (headers: Record<string, string>, from?: string) => (await get('/metrics', headers, from)).statusCode;
    expect(await status({})).toBe(200);
    expect(await status({}, '::ffff:127.0.0.1')).toBe(200);
    expect(await status({}, '10.0.0.9')).toBe(404);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) expect(await status({ [header]: '127.0.0.1' })).toBe(404);
    expect(await status({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '10.0.0.9' }, '10.0.0.9')).toBe(200);
    expect(await status({ authorization: `Bearer ${TOKEN}x` }, '127.0.0.1')).toBe(404);
  });

  it('count by registered route, never by what was asked for', async () => {
    await get('/api/people/0123456789?q=canary');
    await get('/api/none/canary');
    await new Promise((done) => setImmediate(done));
    const requests = await metric('portal_requests_total');
    expect(requests).toContain('route="/api/people/:id",method="GET",status="2xx"');
    expect(requests).toContain('route="/api/*",method="GET",status="4xx"');
    expect(requests).not.toMatch(/canary|0123456789/);
    expect(await metric('portal_log_lines_lost')).toMatch(/ 3$/m);
    expect(await metric('nodejs_eventloop_lag_seconds')).not.toBe('');
  });
});

describe('pressure', () => {
  it('turns readers away with a time to come back, and lets saving and health through', async () => {
    overloaded = true;
    // Somebody alone is answered on the slowest machine.
    expect((await get('/api/figures')).statusCode).toBe(200);
    const held = await heldAnswers(FEW);
    const { statusCode, headers, json } = await get('/api/figures');
    expect([statusCode, headers['retry-after'], json<{ code: string }>().code]).toEqual([503, '2', 'overloaded']);
    expect((await app.inject({ method: 'POST', url: '/api/operate/reload', headers: OWN_PAGE })).statusCode).toBe(200);
    expect((await get('/api/people/1')).statusCode).toBe(200);
    await held.end();
    expect((await get('/api/figures')).statusCode).toBe(200);
  });

  it('is two looks on end: one long task turns nobody away', () => {
    vi.useFakeTimers();
    const looks = [900, 10, 900, 900];
    const pressure = watchPressure(core.log, () => ({ delayMs: looks.shift() ?? 0, heap: 0.1 }), 1_000);
    const told = Array.from({ length: 5 }, () => { vi.advanceTimersByTime(1_000); return pressure.overloaded(); });
    pressure.stop();
    vi.useRealTimers();
    expect(told).toEqual([false, false, false, true, false]);
  });
});

/** So many answers under way until they are let go. */
async function heldAnswers(count: number): Promise<{ readonly end: () => Promise<void> }> {
  const releases: (() => void)[] = [];
  const answers: ReturnType<typeof get>[] = [];
  for (let n = 0; n < count; n += 1) {
    const before = release;
    answers.push(get('/api/slow'));
    await vi.waitUntil(() => release !== before);
    releases.push(release);
  }
  return { end: async () => { for (const letGo of releases) letGo(); await Promise.all(answers); } };
}

describe('limits', () => {
  it('are by session, say when to come back, and are written down once', async () => {
    actor = { ...PERSON, session: 'eager' };
    const answers = [];
    for (let n = 0; n < 14; n += 1) answers.push(await get('/api/taken'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429, 429, 429]);
    expect(Number(answers[13]?.headers['retry-after'])).toBeGreaterThan(3_000);
    expect(core.audited).toMatchObject([{ action: 'denied', target: 'GET /api/taken', outcome: 'refused', detail: { because: 'too-many' } }]);
    actor = { ...PERSON, session: 'another' };
    expect((await get('/api/taken')).statusCode).toBe(200);
    core.turn(61_000);
    actor = { ...PERSON, session: 'eager' };
    await get('/api/taken');
    expect(core.audited[1]).toMatchObject({ detail: { because: 'too-many', more: 3 } });
  });
});

describe('refusals', () => {
  it('are written at once, the further ones of a minute together', async () => {
    actor = { kind: 'anonymous' };
    for (let n = 0; n < 5; n += 1) expect((await get(`/api/people/${n}`)).statusCode).toBe(401);
    expect(core.audited).toMatchObject([{ action: 'denied', target: 'GET /api/people/:id', detail: { because: 'sign-in-needed' }, from: { address: '127.0.0.1' } }]);
    actor = { ...PERSON, id: 'p9' };
    may = false;
    await get('/api/operate/sources');
    expect(core.audited).toHaveLength(2);
  });
});

describe('configuration', () => {
  const reload = () => app.inject({ method: 'POST', url: '/api/operate/reload', headers: OWN_PAGE });

  it('is replaced whole, told to everybody and written down', async () => {
    const heard: string[] = [];
    const stop = inForce.onChange(({ id }) => void heard.push(id));
    inForce.onChange(() => { throw new Error('a listener'); })();
    expect((await reload()).json()).toEqual({ reloaded: true, faults: [] });
    stop();
    expect([inForce.current().id, inForce.files(), heard]).toEqual(['second', {}, ['second']]);
    expect(core.published).toMatchObject([{ kind: 'configuration-changed', audience: { to: 'everyone' } }]);
    expect(core.audited).toMatchObject([{ action: 'configuration', actor: { id: 'p1' }, outcome: 'done' }]);
  });

  it('stays where the new one has a fault or cannot be read, and every fault is told', async () => {
    inForce.accept(first);
    disk = { pack: second, faults: [FAULT, FAULT] };
    expect((await reload()).json()).toEqual({ reloaded: false, faults: [FAULT, FAULT] });
    expect(inForce.current().id).toBe(first.province.id);
    expect(core.audited).toMatchObject([{ action: 'configuration', outcome: 'failed', detail: { faults: 2 } }]);
    expect(core.published).toEqual([]);
    core.turn(5_000);
    expect((await get('/readyz')).json()).toMatchObject({ ready: true, parts: { configuration: 'reload-refused' } });
    disk = { pack: null, faults: [FAULT] };
    expect((await reload()).json()).toMatchObject({ reloaded: false });
    disk = { pack: second, faults: [] };
    await reload();
    expect((await get('/readyz')).json()).toMatchObject({ parts: { configuration: 'ok' } });
  });
});

describe('sources', () => {
  it('names every source of the province, asked or not', async () => {
    const { sources } = (await get('/api/operate/sources')).json<{ sources: { source: string; state: string }[] }>();
    expect(sources.map(({ source }) => source)).toEqual([...first.province.sources.keys()]);
    expect(sources[0]).toMatchObject({ state: 'open', lastError: { kind: 'malformed', pointer: '/tong_so', absent: true, since: 2 }, failing: true, lastRead: null, latencyMs: 12 });
  });
});

describe('reports of browsers', () => {
  const send = (payload: string, type: string) => app.inject({ method: 'POST', url: '/api/reports/csp', payload, headers: { 'content-type': type } });

  it('are counted by directive, in both forms', async () => {
    const old = { 'csp-report': { 'effective-directive': 'script-src-elem', 'blocked-uri': 'https://evil.example/x?y', 'document-uri': 'https://portal/dashboards/leaders?unit=1', 'line-number': 4 } };
    expect((await send(JSON.stringify(old), 'application/csp-report')).statusCode).toBe(204);
    const modern = [{ type: 'csp-violation', body: { effectiveDirective: 'img-src', blockedURL: 'inline' } }, { type: 'csp-violation', body: { effectiveDirective: 'canary"} 1', lineNumber: 'x' } }, { type: 'deprecation', body: {} }];
    expect((await send(JSON.stringify(modern), 'application/reports+json')).statusCode).toBe(204);
    const counted = await metric('portal_policy_reports_total');
    expect(counted).toMatch(/directive="script-src-elem"\} 1[^]*directive="img-src"\} 1[^]*directive="other"\} 1/);
    expect(counted).not.toContain('canary');
  });

  it.each([['no JSON', '{', 'csp-report', 400], ['no report', '{}', 'csp-report', 400], ['no list', '7', 'reports+json', 400], ['plain JSON', '[]', 'json', 415], ['too much', 'x'.repeat(17_000), 'csp-report', 413]])(
    'refuses %s', async (_what, body, type, status) => {
      expect((await send(body, `application/${type}`)).statusCode).toBe(status);
    },
  );
});

describe('the description', () => {
  it('has every route under /api with summary and tags, and no fallback', async () => {
    const { openapi, paths, components } = (await get('/api/openapi.json')).json<{ openapi: string; paths: Record<string, Record<string, { summary?: string; tags?: string[]; security?: object[] }>>; components: { schemas: object } }>();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/healthz', '/readyz', '/metrics', '/api/openapi.json', '/api/operate/reload', '/api/operate/sources', '/api/reports/csp', '/api/people/{id}']));
    expect(Object.keys(paths).filter((path) => path.includes('*') || path === '/api')).toEqual([]);
    expect(paths['/api/operate/reload']?.['post']).toMatchObject({ tags: ['operate'], security: [{ session: [], ownPage: [] }] });
    expect(components.schemas).toHaveProperty('Problem');
  });
});

describe('leaving', () => {
  it('answers what was begun, takes nothing new, and says so', async () => {
    const { port } = app.server.address() as AddressInfo;
    const heard = new Promise<string>((done) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (part) => { text += String(part); }).on('close', () => done(text));
    });
    while (operate.drain.inFlight() === 0) await new Promise((done) => setImmediate(done));
    let told = false;
    operate.drain.onDrain(() => { told = true; });
    const left = operate.drain.start();
    expect([told, operate.drain.draining()]).toEqual([true, true]);
    expect((await get('/readyz')).json()).toMatchObject({ ready: false, parts: { draining: true } });
    expect((await get('/api/figures')).headers.connection).toBe('close');
    await expect(new Promise((done, fail) => connect(port, '127.0.0.1', () => done('taken')).on('error', fail))).rejects.toThrow('ECONNREFUSED');
    release();
    expect(await left).toBe(0);
    expect(await heard).toMatch(/^HTTP\/1\.1 200 [^]*"ok":true/);
  });
});
