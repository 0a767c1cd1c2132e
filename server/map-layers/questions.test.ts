import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapLayer } from '@/domain/map-layer';
import { readXml, XML_LIMITS } from '@/federation/payload/read-xml';
import { nearestName } from './layer-fault';
import { layerRequestOf, type WmsRequest } from '../packs/layer-request';
import { NOTHING, pictureOf, pictureTypeOf } from './picture';
import { createPictureMemory } from './picture-memory';
import { createServiceBreaks } from './service-breaks';
import { png, wmsCapabilities, wmsGroup, wmsLayer, wmtsCapabilities } from './testing.fixture';
import { tileQuestion, type SquareRequest } from './tile-question';
import { degreesOf, isSquare, isWithin, metresOf } from './tile-square';
import { wmsFaults } from './wms-capabilities';
import { wmtsGrid } from './wmts-capabilities';

const layerOf = (kind: MapLayer['kind'], request: MapLayer['request']): MapLayer =>
  ({ id: 'l', name: { vi: 'l', en: 'l' }, source: 's', kind, attribution: 'x', classification: 'public', minZoom: 7, maxZoom: 16, bounds: [103.8, 18.5, 105.9, 20.1], request });
function requestOf(kind: MapLayer['kind'], request: MapLayer['request']): SquareRequest {
  const read = layerRequestOf(layerOf(kind, request));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value as SquareRequest;
}
const wms = (more: MapLayer['request'] = {}): WmsRequest => requestOf('wms', { layers: ['ngap'], ...more }) as WmsRequest;
const asked = (request: SquareRequest, grid: Parameters<typeof tileQuestion>[2] = null) => {
  const question = tileQuestion(request, { z: 8, x: 202, y: 114 }, grid);
  return { path: question?.path, ...Object.fromEntries(question?.query ?? []) };
};

describe('squares', () => {
  it('tile the world without a gap', () => {
    const square = fc.integer({ min: 0, max: 18 }).chain((z) => fc.record({ z: fc.constant(z), x: fc.integer({ min: 0, max: 2 ** z - 1 }), y: fc.integer({ min: 0, max: 2 ** z - 1 }) }));
    fc.assert(fc.property(square, (at) => {
      const [west, south, east, north] = metresOf(at);
      const [right] = metresOf({ ...at, x: at.x + 1 });
      const [, , , below] = metresOf({ ...at, y: at.y + 1 });
      expect(right).toBeCloseTo(east, 5);
      expect(below).toBeCloseTo(south, 5);
      expect(east - west).toBeCloseTo(north - south, 5);
      expect(isSquare(at)).toBe(true);
    }), { numRuns: 100 });
    expect(degreesOf({ z: 0, x: 0, y: 0 }).map((each) => Math.round(each * 1e4) / 1e4)).toEqual([-180, -85.0511, 180, 85.0511]);
  });

  it('are asked for only where the layer is', () => {
    const layer = layerOf('wms', {});
    expect(isWithin(layer, { z: 8, x: 202, y: 114 })).toBe(true);
    expect(isWithin(layer, { z: 8, x: 0, y: 0 })).toBe(false);
    expect(isWithin(layer, { z: 6, x: 50, y: 28 })).toBe(false);
    expect([isSquare({ z: 8, x: 256, y: 0 }), isSquare({ z: 23, x: 0, y: 0 })]).toEqual([false, false]);
  });
});

describe('questions for tiles', () => {
  it('WMS: the axes of EPSG:4326 follow the version', () => {
    const lonLat = /^104\.06.*,17\.97.*,105\.46.*,19\.31/;
    expect(asked(requestOf('wms', { layers: ['ngap'], version: '1.1.1', crs: 'EPSG:4326' }))).toMatchObject({ SRS: 'EPSG:4326', VERSION: '1.1.1', BBOX: expect.stringMatching(lonLat) as string });
    expect(asked(requestOf('wms', { layers: ['ngap'], crs: 'EPSG:4326' }))).toMatchObject({ CRS: 'EPSG:4326', BBOX: expect.stringMatching(/^17\.97.*,104\.06.*,19\.31.*,105\.46/) as string });
    expect(asked(requestOf('wms', { layers: ['ngap'], crs: 'CRS:84' }))).toMatchObject({ CRS: 'CRS:84', BBOX: expect.stringMatching(lonLat) as string });
    expect(asked(requestOf('wms', { layers: ['a & b', 'c'], styles: ['', 'x'], query: { map: '/srv/a.map' } }))).toMatchObject({ path: 'wms', LAYERS: 'a & b,c', STYLES: ',x', CRS: 'EPSG:3857', WIDTH: '256', map: '/srv/a.map', EXCEPTIONS: 'XML' });
  });

  it('XYZ: rows from the north, or from the south', () => {
    expect(asked(requestOf('xyz', { path: 'nen/{z}/{x}/{y}.png' })).path).toBe('nen/8/202/114.png');
    expect(asked(requestOf('xyz', { path: 'nen/{z}/{x}/{y}.png', scheme: 'tms' })).path).toBe('nen/8/202/141.png');
  });

  it('WMTS: by parameters, or along the template of its capabilities below our base', () => {
    const grid = (template: string, encoding: 'kvp' | 'rest', base = 'https://map.example/gis/') => {
      const request = requestOf('wmts', { layer: 'nen', encoding });
      const found = request.kind === 'wmts' ? wmtsGrid(readXml(wmtsCapabilities(template)), request, new URL(base)) : null;
      return { request, found };
    };
    const byKeys = grid('', 'kvp');
    expect(byKeys.found?.ok && asked(byKeys.request, byKeys.found.value)).toMatchObject({ path: 'wmts', LAYER: 'nen', STYLE: 'thuong', TILEMATRIXSET: 'luoi', TILEMATRIX: 'm8', TILEROW: '114', TILECOL: '202' });
    const inside = grid('http://10.0.0.5/gis/rest/{Layer}/{style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png', 'rest');
    expect(inside.found?.ok && asked(inside.request, inside.found.value)).toEqual({ path: 'rest/nen/thuong/luoi/m8/114/202.png' });
    for (const outside of ['http://10.0.0.5/admin/{TileMatrix}', 'file:///etc/{TileMatrix}', 'https://map.example/gis/a?x={TileCol}']) expect(grid(outside, 'rest').found).toMatchObject({ ok: false, error: [{ en: expect.stringContaining('outside') as string }] });
  });

  it.each([
    ['wms', { layers: [] }, '/request/layers'], ['wms', { layers: ['a,b'] }, '/request/layers'], ['wms', { layers: ['a'], path: '/abs' }, '/request/path'], ['wms', { layers: ['a'], query: { bbox: '1' } }, '/request/query'],
    ['wms', { layers: ['a'], crs: 'EPSG:5899' }, '/request/crs'], ['wms', { layers: ['a'], url: 'http://x' }, '/request/url'], ['xyz', { path: '{z}/{x}.png' }, '/request/path'], ['xyz', { path: '{z}/{x}/{y}/{s}.png' }, '/request/path'], ['wmts', {}, '/request/layer'],
  ] as const)('a %s with %j is told at %s', (kind, request, pointer) => {
    const read = layerRequestOf(layerOf(kind, request as MapLayer['request']));
    expect(read.ok ? '' : read.error.pointer).toMatch(new RegExp(`^${pointer}`));
  });
});

describe('what a service says of itself', () => {
  const faults = (text: string, request = wms()): string[] => wmsFaults(readXml(text, XML_LIMITS, 'passed-over'), request).map(({ vi }) => vi);

  it('offers the layer, with systems handed down by a group', () => {
    expect(faults(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('khac') + wmsLayer('ngap'))))).toEqual([]);
    expect(faults(wmsCapabilities('1.1.1', wmsGroup(wmsLayer('ngap'), '<SRS>EPSG:4326 EPSG:3857</SRS>')), wms({ version: '1.1.1' }))).toEqual([]);
  });

  it('or does not, in plain words', () => {
    expect(faults(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('thuyloi:ngap_lut') + wmsLayer('khac'))), wms({ layers: ['ngap_luc'] }))).toEqual(['Dịch vụ không có lớp “ngap_luc”; tên gần nhất: “thuyloi:ngap_lut”.']);
    expect(faults(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap'), '<CRS>EPSG:5899</CRS>')))).toEqual(['Lớp không có hệ tọa độ EPSG:3857; máy chủ có: EPSG:5899. Hãy bật EPSG:3857 ở máy chủ.']);
    expect(faults(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap') + wmsLayer('ngap'))))).toEqual(['Dịch vụ công bố hai lớp cùng tên “ngap”.']);
    expect(faults(wmsCapabilities('1.3.0', wmsGroup('<Layer><Title>nhóm</Title></Layer>')))).toEqual(['Dịch vụ không công bố lớp nào.']);
    expect(faults(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap')), ['image/gif']))).toEqual(['Máy chủ không có định dạng image/png; có: image/gif.']);
    expect(faults(wmsCapabilities('1.3.0', wmsGroup(wmsLayer('ngap', '<Style><Name>dam</Name></Style>'))), wms({ styles: ['nhat'] }))).toEqual(['Lớp không có kiểu vẽ “nhat”; có: dam.']);
    expect(faults(wmtsCapabilities('x'))).toEqual(['Địa chỉ này là dịch vụ WMTS, không phải WMS.']);
    expect(faults('<ServiceExceptionReport><ServiceException>Không tìm thấy tệp map</ServiceException></ServiceExceptionReport>')).toEqual(['Máy chủ bản đồ báo: Không tìm thấy tệp map']);
  });

  it('has no grid of ours in VN-2000', () => {
    const request = requestOf('wmts', { layer: 'nen' });
    expect(request.kind === 'wmts' && wmtsGrid(readXml(wmtsCapabilities('', 'urn:ogc:def:crs:EPSG::9210')), request, new URL('https://a.example/'))).toMatchObject({ ok: false, error: [{ en: expect.stringContaining('Web Mercator') as string }] });
  });

  it('names what is near, and nothing where nothing is', () => {
    expect(nearestName('truong_hoc', ['gd:truonghoc', 'benh_vien'])).toBe('gd:truonghoc');
    expect(nearestName('truong_hoc', ['a', 'b'])).toBeNull();
  });
});

describe('pictures', () => {
  it('are known by their first bytes alone', () => {
    expect(pictureTypeOf(png())).toBe('image/png');
    expect([pictureTypeOf(Buffer.from('<html>')), pictureTypeOf(Buffer.alloc(0)), pictureTypeOf(Buffer.from('RIFFxxxxWAVE'))]).toEqual([null, null, null]);
    expect(pictureTypeOf(NOTHING.bytes)).toBe('image/png');
    expect(pictureOf(png(1))?.etag).not.toBe(pictureOf(png(2))?.etag);
  });

  it('are kept for their time and within their room, the least wanted forgotten first', () => {
    const picture = { bytes: Buffer.alloc(700), type: 'image/png', etag: '"a"' } as const;
    const memory = createPictureMemory(2_500);
    for (const key of ['a', 'b']) memory.put(key, picture, 100);
    memory.get('a', 0);
    memory.put('c', picture, 100);
    expect(['a', 'b', 'c'].map((key) => memory.get(key, 0) !== null)).toEqual([true, false, true]);
    expect(memory.get('a', 100)).toBeNull();
    expect(memory.bytes()).toBe(1_000);
  });

  it('are not asked of a service that has failed three times, for a while', () => {
    let now = 0;
    const breaks = createServiceBreaks(() => now);
    for (let time = 0; time < 3; time++) {
      expect(breaks.pauseOf('s')).toBe(0);
      breaks.note('s', false);
    }
    expect(breaks.pauseOf('s')).toBe(10_000);
    now = 10_000;
    expect(breaks.pauseOf('s')).toBe(0);
    breaks.note('s', true);
    breaks.note('s', false);
    expect(breaks.pauseOf('s')).toBe(0);
  });
});
