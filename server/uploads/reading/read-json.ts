import type { FileForm } from '@/federation/tables/file-form';
import { decodeText } from './decode-text';
import { Unreadable, type Grid } from './grid';
import { readGeoJson } from './read-geojson';
import { readJsonStat } from './read-json-stat';

export interface JsonContext {
  /** Text form of the period that the file is sent for. */
  readonly periodText: string;
  /** Column id → place, where the person has said so. */
  readonly chosen: ReadonlyMap<string, number>;
}

/** Bytes looked at for the brace that opens an object; marks of encoding and blanks stand before it. */
const OPENING = 64;

/** Whether a text begins with an object, in any encoding that marks itself. A head row never does. */
export function isJson(bytes: Uint8Array): boolean {
  const first = bytes.subarray(0, OPENING).find((byte) => ![0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe].includes(byte));
  return first === 0x7b;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON-stat or GeoJSON as a grid, told apart by what they say of themselves; any other JSON is refused. */
export function readJson(bytes: Uint8Array, form: FileForm, context: JsonContext): Grid {
  const { text, encoding } = decodeText(bytes);
  const payload = parsed(text);
  if (!isObject(payload)) throw new Unreadable('json');
  if (payload['type'] === 'FeatureCollection') return readGeoJson(payload, form, encoding);
  const [only, ...more] = Object.values(payload);
  const isTable = payload['dimension'] !== undefined || payload['class'] === 'dataset' || payload['class'] === 'collection' || (more.length === 0 && isObject(only) && only['dimension'] !== undefined);
  if (!isTable) throw new Unreadable('json-kind');
  return readJsonStat(payload, form, { ...context, encoding });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '').replace(/\0+$/, ''));
  } catch {
    throw new Unreadable('json');
  }
}
