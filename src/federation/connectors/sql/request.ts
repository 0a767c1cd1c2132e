import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { configAt, nameAt, optional, wholeAt, type Keyed } from '../../shape';
import { boundValues, parametersAt, type Bound, type ParameterRule } from './parameters';
import { statementAt, written, type Statement } from './statement';
import { columnNames } from './columns';

/** What every SQL engine is told. */
export interface SqlRequest {
  readonly statement: Statement;
  readonly parameters: ReadonlyMap<string, ParameterRule>;
  /** Rows taken; one more makes the answer partial. */
  readonly rowLimit: number;
  /** Seconds that the engine may work. */
  readonly timeLimit: number;
  /** Keys of one engine alone. */
  readonly own: Keyed;
}

const ROWS = 10_000;
const MOST_ROWS = 100_000;
const SECONDS = 10;
const MOST_SECONDS = 120;

/** Reads `{ statement, parameters?, rowLimit?, timeLimit? }` and the engine's `own` keys. */
export function requestOf(dataset: DatasetSpec, own: readonly string[] = []): SqlRequest {
  const parts = configAt(dataset.request, '/request', ['statement', 'parameters', 'rowLimit', 'timeLimit', ...own]);
  const statement = statementAt(parts['statement']);
  return {
    statement,
    parameters: parametersAt(parts['parameters'], statement.holes, dataset),
    rowLimit: optional(parts['rowLimit'], (value) => wholeAt(value, '/request/rowLimit', 1, MOST_ROWS, 'misconfigured')) ?? ROWS,
    timeLimit: optional(parts['timeLimit'], (value) => wholeAt(value, '/request/timeLimit', 1, MOST_SECONDS, 'misconfigured')) ?? SECONDS,
    own: parts,
  };
}

/** A name of a catalogue, schema or database, where an engine takes one. */
export function plainNameAt(value: unknown, pointer: string): string | undefined {
  return optional(value, (text) => {
    const name = nameAt(text, pointer, 'misconfigured');
    return /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name) ? name : refuse('misconfigured', pointer, 'letters, digits, - and _', name);
  });
}

/** What provenance tells of a question: which values it was asked with, never the statement. */
export const toldOf = (parameters: ReadonlyMap<string, Bound>): string =>
  ['SELECT', ...[...parameters].map(([name, { value }]) => `${name}=${value === null ? '—' : typeof value === 'string' ? value : value.join(',')}`)].join(' ').slice(0, 300);

const CASTS = { text: 'text', integer: 'bigint', number: 'numeric', date: 'date', 'text[]': 'text[]' } as const;
/** Every value goes as text and is cast by the server: no driver decides what it means. */
const cast = (position: number, { type }: Bound): string => (type === 'text' || type === 'text[]' ? `$${position}::${CASTS[type]}` : `($${position}::text)::${CASTS[type]}`);

/** A question to a PostgreSQL, as its transport takes it: body of the HTTP question. */
export interface PostgresQuestion {
  /** With `$1`, `$2`…, one for each value. */
  readonly statement: string;
  readonly values: readonly (string | readonly string[] | null)[];
  /** Columns wanted of the result, in this order. */
  readonly columns: readonly string[];
  readonly rowLimit: number;
  readonly timeLimit: number;
}

/** The question to PostgreSQL, PostGIS, or the embedded warehouse; goes through a transport of the gateway and never over HTTP. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = requestOf(dataset);
  const bound = boundValues(request.parameters, params);
  const order = [...bound.keys()];
  const question: PostgresQuestion = {
    statement: written(request.statement, (name) => {
      const value = bound.get(name);
      return value ? cast(order.indexOf(name) + 1, value) : refuse('misconfigured', '/request/statement', 'a declared parameter', name);
    }),
    values: [...bound.values()].map(({ value }) => value),
    columns: columnNames(dataset),
    rowLimit: request.rowLimit,
    timeLimit: request.timeLimit,
  };
  return { method: 'POST', path: 'sql', query: [], headers: {}, body: JSON.stringify(question), idempotent: true, told: toldOf(bound) };
}
