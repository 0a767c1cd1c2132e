import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse, said } from '../../fault';
import { boundValues } from '../sql/parameters';
import { plainNameAt, requestOf, toldOf, type SqlRequest } from '../sql/request';
import { written } from '../sql/statement';
import { literal } from './literals';

interface TrinoRequest extends SqlRequest {
  readonly catalog: string | undefined;
  readonly schema: string | undefined;
  /** Only for a Trino that knows nobody's password; where it does, the account is its user. */
  readonly user: string | undefined;
}

/** A prepared statement travels in a header, which servers bound. Characters after encoding. */
const LONGEST = 6_000;

/** Reads `{ statement, parameters?, rowLimit?, timeLimit?, catalog?, schema?, user? }`. */
export function trinoRequestOf(dataset: DatasetSpec): TrinoRequest {
  const request = requestOf(dataset, ['catalog', 'schema', 'user']);
  const encoded = encodeURIComponent(written(request.statement, () => '?')).length;
  if (request.parameters.size > 0 && encoded > LONGEST) refuse('misconfigured', '/request/statement', `at most ${LONGEST} characters as a header (make it a view)`, said(`${encoded}`));
  const name = (key: string): string | undefined => plainNameAt(request.own[key], `/request/${key}`);
  return { ...request, catalog: name('catalog'), schema: name('schema'), user: name('user') };
}

/** A POST of the statement; with parameters, of `EXECUTE … USING`, the statement being prepared in a header. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = trinoRequestOf(dataset);
  const bound = boundValues(request.parameters, params);
  const order: string[] = [];
  const statement = written(request.statement, (name) => {
    order.push(name);
    return '?';
  });
  const values = order.map((name) => literal(bound.get(name) ?? refuse('misconfigured', '/request/statement', 'a declared parameter', name)));
  const { catalog, schema, user } = request;
  return {
    method: 'POST', path: 'v1/statement', query: [],
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Trino-Source': 'toan-canh',
      'X-Trino-Time-Zone': 'Asia/Ho_Chi_Minh',
      'X-Trino-Session': `query_max_run_time=${request.timeLimit}s`,
      ...(catalog === undefined ? {} : { 'X-Trino-Catalog': catalog }),
      ...(schema === undefined ? {} : { 'X-Trino-Schema': schema }),
      ...(user === undefined ? {} : { 'X-Trino-User': user }),
      ...(values.length === 0 ? {} : { 'X-Trino-Prepared-Statement': `asked=${encodeURIComponent(statement)}` }),
    },
    body: values.length === 0 ? statement : `EXECUTE asked USING ${values.join(', ')}`,
    idempotent: true,
    told: toldOf(bound),
  };
}
