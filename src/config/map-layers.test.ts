import { describe, expect, it } from 'vitest';
import { parsePack } from './parse-pack';
import { packOf } from './testing/good-pack';

const layer = (more: object = {}): object => ({
  id: 'flood-risk', name: { vi: 'Nguy cơ ngập lụt', en: 'Flood risk' }, source: 'one-stop', kind: 'wms', attribution: 'Sở Nông nghiệp và Môi trường', classification: 'public',
  minZoom: 7, maxZoom: 16, bounds: [103.8, 18.5, 105.9, 20.1], request: { path: 'wms', layers: ['ngap'] }, ...more,
});
const read = (...layers: object[]) => parsePack({ ...packOf(), 'layers/water.json': JSON.stringify({ schemaVersion: 1, layers }) });

describe('map layers of a pack', () => {
  it('are read from files by topic', () => {
    const { province, faults } = read(layer());
    expect(faults).toEqual([]);
    expect([...(province?.mapLayers.values() ?? [])]).toEqual([layer()]);
  });

  it.each([
    [{ source: 'nobody' }, 'unknown-ref', '/layers/0/source'], [{ kind: 'wcs' }, 'choice', '/layers/0/kind'], [{ classification: 'personal' }, 'choice', '/layers/0/classification'],
    [{ bounds: [105.9, 18.5, 103.8, 20.1] }, 'range', '/layers/0/bounds'], [{ minZoom: 9, maxZoom: 8 }, 'range', '/layers/0/maxZoom'], [{ request: { token: 'abc' } }, 'secret-inline', '/layers/0/request'],
  ])('%j is told as %s at %s', (more, code, pointer) => {
    const { province, faults } = read(layer(more));
    expect(faults).toMatchObject([{ code, file: 'layers/water.json', pointer }]);
    expect(province?.mapLayers.size).toBe(0);
  });
});
