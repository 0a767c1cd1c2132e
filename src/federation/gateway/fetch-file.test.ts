import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFile, type FileOptions } from './fetch-file';

let server: Server;
let origin = '';
let handler: RequestListener = (_req, res) => res.end();

beforeAll(async () => {
  server = createServer((req, res) => handler(req, res));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });

const fetched = (answer: RequestListener, options: FileOptions = {}) => {
  handler = answer;
  return fetchFile('/api/reports/a/files/docx', { origin, ...options });
};
const sends = (bytes: Buffer, headers: Record<string, string> = {}): RequestListener => (_req, res) => { res.writeHead(200, { 'content-length': String(bytes.length), ...headers }); res.end(bytes); };

describe('a file of the gateway', () => {
  it('comes whole, with its name as it is written, and tells how far it is', async () => {
    const heard: (readonly [number, number | null])[] = [];
    const bytes = Buffer.alloc(100_000, 7);
    const name = 'Báo cáo tháng 10.docx';
    const file = await fetched(sends(bytes, { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="bao-cao.docx"; filename*=UTF-8''${encodeURIComponent(name)}` }), { onBytes: (got, of) => heard.push([got, of]) });
    if (!file.ok) throw new Error(file.error.code);
    expect(file.value.name).toBe(name);
    expect(file.value.bytes.type).toBe('application/zip');
    expect(Buffer.from(await file.value.bytes.arrayBuffer()).equals(bytes)).toBe(true);
    expect(heard.at(-1)).toEqual([100_000, 100_000]);
  });
  it('has no name where none can be read', async () => {
    expect(await fetched(sends(Buffer.from('x'), { 'content-disposition': "attachment; filename*=UTF-8''%E1%ZZ" }))).toMatchObject({ ok: true, value: { name: null } });
  });
  it('is a problem in the gateway’s own words where it could not be made', async () => {
    const problem = { status: 501, code: 'no-browser', hint: { vi: 'Cổng không có trình duyệt.', en: 'The portal has no browser.' } };
    expect(await fetched((_req, res) => { res.writeHead(501, { 'content-type': 'application/problem+json' }); res.end(JSON.stringify(problem)); }))
      .toMatchObject({ ok: false, error: { code: 'no-browser', status: 501, hint: { vi: 'Cổng không có trình duyệt.' } } });
  });
  it('is nothing where somebody else answers, the line breaks or the reader leaves', async () => {
    expect(await fetched((_req, res) => { res.writeHead(302, { location: '/login' }); res.end(); })).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    expect(await fetched((_req, res) => { res.writeHead(200, { 'content-length': '100' }); res.write('half'); setImmediate(() => res.destroy()); })).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    const leaving = new AbortController();
    expect(await fetched((_req, res) => { res.writeHead(200, { 'content-length': '100' }); res.write('half'); setImmediate(() => leaving.abort()); }, { signal: leaving.signal })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
