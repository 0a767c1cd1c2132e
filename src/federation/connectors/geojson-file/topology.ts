import { feature } from 'topojson-client';
import { refuse, said } from '../../fault';
import { listAt, objectAt, type Keyed } from '../../shape';

type Topology = Parameters<typeof feature>[0];
type GeometryCollection = Extract<Parameters<typeof feature>[1], { type: 'GeometryCollection' }>;

/** Positions of every arc; refuses what is no topology, so that the library is only given what it knows. */
function arcLengths(topology: Keyed): number[] {
  return listAt(topology['arcs'], '/arcs').map((arc, at) => {
    const positions = listAt(arc, `/arcs/${at}`);
    const wrong = positions.findIndex((each) => !Array.isArray(each) || each.length < 2 || !each.every((number) => typeof number === 'number' && Number.isFinite(number)));
    if (wrong >= 0) refuse('malformed', `/arcs/${at}/${wrong}`, 'a position', positions[wrong]);
    return positions.length;
  });
}

function checkTransform(topology: Keyed): void {
  if (topology['transform'] === undefined) return;
  const transform = objectAt(topology['transform'], '/transform');
  for (const name of ['scale', 'translate']) {
    const pair = listAt(transform[name], `/transform/${name}`);
    if (pair.length !== 2 || !pair.every((number) => typeof number === 'number' && Number.isFinite(number))) refuse('malformed', `/transform/${name}`, 'two numbers', transform[name]);
  }
}

/** Vertices that references to arcs unfold to: a small file may name one arc often. */
function unfolded(references: unknown, lengths: readonly number[], pointer: string): number {
  if (Array.isArray(references)) return references.reduce<number>((sum, each, at) => sum + unfolded(each, lengths, `${pointer}/${at}`), 0);
  const at = typeof references === 'number' && Number.isInteger(references) ? (references < 0 ? ~references : references) : -1;
  return lengths[at] ?? refuse('malformed', pointer, 'an arc of the file', references);
}

/** For a file that has been looked over: what is told apart here is only which of the library's types it is. */
const isTopology = (value: Keyed): value is Keyed & Topology => value['type'] === 'Topology';
const isGeometries = (value: Keyed): value is Keyed & GeometryCollection => value['type'] === 'GeometryCollection';

function chosen(objects: Keyed, name: string | undefined): string {
  const names = Object.keys(objects);
  const [only = '', another] = names;
  if (name === undefined ? another !== undefined : !names.includes(name)) {
    refuse('misconfigured', '/request/object', `one of ${names.join(', ')}`.slice(0, 200), name);
  }
  return name ?? only;
}

/** One object of a TopoJSON file as a GeoJSON collection. `most`: vertices it may unfold to. */
export function collectionOfTopology(payload: Keyed, object: string | undefined, most: number): unknown {
  const lengths = arcLengths(payload);
  checkTransform(payload);
  const objects = objectAt(payload['objects'], '/objects');
  const name = chosen(objects, object);
  const collection = objectAt(objects[name], `/objects/${name}`);
  if (collection['type'] !== 'GeometryCollection') refuse('malformed', `/objects/${name}/type`, 'GeometryCollection', collection['type']);
  let vertices = 0;
  listAt(collection['geometries'], `/objects/${name}/geometries`).forEach((each, at) => {
    const pointer = `/objects/${name}/geometries/${at}`;
    const { type, arcs } = objectAt(each, pointer);
    if (type !== 'Point' && type !== 'Polygon' && type !== 'MultiPolygon' && type !== null) refuse('malformed', `${pointer}/type`, 'Point, Polygon or MultiPolygon', type);
    if (type === 'Polygon' || type === 'MultiPolygon') vertices += unfolded(arcs, lengths, `${pointer}/arcs`);
    if (vertices > most) refuse('misconfigured', '/mapping/maxVertices', `a limit above what the file holds; it is ${most}`, said('more vertices'));
  });
  return isTopology(payload) && isGeometries(collection) ? feature(payload, collection) : refuse('malformed', '/type', 'Topology', payload['type']);
}
