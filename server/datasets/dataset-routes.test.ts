import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import type { Actor } from '@/domain/access';
import { createGatewayAsk } from '@/federation/gateway/gateway-ask';
import { readWire } from '@/federation/gateway/read-wire';
import { goodPayload, sendJson } from '../../test/contract/federation-server';
import type { Gateway } from '../http/route';
import { composePack, packIds } from '../packs/compose-pack';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { testApp } from '../testing/test-gateway';
import { datasetRoutes } from './dataset-routes';
import { partOf } from './pack-part';
import { readerPack } from './reader-pack';
import { ANYBODY, HEAD, LEADER, openBench, type DeskBench } from './testing/desk-bench';

let store: MemoryStore;
let use: DeskBench;
let app: Gateway;
let actor: Actor = ANYBODY;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  actor = ANYBODY;
  use = await openBench(store);
  app = testApp(use.core, () => actor);
  datasetRoutes(app, use.core, use.desk);
  await app.ready();
});
afterEach(async () => { await app.close(); await use.stop(); });

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const ask = (questions: readonly unknown[], headers: Record<string, string> = {}) => app.inject({ method: 'POST', url: '/api/datasets/ask', payload: { questions }, headers });
const linesOf = (text: string): Record<string, unknown>[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

describe('many questions', () => {
  it('have a line each, none of which spoils another', async () => {
    const reply = await ask([
      { id: 'a', dataset: 'totals', params: {} }, { id: 'b', dataset: 'nothing', params: {} }, { id: 'c', dataset: 'totals', params: { unit: 7 } }, { dataset: 'totals', params: {} }, 'x', { id: 'a', dataset: 'totals', params: {} },
      { id: 'd', dataset: 'alerts', params: {} }, { id: 'e', dataset: 'totals', params: { place: 'x' } },
    ]);
    expect([reply.statusCode, reply.headers['content-type'], reply.headers['x-accel-buffering'], reply.headers['cache-control']]).toEqual([200, 'application/x-ndjson; charset=utf-8', 'no', 'no-store']);
    const lines = linesOf(reply.body);
    const of = (id: string) => lines.filter((line) => line['id'] === id);
    expect(of('a')).toMatchObject([{ error: { kind: 'misconfigured', pointer: '/questions/5/id' } }, { serverTime: use.core.clock(), answer: { data: { kind: 'cube', values: [12] }, receivedAt: use.core.clock() } }]);
    expect(readWire(of('a')[1]?.['answer'])).toMatchObject({ ok: true });
    expect(of('b')).toEqual([{ id: 'b', error: { kind: 'denied', source: '', dataset: 'nothing' } }]);
    expect(of('d')).toEqual([{ id: 'd', error: { kind: 'denied', source: '', dataset: 'alerts' } }]);
    expect(of('c')).toMatchObject([{ error: { kind: 'misconfigured', pointer: '/questions/2/params/unit' } }]);
    expect(of('e')).toMatchObject([{ error: { kind: 'misconfigured', pointer: '/params/place' } }]);
    expect([...of('#3'), ...of('#4')]).toMatchObject([{ error: { kind: 'misconfigured' } }, { error: { kind: 'misconfigured' } }]);
    expect(lines).toHaveLength(8);
  });

  it('are at most 100, and at least one', async () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ id: String(at), dataset: 'totals', params: {} }));
    expect((await ask(many)).statusCode).toBe(400);
    expect((await ask([])).statusCode).toBe(400);
    expect(linesOf((await ask(many.slice(1))).body)).toHaveLength(100);
  });

  it('cost a line without data where the answer held still stands', async () => {
    const [first] = linesOf((await ask([{ id: 'a', dataset: 'totals', params: {} }])).body);
    const [second] = linesOf((await ask([{ id: 'a', dataset: 'totals', params: {}, tag: first?.['tag'] }])).body);
    expect(second).toEqual({ id: 'a', tag: first?.['tag'], unchanged: true, receivedAt: use.core.clock(), serverTime: use.core.clock() });
  });

  it('reach the page through its own client, packed, as they become ready; a slow source holds nobody, and nobody waiting ends it', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const page = createGatewayAsk({ origin, onSession: () => undefined, clock: { now: use.core.clock } });
    const leave = new AbortController();
    const slow = page.ask({ dataset: 'slow', params: {} }, leave.signal);
    const fast = await page.ask({ dataset: 'totals', params: {} }, leave.signal);
    expect(fast).toMatchObject({ ok: true, value: { data: { values: new Float64Array([12]) }, receivedAt: use.core.clock() } });
    expect(use.source.sockets.size).toBe(1);
    leave.abort();
    expect(await slow).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect.poll(() => use.source.sockets.size).toBe(0);
  });

  it('leave in the moment they are ready, also when packed', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const first = await new Promise<number>((done) => {
      const asking = httpRequest({ port, path: '/api/datasets/ask', method: 'POST', headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip' } }, (reply) => {
        expect(reply.headers['content-encoding']).toBe('gzip');
        reply.once('data', (chunk: Buffer) => { done(chunk.length); asking.destroy(); });
        reply.on('error', () => undefined);
      });
      asking.on('error', () => undefined);
      asking.end(JSON.stringify({ questions: [{ id: 'a', dataset: 'slow', params: {} }, { id: 'b', dataset: 'totals', params: {} }] }));
    });
    expect(first).toBeGreaterThan(0);
  });
});

describe('one answer', () => {
  it('is JSON-stat 2.0 with a standing for each cell, and where it is from', async () => {
    const reply = await get('/api/datasets/totals?unit=40');
    expect(reply.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Cookie', 'content-type': 'application/json; charset=utf-8', etag: expect.stringMatching(/^"[\w-]{27}"$/) as string });
    expect(reply.json()).toEqual({
      version: '2.0', class: 'dataset', label: 'x', source: 'x', updated: '2026-11-20T01:30:00.000Z', id: ['metric'], size: [1], role: { metric: ['metric'] },
      dimension: { metric: { label: expect.any(String) as string, category: { index: ['received'], label: { received: 'Tiếp nhận' }, unit: { received: { label: 'dossier' } } } } },
      value: [12], status: ['official'],
      extension: {
        provenance: { source: 'one-stop', dataset: 'totals', connector: 'rest-json', request: 'GET /sources/one-stop/so-lieu', sourceVersion: null, digest: expect.any(String) as string, sampleData: true },
        asOf: '2026-11-20T01:30:00.000Z', receivedAt: new Date(use.core.clock()).toISOString(), serverTime: expect.any(String) as string, withheld: false, missing: {},
      },
    });
  });

  it('is rows, or what the page takes, and says what this reader does not see', async () => {
    actor = HEAD;
    expect((await get('/api/datasets/alerts')).json()).toMatchObject({ fields: [{ id: 'title' }, { id: 'unit' }], rows: [{ values: { unit: 'H41.06' } }], extension: { withheld: true } });
    expect(readWire((await get('/api/datasets/alerts?as=answer')).json())).toMatchObject({ ok: true, value: { data: { kind: 'events' } } });
  });

  it('has a tag of its own for each share and form, and is not sent again where it is held', async () => {
    actor = HEAD;
    const head = String((await get('/api/datasets/alerts')).headers.etag);
    const asAnswer = String((await get('/api/datasets/alerts?as=answer')).headers.etag);
    expect((await get('/api/datasets/alerts', { 'if-none-match': `"x", W/${head}` })).statusCode).toBe(304);
    actor = LEADER;
    const leader = await get('/api/datasets/alerts', { 'if-none-match': head });
    expect(leader.statusCode).toBe(200);
    expect(new Set([head, asAnswer, String(leader.headers.etag)]).size).toBe(3);
  });

  it.each([
    ['?place=x', 'query/place'], ['?as=csv', 'query/as'], ['?as=geojson', 'query/as'], ['?unit=', 'query/unit'], ['?__proto__=x', 'query/__proto__'],
  ])('%s is a bad request that names its place', async (search, at) => {
    const reply = await get(`/api/datasets/totals${search}`);
    expect([reply.statusCode, reply.json<{ at?: string }>().at]).toEqual([400, at]);
    expect(use.source.asked).toEqual([]);
  });

  it('of nothing and of nothing to this reader look the same; a source that fails is told without its place', async () => {
    const [none, hidden] = [await get('/api/datasets/nothing'), await get('/api/datasets/secrets')];
    const told = (reply: typeof none) => ({ ...reply.json<Record<string, unknown>>(), request: '' });
    expect([none.statusCode, told(none)]).toEqual([404, told(hidden)]);
    use.source.handler = (_req, res) => { res.writeHead(500); res.end('at /srv/app.js:12'); };
    const away = await get('/api/datasets/totals');
    expect([away.statusCode, away.json<{ code: string }>().code, Number(away.headers['retry-after']) > 0]).toEqual([503, 'source-unavailable', true]);
    use.source.handler = (_req, res) => sendJson(res, { so: 'x', luc: 'y' });
    const wrong = await get('/api/datasets/totals?unit=40');
    expect([wrong.statusCode, wrong.json<{ code: string }>().code]).toEqual([502, 'source-failed']);
    expect(away.body).not.toContain('app.js');
  });

  it('names a kept value as kept', async () => {
    await get('/api/datasets/totals');
    use.core.turn(120_000);
    use.source.handler = (_req, res) => { res.writeHead(404); res.end(); };
    await get('/api/datasets/totals');
    await expect.poll(async () => (await get('/api/datasets/totals')).json<{ extension: { cause?: string } }>().extension.cause).toBe('rejected');
    expect((await get('/api/datasets/totals?as=answer')).json()).toMatchObject({ cause: { kind: 'rejected' } });
    use.source.handler = (_req, res) => sendJson(res, goodPayload);
  });
});

describe('the list', () => {
  it('has what the reader may see of anything, and how much', async () => {
    expect((await get('/api/datasets')).json<{ datasets: { id: string }[] }>().datasets.map(({ id }) => id)).toEqual(['totals', 'slow']);
    actor = HEAD;
    const { datasets } = (await get('/api/datasets')).json<{ datasets: { id: string; share: unknown }[] }>();
    expect(datasets.find(({ id }) => id === 'dossiers')?.share).toMatchObject({ classes: ['internal'], mayUnmask: true, units: expect.arrayContaining(['H41.06']) as string[] });
    expect(JSON.stringify(datasets)).not.toContain('mapping');
  });
});

describe('the configuration for a page', () => {
  const PROVINCES = join(import.meta.dirname, '../../public/provinces');
  it('of every shipped pack reads as before, without ways to sources, claims and rights', async () => {
    for (const id of await packIds(PROVINCES)) {
      const { files } = await composePack(PROVINCES, id);
      if (!files['province.json']?.includes('"extends"')) continue;
      const [whole, reduced] = [parsePack(files), parsePack(readerPack(files))];
      expect(reduced.faults).toEqual(whole.faults);
      expect([...(reduced.province?.datasets.keys() ?? [])]).toEqual([...(whole.province?.datasets.keys() ?? [])]);
      expect(reduced.province?.dashboards).toEqual(whole.province?.dashboards);
      expect(reduced.province?.access.purposes).toEqual(whole.province?.access.purposes);
      expect([...(reduced.province?.datasets.values() ?? [])].every(({ request, mapping }) => Object.keys(request).length + Object.keys(mapping).length === 0)).toBe(true);
      const text = JSON.stringify(readerPack(files));
      for (const inner of ['don_vi', 'vai_tro', 'bao-cao/', '"expression']) expect(text).not.toContain(inner);
    }
  });

  it('is tagged, packed and not sent twice', async () => {
    const plain = await get('/api/configuration');
    expect(plain.json()).toEqual({ files: {} });
    const packed = await get('/api/configuration', { 'accept-encoding': 'gzip, br;q=0' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect((await get('/api/configuration', { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304);
    expect((await get('/api/configuration?part=catalogue')).json()).toEqual({ files: {} });
    expect((await get('/api/configuration?part=all')).statusCode).toBe(400);
    const files = { 'province.json': '1', 'catalogue/indicators/health.json': '2', 'base/catalogue/systems.json': '3' };
    expect([partOf(files, 'first'), partOf(files, 'catalogue')]).toEqual([{ 'province.json': '1' }, { 'catalogue/indicators/health.json': '2', 'base/catalogue/systems.json': '3' }]);
    expect(readerPack({ 'base/datasets.json': '{', 'dashboards/access.json': '{}' })).toEqual({ 'dashboards/access.json': '{}' });
  });
});
