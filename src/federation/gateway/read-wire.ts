import { FIRST_MISSING } from '@/domain/cube/cube';
import { CELL_STATUS, type Cube, type Dimension } from '@/domain/cube/types';
import { answerPartsFault, dimensionFault, eventFieldsFault, featuresFault, isFlatValue } from '@/domain/data-faults';
import { isFields, isNumber, type Fault, type Fields } from '@/domain/data-fields';
import type { DatasetData, EventField, EventRow, Events, Features } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { Answer } from '../answer';
import { SOURCE_ERROR_KINDS, type SourceError } from '../source-error';

/** Bounds of what one line may hold; a source's own size limit is far below. */
const MOST_CELLS = 6_000_000;
const MOST_ROWS = 1_000_000;
const MOST_DIMENSIONS = 16;
const MOST_FIELDS = 256;

/** Reads what a gateway wrote; the pointer of the first thing that is wrong where it is not an answer. Never throws. */
export function readWire(raw: unknown): Result<Answer, string> {
  if (!isFields(raw)) return err('');
  const fault = answerPartsFault(raw) ?? causeFault(raw['cause']);
  if (fault !== null) return err(fault);
  const data = readData(raw['data']);
  if (!data.ok) return err(`/data${data.error}`);
  const { asOf, receivedAt, serverTime, partial, provenance, notes, cause } = raw as Fields & Omit<Answer, 'data'>;
  return ok({
    data: data.value, asOf, receivedAt, serverTime,
    ...(partial ? { partial } : {}),
    provenance,
    ...(notes ? { notes } : {}),
    ...(cause ? { cause } : {}),
  });
}

const causeFault = (cause: unknown): Fault => (cause === undefined || readError(cause) ? null : '/cause');

const KINDS: readonly unknown[] = SOURCE_ERROR_KINDS;

/** A source's failure as a gateway told it, or null. */
export function readError(raw: unknown): SourceError | null {
  if (!isFields(raw) || !KINDS.includes(raw['kind']) || typeof raw['source'] !== 'string' || typeof raw['dataset'] !== 'string') return null;
  const texts = ['pointer', 'expected', 'got'].every((name) => raw[name] === undefined || typeof raw[name] === 'string');
  const numbers = ['httpStatus', 'retryAfterMs'].every((name) => raw[name] === undefined || isNumber(raw[name]));
  return texts && numbers ? (raw as Fields & SourceError) : null;
}

function readData(data: unknown): Result<DatasetData, string> {
  if (!isFields(data)) return err('');
  switch (data['kind']) {
    case 'cube': return readCube(data);
    case 'events': return readEvents(data);
    case 'features': {
      const fault = featuresFault(data);
      return fault === null ? ok(data as Fields & Features) : err(fault);
    }
    default: return err('/kind');
  }
}

function readCube({ dimensions, values, status, label }: Fields): Result<Cube, string> {
  if (label !== undefined && typeof label !== 'string') return err('/label');
  if (!Array.isArray(dimensions) || dimensions.length > MOST_DIMENSIONS) return err('/dimensions');
  let cells = 1;
  for (const [index, dimension] of dimensions.entries()) {
    const fault = dimensionFault(dimension);
    if (fault !== null) return err(`/dimensions/${index}${fault}`);
    cells *= (dimension as Dimension).categories.length;
  }
  // Counted before anything is made: a few large declared sizes must not exhaust the device.
  if (cells > MOST_CELLS || !Array.isArray(values) || values.length !== cells) return err('/values');
  if (typeof status !== 'string' || (status.length !== cells && status.length !== 1)) return err('/status');
  const codes = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const code = status.length === 1 ? digit(status, 0) : digit(status, cell);
    if (code < 0 || code >= CELL_STATUS.length) return err('/status');
    codes[cell] = code;
  }
  const numbers = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const value: unknown = values[cell];
    if (value === null) numbers[cell] = NaN;
    else if (isNumber(value) && (codes[cell] ?? FIRST_MISSING) < FIRST_MISSING) numbers[cell] = value;
    else return err(`/values/${cell}`);
  }
  return ok({ kind: 'cube', ...(label === undefined ? {} : { label }), dimensions: dimensions as readonly Dimension[], values: numbers, status: codes });
}

/** A base-36 digit; −1 where it is none. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 97 && code <= 122 ? code - 87 : -1;
}

function readEvents({ fields, ids, columns }: Fields): Result<Events, string> {
  const fault = eventFieldsFault(fields);
  if (fault !== null) return err(fault);
  const declared = fields as readonly EventField[];
  if (declared.length > MOST_FIELDS) return err('/fields');
  if (!Array.isArray(ids) || ids.length > MOST_ROWS || !ids.every((id) => typeof id === 'string')) return err('/ids');
  if (!Array.isArray(columns) || columns.length !== declared.length) return err('/columns');
  for (const [index, column] of columns.entries()) {
    if (!Array.isArray(column) || column.length !== ids.length) return err(`/columns/${index}`);
    const bad = column.findIndex((value) => !isFlatValue(value));
    if (bad >= 0) return err(`/columns/${index}/${bad}`);
  }
  const cells = columns as readonly (readonly EventRow['values'][string][])[];
  const rows = (ids as readonly string[]).map((id, row) => {
    const values: { [field: string]: EventRow['values'][string] } = {};
    for (let at = 0; at < declared.length; at++) values[(declared[at] as EventField).id] = cells[at]?.[row] ?? null;
    return { id, values };
  });
  return ok({ kind: 'events', fields: declared, rows });
}
