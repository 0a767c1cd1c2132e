import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import type { Dataset } from '@/domain/dataset';
import type { MapLayer } from '@/domain/map-layer';
import { createMapLayers, type MapLayers } from '../../server/map-layers/create-map-layers';
import type { Store } from '../../server/store/store';
import { testCore } from '../../server/testing/test-gateway';
import { bench, datasetOf, sourceOf, type Bench } from '../contract/federation-server';
import { startMapServer, type MapServer } from '../servers/mapserver';
import { describeWith } from '../servers/needed';

/* WMS and WFS of a real MapServer. */

const SCHOOLS = [['001', 'Trường A', 812, 105.69, 18.67], ['002', 'Trường B', 455, 105.43, 19.01], ['003', 'Trường C', 120, 104.9, 19.2]] as const;
const MAPFILE = (folder: string): string => `MAP
  NAME "tinh" EXTENT 103.8 18.5 105.9 20.1 SIZE 256 256 SHAPEPATH "${folder}"
  PROJECTION "init=epsg:4326" END
  OUTPUTFORMAT NAME "png" DRIVER AGG/PNG MIMETYPE "image/png" IMAGEMODE RGBA TRANSPARENT ON END
  OUTPUTFORMAT NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json; subtype=geojson" FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=SIMPLE" END
  SYMBOL NAME "cham" TYPE ELLIPSE FILLED TRUE POINTS 1 1 END END
  WEB METADATA "ows_title" "Tinh" "ows_enable_request" "*" "ows_srs" "EPSG:4326 EPSG:3857" "ows_onlineresource" "http://127.0.0.1/ows?" END END
  LAYER
    NAME "truong_hoc" TYPE POINT STATUS ON
    CONNECTIONTYPE OGR CONNECTION "truong.geojson" DATA "truong"
    PROJECTION "init=epsg:4326" END
    METADATA "ows_title" "Truong hoc" "gml_include_items" "all" "gml_featureid" "ma" "wfs_getfeature_formatlist" "geojson" "gml_types" "auto" END
    CLASS NAME "c" STYLE COLOR 90 120 60 SIZE 24 SYMBOL "cham" END END
  END
END
`;

const layer = (request: MapLayer['request']): MapLayer => ({
  id: JSON.stringify(request), name: { vi: 'Trường học', en: 'Schools' }, source: 'gis', kind: 'wms', attribution: 'Sở', classification: 'public', minZoom: 6, maxZoom: 17, bounds: [103, 18, 107, 21], request: { path: 'ows', ...request },
});
const schools = (id: string, request: Dataset['request']): Dataset => datasetOf(id, 'gis', {
  shape: 'features', connector: 'wfs', request: { typeName: 'truong_hoc', pageSize: 2, sortBy: ['ma'], ...request },
  mapping: { id: 'ma', properties: { name: 'ten', pupils: 'so' }, fields: [{ id: 'name', type: 'text' }, { id: 'pupils', type: 'number' }], bounds: [103.8, 18.5, 105.9, 20.1] },
});

describeWith(['MapServer'], 'a real MapServer', () => {
  let folder: string;
  let server: MapServer;
  let layers: MapLayers;
  let use: Bench;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portal-map-'));
    const features = SCHOOLS.map(([ma, ten, so, lon, lat]) => ({ type: 'Feature', properties: { ma, ten, so }, geometry: { type: 'Point', coordinates: [lon, lat] } }));
    writeFileSync(join(folder, 'truong.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
    writeFileSync(join(folder, 'tinh.map'), MAPFILE(folder));
    server = await startMapServer({ mapfile: join(folder, 'tinh.map') });
    const { province } = parsePack(packOf());
    if (!province) throw new Error('the good pack is not good');
    const store = {} as Store;
    layers = createMapLayers(testCore(store, { ...province, sources: new Map([['gis', sourceOf('gis', { deadlineMs: 10_000 })]]) }), { connectionOf: () => ({ base: server.url }), holdsSecret: () => false });
    use = bench({ gis: server.url }, [
      schools('json', { outputFormat: 'geojson' }), schools('gml', { format: 'gml', outputFormat: 'application/gml+xml; version=3.2' }),
      schools('one', { outputFormat: 'geojson', where: { ma: '002' } }), schools('wrong', { typeName: 'khong_co', outputFormat: 'geojson' }),
    ], { sourceParts: { deadlineMs: 10_000 } });
  });
  afterAll(async () => {
    use.federation.dispose();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(['json', 'gml'])('gives its schools by WFS as %s, page by page, longitude first', async (id) => {
    const answer = await use.ask(id);
    expect(answer).toMatchObject({ ok: true });
    expect(answer.ok && answer.value.data.kind === 'features' && answer.value.data.features).toEqual(SCHOOLS.map(([code, name, pupils, lon, lat]) => ({ id: code, geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { name, pupils } })));
  });

  it('takes a filter, and says in its own words what it does not have', async () => {
    expect(await use.ask('one')).toMatchObject({ ok: true, value: { data: { features: [{ id: '002' }] } } });
    expect(await use.ask('wrong')).toMatchObject({ ok: false, error: { kind: expect.stringMatching(/^(?:source-error|rejected)$/) as string } });
  });

  it('draws its layer in either version and order of axes', async () => {
    const at = { z: 8, x: 202, y: 114 };
    const drawn = async (request: MapLayer['request']): Promise<string> => {
      const told = await layers.tile(layer({ layers: ['truong_hoc'], ...request }), at);
      return told.ok ? told.value.picture.etag : JSON.stringify(told.error);
    };
    const [old, recent, mercator, elsewhere] = await Promise.all([drawn({ version: '1.1.1', crs: 'EPSG:4326' }), drawn({ crs: 'EPSG:4326' }), drawn({}), layers.tile(layer({ layers: ['truong_hoc'] }), { z: 8, x: 203, y: 112 })]);
    expect(recent).toBe(old);
    expect(mercator).toMatch(/^"[\w-]+"$/);
    expect(elsewhere.ok && elsewhere.value.picture.etag).not.toBe(mercator);
  });

  it('tells what it offers in both versions, the older with its document type', async () => {
    for (const version of ['1.1.1', '1.3.0']) {
      expect(await layers.faults(layer({ layers: ['truong_hoc'], version })), version).toEqual([]);
      expect((await layers.faults(layer({ layers: ['truong_hocc'], version }))).map(({ en }) => en)).toEqual(['The service has no layer “truong_hocc”; the nearest name is “truong_hoc”.']);
    }
  });
});
