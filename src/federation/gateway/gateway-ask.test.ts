import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Events } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { Answer } from '../answer';
import { createGatewayAsk, type GatewayAskOptions } from './gateway-ask';
import { toWire } from './wire';

interface Asked { readonly id: string; readonly dataset: string; readonly params: unknown; readonly tag?: string }

let server: Server;
let origin = '';
let answerWith: (questions: readonly Asked[], res: ServerResponse) => void;
let instead: RequestListener | null = null;
let calls: (readonly Asked[])[] = [];
let left = 0;
let sessions = 0;

beforeAll(async () => {
  server = createServer((req, res) => {
    let body = '';
    res.on('close', () => { if (!res.writableFinished) left += 1; });
    req.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    req.on('end', () => {
      const { questions } = JSON.parse(body) as { questions: Asked[] };
      calls.push(questions);
      if (instead) return instead(req, res);
      res.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
      answerWith(questions, res);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });
beforeEach(() => { calls = []; left = 0; sessions = 0; instead = null; });

const DEVICE = 1_000_000;
/** The gateway's clock runs an hour ahead of this device's. */
const GATEWAY = DEVICE + 3_600_000;
const start = (more: Partial<GatewayAskOptions> = {}) => createGatewayAsk({ origin, onSession: () => { sessions += 1; }, clock: { now: () => DEVICE }, ...more });
const here = (): AbortSignal => new AbortController().signal;

const rows = (text: string): Events => ({ kind: 'events', fields: [{ id: 't', type: 'text', personal: false }], rows: [{ id: '1', values: { t: text } }] });
const answer = (text: string): Answer => ({
  data: rows(text), asOf: toInstant(GATEWAY - 90_000), receivedAt: toInstant(GATEWAY - 60_000), serverTime: null,
  provenance: { source: 'one-stop', dataset: 'd', connector: 'rest-json', request: 'GET x', asOf: null, receivedAt: toInstant(GATEWAY - 60_000), sourceVersion: null, digest: 'x', sampleData: true },
});
const line = (id: string, more: object): string => `${JSON.stringify({ id, serverTime: GATEWAY, ...more })}\n`;
const told = (id: string, text: string, tag = 'v1'): string => line(id, { tag, answer: toWire(answer(text)) });

describe('questions of one moment', () => {
  it('are one call, and each is answered in the device’s own time', async () => {
    answerWith = (questions, res) => res.end(questions.map(({ id, dataset }) => told(id, dataset)).join(''));
    const { ask } = start();
    const outcomes = await Promise.all(['a', 'b', 'c'].map((dataset) => ask({ dataset, params: { k: '1' } }, here())));
    expect(calls).toEqual([['a', 'b', 'c'].map((dataset, at) => ({ id: String(at), dataset, params: { k: '1' } }))]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.data)).toEqual(['a', 'b', 'c'].map(rows));
    // Received a minute ago, by this device's clock; the gateway's own clock beside it.
    expect(outcomes[0]).toMatchObject({ ok: true, value: { receivedAt: DEVICE - 60_000, serverTime: GATEWAY - 60_000, asOf: GATEWAY - 90_000, provenance: { receivedAt: DEVICE - 60_000 } } });
  });

  it('are answered as they become ready: a slow one holds nobody', async () => {
    let finish = (): void => undefined;
    answerWith = (questions, res) => {
      res.write(told(questions[1]?.id ?? '', 'fast'));
      finish = () => res.end(told(questions[0]?.id ?? '', 'slow'));
    };
    const { ask } = start();
    const slow = ask({ dataset: 'slow', params: {} }, here());
    expect(await ask({ dataset: 'fast', params: {} }, here())).toMatchObject({ ok: true, value: { data: rows('fast') } });
    finish();
    expect(await slow).toMatchObject({ ok: true, value: { data: rows('slow') } });
  });

  it('are split where they are more than the gateway takes', async () => {
    answerWith = (questions, res) => res.end(questions.map(({ id }) => told(id, 'x')).join(''));
    const { ask } = start();
    const outcomes = await Promise.all(Array.from({ length: 150 }, (_, at) => ask({ dataset: `d${at}`, params: {} }, here())));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(calls.map((questions) => questions.length)).toEqual([100, 50]);
  });

  it('come whole although their lines are cut into pieces within a letter', async () => {
    answerWith = (questions, res) => {
      const bytes = Buffer.from(questions.map(({ id }) => told(id, 'Đà Nẵng ế')).join(''));
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
      const next = (): void => { const piece = pieces.shift(); if (piece) { res.write(piece); setImmediate(next); } else res.end(); };
      next();
    };
    const { ask } = start();
    expect(await ask({ dataset: 'd', params: {} }, here())).toMatchObject({ ok: true, value: { data: rows('Đà Nẵng ế') } });
  });
});

describe('an answer already held', () => {
  it('is asked about by its tag, and keeps its data and takes the new time and cause', async () => {
    answerWith = (questions, res) => res.end(questions.map(({ id, tag }) =>
      (tag === 'v1' ? line(id, { tag, unchanged: true, receivedAt: GATEWAY - 1_000, cause: { kind: 'unavailable', source: 'one-stop', dataset: 'd' } }) : told(id, 'x'))).join(''));
    const { ask, forget } = start();
    const first = await ask({ dataset: 'd', params: {} }, here());
    const second = await ask({ dataset: 'd', params: {} }, here());
    expect(calls[1]).toMatchObject([{ tag: 'v1' }]);
    expect(second).toMatchObject({ ok: true, value: { receivedAt: DEVICE - 1_000, cause: { kind: 'unavailable' } } });
    expect(second.ok && first.ok && second.value.data === first.value.data).toBe(true);
    forget();
    await ask({ dataset: 'd', params: {} }, here());
    expect(calls[2]?.[0]).not.toHaveProperty('tag');
  });

  it('loses its cause when the source is well again', async () => {
    const causes = [{ kind: 'timed-out', source: '', dataset: 'd' }, undefined];
    answerWith = (questions, res) => res.end(questions.map(({ id, tag }) => line(id, { tag: 'v1', cause: causes.shift(), ...(tag ? { unchanged: true, receivedAt: GATEWAY } : { answer: toWire(answer('x')) }) })).join(''));
    const { ask } = start();
    expect(await ask({ dataset: 'd', params: {} }, here())).toMatchObject({ value: { cause: { kind: 'timed-out' } } });
    const well = await ask({ dataset: 'd', params: {} }, here());
    expect(well.ok && 'cause' in well.value).toBe(false);
  });

  it('that was never held cannot be unchanged', async () => {
    answerWith = (questions, res) => res.end(line(questions[0]?.id ?? '', { tag: 'v9', unchanged: true, receivedAt: 1 }));
    expect(await start().ask({ dataset: 'd', params: {} }, here())).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
});

describe('leaving', () => {
  it('of all ends the call; of one does not', async () => {
    answerWith = (questions, res) => { res.write(told(questions[0]?.id ?? '', 'x')); };
    const { ask } = start();
    const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
    const outcomes = [ask({ dataset: 'a', params: {} }, one.signal), ask({ dataset: 'b', params: {} }, two.signal), ask({ dataset: 'c', params: {} }, three.signal)];
    expect(await outcomes[0]).toMatchObject({ ok: true });
    two.abort();
    expect(await outcomes[1]).toMatchObject({ ok: false, error: { kind: 'cancelled', dataset: 'b' } });
    await new Promise((done) => setTimeout(done, 30));
    expect(left).toBe(0);
    three.abort();
    expect(await outcomes[2]).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect.poll(() => left).toBe(1);
  });

  it('before the call is made makes none', async () => {
    const { ask } = start();
    const gone = new AbortController();
    const asked = ask({ dataset: 'a', params: {} }, gone.signal);
    gone.abort();
    expect(await asked).toMatchObject({ error: { kind: 'cancelled' } });
    expect(await ask({ dataset: 'a', params: {} }, AbortSignal.abort())).toMatchObject({ error: { kind: 'cancelled' } });
    await new Promise((done) => setTimeout(done, 20));
    expect(calls).toEqual([]);
  });
});

describe('what goes wrong', () => {
  const one = (options: Partial<GatewayAskOptions> = {}) => start(options).ask({ dataset: 'd', params: {} }, here());

  it('a failed source is told in its own words', async () => {
    answerWith = (questions, res) => res.end(line(questions[0]?.id ?? '', { error: { kind: 'timed-out', source: 'one-stop', dataset: 'd', retryAfterMs: 5 } }));
    expect(await one()).toEqual({ ok: false, error: { kind: 'timed-out', source: 'one-stop', dataset: 'd', retryAfterMs: 5 } });
  });
  it.each<[number, string, object]>([
    [401, 'denied', {}], [403, 'denied', {}], [429, 'limited', { retryAfterMs: 7_000 }], [503, 'unavailable', { retryAfterMs: 7_000 }], [500, 'unavailable', {}], [502, 'unavailable', {}], [400, 'rejected', {}], [302, 'rejected', {}],
  ])('%d is %s', async (status, kind, more) => {
    instead = (_req, res) => { res.writeHead(status, { 'content-type': 'application/problem+json', ...('retryAfterMs' in more ? { 'retry-after': '7' } : {}), location: '/x' }); res.end('{}'); };
    expect(await one()).toMatchObject({ ok: false, error: { kind, httpStatus: status, dataset: 'd', ...more } });
    expect(sessions).toBe(kind === 'denied' ? 1 : 0);
  });
  it('a login page is not the gateway', async () => {
    instead = (_req, res) => { res.writeHead(200, { 'content-type': 'text/html' }); res.end('<html>'); };
    expect(await one()).toMatchObject({ error: { kind: 'content-type' } });
  });
  it('nobody there', async () => expect(await one({ origin: 'http://127.0.0.1:1' })).toMatchObject({ error: { kind: 'unreachable' } }));
  it('a line that never came: truncated, and the others stand', async () => {
    for (const end of [(res: ServerResponse) => res.end(), (res: ServerResponse) => res.destroy(), (res: ServerResponse) => res.end('{"id":"1","tag"')]) {
      answerWith = (questions, res) => { res.write(told(questions[0]?.id ?? '', 'x')); setTimeout(() => end(res), 10); };
      const { ask } = start();
      const outcomes = await Promise.all([ask({ dataset: 'a', params: {} }, here()), ask({ dataset: 'b', params: {} }, here())]);
      expect(outcomes).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'truncated', dataset: 'b' } }]);
    }
  });
  it('the deadline covers the last line', async () => {
    answerWith = (questions, res) => { res.write(told(questions[0]?.id ?? '', 'x')); };
    const { ask } = start({ deadlineMs: 80 });
    const outcomes = await Promise.all([ask({ dataset: 'a', params: {} }, here()), ask({ dataset: 'b', params: {} }, here())]);
    expect(outcomes).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'timed-out' } }]);
  });
  it('an answer that is none names its place; lines of nobody are passed over', async () => {
    answerWith = (questions, res) => res.end(`nonsense\n[]\n${line('99', {})}${line(questions[0]?.id ?? '', { tag: 'v', answer: { ...toWire(answer('x')), receivedAt: 'now' } })}`);
    expect(await one()).toMatchObject({ error: { kind: 'malformed', pointer: '/answer/receivedAt' } });
  });
});
