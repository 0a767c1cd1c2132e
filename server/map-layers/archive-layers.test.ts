import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MapLayer } from '@/domain/map-layer';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import { NOW, smallWorld } from '../../mock/small-province.fixture';
import { createGisServer } from '../../mock/map-service/gis-system';
import { keep, prepare, send } from '../../mock/http/send';
import { pmtilesArchive } from '../../mock/map-service/pmtiles-archive';
import { sourceOf, startSource, type TestSource } from '../../test/contract/federation-server';
import type { Store } from '../store/store';
import { testCore } from '../testing/test-gateway';
import { createMapLayers, type MapLayers } from './create-map-layers';
import { LAYER_FAULTS } from './layer-fault';
import { png } from './testing.fixture';
import { isVectorTile } from './vector-tile';

const SECRET = 'a-secret-of-the-gateway';
const VECTOR: MapLayer = {
  id: 'names', name: { vi: 'Tên', en: 'Names' }, source: 'gis', kind: 'pmtiles', tiles: 'vector', attribution: 'Sở', classification: 'public', minZoom: 6, maxZoom: 10, bounds: [103.8, 18.5, 105.9, 20.1],
  request: { path: 'kho/xa-phuong.pmtiles' },
};
const { tiles: _, ...PICTURES } = VECTOR;
const AT = { z: 8, x: 202, y: 114 };
const pictures = pmtilesArchive([{ ...AT, bytes: png(99) }, { z: 6, x: 50, y: 28, bytes: png(1) }, { z: 10, x: 800, y: 460, bytes: png(2) }], { kind: 'png', bounds: [103.8, 18.5, 105.9, 20.1], metadata: {} });

let source: TestSource;
let layers: MapLayers;
const archive = createGisServer(smallWorld()).answer({ method: 'GET', path: '/kho/xa-phuong.pmtiles', query: new URLSearchParams(), body: '', now: NOW }).bytes ?? Buffer.alloc(0);
/** As the demonstration gives a file. */
const demo = (bytes: Buffer) => (req: IncomingMessage, res: ServerResponse): void => send(res, prepare(req, keep({ status: 200, type: 'application/vnd.pmtiles', body: '', bytes }), NOW));
beforeAll(async () => { source = await startSource(); });
afterAll(() => source.close());
beforeEach(() => {
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is not good');
  const store = {} as Store;
  layers = createMapLayers(testCore(store, { ...province, sources: new Map([['gis', sourceOf('gis')]]) }), {
    connectionOf: () => ({ base: source.url, headers: { 'x-key': SECRET } }), holdsSecret: (text) => text.includes(SECRET),
  });
  source.asked.length = 0;
  source.handler = demo(archive);
});

describe('a layer from an archive', () => {
  it('of shapes is given square by square, asked for by parts with credentials, and kept', async () => {
    const found = await layers.tile(VECTOR, AT);
    if (!found.ok) throw new Error('there is no tile');
    expect([found.value.picture.type, isVectorTile(found.value.picture.bytes), found.value.picture.bytes.length > 100]).toEqual(['application/x-protobuf', true, true]);
    await layers.tile(VECTOR, AT);
    expect(source.asked.map(({ url, headers }) => [url, headers['range'] !== undefined, headers['accept-encoding'], headers['x-key']])).toEqual([
      ['/kho/xa-phuong.pmtiles', true, 'identity', SECRET], ['/kho/xa-phuong.pmtiles', true, 'identity', SECRET],
    ]);
    // Nothing in the archive: nothing to draw.
    expect(await layers.tile(VECTOR, { z: 10, x: 813, y: 458 })).toMatchObject({ ok: true, value: { picture: { type: 'application/x-protobuf', etag: '"no-shapes"' } } });
    expect(await layers.faults(VECTOR)).toEqual([]);
  });

  it('of pictures is given as pictures', async () => {
    source.handler = demo(pictures);
    const found = await layers.tile(PICTURES, AT);
    expect(found.ok && [found.value.picture.type, found.value.picture.bytes.equals(png(99))]).toEqual(['image/png', true]);
    expect(await layers.faults(PICTURES)).toEqual([]);
    expect(await layers.faults(VECTOR)).toEqual([LAYER_FAULTS.otherTiles('picture')]);
    expect(await layers.tile(VECTOR, { z: 6, x: 50, y: 28 })).toMatchObject({ error: { fault: LAYER_FAULTS.noShapes } });
  });

  const part = (status: number, range: string | null, cut = 0) => (req: IncomingMessage, res: ServerResponse): void => {
    const [, from = 0, to = 0] = (/bytes=(\d+)-(\d+)/.exec(String(req.headers['range'])) ?? []).map(Number);
    const body = archive.subarray(from, Math.min(to + 1, archive.length) - cut);
    res.writeHead(status, { 'content-type': 'application/octet-stream', ...(range === null ? {} : { 'content-range': range }) }).end(body);
  };
  it.each([
    ['the whole file in place of a part', (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(200).end(archive), LAYER_FAULTS.noParts],
    ['a part of another place', part(206, `bytes 100-16483/${archive.length}`), LAYER_FAULTS.noParts],
    ['a part that says nothing of its place', part(206, null), LAYER_FAULTS.noParts],
    ['a part shorter than it says', part(206, `bytes 0-${Math.min(16_384, archive.length) - 1}/${archive.length}`, 5), LAYER_FAULTS.noPicture],
    ['no such file', (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(404).end(), LAYER_FAULTS.noFile],
    ['a page', (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(206, { 'content-type': 'text/html', 'content-range': `bytes 0-${Math.min(16_384, archive.length) - 1}/${archive.length}` }).end('<html>'), LAYER_FAULTS.noPicture],
    ['a redirect', (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(302, { location: 'http://169.254.169.254/' }).end(), LAYER_FAULTS.noPicture],
    ['a refusal', (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(403).end(), LAYER_FAULTS.denied],
    ['our own secret', demo(Buffer.concat([archive.subarray(0, 200), Buffer.from(SECRET), archive])), LAYER_FAULTS.noPicture],
  ])('is refused where what comes is %s, and comes back', async (_name, handler, fault) => {
    source.handler = handler;
    expect(await layers.tile(VECTOR, AT)).toMatchObject({ ok: false, error: { kind: 'failed', fault } });
    expect(await layers.faults(VECTOR)).toEqual([fault]);
    source.handler = demo(archive);
    expect((await layers.tile(VECTOR, AT)).ok).toBe(true);
  });
});
