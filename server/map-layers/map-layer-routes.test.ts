import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import type { MapLayer } from '@/domain/map-layer';
import type { Store } from '../store/store';
import { role, rulesOf } from '@/access/testing/random-access';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import { sourceOf, startSource, type TestSource } from '../../test/contract/federation-server';
import type { Gateway } from '../http/route';
import { testApp, testCore, type TestCore } from '../testing/test-gateway';
import { createMapLayers } from './create-map-layers';
import { mapLayerRoutes } from './map-layer-routes';
import { png, wmsCapabilities, wmsGroup, wmsLayer } from './testing.fixture';

const layer = (id: string, more: Partial<MapLayer> = {}): MapLayer => ({
  id, name: { vi: id, en: id }, source: 'gis', kind: 'wms', attribution: 'Sở', classification: 'public', minZoom: 7, maxZoom: 16, bounds: [103.8, 18.5, 105.9, 20.1], request: { layers: [id] }, ...more,
});
const LAYERS = [
  layer('open'), layer('inner', { classification: 'internal' }), layer('closed', { classification: 'restricted' }), layer('wrong', { request: {} }),
  layer('tiles', { kind: 'xyz', request: { path: '{z}/{x}/{y}.png' } }), layer('nowhere', { source: 'lost' }),
];
const LEADER: Actor = { kind: 'person', id: 'l', name: 'l', title: '', unit: null, session: 's', grants: [{ role: 'leader', unit: null }], purposes: [] };
const CHAIR: Actor = { ...LEADER, id: 'c', grants: [{ role: 'chair', unit: '16681' }] };
const ANYBODY: Actor = { kind: 'anonymous' };
const SECRET = 'a-secret-of-the-gateway';

let source: TestSource;
let core: TestCore;
let app: Gateway;
let who: Actor;
beforeAll(async () => { source = await startSource(); });
afterAll(() => source.close());
beforeEach(() => {
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is not good');
  const store = {} as Store;
  core = testCore(store, {
    ...province, sources: new Map(['gis', 'lost'].map((id) => [id, sourceOf(id)])), mapLayers: new Map(LAYERS.map((each) => [each.id, each])),
    access: rulesOf([
      role('leader', [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }], ['operate']),
      role('chair', [{ datasets: '*', classes: ['public'], units: 'all' }, { datasets: '*', classes: ['internal'], units: 'own' }]),
    ]),
  });
  who = LEADER;
  source.asked.length = 0;
  source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png());
  app = testApp(core, () => who);
  mapLayerRoutes(app, core, createMapLayers(core, {
    connectionOf: ({ id }) => (id === 'gis' ? { base: `${source.url}gis/`, headers: { 'x-key': SECRET } } : {}),
    holdsSecret: (text) => text.includes(SECRET),
  }));
});

const tile = (id: string, at = '8/202/114', headers: Record<string, string> = {}) => app.inject({ url: `/api/map-layers/${id}/tiles/${at}`, headers });

describe('tiles of map layers', () => {
  it('are asked for with the configuration and the numbers alone, credentials included, and kept', async () => {
    const first = await tile('open');
    expect([first.statusCode, first.headers['content-type'], first.headers['cache-control'], first.headers['vary']]).toEqual([200, 'image/png', 'private, max-age=3600', 'Cookie']);
    expect(first.rawPayload).toEqual(png());
    expect(source.asked[0]?.url).toMatch(/^\/gis\/wms\?SERVICE=WMS&VERSION=1\.3\.0&REQUEST=GetMap&LAYERS=open/);
    expect(source.asked[0]?.headers['x-key']).toBe(SECRET);
    expect((await tile('open', '8/202/114', { 'if-none-match': String(first.headers['etag']) })).statusCode).toBe(304);
    core.turn(3_600_001);
    await tile('open');
    expect(source.asked).toHaveLength(2);
  });

  it('that are the same are asked for once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => tile('open')));
    expect(new Set(all.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(source.asked).toHaveLength(1);
  });

  it('are nothing outside the layer, and not there outside the grid', async () => {
    expect((await tile('open', '8/0/0')).statusCode).toBe(204);
    expect((await tile('open', '6/50/28')).statusCode).toBe(204);
    expect((await tile('open', '8/256/0')).statusCode).toBe(404);
    for (const at of ['8/-1/0', '8/1.5/2', '08/202/114', '8/202/1e2', '999/0/0']) expect([204, 400, 404], at).toContain((await tile('open', at)).statusCode);
    expect(source.asked.every(({ url }) => url.startsWith('/gis/wms?SERVICE=WMS'))).toBe(true);
  });

  it('are for whom the class of the layer is, of the whole province', async () => {
    const seen = async (actor: Actor): Promise<readonly number[]> => {
      who = actor;
      return Promise.all(['open', 'inner', 'closed', 'missing'].map(async (id) => (await tile(id)).statusCode));
    };
    expect(await seen(LEADER)).toEqual([200, 200, 404, 404]);
    // A picture cannot be cut to a commune.
    expect(await seen(CHAIR)).toEqual([200, 404, 404, 404]);
    expect(await seen(ANYBODY)).toEqual([200, 404, 404, 404]);
  });

  it('that are no picture are a failure and never kept, nor are the words of the service passed on', async () => {
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end('<ServiceExceptionReport><ServiceException>at /srv/gis/secret.map</ServiceException></ServiceExceptionReport>');
    const failed = await tile('open');
    expect(failed.statusCode).toBe(502);
    expect(failed.json()).toMatchObject({ code: 'source-failed' });
    expect(failed.body).not.toContain('srv');
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'text/html' }).end(png());
    expect((await tile('open')).statusCode).toBe(502);
    source.handler = (_req, res) => res.writeHead(200).end(Buffer.concat([png(), Buffer.from(SECRET)]));
    expect((await tile('open')).statusCode).toBe(502);
    source.handler = (_req, res) => res.writeHead(200).end(Buffer.concat([png(), Buffer.alloc(1_600_000)]));
    expect((await tile('open')).statusCode).toBe(502);
    source.handler = (_req, res) => res.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect((await tile('open')).statusCode).toBe(502);
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png());
    expect((await tile('open')).statusCode).toBe(200);
  });

  it('of a service that is away are told so at once after three, and come back', async () => {
    source.handler = (_req, res) => res.writeHead(503).end();
    for (const x of [201, 202, 203]) expect((await tile('open', `8/${x}/114`)).statusCode).toBe(503);
    const asked = source.asked.length;
    const refused = await tile('open', '9/404/228');
    expect([refused.statusCode, refused.headers['retry-after'], source.asked.length]).toEqual([503, '10', asked]);
    core.turn(10_001);
    source.handler = (_req, res) => res.writeHead(200).end(png());
    expect((await tile('open')).statusCode).toBe(200);
  });

  it('that were made beforehand are nothing where there is none', async () => {
    source.handler = (_req, res) => res.writeHead(404).end();
    const none = await tile('tiles');
    expect([none.statusCode, none.headers['content-type'], none.headers['cache-control']]).toEqual([200, 'image/png', 'private, max-age=60']);
    expect((await tile('open')).statusCode).toBe(502);
  });
});

describe('the standing of a map layer', () => {
  const standing = async (id: string) => (await app.inject({ url: `/api/map-layers/${id}/standing` })).json<{ ready: boolean; faults: { vi: string }[] }>();

  it('is for operators, in plain words', async () => {
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'text/xml' }).end(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('opan'))));
    expect(await standing('open')).toMatchObject({ ready: false, faults: [{ vi: 'Dịch vụ không có lớp “open”; tên gần nhất: “opan”.' }] });
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'text/xml' }).end(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('open'))));
    expect(await standing('open')).toMatchObject({ ready: true, faults: [] });
    expect((await standing('wrong')).faults[0]?.vi).toContain('/request/layers');
    expect((await standing('nowhere')).faults[0]?.vi).toBe('Máy chủ bản đồ không trả lời.');
    who = CHAIR;
    expect((await app.inject({ url: '/api/map-layers/open/standing' })).statusCode).toBe(403);
  });

  it('WM02: a bomb of entities is refused with its place', async () => {
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'text/xml' }).end('<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>');
    expect((await standing('open')).faults[0]?.vi).toMatch(/không đọc được tại 1:\d+/);
  });
});
