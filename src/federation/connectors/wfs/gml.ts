import { refuse, said } from '../../fault';
import { axesOf, type Axes } from '../../map-features/crs';
import { turned } from '../../map-features/positions';
import type { Collection, RawFeature } from '../../map-features/to-features';
import { childNamed, childrenNamed, descendantsNamed, type XmlNode } from '../../payload/read-xml';
import type { Keyed } from '../../shape';

type Pair = readonly [number, number];

/** Dimensions of the positions of an element: its own word, or two. */
const dimensionOf = ({ attributes }: XmlNode, inherited: number): number => Number(attributes['srsDimension'] ?? inherited);

function pairsOf(node: XmlNode, dimension: number): Pair[] {
  const numbers = node.text.split(/\s+/).filter(Boolean).map(Number);
  if ((dimension !== 2 && dimension !== 3) || numbers.length % dimension !== 0 || numbers.some((number) => !Number.isFinite(number))) {
    refuse('malformed', node.at, `positions of ${dimension} numbers each`, node.text);
  }
  return Array.from({ length: numbers.length / dimension }, (_, at): Pair => [numbers[at * dimension] ?? NaN, numbers[at * dimension + 1] ?? NaN]);
}

/** Positions of a ring: one list, or one element each. */
function ringOf(boundary: XmlNode, dimension: number): Pair[] {
  const ring = childNamed(boundary, 'LinearRing') ?? refuse('malformed', boundary.at, 'a LinearRing', said(boundary.children[0]?.name ?? 'nothing'));
  const inner = dimensionOf(ring, dimension);
  return ring.children.filter(({ name }) => name === 'posList' || name === 'pos').flatMap((each) => pairsOf(each, dimensionOf(each, inner)));
}

function polygonOf(node: XmlNode, dimension: number): Pair[][] {
  const inner = dimensionOf(node, dimension);
  const shell = childNamed(node, 'exterior') ?? refuse('malformed', node.at, 'an exterior', said('nothing'));
  return [shell, ...childrenNamed(node, 'interior')].map((each) => ringOf(each, inner));
}

/** Polygons of a surface of whatever kind, in order. */
const surfaces = (node: XmlNode): readonly XmlNode[] => [...descendantsNamed(node, 'Polygon'), ...descendantsNamed(node, 'PolygonPatch')];

const GEOMETRIES = ['Point', 'Polygon', 'Surface', 'MultiSurface', 'MultiPolygon', 'MultiPoint'];
const OTHERS = ['LineString', 'Curve', 'MultiCurve', 'MultiLineString', 'MultiGeometry', 'Solid', 'CompositeSurface', 'CompositeCurve'];

function geometryOf(node: XmlNode, axes: Axes): Keyed {
  const dimension = dimensionOf(node, 2);
  const made = (type: string, coordinates: unknown): Keyed => ({ type, coordinates: turned(coordinates, axes) });
  switch (node.name) {
    case 'Point':
    case 'MultiPoint': {
      const places = (node.name === 'Point' ? childrenNamed(node, 'pos') : descendantsNamed(node, 'pos')).flatMap((pos) => pairsOf(pos, dimensionOf(pos, dimension)));
      return node.name === 'Point' ? made('Point', places[0] ?? refuse('malformed', node.at, 'a pos', said('nothing'))) : made('MultiPoint', places);
    }
    case 'Polygon': return made('Polygon', polygonOf(node, dimension));
    default: return made('MultiPolygon', surfaces(node).map((each) => polygonOf(each, dimension)));
  }
}

/** The name of the system a geometry is in: its own, or the nearest one given around it. */
const systemOf = (geometry: XmlNode, feature: XmlNode, collection: XmlNode): string | undefined =>
  geometry.attributes['srsName'] ?? childNamed(feature, 'boundedBy', 'Envelope')?.attributes['srsName'] ?? childNamed(collection, 'boundedBy', 'Envelope')?.attributes['srsName'];

function featureOf(node: XmlNode, collection: XmlNode, asked: string): RawFeature {
  const properties: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  let geometry: Keyed | null = null;
  for (const child of node.children) {
    if (child.name === 'boundedBy') continue;
    const [inner] = child.children;
    const other = inner && OTHERS.includes(inner.name);
    if (other) refuse('malformed', inner.at, 'Point, Polygon or MultiSurface', inner.name);
    if (inner && GEOMETRIES.includes(inner.name)) geometry ??= geometryOf(inner, axesOf(systemOf(inner, node, collection) ?? asked, inner.at));
    // What has parts of its own is no simple property, and nobody can have asked for it.
    else if (!inner) properties[child.name] = child.attributes['nil'] === 'true' ? null : child.text;
  }
  return { id: node.attributes['id'] ?? node.attributes['fid'], geometry, properties };
}

/**
 * Simple features of a WFS collection (GML 3.2 and 3.1): points, polygons and surfaces of straight lines. Axes follow the `srsName` of
 * each geometry; `asked` is the one the question named.
 */
export function gmlCollection(root: XmlNode, asked: string): Collection {
  if (root.name !== 'FeatureCollection') refuse('malformed', root.at, 'a FeatureCollection', root.name);
  const members = root.children.flatMap((child) => (child.name === 'member' || child.name === 'featureMember' ? child.children.slice(0, 1) : child.name === 'featureMembers' ? child.children : []));
  const total = root.attributes['numberMatched'] ?? root.attributes['numberOfFeatures'];
  return {
    features: members.map((member) => featureOf(member, root, asked)),
    total: total !== undefined && /^\d{1,9}$/.test(total) ? Number(total) : null,
    timeStamp: root.attributes['timeStamp'],
    written: true,
  };
}
