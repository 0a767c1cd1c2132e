import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nodeThread } from '@/federation/worker/node-thread';
import { bench, datasetOf, errorOf, goodPayload, sendJson, startSource, type Bench, type TestSource } from './federation-server';

let source: TestSource;
let use: Bench;
beforeAll(async () => { source = await startSource(); });
afterAll(() => source.close());

function open(more: Parameters<typeof bench>[2] = {}): Bench {
  source.asked.length = 0;
  use = bench({ 'one-stop': source.url }, [datasetOf('totals', 'one-stop')], more);
  return use;
}
afterEach(() => use.federation.dispose());

const idle = () => expect.poll(() => source.sockets.size, { timeout: 3_000 });
const quick = { times: { random: () => 0 } };

describe('an answer', () => {
  it('comes parsed, with its times, request and digest', async () => {
    const { ask } = open({ startThread: nodeThread });
    source.handler = (_req, res) => sendJson(res, goodPayload, { date: 'Fri, 20 Nov 2026 02:00:00 GMT', etag: '"v7"' });
    const before = Date.now();
    const answer = await ask();
    expect(answer).toMatchObject({
      ok: true,
      value: {
        data: { kind: 'cube', values: new Float64Array([12]) }, asOf: Date.parse('2026-11-20T01:30:00Z'), serverTime: Date.parse('2026-11-20T02:00:00Z'),
        provenance: { source: 'one-stop', dataset: 'totals', connector: 'rest-json', request: 'GET /sources/one-stop/so-lieu', sourceVersion: '"v7"', sampleData: true, digest: expect.stringMatching(/^[0-9a-f]{16}$/) },
      },
    });
    expect(answer.ok && answer.value.receivedAt >= before && answer.value.receivedAt <= Date.now()).toBe(true);
    expect(source.asked).toMatchObject([{ method: 'GET', url: '/so-lieu', headers: { accept: 'application/json' } }]);
    expect(source.asked[0]?.headers).not.toHaveProperty('cookie');
  });

  it('is the same through gzip', async () => {
    const { ask } = open();
    const packed = gzipSync(JSON.stringify(goodPayload));
    for (const length of [{}, { 'content-length': packed.length }]) {
      source.handler = (_req, res) => { res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', ...length }); res.end(packed); };
      expect(await ask()).toMatchObject({ ok: true, value: { serverTime: expect.any(Number) as number } });
    }
  });

  it('says so where the source lives ahead of its own clock', async () => {
    const { ask } = open();
    source.handler = (_req, res) => sendJson(res, goodPayload, { date: 'Fri, 20 Nov 2026 01:00:00 GMT' });
    expect(await ask()).toMatchObject({ ok: true, value: { notes: [{ code: 'clock-skew' }] } });
  });
});

describe('a source that fails', () => {
  it('refused: unreachable, at once, asked three times', async () => {
    const closed = createServer();
    const port = await new Promise<number>((done) => closed.listen(0, '127.0.0.1', () => { const at = closed.address(); done(typeof at === 'object' && at ? at.port : 0); }));
    await new Promise((done) => closed.close(done));
    use = bench({ 'one-stop': `http://127.0.0.1:${port}/` }, [datasetOf('totals', 'one-stop')], quick);
    const started = performance.now();
    expect(errorOf(await use.ask())).toEqual({ kind: 'unreachable', source: 'one-stop', dataset: 'totals' });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('broken off in the body: truncated, whether cut short of its length or reset', async () => {
    const { ask } = open();
    source.handler = (_req, res) => { res.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }); res.write('{"so":'); setTimeout(() => res.destroy(), 20); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'truncated', httpStatus: 200 });
    source.handler = (_req, res) => { res.writeHead(200, { 'content-type': 'application/json' }); res.write('{"so":'); setTimeout(() => res.socket?.resetAndDestroy(), 20); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'truncated' });
    expect(source.asked).toHaveLength(2);
  });

  it('whole by its length, but JSON that breaks off: truncated, with the place', async () => {
    const { ask } = open();
    source.handler = (_req, res) => sendJson(res, '{"so":12,"luc":"2026');
    expect(errorOf(await ask())).toMatchObject({ kind: 'truncated', pointer: '/luc' });
  });

  it('reset before it answers: unreachable', async () => {
    const { ask } = open(quick);
    source.handler = (_req, res) => void res.socket?.resetAndDestroy();
    expect(errorOf(await ask()).kind).toBe('unreachable');
    expect(source.asked).toHaveLength(3);
  });

  it('silent: timed out at the deadline, and the socket is let go', async () => {
    const { ask } = open({ sourceParts: { deadlineMs: 300 } });
    source.handler = () => undefined;
    const started = performance.now();
    expect(errorOf(await ask())).toEqual({ kind: 'timed-out', source: 'one-stop', dataset: 'totals' });
    expect(performance.now() - started).toBeLessThan(800);
    await idle().toBe(0);
  });

  it('a byte a moment: timed out all the same, and the socket is let go', async () => {
    const { ask } = open({ sourceParts: { deadlineMs: 400 } });
    source.handler = (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => res.write(' '), 20);
      res.on('close', () => clearInterval(drip));
    };
    const started = performance.now();
    expect(errorOf(await ask())).toMatchObject({ kind: 'timed-out' });
    expect(performance.now() - started).toBeLessThan(900);
    await idle().toBe(0);
  });

  it('500 and then well: the answer, after one more try', async () => {
    const { ask } = open(quick);
    source.handler = (_req, res) => { if (source.asked.length === 1) { res.writeHead(500); res.end('lỗi'); } else sendJson(res, goodPayload); };
    expect((await ask()).ok).toBe(true);
    expect(source.asked).toHaveLength(2);
  });

  it.each([500, 502, 503, 504])('%d for good: unavailable after three tries', async (status) => {
    const { ask } = open(quick);
    source.handler = (_req, res) => { res.writeHead(status); res.end(); };
    expect(errorOf(await ask())).toEqual({ kind: 'unavailable', source: 'one-stop', dataset: 'totals', httpStatus: status });
    expect(source.asked).toHaveLength(3);
  });

  it('behind a forwarder: its word for the cause is kept', async () => {
    for (const [status, code, kind] of [[502, 'upstream-unreachable', 'unreachable'], [504, 'upstream-timeout', 'timed-out'], [502, 'upstream-redirect', 'rejected']] as const) {
      const { ask } = open(quick);
      source.handler = (_req, res) => { res.writeHead(status, { 'content-type': 'application/problem+json; charset=utf-8' }); res.end(JSON.stringify({ status, code })); };
      expect(errorOf(await ask())).toMatchObject({ kind, httpStatus: status });
      use.federation.dispose();
    }
  });

  it('waits as Retry-After asks where the deadline has room, and not where it has none', async () => {
    const slept: number[] = [];
    const { ask } = open({ times: { sleep: (ms) => { slept.push(ms); return Promise.resolve(); } } });
    source.handler = (_req, res) => { if (source.asked.length === 1) { res.writeHead(503, { 'retry-after': '1' }); res.end(); } else sendJson(res, goodPayload); };
    expect((await ask()).ok).toBe(true);
    expect(slept).toEqual([1_000]);
    source.handler = (_req, res) => { res.writeHead(503, { 'retry-after': '60' }); res.end(); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'unavailable', retryAfterMs: 60_000 });
    expect(slept).toHaveLength(1);
    expect(errorOf(await ask())).toMatchObject({ kind: 'unavailable', httpStatus: 503 });
    expect(source.asked).toHaveLength(3);
  });

  it('429: limited, with its time, and nobody asks meanwhile', async () => {
    const { ask, federation } = open();
    source.handler = (_req, res) => { res.writeHead(429, { 'retry-after': '90' }); res.end(); };
    expect(errorOf(await ask())).toEqual({ kind: 'limited', source: 'one-stop', dataset: 'totals', httpStatus: 429, retryAfterMs: 90_000 });
    expect(errorOf(await ask())).toMatchObject({ kind: 'limited', httpStatus: 429 });
    expect(source.asked).toHaveLength(1);
    expect(federation.health()).toMatchObject([{ source: 'one-stop', state: 'held', nextTryAt: expect.any(Number) as number }]);
  });

  it('401: denied, asked once and then left alone', async () => {
    const { ask } = open();
    source.handler = (_req, res) => { res.writeHead(401, { 'www-authenticate': 'Basic' }); res.end(); };
    for (let n = 0; n < 4; n++) expect(errorOf(await ask())).toMatchObject({ kind: 'denied', httpStatus: 401 });
    expect(source.asked).toHaveLength(1);
  });

  it.each([400, 404, 410, 422])('%d: rejected, asked once', async (status) => {
    const { ask } = open();
    source.handler = (_req, res) => { res.writeHead(status); res.end(); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'rejected', httpStatus: status });
    expect(source.asked).toHaveLength(1);
  });

  it('a login page with 200: content-type', async () => {
    const { ask } = open();
    source.handler = (_req, res) => { res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }); res.end('<!doctype html><title>Đăng nhập</title>'); };
    expect(errorOf(await ask())).toEqual({ kind: 'content-type', source: 'one-stop', dataset: 'totals', expected: 'application/json', got: 'text/html; charset=utf-8', httpStatus: 200 });
  });

  it('204 and 206: nothing usable', async () => {
    const { ask } = open();
    source.handler = (_req, res) => { res.writeHead(204); res.end(); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'malformed', got: 'an empty body' });
    source.handler = (_req, res) => { res.writeHead(206, { 'content-type': 'application/json', 'content-range': 'bytes 0-4/90' }); res.end('{"so"'); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'truncated', httpStatus: 206 });
  });

  it('too large: cut while it arrives, by declared length, and after unpacking', async () => {
    const { ask } = open({ sourceParts: { maxBytes: 10_000 } });
    let sent = 0;
    source.handler = (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const pump = (): void => { while (!res.destroyed && sent < 50_000_000 && res.write('x'.repeat(50_000))) sent += 50_000; };
      res.on('drain', pump);
      pump();
    };
    expect(errorOf(await ask())).toMatchObject({ kind: 'too-large', expected: 'at most 10000 bytes' });
    await idle().toBe(0);
    expect(sent).toBeLessThan(10_000_000);
    source.handler = (_req, res) => { res.writeHead(200, { 'content-type': 'application/json', 'content-length': '500000000' }); res.write('{'); };
    expect(errorOf(await ask())).toMatchObject({ kind: 'too-large' });
    source.handler = (_req, res) => { res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }); res.end(gzipSync(Buffer.alloc(50_000_000, ' '))); };
    const before = process.memoryUsage().rss;
    expect(errorOf(await ask())).toMatchObject({ kind: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('redirects, to itself or elsewhere: never followed', async () => {
    const elsewhere = await startSource((_req, res) => sendJson(res, goodPayload));
    const { ask } = open();
    for (const location of ['/so-lieu', `${elsewhere.url}so-lieu`, 'http://169.254.169.254/latest/meta-data/']) {
      source.handler = (_req, res) => { res.writeHead(302, { location }); res.end(); };
      expect(errorOf(await ask())).toMatchObject({ kind: 'rejected', httpStatus: 302, got: 'a redirect' });
    }
    expect([source.asked.length, elsewhere.asked.length]).toEqual([3, 0]);
    await elsewhere.close();
  });

  it('cancelled: at once, while connecting, reading or waiting to try again, and the socket is let go', async () => {
    const { ask, federation } = open();
    for (const handler of [
      () => undefined,
      (_req: unknown, res: { writeHead: (status: number, headers: object) => void; write: (text: string) => void }) => { res.writeHead(200, { 'content-type': 'application/json' }); res.write('{'); },
      (_req: unknown, res: { writeHead: (status: number, headers: object) => void; end: () => void }) => { res.writeHead(503, { 'retry-after': '1' }); res.end(); },
    ]) {
      source.handler = handler as typeof source.handler;
      const leaving = new AbortController();
      const answer = ask('totals', {}, leaving.signal);
      setTimeout(() => leaving.abort(), 100);
      expect(errorOf(await answer).kind).toBe('cancelled');
      await idle().toBe(0);
    }
    const gone = AbortSignal.abort();
    expect(errorOf(await ask('totals', {}, gone)).kind).toBe('cancelled');
    expect([source.asked.length, federation.health()[0]?.state]).toEqual([3, 'closed']);
  });
});
