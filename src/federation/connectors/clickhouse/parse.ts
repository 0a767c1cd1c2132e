import type { PayloadReader } from '../../connector';
import { refuse, said, settled } from '../../fault';
import { readJson } from '../../payload/read-json';
import { listAt, nameAt, objectAt, textAt } from '../../shape';
import { checkParts, rowAt } from '../sql/parse';
import type { ColumnType, SqlTable } from '../sql/table';
import { normalised } from '../sql/to-data';
import { clickHouseRequestOf } from './request';

const EXCEPTION = /\bCode: (\d{1,5})[.,]? .{0,400}?Exception/s;
/** The server's own limits of time, rows, bytes and memory. */
const LIMITS: ReadonlySet<string> = new Set(['158', '159', '241', '307', '396']);

/** The server's failure, by its number: its words hold the statement. */
function refuseException(code: string): never {
  return refuse('source-error', '', LIMITS.has(code) ? 'a result within the limits of time, rows and memory' : 'a result', said(`ClickHouse code ${code}`));
}

/** Types inside `Nullable(…)` and `LowCardinality(…)`. */
function typeOf(name: string): ColumnType {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(name)?.[1];
  if (inner !== undefined) return typeOf(inner);
  if (/^U?Int\d+$/.test(name)) return { kind: 'integer' };
  if (/^Float\d+$/.test(name)) return { kind: 'float' };
  const [, scale] = /^Decimal\d*\((?:\d+, ?)?(\d+)\)$/.exec(name) ?? [];
  if (scale !== undefined) return { kind: 'decimal', scale: Number(scale) };
  if (/^Date(?:32)?$/.test(name)) return { kind: 'date' };
  const [time, zone] = /^DateTime(?:64)?(?:\((?:\d, ?)?'([^']+)'\)|\(\d\))?$/.exec(name) ?? [];
  if (time === undefined) return { kind: name === 'Bool' ? 'boolean' : 'text' };
  return { kind: 'time', ...(zone === undefined ? {} : { zone: zoneOf(zone) }) };
}

function zoneOf(name: string): string {
  if (/^(?:Etc\/)?(?:UTC|GMT)$/.test(name)) return 'Z';
  return /^Asia\/(?:Ho_Chi_Minh|Saigon|Bangkok)$/.test(name) ? '+07:00' : refuse('malformed', '/meta', 'times of UTC or Asia/Ho_Chi_Minh', name);
}

/** Reads a body of format JSONCompact: an answer, an answer that broke off in an error, or one that broke off. */
function tableOf(payload: unknown): SqlTable {
  const text = textAt(payload, '');
  const read = settled(() => readJson(new TextEncoder().encode(text)));
  if (!read.ok) {
    const code = EXCEPTION.exec(text.slice(-4_000))?.[1] ?? EXCEPTION.exec(text.slice(0, 4_000))?.[1];
    if (code !== undefined) return refuseException(code);
    return refuse(/^\s*\{/.test(text) && !/\}\s*$/.test(text) ? 'truncated' : 'malformed', read.error.pointer, read.error.expected, said(read.error.got));
  }
  const parts = objectAt(read.value, '');
  if (typeof parts['exception'] === 'string') return refuseException(EXCEPTION.exec(parts['exception'])?.[1] ?? '0');
  const columns = listAt(parts['meta'], '/meta').map((each, at) => {
    const { name, type } = objectAt(each, `/meta/${at}`);
    return { name: nameAt(name, `/meta/${at}/name`), ...typeOf(nameAt(type, `/meta/${at}/type`)) };
  });
  return { columns, rows: listAt(parts['data'], '/data').map((row, at) => rowAt(row, columns.length, `/data/${at}`)), more: false };
}

export const clickHouseReader: PayloadReader = {
  id: 'clickhouse',
  read: (payload, dataset) => normalised(tableOf(payload), dataset, clickHouseRequestOf(dataset).rowLimit),
  check: (dataset) => checkParts(dataset, clickHouseRequestOf),
};
