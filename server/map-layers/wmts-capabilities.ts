import { err, ok, type Result } from '@/domain/result';
import { childNamed, childrenNamed, descendantsNamed, type XmlNode } from '@/federation/payload/read-xml';
import { LAYER_FAULTS, nearestName, someOf, type LayerFault } from './layer-fault';
import type { WmtsRequest } from '../packs/layer-request';
import { exceptionText } from './wms-capabilities';

/** How tiles of one layer are asked for. */
export interface TileGrid {
  readonly style: string;
  readonly matrixSet: string;
  /** Name of the matrix of each zoom. */
  readonly matrices: ReadonlyMap<number, string>;
  /** Path below the base of the source with the protocol's placeholders; null: by parameters. */
  readonly template: string | null;
}

/** Scale denominator of zoom 0 of Web Mercator at 0.28 mm a pixel (OGC 07-057r7, annex E.4). */
const SCALE_0 = 559_082_264.028_717_8;
const CORNER = 20_037_508.342_789_2;

const textOf = (node: XmlNode, ...path: readonly string[]): string => childNamed(node, ...path)?.text ?? '';
const near = (a: number, b: number, share: number): boolean => Math.abs(a - b) <= Math.abs(b) * share;

/** Matrices of a set that are squares of Web Mercator, by zoom. */
function matricesOf(set: XmlNode): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (!/(?:EPSG:.*:|EPSG:|EPSG\/.*\/)(?:3857|900913)$/.test(textOf(set, 'SupportedCRS'))) return found;
  for (const matrix of childrenNamed(set, 'TileMatrix')) {
    const zoom = Math.round(Math.log2(SCALE_0 / Number(textOf(matrix, 'ScaleDenominator'))));
    const [x = NaN, y = NaN] = textOf(matrix, 'TopLeftCorner').split(/\s+/).map(Number);
    const isSquare = textOf(matrix, 'TileWidth') === '256' && textOf(matrix, 'TileHeight') === '256' && near(x, -CORNER, 1e-5) && near(y, CORNER, 1e-5);
    if (isSquare && zoom >= 0 && near(Number(textOf(matrix, 'ScaleDenominator')), SCALE_0 / 2 ** zoom, 1e-4)) found.set(zoom, textOf(matrix, 'Identifier'));
  }
  return found;
}

/** A template below the base of the source: of its address only the path counts, since a service often knows its own host by another name. */
function templateBelow(template: string, base: URL): string | null {
  const filled = template.replace(/[{}]/g, (mark) => (mark === '{' ? '(' : ')'));
  if (!URL.canParse(filled)) return null;
  const { pathname, search } = new URL(filled);
  if (search !== '' || !pathname.startsWith(base.pathname)) return null;
  return pathname.slice(base.pathname.length).replaceAll('(', '{').replaceAll(')', '}');
}

/** The grid of a layer in what a WMTS says of itself, or all that it does not offer. */
export function wmtsGrid(root: XmlNode, request: WmtsRequest, base: URL): Result<TileGrid, LayerFault[]> {
  if (root.name !== 'Capabilities') {
    if (/ExceptionReport$/.test(root.name)) return err([LAYER_FAULTS.said(exceptionText(root))]);
    return err([LAYER_FAULTS.otherService(/^WMS|^WMT_MS/.test(root.name) ? 'WMS' : root.name.slice(0, 40), 'WMTS')]);
  }
  const contents = childNamed(root, 'Contents');
  const layers = contents ? childrenNamed(contents, 'Layer') : [];
  if (!contents || layers.length === 0) return err([LAYER_FAULTS.empty]);
  const layer = layers.find((each) => textOf(each, 'Identifier') === request.layer);
  if (!layer) return err([LAYER_FAULTS.noLayer(request.layer, nearestName(request.layer, layers.map((each) => textOf(each, 'Identifier'))))]);

  const formats = childrenNamed(layer, 'Format').map(({ text }) => text);
  if (!formats.includes(request.format)) return err([LAYER_FAULTS.noFormat(request.format, someOf(formats))]);
  const styles = childrenNamed(layer, 'Style');
  const style = request.style ?? textOf(styles.find(({ attributes }) => attributes['isDefault'] === 'true') ?? styles[0] ?? layer, 'Identifier');
  if (!styles.some((each) => textOf(each, 'Identifier') === style)) return err([LAYER_FAULTS.noStyle(style, someOf(styles.map((each) => textOf(each, 'Identifier'))))]);

  const linked = descendantsNamed(layer, 'TileMatrixSetLink').map((link) => textOf(link, 'TileMatrixSet')).filter((name) => request.matrixSet === undefined || name === request.matrixSet);
  const sets = childrenNamed(contents, 'TileMatrixSet').filter((set) => linked.includes(textOf(set, 'Identifier'))).map((set) => ({ name: textOf(set, 'Identifier'), matrices: matricesOf(set) }));
  const set = sets.find(({ matrices }) => matrices.size > 0);
  if (!set) return err([LAYER_FAULTS.noGrid]);
  if (request.encoding === 'kvp') return ok({ style, matrixSet: set.name, matrices: set.matrices, template: null });

  const resource = childrenNamed(layer, 'ResourceURL').find(({ attributes }) => attributes['resourceType'] === 'tile' && attributes['format'] === request.format);
  const template = resource ? templateBelow(resource.attributes['template'] ?? '', base) : null;
  return template === null ? err([LAYER_FAULTS.outsideTemplate]) : ok({ style, matrixSet: set.name, matrices: set.matrices, template });
}
