import { isFields, isNumber, isNumberOrNull, type Fault, type Fields } from './data-fields';
import { UNITS_OF_MEASURE } from './unit-of-measure';

/**
 * Checks of answers that come from where another program may have written them: the device's disk, the wire from the gateway. By hand
 * and in place, because first paint reads them all: no copies, no schema objects. Each gives the JSON pointer, below the value it was
 * given, of the first thing that is wrong; null where nothing is.
 */
const ROLES: readonly unknown[] = ['time', 'geo', 'metric', 'classification'];
const FIELD_TYPES: readonly unknown[] = ['text', 'number', 'instant', 'date', 'boolean'];
const UNITS: readonly unknown[] = UNITS_OF_MEASURE;

/** Moments, coverage, notes and provenance; `data` is looked at by whoever knows its form. */
export function answerPartsFault(answer: Fields): Fault {
  if (!isNumber(answer['receivedAt'])) return '/receivedAt';
  if (!isNumberOrNull(answer['asOf'])) return '/asOf';
  if (!isNumberOrNull(answer['serverTime'])) return '/serverTime';
  return partialFault(answer['partial']) ?? notesFault(answer['notes']) ?? provenanceFault(answer['provenance']);
}

function partialFault(partial: unknown): Fault {
  if (partial === undefined) return null;
  return isFields(partial) && isNumber(partial['present']) && isNumber(partial['expected']) ? null : '/partial';
}

function notesFault(notes: unknown): Fault {
  if (notes === undefined) return null;
  const sound = (note: unknown): boolean =>
    isFields(note) && typeof note['code'] === 'string' && isNumber(note['count']) && (note['example'] === undefined || typeof note['example'] === 'string');
  return Array.isArray(notes) && notes.every(sound) ? null : '/notes';
}

function provenanceFault(value: unknown): Fault {
  if (!isFields(value)) return '/provenance';
  const text = ['source', 'dataset', 'connector', 'request', 'digest'].find((name) => typeof value[name] !== 'string');
  if (text !== undefined) return `/provenance/${text}`;
  if (!isNumberOrNull(value['asOf'])) return '/provenance/asOf';
  if (!isNumber(value['receivedAt'])) return '/provenance/receivedAt';
  if (value['sourceVersion'] !== null && typeof value['sourceVersion'] !== 'string') return '/provenance/sourceVersion';
  return typeof value['sampleData'] === 'boolean' ? null : '/provenance/sampleData';
}

/** Of one dimension of a cube. */
export function dimensionFault(dimension: unknown): Fault {
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

/** Of a features answer. */
export function featuresFault({ features, attribution, approximate }: Fields): Fault {
  if (typeof approximate !== 'boolean') return '/approximate';
  if (attribution !== undefined && typeof attribution !== 'string') return '/attribution';
  if (!Array.isArray(features)) return '/features';
  const bad = features.findIndex((one) => !isFields(one) || typeof one['id'] !== 'string' || !isFlat(one['properties']) || !isGeometry(one['geometry']));
  return bad < 0 ? null : `/features/${bad}`;
}

/** How deep the positions lie in `coordinates`. */
const DEPTH: { readonly [type: string]: number | undefined } = { Point: 0, Polygon: 2, MultiPolygon: 3 };

function isGeometry(value: unknown): boolean {
  if (!isFields(value) || typeof value['type'] !== 'string') return false;
  const depth = Object.hasOwn(DEPTH, value['type']) ? DEPTH[value['type']] : undefined;
  return depth !== undefined && arePositions(value['coordinates'], depth);
}

function arePositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth > 0) return value.every((part) => arePositions(part, depth - 1));
  return value.length >= 2 && isNumber(value[0]) && isNumber(value[1]);
}

/** Of the declared fields of an events answer. */
export function eventFieldsFault(fields: unknown): Fault {
  if (!Array.isArray(fields)) return '/fields';
  const bad = fields.findIndex((one) =>
    !isFields(one) || typeof one['id'] !== 'string' || !FIELD_TYPES.includes(one['type']) || typeof one['personal'] !== 'boolean' || (one['masked'] !== undefined && one['masked'] !== true));
  return bad < 0 ? null : `/fields/${bad}`;
}

/** Flat properties: text, finite numbers, booleans and nulls only. */
export const isFlat = (value: unknown): boolean => isFields(value) && Object.values(value).every(isFlatValue);
export const isFlatValue = (item: unknown): boolean => item === null || typeof item === 'string' || typeof item === 'boolean' || isNumber(item);
