import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '@/domain/civil';
import type { Feature } from '@/domain/dataset';
import { parsePack } from '@/config/parse-pack';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { startMock, type Mock } from '../../mock/main';
import { createMapLayers, type MapLayers } from '../../server/map-layers/create-map-layers';
import { readPackFiles } from '../../server/packs/compose-pack';
import { testCore } from '../../server/testing/test-gateway';
import type { Store } from '../../server/store/store';
import type { Province } from '@/config/province';
import { hereThread } from './federation-server';

/* Every map service of the shipped pack, asked over HTTP as the portal asks it. */

let mock: Mock;
let province: Province;
let federation: Federation;
let layers: MapLayers;
beforeAll(async () => {
  mock = await startMock({ port: 0, province: 'nghe-an', seed: 7, now: () => Date.UTC(2026, 10, 21, 3) });
  const read = parsePack(await readPackFiles(new URL('../../public/provinces', import.meta.url).pathname, 'nghe-an'));
  if (!read.province) throw new Error('no province');
  province = read.province;
  const connection = (id: string) => ({ base: `${mock.url}${id}/` });
  federation = createFederation({ sources: province.sources, datasets: province.datasets, resolveUrl: () => '', connection, startThread: hereThread });
  const store = {} as Store;
  layers = createMapLayers(testCore(store, province), { connectionOf: ({ id }) => connection(id), holdsSecret: () => false });
}, 60_000);
afterAll(async () => {
  federation.dispose();
  await mock.close();
});

const ask = async (dataset: string, params: Readonly<Record<string, string>> = {}) => {
  const answer = await federation.ask({ dataset, params }, new AbortController().signal);
  if (!answer.ok || answer.value.data.kind !== 'features') throw new Error(JSON.stringify(answer));
  return { ...answer.value, features: answer.value.data.features };
};
const inProvince = ({ geometry }: Feature): boolean => geometry.type === 'Point' && geometry.coordinates[0] > 103 && geometry.coordinates[0] < 107 && geometry.coordinates[1] > 18 && geometry.coordinates[1] < 21;

describe('features of the map server', () => {
  it.each([['schools', 3, 'pupils'], ['tourism-places', 1, 'visits'], ['iot-stations', 1, 'readings'], ['hospitals', 1, 'beds']])('%s: all pages, in WGS84, numbers as numbers', async (dataset, each, size) => {
    const { features, partial } = await ask(dataset);
    const communes = province.units.treeAt(localDate('2026-11-21')).units.filter((unit) => unit.level === 'commune').length;
    expect([features.length, partial]).toEqual([communes * each, undefined]);
    expect(features.every(inProvince)).toBe(true);
    expect(features.every(({ properties }) => typeof properties[size] === 'number' && typeof properties['unit'] === 'string')).toBe(true);
    expect((await ask(dataset, { unit: '16681' })).features.map(({ properties }) => properties['unit'])).toEqual(Array.from({ length: each }, () => '16681'));
  });

  it('the same place is the same by GML, by GeoJSON and by ArcGIS', async () => {
    const first = (await ask('tourism-places')).features[0];
    expect(first?.geometry).toMatchObject({ type: 'Point' });
    const gml = await (await fetch(`${mock.url}gis-server/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=du_lich&count=1&outputFormat=application/json`)).json() as { features: { geometry: object }[] };
    expect(gml.features[0]?.geometry).toEqual(first?.geometry);
  });
});

describe('layers of the map server', () => {
  const layerOf = (id: string) => {
    const layer = province.mapLayers.get(id);
    if (!layer) throw new Error(`no layer ${id}`);
    return layer;
  };
  const IDS = ['land-use', 'planning-zones', 'irrigation', 'flood-risk', 'iot-station-marks', 'school-marks', 'hospital-marks', 'tourism-marks'];

  it.each(IDS)('%s can be drawn by its own word, and is', async (id) => {
    expect(await layers.faults(layerOf(id))).toEqual([]);
    const told = await layers.tile(layerOf(id), { z: 9, x: 405, y: 228 });
    expect(told.ok && told.value.picture.type).toBe('image/png');
    expect(told.ok && told.value.picture.bytes.length).toBeGreaterThan(300);
  });

  it('WMS draws the same place whatever the version and the order of axes', async () => {
    const layer = layerOf('tourism-marks');
    const bytes = async (request: object): Promise<string> => {
      const told = await layers.tile({ ...layer, id: JSON.stringify(request), request: { path: 'wms', layers: ['gis:du_lich'], ...request } }, { z: 9, x: 405, y: 228 });
      return told.ok ? told.value.picture.etag : told.error.kind;
    };
    const [old, recent, plain] = await Promise.all([bytes({ version: '1.1.1', crs: 'EPSG:4326' }), bytes({ crs: 'EPSG:4326' }), bytes({ crs: 'CRS:84' })]);
    expect(recent).toBe(old);
    expect(plain).toBe(old);
    // Axes the wrong way round are a place without anything.
    const nowhere = await layers.tile({ ...layer, id: 'empty', bounds: [0, 0, 1, 1] }, { z: 13, x: 4100, y: 4090 });
    expect(nowhere.ok && nowhere.value.picture.etag).not.toBe(old);
  });

  it('a name that is not offered is told with the nearest', async () => {
    const faults = await layers.faults({ ...layerOf('land-use'), request: { path: 'wms', layers: ['gis:hien_trang_sd'] } });
    expect(faults.map(({ vi }) => vi)).toEqual(['Dịch vụ không có lớp “gis:hien_trang_sd”; tên gần nhất: “gis:hien_trang_sdd”.']);
  });
});
