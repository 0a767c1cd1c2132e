import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { forward, upstreamTarget } from './forward';

const open: Server[] = [];
async function listen(handler: RequestListener): Promise<URL> {
  const server = createServer(handler);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => { server.closeAllConnections(); server.close(done); })));
});

/** A forwarding server before `source`, asked under its root. */
async function before(source: URL, deadlineMs = 2_000): Promise<URL> {
  const upstream = { base: source, deadlineMs, agent: new Agent() };
  return listen((req, res) => forward(req, res, upstream, (req.url ?? '/').slice(1)));
}

interface Heard { status: number; headers: IncomingHttpHeaders; body: string; whole: boolean }
/** Plain client that reports truncation instead of throwing. */
function ask(url: URL, path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Heard> {
  return new Promise((done, fail) => {
    const asked = request({ hostname: url.hostname, port: url.port, path: `/${path}`, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false }, (res) => {
      let body = '';
      res.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      res.on('error', () => undefined);
      res.on('close', () => done({ status: res.statusCode ?? 0, headers: res.headers, body, whole: res.complete }));
    });
    asked.on('error', fail);
    asked.end(options.body);
  });
}

describe('forwarding: what passes', () => {
  it('passes method, path, query and body as they came', async () => {
    const source = await listen((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      req.on('end', () => res.end(JSON.stringify({ method: req.method, url: req.url, type: req.headers['content-type'], body })));
    });
    const via = await before(new URL('mot-cua/', source));
    const heard = await ask(via, 'b%C3%A1o-c%C3%A1o?k=a%2Fb&k=%20', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"kỳ":1}' });
    expect(JSON.parse(heard.body)).toEqual({ method: 'POST', url: '/mot-cua/b%C3%A1o-c%C3%A1o?k=a%2Fb&k=%20', type: 'application/json', body: '{"kỳ":1}' });
  });

  it('keeps status, Date, ETag, Retry-After, sample mark and content encoding of the source', async () => {
    const source = await listen((_req, res) => {
      res.writeHead(429, { date: 'Sat, 21 Nov 2026 01:00:00 GMT', etag: '"7"', 'retry-after': '12', 'x-sample-data': 'true', 'content-encoding': 'identity' });
      res.end('{}');
    });
    const heard = await ask(await before(source), 'x');
    expect(heard.status).toBe(429);
    expect(heard.headers).toMatchObject({ date: 'Sat, 21 Nov 2026 01:00:00 GMT', etag: '"7"', 'retry-after': '12', 'x-sample-data': 'true', 'content-encoding': 'identity' });
  });

  it('invents no Date where the source gave none', async () => {
    const source = await listen((_req, res) => { res.sendDate = false; res.end('{}'); });
    expect((await ask(await before(source), 'x')).headers.date).toBeUndefined();
  });

  it('streams: the first part arrives while the source is still speaking', async () => {
    let finish: () => void = () => undefined;
    const source = await listen((_req, res) => { res.write('first'); finish = () => res.end('last'); });
    const via = await before(source);
    const text = await new Promise<string>((done) => {
      request({ hostname: via.hostname, port: via.port, path: '/x', agent: false }, (res) => {
        let body = '';
        res.on('data', (chunk: Buffer) => { body += chunk.toString(); if (body === 'first') finish(); });
        res.on('end', () => done(body));
      }).end();
    });
    expect(text).toBe('firstlast');
  });
});

describe('forwarding: what does not', () => {
  it('tells the source nothing of the reader', async () => {
    const source = await listen((req, res) => res.end(JSON.stringify(req.headers)));
    const heard = await ask(await before(source), 'x', {
      headers: {
        cookie: 'session=1', authorization: 'Bearer t', 'proxy-authorization': 'Basic x', origin: 'http://a', referer: 'http://a/b', 'x-forwarded-for': '10.0.0.1',
        forwarded: 'for=1', 'sec-fetch-site': 'same-origin', connection: 'close, x-private', 'x-private': '1', accept: 'application/json', 'x-api-version': '2',
      },
    });
    const seen = Object.keys(JSON.parse(heard.body) as object).sort();
    expect(seen).toEqual(['accept', 'connection', 'host', 'x-api-version']);
  });

  it('lets the source set no cookie and no policy on our origin', async () => {
    const source = await listen((_req, res) => {
      res.writeHead(200, {
        'set-cookie': 'a=1', server: 'IIS/8', 'x-powered-by': 'ASP.NET', 'access-control-allow-origin': '*', 'clear-site-data': '"*"',
        'service-worker-allowed': '/', 'content-security-policy': 'script-src *', 'cache-control': 'public, max-age=99', link: '</x>; rel=preload',
      });
      res.end('{}');
    });
    const { headers } = await ask(await before(source), 'x');
    expect(Object.keys(headers).sort()).toEqual(['cache-control', 'connection', 'cross-origin-resource-policy', 'date', 'transfer-encoding', 'x-content-type-options']);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('refuses %s without asking the source', async (method) => {
    let asked = 0;
    const source = await listen((_req, res) => { asked += 1; res.end(); });
    const heard = await ask(await before(source), 'x', { method });
    expect([heard.status, heard.headers.allow, asked]).toEqual([405, 'GET, POST', 0]);
  });

  it('turns a redirect into a refusal: nobody is led elsewhere', async () => {
    const source = await listen((_req, res) => { res.writeHead(302, { location: 'http://169.254.169.254/' }); res.end(); });
    const heard = await ask(await before(source), 'x');
    expect([heard.status, JSON.parse(heard.body), heard.headers.location]).toEqual([502, { status: 502, code: 'upstream-redirect' }, undefined]);
  });

  it('refuses a question too long to be one', async () => {
    const source = await listen((req, res) => { req.resume(); req.on('end', () => res.end('{}')); });
    const heard = await ask(await before(source), 'x', { method: 'POST', body: 'x'.repeat(300 * 1024) });
    expect(heard.status).toBe(413);
  });
});

describe('forwarding: a failing source', () => {
  it('refused → 502 with a code and nothing of the address', async () => {
    const source = await listen(() => undefined);
    const via = await before(source);
    await new Promise((done) => open.shift()?.close(done));
    const heard = await ask(via, 'x');
    expect([heard.status, heard.headers['content-type']]).toEqual([502, 'application/problem+json; charset=utf-8']);
    expect(heard.body).toBe('{"status":502,"code":"upstream-unreachable"}');
  });

  it('silent → 504 at the deadline, and the source is let go', async () => {
    let released = false;
    const source = await listen((req) => { req.on('close', () => { released = true; }); });
    const began = Date.now();
    const heard = await ask(await before(source, 150), 'x');
    expect([heard.status, (JSON.parse(heard.body) as { code: string }).code]).toEqual([504, 'upstream-timeout']);
    expect(Date.now() - began).toBeLessThan(1_500);
    await expect.poll(() => released).toBe(true);
  });

  it('dripping → cut at the deadline although it never falls silent', async () => {
    const source = await listen((_req, res) => {
      const drip = setInterval(() => res.write('.'), 20);
      res.on('close', () => clearInterval(drip));
    });
    const heard = await ask(await before(source, 200), 'x');
    expect([heard.status, heard.whole]).toEqual([200, false]);
  });

  it('reset before any answer → 502', async () => {
    const source = await listen((req) => req.socket.resetAndDestroy());
    expect((await ask(await before(source), 'x')).status).toBe(502);
  });

  it.each([
    ['reset mid-body', (res: { write(text: string): boolean; socket: { resetAndDestroy(): void } | null }) => { res.write('{"a":'); setTimeout(() => res.socket?.resetAndDestroy(), 30); }],
    ['closed early', (res: { write(text: string): boolean; socket: { end(): void } | null }) => { res.write('{"a":'); setTimeout(() => res.socket?.end(), 30); }],
  ])('%s → the reader sees truncation, not a short success', async (_name, fault) => {
    const chunked = await listen((_req, res) => fault(res as never));
    expect(await ask(await before(chunked), 'x')).toMatchObject({ status: 200, whole: false });
    const measured = await listen((_req, res) => { res.writeHead(200, { 'content-length': '5000' }); fault(res as never); });
    expect(await ask(await before(measured), 'x')).toMatchObject({ status: 200, whole: false });
  });

  it('stops asking when the reader leaves', async () => {
    let released = false;
    const source = await listen((req) => { req.on('close', () => { released = true; }); });
    const via = await before(source, 60_000);
    const asked = request({ hostname: via.hostname, port: via.port, path: '/x', agent: false });
    asked.on('error', () => undefined);
    asked.end();
    setTimeout(() => asked.destroy(), 50);
    await expect.poll(() => released).toBe(true);
  });
});

describe('paths under a source', () => {
  const base = new URL('http://lgsp.example/api/');
  it.each([['a/b?c=d', '/api/a/b?c=d'], ['', '/api/'], ['?x=..', '/api/?x=..'], ['a..b/.well', '/api/a..b/.well'], ['b%C3%A1o', '/api/b%C3%A1o']])('%j is asked as %j', (rest, path) => {
    expect(upstreamTarget(base, rest)).toBe(path);
  });
  it.each(['..', '../x', 'a/../../x', '%2e%2e/x', '%2E%2E%2Fx', '..%2fx', '.%2e/', 'a/./b', '..%5cx', 'a\\..\\b', '/x', 'a//b', '//evil.example/', '%2f%2fevil', '%252e%252e/x', '%252fx', '%00', 'a%0d%0ab', '%', '%zz'])(
    '%j is refused', (rest) => expect(upstreamTarget(base, rest)).toBeNull(),
  );
});
