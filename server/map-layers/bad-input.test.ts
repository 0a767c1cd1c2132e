import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import type { MapLayer } from '@/domain/map-layer';
import { sourceOf, startSource, type TestSource } from '../../test/contract/federation-server';
import type { Store } from '../store/store';
import { testCore } from '../testing/test-gateway';
import { createMapLayers, type MapLayers } from './create-map-layers';
import { png, wmsCapabilities, wmsGroup, wmsLayer, wmtsCapabilities } from './testing.fixture';

const layer = (name = 'ngap'): MapLayer => ({
  id: name, name: { vi: 'Ngập', en: 'Floods' }, source: 'gis', kind: 'wms', attribution: 'Sở', classification: 'public', minZoom: 6, maxZoom: 16, bounds: [103.8, 18.5, 105.9, 20.1], request: { layers: [name] },
});
const good = wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap')));
/** A good document with something more inside, or before its root. */
const with_ = (inner: string, before = ''): string => good.replace('<Capability>', `<Service>${inner}</Service><Capability>`).replace('<WMS_Capabilities', `${before}<WMS_Capabilities`);
const UNREADABLE = /^The capabilities cannot be read at \d+:\d+/;

let source: TestSource;
let layers: MapLayers;
beforeAll(async () => {
  source = await startSource();
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is not good');
  const store = {} as Store;
  layers = createMapLayers(testCore(store, { ...province, sources: new Map([['gis', sourceOf('gis')]]) }), { connectionOf: () => ({ base: source.url }), holdsSecret: () => false });
});
afterAll(() => source.close());

/** What is told of a layer by what its service says of itself; empty where it can be drawn. */
async function toldOf(body: string | Buffer, asked = layer()): Promise<string> {
  source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'text/xml' }).end(body);
  return (await layers.faults(asked)).map(({ en }) => en).join(' ');
}

describe('what a map service may say of itself', () => {
  const documents: readonly (readonly [id: string, what: string, body: string | Buffer, expected: RegExp])[] = [
    ['WM02', 'entities of entities', `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY b${at} "${at === 0 ? '&a;&a;' : `&b${at - 1};&b${at - 1};`}">`).join('')}]><x>&b8;</x>`, UNREADABLE],
    ['WM03', 'one long entity many times', `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(102_400)}">]><x>${'&a;'.repeat(1_000)}</x>`, UNREADABLE],
    ['WM05', 'an inclusion of a file', with_('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'), /^$/],
    ['WM06', 'another encoding', Buffer.from(good, 'utf16le'), /cannot be read: expected UTF-8/],
    ['WM08', 'a prefix nobody bound', with_('<ows:Title>x</ows:Title>'), UNREADABLE],
    ['WM09', 'no namespace at all', good.replace(' xmlns="http://www.opengis.net/wms"', ''), /^$/],
    ['WM10', 'an end of CDATA in text', with_('<Title>a]]>b</Title>'), UNREADABLE],
    ['WM11', 'a style sheet that is a script', with_('', '<?xml-stylesheet href="javascript:alert(1)"?>'), /^$/],
    ['WM12', 'a million elements in each other', '<a>'.repeat(1_000_000), UNREADABLE],
    ['WM16', 'more than 8 MiB', Buffer.alloc(8 * 1024 * 1024 + 1, 32), /larger than allowed/],
    ['WM18', 'version 1.1.1 where 1.3.0 was asked for', wmsCapabilities('1.1.1', wmsGroup(wmsLayer('ngap'), '<SRS>EPSG:3857</SRS>')), /^$/],
    ['WM21', 'no layer', wmsCapabilities('1.3.0', ''), /offers no layer/],
    ['WM24', 'two layers of one name', wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap') + wmsLayer('ngap'))), /two layers of the name “ngap”/],
    ['WM26', 'VN-2000 alone', wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap'), '<CRS>EPSG:5899</CRS><CRS>EPSG:9210</CRS>')), /does not come in EPSG:3857; the server offers: EPSG:5899, EPSG:9210/],
    ['WM38', 'bounds that are no numbers', wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap', '<BoundingBox CRS="EPSG:3857" minx="NaN" miny="" maxx="1" maxy="2"/>'))), /^$/],
    ['WM45', 'a WMTS in place of a WMS', wmtsCapabilities('https://a.example/{TileMatrix}'), /is a WMTS, not a WMS/],
  ];
  it.each(documents)('%s: %s', async (_id, _what, body, expected) => {
    expect(await toldOf(body)).toMatch(expected);
  });

  it('WM22: a group without a name cannot be asked for', async () => {
    expect(await toldOf(good, layer('nhóm'))).toMatch(/no layer “nhóm”/);
  });

  it('WM23: marks in a name are written so that they stay one name; a comma is refused', async () => {
    source.asked.length = 0;
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png());
    expect((await layers.tile(layer('đất & rừng=1'), { z: 8, x: 202, y: 114 })).ok).toBe(true);
    expect(new URL(source.asked[0]?.url ?? '', 'http://a.example').searchParams.getAll('LAYERS')).toEqual(['đất & rừng=1']);
    expect(await toldOf(good, layer('a,b'))).toMatch(/\/request\/layers.*without a comma/);
  });

  const failing: readonly (readonly [string, (res: ServerResponse) => void, string])[] = [
    ['404', (res) => res.writeHead(404).end(), 'failed'], ['500', (res) => res.writeHead(500).end(), 'away'],
  ];
  it.each(failing)('WM42: a tile that is %s is told as that tile alone', async (_status, answer, kind) => {
    source.handler = (_req, res) => answer(res);
    expect(await layers.tile(layer(), { z: 9, x: 404, y: 228 })).toMatchObject({ ok: false, error: { kind } });
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png());
    expect((await layers.tile(layer(), { z: 9, x: 405, y: 228 })).ok).toBe(true);
  });
});
