import { parseDay, zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { communeAreas } from './areas';
import { incidentsBetween, spotsOf } from './field-incidents';

const GEOJSON = 'application/geo+json; charset=utf-8';
const MOST_DAYS = 370;

/** A collection as GeoServer writes it. */
const collection = (features: readonly object[], more: object): MockReply =>
  jsonReply({ type: 'FeatureCollection', duLieuMau: true, ...more, totalFeatures: features.length, numberMatched: features.length, numberReturned: features.length, features }, 200, GEOJSON);

const exception = (status: number, text: string): MockReply =>
  jsonReply({ version: '1.1.0', exceptions: [{ code: 'InvalidParameterValue', locator: 'typeNames', text }] }, status);

/** The provincial map service: layers by `typeNames`, GeoJSON in WGS84. */
export function createMapService(world: World): SourceSystem {
  const spots = spotsOf(world);
  // Areas change with the map of units only, so they are drawn once and keep their date.
  const drawn = zonedText(Date.parse('2025-07-01T00:00:00+07:00'));
  let areas: MockReply | undefined;
  const drawAreas = (): MockReply =>
    collection(
      communeAreas(world.units.communes).map(({ unit, ring }) => ({
        type: 'Feature', id: `xa.${unit.code}`, geometry: { type: 'Polygon', coordinates: [ring] }, properties: { ma_xa: unit.code, ten_xa: unit.fullName },
      })),
      { title: 'Sơ đồ gần đúng các xã, phường', approximate: true, attribution: 'Sơ đồ gần đúng, không phải địa giới', timeStamp: drawn },
    );
  const fieldLayer = (query: URLSearchParams, now: number): MockReply => {
    const from = parseDay(query.get('tuNgay'));
    const to = parseDay(query.get('denNgay'));
    if (from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return exception(400, 'tuNgay, denNgay: yyyy-MM-dd');
    const features = incidentsBetween(world, spots, from, to + 1, now).map(({ id, lon, lat, ...properties }) => ({
      type: 'Feature', id, geometry: { type: 'Point', coordinates: [lon, lat] }, properties,
    }));
    return collection(features, { attribution: 'Tin báo hiện trường (số liệu mẫu)', timeStamp: zonedText(now) });
  };
  return {
    id: 'map-service',
    title: { vi: 'Dịch vụ bản đồ tỉnh', en: 'Provincial map service' },
    endpoints: [
      ['GET', '/ows?service=WFS&request=GetFeature&typeNames=hanhchinh:xa', 'sơ đồ gần đúng các xã, phường'],
      ['GET', '/ows?service=WFS&request=GetFeature&typeNames=hientruong:suco&tuNgay&denNgay', 'tin báo hiện trường'],
    ],
    tickMs: 60_000,
    places: { rename: ['features', 'items'], numbers: ['coordinates'], rows: ['features'], events: ['features'] },
    answer: ({ path, query, now }: MockRequest) => {
      if (path !== '/ows') return exception(404, path);
      const layer = query.get('typeNames');
      if (layer === 'hanhchinh:xa') return (areas ??= drawAreas());
      return layer === 'hientruong:suco' ? fieldLayer(query, now) : exception(400, `typeNames: ${layer ?? ''}`);
    },
  };
}
