import type { AskedPage, HttpQuestion, PageReading, PayloadReader } from '../../connector';
import { refuse, said } from '../../fault';
import { listAt, nameAt, objectAt, optional, textAt, type Keyed } from '../../shape';
import { checkParts, rowAt } from '../sql/parse';
import type { ColumnKind, SqlTable } from '../sql/table';
import { normalised } from '../sql/to-data';
import { trinoRequestOf } from './request';

const KINDS: Readonly<Record<string, ColumnKind>> = {
  tinyint: 'integer', smallint: 'integer', integer: 'integer', bigint: 'integer', decimal: 'decimal', real: 'float', double: 'float', boolean: 'boolean', date: 'date', timestamp: 'time',
};

/** Failures of the statement itself; everything else is the engine's. */
const OURS: ReadonlySet<string> = new Set(['SYNTAX_ERROR', 'COLUMN_NOT_FOUND', 'TABLE_NOT_FOUND', 'SCHEMA_NOT_FOUND', 'CATALOG_NOT_FOUND', 'TYPE_MISMATCH', 'FUNCTION_NOT_FOUND', 'INVALID_PARAMETER_USAGE', 'MISSING_CATALOG_NAME', 'MISSING_SCHEMA_NAME']);

/** Refuses a failure by its name; its words hold the statement and the names of machines. */
function checkError(parts: Keyed): void {
  if (parts['error'] === undefined || parts['error'] === null) return;
  const error = objectAt(parts['error'], '/error');
  const name = optional(error['errorName'], (value) => textAt(value, '/error/errorName')) ?? 'GENERIC_INTERNAL_ERROR';
  const line = optional(error['errorLocation'] ?? undefined, (value) => objectAt(value, '/error/errorLocation')['lineNumber']);
  if (OURS.has(name)) refuse('misconfigured', '/request/statement', 'a statement that Trino takes', said(`${name}${typeof line === 'number' ? `, line ${line}` : ''}`));
  refuse('source-error', '/error', 'a result', said(name));
}

/** Waiting grows while the engine has nothing to tell; ms. */
const pause = (page: number): number => Math.min(1_000, 25 * 2 ** Math.min(page, 6));

/** The next page, wherever the server believes itself to be: its path is asked of the configured source and of nobody else. */
function next(payload: unknown, { page }: AskedPage): HttpQuestion | null {
  const parts = objectAt(payload, '');
  checkError(parts);
  if (parts['nextUri'] === undefined || parts['nextUri'] === null) return null;
  const uri = nameAt(parts['nextUri'], '/nextUri');
  const path = /^https?:\/\/[^/?#]+(?:\/[\w.-]+)*?\/(v1\/statement\/(?:queued|executing)(?:\/\w[\w.-]*)+)(?:\?([\w=&.-]*))?$/.exec(uri);
  if (!path) return refuse('malformed', '/nextUri', 'a further page of /v1/statement', uri);
  return {
    method: 'GET', path: path[1] ?? '', query: [...new URLSearchParams(path[2] ?? '')], headers: {}, body: null, idempotent: true,
    ...(Array.isArray(parts['data']) && parts['data'].length > 0 ? {} : { waitMs: pause(page) }),
  };
}

const pages: PageReading = {
  next: (payload, _dataset, _params, asked) => next(payload, asked),
  merge(payloads, dataset) {
    const parts = payloads.map((payload) => objectAt(payload, ''));
    const rows = parts.flatMap((part, at) => (part['data'] === undefined || part['data'] === null ? [] : listAt(part['data'], `/${at}/data`)));
    return { columns: parts.find((part) => Array.isArray(part['columns']))?.['columns'], data: rows.slice(0, trinoRequestOf(dataset).rowLimit + 1) };
  },
};

function tableOf(payload: unknown): SqlTable {
  const parts = objectAt(payload, '');
  checkError(parts);
  const columns = listAt(parts['columns'], '/columns').map((each, at) => {
    const { name, type } = objectAt(each, `/columns/${at}`);
    const base = nameAt(type, `/columns/${at}/type`).replace(/[( ].*$/s, '');
    return { name: nameAt(name, `/columns/${at}/name`), kind: KINDS[base] ?? ('text' as const) };
  });
  return { columns, rows: listAt(parts['data'] ?? [], '/data').map((row, at) => rowAt(row, columns.length, `/data/${at}`)), more: false };
}

export const trinoReader: PayloadReader = {
  id: 'trino',
  read: (payload, dataset) => normalised(tableOf(payload), dataset, trinoRequestOf(dataset).rowLimit),
  check: (dataset) => checkParts(dataset, trinoRequestOf),
  pages,
};
