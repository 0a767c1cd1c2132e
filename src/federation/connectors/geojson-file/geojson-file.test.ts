import { describe, expect, it } from 'vitest';
import { settled } from '../../fault';
import { geoJsonFile } from './index';
import { geoJsonFileReader } from './parse';
import { sampleDataset, sampleTopology } from './sample';

const read = (payload: unknown, dataset = sampleDataset) => settled(() => geoJsonFileReader.read(JSON.stringify(payload), dataset, {}));
const zones = sampleTopology.objects.vung;

describe('map files', () => {
  it('are asked for by path', () => {
    expect(geoJsonFile.plan(sampleDataset, {})).toMatchObject({ path: 'ranh-gioi/vung.json', query: [], form: 'text' });
  });

  it('are read as TopoJSON, arcs joined and turned', () => {
    expect(read(sampleTopology)).toMatchObject({ ok: true, value: { data: { approximate: true, features: [
      { id: 'a', properties: { name: 'Vùng A' }, geometry: { type: 'Polygon', coordinates: [[[105, 18], [105.1, 18.1], [105, 18.1], [105, 18]]] } },
      { id: 'b', properties: { name: 'Vùng B' } },
    ] } } });
  });

  it('are read as GeoJSON', () => {
    const file = { type: 'FeatureCollection', features: [{ type: 'Feature', id: 'x', properties: { ten: 'Vùng' }, geometry: { type: 'Point', coordinates: [105, 18] } }] };
    expect(read(file)).toMatchObject({ ok: true, value: { data: { features: [{ id: 'x' }] } } });
    expect(read({ ...file, features: {} })).toMatchObject({ ok: false, error: { pointer: '/features' } });
    expect(read({ features: [] })).toMatchObject({ ok: false, error: { pointer: '/type' } });
  });

  it.each([
    ['an arc that is not there', { ...sampleTopology, objects: { vung: { ...zones, geometries: [{ type: 'Polygon', id: 'a', arcs: [[7]] }] } } }, '/objects/vung/geometries/0/arcs/0/0'],
    ['a broken arc', { ...sampleTopology, arcs: [[[0, null]]] }, '/arcs/0/0'],
    ['a line', { ...sampleTopology, objects: { vung: { ...zones, geometries: [{ type: 'LineString', arcs: [0] }] } } }, '/objects/vung/geometries/0/type'],
    ['a scale that is none', { ...sampleTopology, transform: { scale: [1], translate: [0, 0] } }, '/transform/scale'],
    ['an object that must be chosen', { ...sampleTopology, objects: { ...sampleTopology.objects, khac: {} } }, '/request/object'],
  ])('refuse %s', (_what, file, pointer) => {
    expect(read(file)).toMatchObject({ ok: false, error: { pointer } });
  });

  it('are not unfolded beyond the limit of vertices', () => {
    const bomb = { ...sampleTopology, objects: { vung: { ...zones, geometries: [{ type: 'MultiPolygon', id: 'a', arcs: [[Array.from({ length: 300_000 }, () => 1)]], properties: {} }] } } };
    expect(read(bomb)).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer: '/mapping/maxVertices' } });
  });
});
