import { CELL_STATUS } from '@/domain/cube/types';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { RECORD_VERSION } from './record';
import type { AnswerRecord } from './record';

/**
 * A record from disk is a boundary like any other: a crash, a full disk, an extension or another version of the portal
 * may have written it. Checked by hand and in place, because first paint reads them all: no copies, no schema objects.
 * Each check gives the JSON pointer of the first thing that is wrong, or null.
 */
type Fault = string | null;
type Fields = { readonly [name: string]: unknown };

/** `newer`: written by a later version of the portal; must neither be read nor overwritten. */
export type ParsedRecord =
  | { readonly kind: 'record'; readonly record: AnswerRecord }
  | { readonly kind: 'corrupt'; readonly pointer: string }
  | { readonly kind: 'newer' };

export function parseRecord(raw: unknown): ParsedRecord {
  if (!isFields(raw)) return { kind: 'corrupt', pointer: '' };
  if (typeof raw['v'] === 'number' && raw['v'] > RECORD_VERSION) return { kind: 'newer' };
  return isRecord(raw) ? { kind: 'record', record: raw } : { kind: 'corrupt', pointer: recordFault(raw) ?? '' };
}

const isRecord = (raw: unknown): raw is AnswerRecord => isFields(raw) && recordFault(raw) === null;

const ROLES: readonly unknown[] = ['time', 'geo', 'metric', 'classification'];
const FIELD_TYPES: readonly unknown[] = ['text', 'number', 'instant', 'date', 'boolean'];
const UNITS: readonly unknown[] = UNITS_OF_MEASURE;

function recordFault(record: Fields): Fault {
  const answer = record['answer'];
  if (record['v'] !== RECORD_VERSION) return '/v';
  if (typeof record['key'] !== 'string') return '/key';
  if (!isNumber(record['size'])) return '/size';
  if (!isNumber(record['lastUsedAt'])) return '/lastUsedAt';
  if (!isFields(answer)) return '/answer';
  if (!isNumber(answer['receivedAt'])) return '/answer/receivedAt';
  if (!isNumberOrNull(answer['asOf'])) return '/answer/asOf';
  if (!isNumberOrNull(answer['serverTime'])) return '/answer/serverTime';
  return partialFault(answer['partial']) ?? notesFault(answer['notes']) ?? provenanceFault(answer['provenance']) ?? dataFault(answer['data']);
}

function partialFault(partial: unknown): Fault {
  if (partial === undefined) return null;
  return isFields(partial) && isNumber(partial['present']) && isNumber(partial['expected']) ? null : '/answer/partial';
}

function notesFault(notes: unknown): Fault {
  if (notes === undefined) return null;
  const sound = (note: unknown): boolean =>
    isFields(note) && typeof note['code'] === 'string' && isNumber(note['count']) && (note['example'] === undefined || typeof note['example'] === 'string');
  return Array.isArray(notes) && notes.every(sound) ? null : '/answer/notes';
}

function provenanceFault(value: unknown): Fault {
  if (!isFields(value)) return '/answer/provenance';
  const text = ['source', 'dataset', 'connector', 'request', 'digest'].find((name) => typeof value[name] !== 'string');
  if (text !== undefined) return `/answer/provenance/${text}`;
  if (!isNumberOrNull(value['asOf'])) return '/answer/provenance/asOf';
  if (!isNumber(value['receivedAt'])) return '/answer/provenance/receivedAt';
  if (value['sourceVersion'] !== null && typeof value['sourceVersion'] !== 'string') return '/answer/provenance/sourceVersion';
  return typeof value['sampleData'] === 'boolean' ? null : '/answer/provenance/sampleData';
}

function dataFault(data: unknown): Fault {
  if (!isFields(data)) return '/answer/data';
  switch (data['kind']) {
    case 'cube': return cubeFault(data);
    case 'features': return featuresFault(data);
    case 'events': return eventsFault(data);
    default: return '/answer/data/kind';
  }
}

function cubeFault({ dimensions, values, status, label }: Fields): Fault {
  const at = '/answer/data';
  if (label !== undefined && typeof label !== 'string') return `${at}/label`;
  if (!Array.isArray(dimensions)) return `${at}/dimensions`;
  let cells = 1;
  for (const [index, dimension] of dimensions.entries()) {
    const fault = dimensionFault(dimension);
    if (fault !== null) return `${at}/dimensions/${index}${fault}`;
    cells *= dimension.categories.length;
  }
  if (!(values instanceof Float64Array) || values.length !== cells) return `${at}/values`;
  const known = status instanceof Uint8Array && status.length === cells && status.every((code) => code < CELL_STATUS.length);
  return known ? null : `${at}/status`;
}

function dimensionFault(dimension: unknown): Fault {
  if (!isFields(dimension)) return '/';
  if (typeof dimension['id'] !== 'string' || typeof dimension['label'] !== 'string') return '/id';
  if (!ROLES.includes(dimension['role'])) return '/role';
  const { categories } = dimension;
  if (!Array.isArray(categories)) return '/categories';
  const bad = categories.findIndex((category) => !isCategory(category));
  return bad < 0 ? null : `/categories/${bad}`;
}

const isCategory = (value: unknown): boolean =>
  isFields(value)
  && typeof value['code'] === 'string'
  && typeof value['label'] === 'string'
  && (value['unit'] === undefined || UNITS.includes(value['unit']))
  && (value['decimals'] === undefined || isNumber(value['decimals']))
  && (value['parent'] === undefined || typeof value['parent'] === 'string');

function featuresFault({ features, attribution, approximate }: Fields): Fault {
  if (typeof approximate !== 'boolean') return '/answer/data/approximate';
  if (attribution !== undefined && typeof attribution !== 'string') return '/answer/data/attribution';
  if (!Array.isArray(features)) return '/answer/data/features';
  const bad = features.findIndex((one) => !isFields(one) || typeof one['id'] !== 'string' || !isRow(one['properties']) || !isGeometry(one['geometry']));
  return bad < 0 ? null : `/answer/data/features/${bad}`;
}

/** How deep the positions lie in `coordinates`. */
const DEPTH: { readonly [type: string]: number | undefined } = { Point: 0, Polygon: 2, MultiPolygon: 3 };

function isGeometry(value: unknown): boolean {
  if (!isFields(value) || typeof value['type'] !== 'string') return false;
  const depth = DEPTH[value['type']];
  return depth !== undefined && arePositions(value['coordinates'], depth);
}

function arePositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth > 0) return value.every((part) => arePositions(part, depth - 1));
  return value.length >= 2 && isNumber(value[0]) && isNumber(value[1]);
}

function eventsFault({ fields, rows }: Fields): Fault {
  if (!Array.isArray(fields)) return '/answer/data/fields';
  const field = fields.findIndex((one) => !isFields(one) || typeof one['id'] !== 'string' || !FIELD_TYPES.includes(one['type']) || typeof one['personal'] !== 'boolean');
  if (field >= 0) return `/answer/data/fields/${field}`;
  if (!Array.isArray(rows)) return '/answer/data/rows';
  const row = rows.findIndex((one) => !isFields(one) || typeof one['id'] !== 'string' || !isRow(one['values']));
  return row < 0 ? null : `/answer/data/rows/${row}`;
}

/** Flat properties: text, finite numbers, booleans and nulls only. */
function isRow(value: unknown): boolean {
  return isFields(value) && Object.values(value).every((item) => item === null || typeof item === 'string' || typeof item === 'boolean' || isNumber(item));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isNumberOrNull = (value: unknown): boolean => value === null || isNumber(value);
