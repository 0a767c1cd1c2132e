/** The longest run of fields that is looked through. */
const MOST_FIELDS = 100_000;
/** Number of the field that holds a layer, and of a layer's name (Mapbox Vector Tile 2.1, §4.1). */
const LAYER = 3;
const NAME = 1;

/** One field of a message: its number, and its bytes where it holds any. */
interface Field {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

/** Fields of a protobuf message, or null where the bytes are none. */
function fieldsOf(message: Uint8Array): readonly Field[] | null {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 10; shift++) {
      const byte = message[at++];
      if (byte === undefined) return NaN;
      value += (byte & 0x7f) * 2 ** (7 * shift);
      if (byte < 0x80) return value;
    }
    return NaN;
  };
  while (at < message.length && fields.length < MOST_FIELDS) {
    const tag = varint();
    const wire = tag % 8;
    if (Number.isNaN(tag) || ![0, 1, 2, 5].includes(wire)) return null;
    const length = wire === 2 ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : (varint(), 0);
    if (Number.isNaN(length) || at + length > message.length) return null;
    fields.push({ number: Math.floor(tag / 8), bytes: wire === 2 ? message.subarray(at, at + length) : null });
    at += length;
  }
  return at === message.length ? fields : null;
}

/** Whether bytes are a square of shapes: layers and nothing else, each with a name. An empty one is. */
export function isVectorTile(body: Uint8Array): boolean {
  const layers = fieldsOf(body);
  return layers !== null && layers.every(({ number, bytes }) => number === LAYER && bytes !== null && fieldsOf(bytes)?.some((field) => field.number === NAME && field.bytes !== null) === true);
}
