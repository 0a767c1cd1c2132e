import { varint } from './pmtiles-archive';

/** A shape in squares of {@link EXTENT}: rings of a polygon wound as they turn on the page, or one point. */
export interface TileShape {
  readonly kind: 'point' | 'polygon';
  readonly rings: readonly (readonly (readonly [x: number, y: number])[])[];
  readonly properties: Readonly<Record<string, string>>;
}

export interface TileLayer {
  readonly name: string;
  readonly shapes: readonly TileShape[];
}

/** Units along the side of a square. */
export const EXTENT = 4_096;

const [MOVE, LINE, CLOSE] = [1, 2, 7];
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const message = (field: number, body: readonly number[]): number[] => [...varint(field * 8 + 2), ...varint(body.length), ...body];
const whole = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];
const words = (text: string): number[] => [...Buffer.from(text, 'utf8')];

/** Steps of a pen (Mapbox Vector Tile 2.1, §4.3): from where it stands to where it goes. */
function penOf({ kind, rings }: TileShape): number[] {
  let [atX, atY] = [0, 0];
  const steps = (command: number, points: readonly (readonly [number, number])[]): number[] => [command + points.length * 8, ...points.flatMap(([x, y]) => {
    const step = [zigzag(x - atX), zigzag(y - atY)];
    [atX, atY] = [x, y];
    return step;
  })];
  return rings.flatMap((ring) => (kind === 'point' ? steps(MOVE, ring) : [...steps(MOVE, ring.slice(0, 1)), ...steps(LINE, ring.slice(1)), CLOSE + 8]));
}

function layerOf({ name, shapes }: TileLayer): number[] {
  const keys = [...new Set(shapes.flatMap(({ properties }) => Object.keys(properties)))];
  const values = [...new Set(shapes.flatMap(({ properties }) => Object.values(properties)))];
  const features = shapes.flatMap((shape) => {
    const tags = Object.entries(shape.properties).flatMap(([key, value]) => [...varint(keys.indexOf(key)), ...varint(values.indexOf(value))]);
    return message(2, [...message(2, tags), ...whole(3, shape.kind === 'point' ? 1 : 3), ...message(4, penOf(shape).flatMap(varint))]);
  });
  return [...message(1, words(name)), ...features, ...keys.flatMap((key) => message(3, words(key))), ...values.flatMap((value) => message(4, message(1, words(value)))), ...whole(5, EXTENT), ...whole(15, 2)];
}

/** A square of shapes as Mapbox Vector Tile 2.1; layers without shapes are left out. */
export const vectorTile = (layers: readonly TileLayer[]): Buffer =>
  Buffer.concat(layers.filter(({ shapes }) => shapes.length > 0).map((layer) => Buffer.from(message(3, layerOf(layer)))));
