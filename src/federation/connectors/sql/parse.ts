import type { DatasetSpec, PayloadReader } from '../../connector';
import { below, refuse, said, settled, type Fault } from '../../fault';
import { flagAt, listAt, nameAt, objectAt } from '../../shape';
import { mappingOf } from './columns';
import { requestOf } from './request';
import type { ColumnKind, Scalar, SqlTable } from './table';
import { normalised } from './to-data';

/** PostgreSQL's names of types; anything else is text. */
const KINDS: Readonly<Record<string, ColumnKind>> = {
  smallint: 'integer', integer: 'integer', bigint: 'integer', numeric: 'decimal', real: 'float', 'double precision': 'float', boolean: 'boolean', date: 'date',
  'timestamp without time zone': 'time', 'timestamp with time zone': 'time',
};

/** A list of scalars; anything nested is refused with its place. */
export function rowAt(value: unknown, width: number, pointer: string): readonly Scalar[] {
  const row = listAt(value, pointer);
  if (row.length !== width) refuse('malformed', pointer, `${width} cells`, said(`${row.length}`));
  row.forEach((cell, at) => {
    if (cell !== null && typeof cell === 'object') refuse('malformed', below(pointer, at), 'a single value', cell);
  });
  return row as readonly Scalar[];
}

/** Reads what the transport of the gateway answers: `{columns: [{name, type}], rows, more}`, every cell as text or null. */
export function tableAt(payload: unknown): SqlTable {
  const parts = objectAt(payload, '');
  const columns = listAt(parts['columns'], '/columns').map((each, at) => {
    const { name, type } = objectAt(each, `/columns/${at}`);
    return { name: nameAt(name, `/columns/${at}/name`), kind: KINDS[nameAt(type, `/columns/${at}/type`)] ?? 'text' };
  });
  return { columns, rows: listAt(parts['rows'], '/rows').map((row, at) => rowAt(row, columns.length, `/rows/${at}`)), more: flagAt(parts['more'], '/more') };
}

/** What is wrong in the request and in the mapping: the first fault of each. */
export const checkParts = (dataset: DatasetSpec, readRequest: (dataset: DatasetSpec) => unknown): Fault[] =>
  [settled(() => readRequest(dataset)), settled(() => mappingOf(dataset))].flatMap((part) => (part.ok ? [] : [part.error]));

export const sqlReader: PayloadReader = {
  id: 'sql',
  read: (payload, dataset) => normalised(tableAt(payload), dataset, requestOf(dataset).rowLimit),
  check: (dataset) => checkParts(dataset, requestOf),
};
