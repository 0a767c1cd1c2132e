import { CELL_STATUS } from '@/domain/cube/types';
import { answerPartsFault, dimensionFault, eventFieldsFault, featuresFault, isFlat } from '@/domain/data-faults';
import { isFields, isNumber, type Fault, type Fields } from '@/domain/data-fields';
import { RECORD_VERSION } from './record';
import type { AnswerRecord } from './record';

/**
 * A record from disk is a boundary like any other: a crash, a full disk, an extension or another version of the portal
 * may have written it: see `domain/data-faults`.
 */

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

function recordFault(record: Fields): Fault {
  const answer = record['answer'];
  if (record['v'] !== RECORD_VERSION) return '/v';
  if (typeof record['key'] !== 'string') return '/key';
  if (!isNumber(record['size'])) return '/size';
  if (!isNumber(record['lastUsedAt'])) return '/lastUsedAt';
  if (!isFields(answer)) return '/answer';
  const parts = answerPartsFault(answer);
  if (parts !== null) return `/answer${parts}`;
  const data = dataFault(answer['data']);
  return data === null ? null : `/answer/data${data}`;
}

function dataFault(data: unknown): Fault {
  if (!isFields(data)) return '';
  switch (data['kind']) {
    case 'cube': return cubeFault(data);
    case 'features': return featuresFault(data);
    case 'events': return eventsFault(data);
    default: return '/kind';
  }
}

function cubeFault({ dimensions, values, status, label }: Fields): Fault {
  if (label !== undefined && typeof label !== 'string') return '/label';
  if (!Array.isArray(dimensions)) return '/dimensions';
  let cells = 1;
  for (const [index, dimension] of dimensions.entries()) {
    const fault = dimensionFault(dimension);
    if (fault !== null) return `/dimensions/${index}${fault}`;
    cells *= dimension.categories.length;
  }
  if (!(values instanceof Float64Array) || values.length !== cells) return '/values';
  const known = status instanceof Uint8Array && status.length === cells && status.every((code) => code < CELL_STATUS.length);
  return known ? null : '/status';
}

function eventsFault({ fields, rows }: Fields): Fault {
  const fault = eventFieldsFault(fields);
  if (fault !== null) return fault;
  if (!Array.isArray(rows)) return '/rows';
  const row = rows.findIndex((one) => !isFields(one) || typeof one['id'] !== 'string' || !isFlat(one['values']));
  return row < 0 ? null : `/rows/${row}`;
}
