import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { oneOfAt } from '../../shape';
import { boundValues } from '../sql/parameters';
import { plainNameAt, requestOf, toldOf, type SqlRequest } from '../sql/request';
import { written } from '../sql/statement';
import { hole, literal, parameterValue } from './literals';

interface ClickHouseRequest extends SqlRequest {
  readonly database: string | undefined;
  /** `server`: values go beside the statement. `literals`: servers before 19.14 have no such way. */
  readonly binding: 'server' | 'literals';
}

/** Reads `{ statement, parameters?, rowLimit?, timeLimit?, database?, binding? }`. */
export function clickHouseRequestOf(dataset: DatasetSpec): ClickHouseRequest {
  const request = requestOf(dataset, ['database', 'binding']);
  return {
    ...request,
    database: plainNameAt(request.own['database'], '/request/database'),
    binding: oneOfAt(request.own['binding'] ?? 'server', ['server', 'literals'] as const, '/request/binding', 'misconfigured'),
  };
}

/** A POST of the statement; the server reads only, and stops at the limits. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = clickHouseRequestOf(dataset);
  const bound = boundValues(request.parameters, params);
  const statement = written(request.statement, (name) => {
    const value = bound.get(name) ?? refuse('misconfigured', '/request/statement', 'a declared parameter', name);
    return request.binding === 'server' ? hole(name, value) : literal(value);
  });
  return {
    method: 'POST', path: '',
    query: [
      ...(request.database === undefined ? [] : [['database', request.database] as const]),
      ['default_format', 'JSONCompact'],
      ['max_execution_time', String(request.timeLimit)],
      ['max_result_rows', String(request.rowLimit + 1)],
      ['result_overflow_mode', 'break'],
      ['output_format_json_quote_64bit_integers', '1'],
      // Otherwise what is no number comes as null, which means missing.
      ['output_format_json_quote_denormals', '1'],
      // Reads only, and still takes the limits above: an account of readonly 2 may not be asked for another.
      ['readonly', '2'],
      ...(request.binding === 'server' ? [...bound].map(([name, value]) => [`param_${name}`, parameterValue(value)] as const) : []),
    ],
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: statement,
    // A statement that took too long or that the server does not take is a 500: it is not worked on three times over.
    idempotent: false,
    // An error may come as text after half an answer.
    form: 'text',
    told: toldOf(bound),
  };
}
