import { connect, type AddressInfo } from 'node:net';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rights } from '@/access/rights';
import { StoreUnavailable } from '../store/store';
import { createApp } from './app';
import { guard } from './guard';
import { Problem } from './problems';
import type { Gateway } from './route';

const OPEN = { right: { kind: 'open' }, effect: 'read', rate: 'api' } as const;
const NOBODY: Rights = { identity: 'x', roles: [], share: () => null, may: () => false, actions: [], dashboards: [], landing: null };
const LEAK = /\bat \/|\.ts:|node_modules|select |password=|127\.0\.0\.1|Error:/i;

let app: Gateway;
beforeAll(async () => {
  app = createApp({ loggerInstance: undefined, trustedProxies: ['127.0.0.1'], secure: true });
  guard(app, { identify: () => Promise.resolve({ kind: 'anonymous' }), csrfOf: () => Promise.resolve(null), rightsOf: () => NOBODY, denied: () => Promise.resolve() });
  app.get('/api/things/:id', { config: { rules: OPEN }, schema: { params: z.object({ id: z.string() }), querystring: z.object({ limit: z.coerce.number().max(10).optional() }) } }, () => ({ ok: true }));
  app.put('/api/things/:id', { config: { rules: { ...OPEN, effect: 'change' } } }, () => ({ ok: true }));
  app.post('/api/things', { config: { rules: OPEN }, schema: { body: z.strictObject({ rows: z.array(z.object({ name: z.string() })), token: z.string().min(16).optional() }) } }, () => ({ ok: true }));
  app.get('/api/fails/:how', { config: { rules: OPEN } }, (request) => {
    const { how } = z.object({ how: z.string() }).parse(request.params);
    if (how === 'store') throw new StoreUnavailable('no route to 127.0.0.1:5432');
    if (how === 'problem') throw new Problem('too-many', { retryAfterSeconds: 1.2 });
    if (how === 'nothing') throw undefined;
    throw new Error('select name from person where password=1 at /srv/x.ts:3');
  });
  app.get('/api/streams', { config: { rules: OPEN } }, (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).end(': x\n\n');
  });
  app.get('/api/from', { config: { rules: OPEN } }, (request) => ({ ip: request.ip }));
  app.get('/page', (_request, reply) => reply.header('content-security-policy', "default-src 'self'").type('text/html; charset=utf-8').send('<p>'));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

/** Bytes as they are: no client tidies them. */
function raw(bytes: string): Promise<string> {
  const { port } = app.server.address() as AddressInfo;
  return new Promise((done, fail) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part) => { heard += String(part); }).on('error', fail).on('close', () => done(heard));
  });
}

describe('every answer', () => {
  it.each(['/api/things/1', '/api/none', '/api/fails/x', '/api/streams', '/page', '/nothing', '/api/things/%zz'])('carries the security headers: %s', async (url) => {
    const { headers } = await app.inject({ url });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(headers['content-security-policy']).toBe(url === '/page' ? "default-src 'self'" : "default-src 'none'; frame-ancestors 'none'");
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['content-type']).toMatch(/charset=utf-8/);
    expect([headers.server, headers['x-powered-by']]).toEqual([undefined, undefined]);
    if (url.startsWith('/api') && url !== '/api/streams') expect(headers['cache-control']).toBe('no-store');
  });

  it('does not speak of https where there is none', async () => {
    const plain = createApp({ loggerInstance: undefined, trustedProxies: [] });
    expect((await plain.inject({ url: '/api/x' })).headers['strict-transport-security']).toBeUndefined();
  });
});

describe('unknown ways', () => {
  it('answers an unknown path under /api and /auth with a problem', async () => {
    for (const url of ['/api', '/api/', '/api/none', '/auth/none', '/api/things/1/2']) {
      const { statusCode, headers, json } = await app.inject({ url, method: 'POST' });
      expect([url, statusCode, headers['content-type']]).toEqual([url, 404, 'application/problem+json; charset=utf-8']);
      expect(json()).toMatchObject({ code: 'not-found', request: headers['x-request-id'] });
    }
  });

  it('says which methods a known path has', async () => {
    const { statusCode, headers } = await app.inject({ url: '/api/things/1', method: 'DELETE' });
    expect([statusCode, headers.allow]).toEqual([405, 'GET, HEAD, PUT']);
    expect((await app.inject({ url: '/api/things', method: 'GET' })).headers.allow).toBe('POST');
  });

  it.each(['TRACE', 'OPTIONS', 'PROPFIND', 'POST'])('refuses %s of the page', async (method) => {
    expect(await raw(`${method} /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 (405|400) /);
  });

  it('refuses TRACE of the interface', async () => {
    expect(await raw('TRACE /api/things/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
  });

  it.each([
    ['two lengths', 'POST /api/things HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['length and chunks', 'POST /api/things HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a bent header', 'GET /api/things/1 HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n'],
    ['a bare line feed in a header', 'GET /api/things/1 HTTP/1.1\r\nHost: x\r\nX: a\nTransfer-Encoding: chunked\r\n\r\n'],
    ['no request at all', '\x16\x03\x01\x02\x00'],
  ])('refuses and hangs up on %s', async (_what, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('problems', () => {
  it('names the place, what was expected and what stood there', async () => {
    const wrong = await app.inject({ url: '/api/things', method: 'POST', payload: { rows: [{ name: 'a' }, { name: 7 }] } });
    expect(wrong.json()).toMatchObject({ status: 400, code: 'bad-request', at: 'body/rows/1/name', got: '7', hint: { vi: expect.stringContaining('mẫu') as string } });
    expect(wrong.json<{ expected: string }>().expected).toContain('string');
    const query = await app.inject({ url: '/api/things/1?limit=11' });
    expect(query.json()).toMatchObject({ at: 'query/limit', got: '"11"' });
    expect((await app.inject({ url: '/api/things/1?limit=1&limit=2' })).statusCode).toBe(400);
  });

  it('repeats at most 64 characters, on one line, and never a secret', async () => {
    const long = await app.inject({ url: `/api/things/1?limit=${encodeURIComponent('x\r\n'.repeat(500))}` });
    const { got } = long.json<{ got: string }>();
    expect(got.length).toBeLessThanOrEqual(64);
    expect(got).not.toMatch(/[\r\n]/);
    const secret = await app.inject({ url: '/api/things', method: 'POST', payload: { rows: [], token: 'canary-5tr' } });
    expect(secret.statusCode).toBe(400);
    expect(secret.body).not.toContain('canary');
  });

  it.each([['store', 503, 'store-unavailable', '5'], ['problem', 429, 'too-many', '2'], ['nothing', 500, 'internal', undefined], ['bug', 500, 'internal', undefined]])(
    'tells nothing of the inside: %s',
    async (how, status, code, retry) => {
      const { statusCode, headers, body, json } = await app.inject({ url: `/api/fails/${how}` });
      expect([statusCode, json<{ code: string }>().code, headers['retry-after']]).toEqual([status, code, retry]);
      expect(body).not.toMatch(LEAK);
    },
  );

  it('does not cut off whoever sends too much: the next request on that connection is answered', async () => {
    const head = (length: number): string => `POST /api/things HTTP/1.1\r\nHost: portal\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
    const length = 3 * 1024 * 1024;
    const heard = await raw(`${head(length)}${' '.repeat(length)}GET /api/things/1 HTTP/1.1\r\nHost: portal\r\nX-Long: ${'x'.repeat(30_000)}\r\nConnection: close\r\n\r\n`);
    expect([...heard.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['413', '200']);
    expect(await raw(`${head(20 * 1024 * 1024)} `)).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/);
  });

  it('refuses bodies that are not what they say', async () => {
    const send = (payload: string, type: string) => app.inject({ url: '/api/things', method: 'POST', payload, headers: { 'content-type': type } });
    expect((await send('{"rows":', 'application/json')).json()).toMatchObject({ status: 400, code: 'bad-request' });
    expect((await send('{"__proto__":{"a":1},"rows":[]}', 'application/json')).statusCode).toBe(400);
    expect((await send('rows=1', 'application/x-www-form-urlencoded')).json()).toMatchObject({ status: 415, code: 'media-type' });
    expect((await send(`"${'x'.repeat(1_100_000)}"`, 'application/json')).json()).toMatchObject({ status: 413, code: 'too-large' });
  });
});

describe('forwarded addresses', () => {
  const from = async (remoteAddress: string) => (await app.inject({ url: '/api/from', remoteAddress, headers: { 'x-forwarded-for': '203.0.113.9' } })).json<{ ip: string }>().ip;

  it('are believed from a trusted front alone', async () => {
    expect(await from('127.0.0.1')).toBe('203.0.113.9');
    expect(await from('198.51.100.1')).toBe('198.51.100.1');
  });
});
