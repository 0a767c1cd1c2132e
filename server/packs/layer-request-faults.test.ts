import { describe, expect, it } from 'vitest';
import { explainFaults } from '@/config/explain-faults';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import { layerRequestFaults } from './layer-request-faults';

const layer = (id: string, kind: string, request: object): object => ({
  id, name: { vi: 'Nguy cơ ngập', en: 'Flood risk' }, source: 'one-stop', kind, attribution: 'Sở', classification: 'public', minZoom: 7, maxZoom: 16, bounds: [103.8, 18.5, 105.9, 20.1], request,
});
const read = (request: object, kind = 'wms') => {
  const files = { ...packOf(), 'layers/water.json': JSON.stringify({ schemaVersion: 1, layers: [layer('good', 'wms', { layers: ['a'] }), layer('other', kind, request)] }, null, 1) };
  return explainFaults(layerRequestFaults(parsePack(files).province, files), files);
};

describe('requests of map layers in a pack', () => {
  it('are right where every key is known and fits', () => {
    expect(read({ layers: ['a'] })).toEqual([]);
    expect(read({ path: 'kho/a.pmtiles' }, 'pmtiles')).toEqual([]);
  });

  it.each([
    ['wms', {}, 'required', '/layers/1/request/layers', 'nothing'], ['wms', { layers: 'a' }, 'type', '/layers/1/request/layers', '"a"'], ['wms', { layers: ['a'], layer: 'b' }, 'unknown-field', '/layers/1/request/layer', '"b"'],
    ['wms', { layers: ['a'], crs: 'EPSG:9210' }, 'choice', '/layers/1/request/crs', '"EPSG:9210"'], ['wms', { layers: [] }, 'range', '/layers/1/request/layers', '[0]'],
    ['wms', { layers: ['a'], path: 'http://elsewhere/wms?x=1' }, 'pattern', '/layers/1/request/path', '"http://elsewhere/wms?x=1"'],
    ['xyz', { path: 'tiles/{z}/{x}.png' }, 'pattern', '/layers/1/request/path', '"tiles/{z}/{x}.png"'], ['pmtiles', {}, 'required', '/layers/1/request/path', 'nothing'],
  ])('of kind %s: %j is told as %s at %s', (kind, request, code, pointer, got) => {
    const [fault] = read(request, kind);
    expect(fault).toMatchObject({ code, file: 'layers/water.json', pointer, got });
    expect(fault?.hint.vi).toBeTruthy();
    expect(fault?.line).toBeGreaterThan(1);
  });
});
