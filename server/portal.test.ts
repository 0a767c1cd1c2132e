import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upstreamsOf } from './forward/upstreams';
import { createPortal } from './portal';
import { compressTree } from './static/compress';
import { contentSecurityPolicy } from './static/headers';

const folder = mkdtempSync(join(tmpdir(), 'portal-'));
const dist = join(folder, 'dist');
const SCRIPT = 'export const a = 1;\n'.repeat(100);
const PAGE = '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="province" content="nghe-an"><link rel="preload" href="/provinces/nghe-an/pack.json"><title>Toàn Cảnh</title>';

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const FILES = {
  'dist/index.html': PAGE, 'dist/assets/index-Ab12.js': SCRIPT, 'dist/assets/index-Ab12.css': 'a{}', 'dist/assets/worker-jsonata-1.js': 'self', 'dist/assets/index-Ab12.js.map': '{}',
  'dist/sw.js': 'self', 'dist/manifest.webmanifest': '{}', 'dist/favicon.svg': '<svg/>', 'dist/provinces/ninh-binh/pack.json': '{"files":{}}', 'dist/.env': 'SECRET=1',
  'dist/.git/HEAD': 'ref', 'dist/maps/x.json': '{}', 'secret.txt': 'SECRET=1',
};

let portal: FastifyInstance;
const source = createServer((req, res) => { res.setHeader('x-sample-data', 'true'); res.end(JSON.stringify({ url: req.url })); });
beforeAll(async () => {
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  await compressTree(dist);
  await new Promise<void>((done) => source.listen(0, '127.0.0.1', done));
  const mock = new URL(`http://127.0.0.1:${(source.address() as AddressInfo).port}/`);
  const upstreams = upstreamsOf([{ id: 'lgsp', baseUrl: '/sources/lgsp/', deadlineMs: 1_000 }, { id: 'direct', baseUrl: 'https://x.example/', deadlineMs: 1 }], new Map(), mock);
  portal = createPortal({ dist, province: 'ninh-binh', upstreams, outside: { connect: ['https://pxweb.example'], images: [] } });
  await portal.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => { await portal.close(); source.close(); rmSync(folder, { recursive: true }); });

interface Heard { status: number; headers: IncomingHttpHeaders; body: Buffer }
/** Sends the path byte for byte: no client may tidy it before the server sees it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Heard> {
  const { port } = portal.server.address() as AddressInfo;
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }));
    }).on('error', fail).end();
  });
}
const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate' };

describe('the page', () => {
  it('carries the strict policy and every security header', async () => {
    const { status, headers } = await get('/', NAVIGATION);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' https://pxweb.example; font-src 'self'; worker-src 'self'; " +
        "manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types default",
    );
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store', vary: 'accept-encoding',
    });
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect([headers.server, headers['x-powered-by']]).toEqual([undefined, undefined]);
  });

  it('names the chosen province, in the element and in the early request', async () => {
    const text = (await get('/', NAVIGATION)).body.toString();
    expect(text).toContain('<meta name="province" content="ninh-binh">');
    expect(text).toContain('href="/provinces/ninh-binh/pack.json"');
    expect(text).not.toContain('nghe-an');
  });

  it('is compressed as asked, with a tag per encoding, and answers 304 to its own tag', async () => {
    const br = await get('/', { ...NAVIGATION, 'accept-encoding': 'gzip, deflate, br, zstd' });
    const gz = await get('/', { ...NAVIGATION, 'accept-encoding': 'gzip, br;q=0' });
    expect(brotliDecompressSync(br.body).equals(gunzipSync(gz.body))).toBe(true);
    expect(br.headers.etag).not.toBe(gz.headers.etag);
    expect((await get('/', { 'if-none-match': br.headers.etag ?? '', 'accept-encoding': 'br' })).status).toBe(304);
    expect((await get('/', { 'if-none-match': '"other"', 'accept-encoding': 'br' })).status).toBe(200);
  });

  it.each(['/', '/d/lanh-dao?unit=40&period=calendar:2026-11', '/index.html', '/anything/deep'])('answers a navigation to %s', async (path) => {
    expect((await get(path, NAVIGATION)).body.toString()).toContain('<title>Toàn Cảnh</title>');
  });
});

describe('files', () => {
  it('hashed assets are kept for ever, compressed, with type and charset', async () => {
    const { headers, body } = await get('/assets/index-Ab12.js', { 'accept-encoding': 'br' });
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br', vary: 'accept-encoding', 'content-type': expect.stringMatching(/javascript; charset=utf-8$/) as string });
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
    expect(body.length).toBeLessThan(100);
  });

  it('everything else is asked again each time', async () => {
    for (const path of ['/sw.js', '/manifest.webmanifest', '/favicon.svg', '/provinces/ninh-binh/pack.json']) {
      expect((await get(path)).headers['cache-control'], path).toBe('no-cache');
      expect((await get(path)).headers['content-type'], path).toMatch(/charset=utf-8$/);
    }
    const first = await get('/provinces/ninh-binh/pack.json');
    expect((await get('/provinces/ninh-binh/pack.json', { 'if-none-match': first.headers.etag ?? '' })).status).toBe(304);
  });

  it('worker scripts carry the policy that will bind them', async () => {
    for (const path of ['/sw.js', '/assets/worker-jsonata-1.js']) expect((await get(path)).headers['content-security-policy'], path).toContain("connect-src 'self'");
    expect((await get('/assets/index-Ab12.js')).headers['content-security-policy']).toBeUndefined();
  });

  it.each(['/assets/index-Old.js', '/assets/', '/assets', '/provinces/ha-noi/pack.json', '/favicon.ico', '/robots.txt'])('a missing %s is a plain 404, never the page', async (path) => {
    const { status, headers, body } = await get(path, NAVIGATION);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([404, 'text/plain; charset=utf-8', 'no-store']);
    expect(body.toString()).not.toContain('<');
  });

  it('a script asking for an application path gets no page', async () => {
    expect((await get('/d/lanh-dao', { 'sec-fetch-mode': 'cors', accept: '*/*' })).status).toBe(404);
  });
});

describe('what is not given out', () => {
  const traversals = [
    '/../secret.txt', '/assets/../../secret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/..%5c..%5csecret.txt',
    '/assets/....//....//secret.txt', '/assets/%252e%252e/%252e%252e/secret.txt', '//secret.txt', '/assets//../secret.txt', '/.%00/secret.txt', '/assets/..;/..;/secret.txt',
    '/public/plugins/alertlist/../../../../../../../../etc/passwd', '/%c0%ae%c0%ae/secret.txt', '/file:///etc/passwd',
  ];
  it.each([...traversals, '/.env', '/.git/HEAD', '/.git/config', '/maps', '/maps/x.json', '/assets/index-Ab12.js.map', '/assets/index-Ab12.js.br', '/%2eenv', '/%2Egit/HEAD'])('%s', async (path) => {
    const { status, body } = await get(path, { accept: 'text/html' });
    expect(status, body.toString()).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.toString()).not.toMatch(/SECRET|root:|ref/);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND'])('%s on a page is refused and echoes nothing', async (method) => {
    const { status, body } = await get('/', { cookie: 'canary=1' }, method);
    expect(status).toBe(405);
    expect(body.toString()).not.toContain('canary');
  });

  it.each(['GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'nonsense\r\n\r\n', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`])('a malformed request %# shows no stack, path or version', async (raw) => {
    const { port } = portal.server.address() as AddressInfo;
    const text = await new Promise<string>((done) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(raw));
      socket.on('data', (part) => { heard += part.toString(); });
      socket.on('close', () => done(heard));
      socket.on('error', () => done(heard));
      socket.setTimeout(1_000, () => socket.destroy());
    });
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).not.toMatch(/fastify|node_modules|\.ts|at /i);
  });
});

describe('sources', () => {
  it('a configured one is asked at its base', async () => {
    const { status, headers, body } = await get('/sources/lgsp/v1/ngay?tu=2026-11-01');
    expect([status, headers['x-sample-data'], body.toString()]).toEqual([200, 'true', '{"url":"/lgsp/v1/ngay?tu=2026-11-01"}']);
  });

  it.each(['/sources/', '/sources', '/sources/other/x', '/sources/direct/x', '/sources/LGSP/x', '/sources/lgsp', '/sources/..%2flgsp/x', '/sources/?x'])('%s is nobody', async (path) => {
    const { status, body } = await get(path, NAVIGATION);
    expect([status, body.toString()]).toEqual([404, '{"status":404,"code":"unknown-source"}']);
  });

  it.each(['/sources/lgsp/../documents/x', '/sources/lgsp/%2e%2e/__scenario', '/sources/lgsp/..%2f__scenario'])('%s does not leave its source', async (path) => {
    const { status } = await get(path);
    expect(status).toBe(400);
  });
});

describe('policy', () => {
  it('opens only named origins, and no directive can be smuggled in', async () => {
    const { originsOf } = await import('./static/headers');
    expect(originsOf(['/sources/lgsp/', 'https://PX.example:8443/api/', 'https://px.example:8443/b', 'https://{s}.tile.example/{z}', "https://a'; script-src *", 'ftp://x/', 'https://u:p@h/'])).toEqual([
      'https://*.tile.example', 'https://px.example:8443',
    ]);
    expect(contentSecurityPolicy({ connect: [], images: ['https://*.tile.example'] })).toContain("img-src 'self' data: https://*.tile.example;");
  });
});
