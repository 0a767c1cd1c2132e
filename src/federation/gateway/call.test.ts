import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callGateway, type CallOptions } from './call';
import type { PageCall } from './page-call';

let server: Server;
let origin = '';
let handler: RequestListener = (_req, res) => res.end();
let heard: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    req.on('end', () => {
      heard.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers, body });
      handler(req, res);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });

const call = (method: PageCall['method'], answer: RequestListener, options: CallOptions = {}) => {
  heard = [];
  handler = answer;
  return callGateway(method, '/api/x', { origin, ...options });
};
const json = (status: number, value: unknown, headers: Record<string, string> = {}, type = 'application/json; charset=utf-8'): RequestListener =>
  (_req, res) => { res.writeHead(status, { 'content-type': type, ...headers }); res.end(JSON.stringify(value)); };

describe('what goes out', () => {
  it('is JSON with the token of the session and the headers given', async () => {
    expect(await call('PUT', json(200, { revision: 2 }, { etag: '"2"' }), { body: { a: 'ă' }, csrf: 'c', headers: { 'If-Match': '"1"' } }))
      .toEqual({ ok: true, value: { status: 200, body: { revision: 2 }, etag: '"2"' } });
    expect(heard).toMatchObject([{ method: 'PUT', url: '/api/x', body: '{"a":"ă"}', headers: { 'content-type': 'application/json', 'x-csrf-token': 'c', 'if-match': '"1"' } }]);
  });
  it('has no body and no token where there is none', async () => {
    await call('GET', json(200, {}), { csrf: null });
    expect(heard[0]?.headers).not.toHaveProperty('x-csrf-token');
    expect(heard[0]?.headers).not.toHaveProperty('content-type');
  });
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s without a body does not pretend to be a form, which the gateway refuses', async (method) => {
    await call(method, json(200, {}));
    expect(heard).toMatchObject([{ method, body: '' }]);
    expect(heard[0]?.headers).not.toHaveProperty('content-type');
  });
});

describe('what comes back', () => {
  it.each([204, 304])('%d has no body', async (status) => {
    expect(await call('GET', (_req, res) => { res.writeHead(status, { etag: '"9"' }); res.end(); })).toEqual({ ok: true, value: { status, body: null, etag: '"9"' } });
  });
  it('is a problem with its code, place, words and what it carries', async () => {
    const problem = { status: 409, code: 'document-conflict', at: '/body', request: 'r1', hint: { vi: 'Đã có bản mới.', en: 'There is a newer one.' }, current: { revision: 3 } };
    expect(await call('GET', json(409, problem, {}, 'application/problem+json; charset=utf-8'))).toEqual({
      ok: false, error: { code: 'document-conflict', status: 409, at: '/body', request: 'r1', hint: problem.hint, body: problem },
    });
  });
  it('says when to come again', async () => {
    expect(await call('GET', json(503, { code: 'overloaded' }, { 'retry-after': '5' }))).toMatchObject({ ok: false, error: { code: 'overloaded', retryAfterMs: 5_000 } });
  });
  it.each<[string, RequestListener, number]>([
    ['a login page', (_req, res) => { res.writeHead(200, { 'content-type': 'text/html' }); res.end('<html>'); }, 200],
    ['a redirect', (_req, res) => { res.writeHead(302, { location: 'http://127.0.0.1:1/' }); res.end(); }, 302],
    ['no JSON', (_req, res) => { res.writeHead(200, { 'content-type': 'application/json' }); res.end('{"a":'); }, 200],
    ['an error page of a front', (_req, res) => { res.writeHead(502, { 'content-type': 'text/html' }); res.end('<html>'); }, 502],
    ['a problem without a code', json(500, [1]), 500],
  ])('%s is unexpected', async (_name, answer, status) => expect(await call('GET', answer)).toMatchObject({ ok: false, error: { code: 'unexpected', status } }));
});

describe('no answer', () => {
  it('nobody there', async () => expect(await callGateway('GET', '/api/x', { origin: 'http://127.0.0.1:1' })).toMatchObject({ ok: false, error: { code: 'unreachable', status: 0 } }));
  it('broken off', async () => {
    expect(await call('GET', (_req, res) => { res.writeHead(200, { 'content-type': 'application/json', 'content-length': '50' }); res.write('{'); setTimeout(() => res.destroy(), 10); }))
      .toMatchObject({ ok: false, error: { code: 'unreachable' } });
  });
  it('too late', async () => expect(await call('GET', () => undefined, { deadlineMs: 60 })).toMatchObject({ ok: false, error: { code: 'timed-out' } }));
  it('nobody waits any more, before or during', async () => {
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 30);
    expect(await call('GET', () => undefined, { signal: leaving.signal })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await call('GET', json(200, {}), { signal: leaving.signal })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
