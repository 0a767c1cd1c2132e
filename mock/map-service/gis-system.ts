import { zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { communeArchive } from './commune-archive';
import { drawLayer, tileFrame, type Frame } from './draw';
import { gmlPage, wfsFault, wmsDocument, wmsFault, wmtsDocument } from './gis-documents';
import { cellsOf, gisLayer, pointsOf, type Cell, type GisLayer, type GisPoint } from './gis-layers';

const GEOJSON = 'application/geo+json; charset=utf-8';
const MOST = 500;

const feature = ({ id, code, lon, lat, unit, kind, label, size }: GisPoint, gid: string | number = id): object => ({
  type: 'Feature', id: gid, geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { ma: code, ten: label, loai: kind, ma_xa: unit, quy_mo: size },
});
const picture = (bytes: Buffer): MockReply => ({ status: 200, type: 'image/png', body: '', bytes });
const missing = (path: string): MockReply => jsonReply({ code: 'NotFound', description: path }, 404);
const whole = (text: string | null, otherwise: number): number => (text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise);

/** Names of parameters count whatever their case in the OGC's protocols. */
const keysOf = (query: URLSearchParams): ((name: string) => string) => {
  const known = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => known.get(name.toLowerCase()) ?? '';
};

/** The box of a GetMap: of 1.3.0 the axes of EPSG:4326 are latitude first. */
function frameOf(key: (name: string) => string): Frame | null {
  const system = key('crs') || key('srs');
  const [a = NaN, b = NaN, c = NaN, d = NaN] = key('bbox').split(',').map(Number);
  if (![a, b, c, d].every(Number.isFinite) || !['EPSG:3857', 'EPSG:4326', 'CRS:84'].includes(system)) return null;
  return { metres: system === 'EPSG:3857', box: system === 'EPSG:4326' && key('version') === '1.3.0' ? [b, a, d, c] : [a, b, c, d] };
}

/** The province's map server for its departments: WMS, WMTS, tiles, WFS, OGC API Features and ArcGIS REST over the same eight layers. */
export function createGisServer(world: World): SourceSystem {
  const cells: readonly Cell[] = cellsOf(world);
  const known = new Map<string, readonly GisPoint[]>();
  let archive: Buffer | undefined;
  const points = (layer: GisLayer): readonly GisPoint[] => {
    const found = known.get(layer.name) ?? pointsOf(world, layer, cells);
    known.set(layer.name, found);
    return found;
  };
  const draw = (layer: GisLayer, frame: Frame): MockReply => picture(drawLayer(world, layer, cells, frame));
  const tile = (name: string, z: string, x: string, y: string): MockReply => {
    const layer = gisLayer(name);
    return layer ? draw(layer, tileFrame(Number(z), Number(x), Number(y))) : missing(name);
  };

  function wms(query: URLSearchParams): MockReply {
    const key = keysOf(query);
    if (key('request') === 'GetCapabilities') return wmsDocument(key('version'));
    const layer = gisLayer(key('layers'));
    const frame = frameOf(key);
    if (key('request') !== 'GetMap') return wmsFault('OperationNotSupported', key('request'));
    if (!layer) return wmsFault('LayerNotDefined', `Could not find layer ${key('layers')}`);
    return frame ? draw(layer, frame) : wmsFault('InvalidCRS', `bbox=${key('bbox')}`);
  }

  function wfs(query: URLSearchParams, now: number): MockReply {
    const key = keysOf(query);
    const layer = gisLayer(key('typenames'));
    if (!layer || layer.each === 0) return wfsFault('typeName', `Feature type ${key('typenames')} unknown`);
    const unit = /<fes:ValueReference>ma_xa<\/fes:ValueReference><fes:Literal>([^<]*)</.exec(key('filter'))?.[1];
    const all = points(layer).filter((point) => unit === undefined || point.unit === unit);
    const from = whole(key('startindex'), 0);
    const page = all.slice(from, from + Math.min(MOST, whole(key('count'), MOST)));
    if (key('outputformat').startsWith('application/gml')) return gmlPage(layer.name, page, all.length, zonedText(now));
    return jsonReply({
      type: 'FeatureCollection', duLieuMau: true, totalFeatures: all.length, numberMatched: all.length, numberReturned: page.length, timeStamp: zonedText(now),
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4326' } }, features: page.map((point) => feature(point, `${layer.name}.${point.id}`)),
    }, 200, 'application/json; charset=utf-8');
  }

  function items(name: string, query: URLSearchParams, now: number): MockReply {
    const layer = gisLayer(name);
    if (!layer || layer.each === 0) return missing(name);
    const [from, limit] = [whole(query.get('offset'), 0), Math.min(MOST, whole(query.get('limit'), 10))];
    const all = points(layer).filter(({ unit }) => query.get('ma_xa') === null || query.get('ma_xa') === unit);
    const page = all.slice(from, from + limit);
    const next = new URLSearchParams([...[...query].filter(([key]) => key !== 'offset'), ['offset', String(from + limit)]]);
    const links = from + limit < all.length ? [{ rel: 'next', type: 'application/geo+json', href: `http://gis.noi-bo.invalid/ogcapi/collections/${layer.name}/items?${next.toString()}` }] : [];
    return jsonReply({ type: 'FeatureCollection', duLieuMau: true, numberMatched: all.length, numberReturned: page.length, timeStamp: zonedText(now), links, features: page.map((point) => feature(point)) }, 200, GEOJSON);
  }

  function arcGis(name: string, query: URLSearchParams): MockReply {
    const layer = gisLayer(name);
    if (!layer || layer.each === 0) return jsonReply({ error: { code: 400, message: 'Invalid URL', details: [] } });
    const where = query.get('where') ?? '';
    const unit = /^ma_xa = '([^']*)'$/.exec(where)?.[1];
    if (unit === undefined && where !== '1=1') return jsonReply({ error: { code: 400, message: "'where' clause is invalid", details: [] } });
    const all = points(layer).filter((point) => unit === undefined || point.unit === unit);
    const from = whole(query.get('resultOffset'), 0);
    // The server's own limit, whatever is asked for.
    const page = all.slice(from, from + Math.min(100, whole(query.get('resultRecordCount'), 100)));
    const more = from + page.length < all.length ? { properties: { exceededTransferLimit: true } } : {};
    return jsonReply({ type: 'FeatureCollection', duLieuMau: true, ...more, features: page.map((point) => feature(point)) }, 200, GEOJSON);
  }

  return {
    id: 'gis-server',
    title: { vi: 'Máy chủ bản đồ chuyên ngành', en: 'Map server of the departments' },
    endpoints: [
      ['GET', '/wms', 'WMS 1.1.1 và 1.3.0: tám lớp mẫu'], ['GET', '/wmts', 'WMTS 1.0.0, tham số và đường dẫn'], ['GET', '/tiles/{lop}/{z}/{x}/{y}.png', 'ô ảnh'],
      ['GET', '/wfs', 'WFS 2.0: GeoJSON, GML 3.2'], ['GET', '/ogcapi/collections/{lop}/items', 'OGC API Features'], ['GET', '/arcgis/services/{lop}/FeatureServer/0/query', 'ArcGIS REST'],
      ['GET', '/kho/xa-phuong.pmtiles', 'PMTiles: ô véc-tơ các xã, phường, đọc theo đoạn'],
    ],
    tickMs: 60_000,
    places: { rename: ['features', 'items'], numbers: ['quy_mo'], rows: ['features'], events: ['features'] },
    answer: ({ path, query, now }: MockRequest) => {
      const [, first = '', ...rest] = path.split('/');
      const [a = '', b = '', c = '', d = ''] = rest;
      switch (first) {
        case 'wms': return wms(query);
        case 'wfs': return wfs(query, now);
        case 'tiles': return tile(a, b, c, d.replace(/\.png$/, ''));
        case 'wmts': {
          if (a === 'rest') return tile(b, rest[4] ?? '', (rest[6] ?? '').replace(/\.png$/, ''), rest[5] ?? '');
          const key = keysOf(query);
          return key('request') === 'GetTile' ? tile(key('layer'), key('tilematrix'), key('tilecol'), key('tilerow')) : wmtsDocument();
        }
        case 'ogcapi': return a === 'collections' && c === 'items' ? items(b, query, now) : missing(path);
        case 'arcgis': return d === '0' && rest[4] === 'query' && c === 'FeatureServer' ? arcGis(b, query) : missing(path);
        case 'kho': return a === 'xa-phuong.pmtiles' ? { status: 200, type: 'application/vnd.pmtiles', body: '', bytes: (archive ??= communeArchive(world)) } : missing(path);
        default: return missing(path);
      }
    },
  };
}
