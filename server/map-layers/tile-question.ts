import type { HttpQuestion } from '@/federation/connector';
import { rangeHeaders, type ByteRange } from '@/federation/http/byte-range';
import type { ArchiveRequest, LayerRequest, WmsRequest, WmtsRequest } from '../packs/layer-request';
import { degreesOf, metresOf, type TileSquare } from './tile-square';
import type { TileGrid } from './wmts-capabilities';

/** px of a side. */
export const TILE_SIDE = 256;

const question = (path: string, query: HttpQuestion['query'], accept: string): HttpQuestion =>
  ({ method: 'GET', path, query, headers: { Accept: accept }, body: null, idempotent: true, form: 'bytes' });

/** Of WMS 1.3.0 the axes of EPSG:4326 are those of its definition, latitude first; 1.1.1 and CRS:84 put longitude first. */
function boxOf({ version, crs }: WmsRequest, square: TileSquare): string {
  if (crs === 'EPSG:3857') return metresOf(square).join(',');
  const [west, south, east, north] = degreesOf(square);
  return (version === '1.3.0' && crs === 'EPSG:4326' ? [south, west, north, east] : [west, south, east, north]).join(',');
}

function wmsQuestion(request: WmsRequest, square: TileSquare): HttpQuestion {
  const is13 = request.version === '1.3.0';
  return question(request.path, [
    ...Object.entries(request.query),
    ['SERVICE', 'WMS'], ['VERSION', request.version], ['REQUEST', 'GetMap'], ['LAYERS', request.layers.join(',')], ['STYLES', request.styles.join(',')],
    [is13 ? 'CRS' : 'SRS', request.crs], ['BBOX', boxOf(request, square)], ['WIDTH', String(TILE_SIDE)], ['HEIGHT', String(TILE_SIDE)],
    ['FORMAT', request.format], ['TRANSPARENT', request.transparent ? 'TRUE' : 'FALSE'],
    // A fault painted into a picture would be kept and shown as a map.
    ['EXCEPTIONS', is13 ? 'XML' : 'application/vnd.ogc.se_xml'],
  ], request.format);
}

function wmtsQuestion(request: WmtsRequest, { z, x, y }: TileSquare, grid: TileGrid): HttpQuestion | null {
  const matrix = grid.matrices.get(z);
  if (matrix === undefined) return null;
  const values: Readonly<Record<string, string>> = { layer: request.layer, style: grid.style, tilematrixset: grid.matrixSet, tilematrix: matrix, tilerow: String(y), tilecol: String(x) };
  if (grid.template !== null) return question(grid.template.replace(/\{(\w+)\}/g, (hole, key: string) => encodeURIComponent(values[key.toLowerCase()] ?? hole)), [], request.format);
  return question(request.path, [
    ...Object.entries(request.query),
    ['SERVICE', 'WMTS'], ['VERSION', '1.0.0'], ['REQUEST', 'GetTile'], ['LAYER', request.layer], ['STYLE', grid.style], ['FORMAT', request.format],
    ['TILEMATRIXSET', grid.matrixSet], ['TILEMATRIX', matrix], ['TILEROW', String(y)], ['TILECOL', String(x)],
  ], request.format);
}

/** The question for a part of an archive. */
export function partQuestion({ path }: ArchiveRequest, range: ByteRange): HttpQuestion {
  const whole = question(path, [], 'application/octet-stream, */*;q=0.1');
  return { ...whole, headers: { ...whole.headers, ...rangeHeaders(range) } };
}

/** A kind whose squares are asked for one by one. */
export type SquareRequest = Exclude<LayerRequest, { kind: 'pmtiles' }>;

/** The question for one tile, below the base of the source; null where the service has none at that zoom. `grid` is that of a WMTS. */
export function tileQuestion(request: SquareRequest, square: TileSquare, grid: TileGrid | null): HttpQuestion | null {
  switch (request.kind) {
    case 'wms': return wmsQuestion(request, square);
    case 'wmts': return grid && wmtsQuestion(request, square, grid);
    case 'xyz': {
      const row = request.scheme === 'tms' ? 2 ** square.z - 1 - square.y : square.y;
      return question(request.path.replace('{z}', String(square.z)).replace('{x}', String(square.x)).replace('{y}', String(row)), [], 'image/png, image/jpeg, image/webp');
    }
  }
}

/** The question for what a service says of itself; null for tiles that say nothing. */
export function capabilitiesQuestion(request: LayerRequest): HttpQuestion | null {
  if (request.kind === 'xyz' || request.kind === 'pmtiles') return null;
  const isDocument = /\.xml$/i.test(request.path);
  const service = request.kind === 'wms' ? 'WMS' : 'WMTS';
  return {
    ...question(request.path, isDocument ? [] : [
      ...Object.entries(request.query), ['SERVICE', service], ['REQUEST', 'GetCapabilities'], ['VERSION', request.kind === 'wms' ? request.version : '1.0.0'],
    ], 'application/xml, text/xml'),
    form: 'text',
  };
}
