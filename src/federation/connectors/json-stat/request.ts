import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { below, refuse } from '../../fault';
import { configAt, listAt, nameAt, objectAt, oneOfAt, optional, textAt } from '../../shape';
import { askedCodes, timeCodes, type TimePattern } from './time-codes';

const DIALECTS = ['pxweb-1', 'pxweb-2', 'file'] as const;
const FORMATS = ['json-stat2', 'json-stat'] as const;

/** Which categories of a dimension are asked for. */
type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'top'; readonly count: string }
  | { readonly kind: 'items'; readonly codes: readonly string[] }
  | { readonly kind: 'periods'; readonly from: string; readonly to: string | undefined };

interface StatRequest {
  readonly dialect: (typeof DIALECTS)[number];
  readonly path: string;
  readonly format: (typeof FORMATS)[number];
  readonly language: string | undefined;
  readonly select: readonly (readonly [dimension: string, selection: Selection])[];
}

/** `"*"` all · `"top:24"` the latest · `["A", "B"]` these · `"{period}"` that parameter, as a time code · `"{from}..{to}"` all between. */
function selectionAt(value: unknown, names: readonly string[], pointer: string): Selection {
  if (typeof value !== 'string') {
    const codes = listAt(value, pointer, 'misconfigured').map((code) => nameAt(code, pointer, 'misconfigured'));
    if (codes.length === 0) refuse('misconfigured', pointer, 'at least one code', value);
    return { kind: 'items', codes };
  }
  if (value === '*') return { kind: 'all' };
  const matched = /^(?:top:(\d{1,4})|\{([\w-]+)\}(?:\.\.\{([\w-]+)\})?)$/.exec(value);
  if (!matched) return refuse('misconfigured', pointer, '"*", "top:12", a list of codes, "{period}" or "{from}..{to}"', value);
  const [, count, from = '', to] = matched;
  if (count) return { kind: 'top', count };
  for (const name of to === undefined ? [from] : [from, to]) if (!names.includes(name)) refuse('misconfigured', pointer, 'a parameter of the dataset', name);
  return { kind: 'periods', from, to };
}

/** Reads `{ dialect, path, format?, language?, select? }`. */
export function requestOf(dataset: DatasetSpec): StatRequest {
  const parts = configAt(dataset.request, '/request', ['dialect', 'path', 'format', 'language', 'select']);
  const names = dataset.parameters.map(({ name }) => name);
  const dialect = oneOfAt(parts['dialect'], DIALECTS, '/request/dialect', 'misconfigured');
  const select = Object.entries(objectAt(parts['select'] ?? {}, '/request/select', 'misconfigured')).map(
    ([dimension, value]) => [dimension, selectionAt(value, names, below('/request/select', dimension))] as const,
  );
  if (dialect === 'file' && select.length > 0) refuse('misconfigured', '/request/select', 'nothing: a file is taken whole', parts['select']);
  return {
    dialect,
    path: nameAt(parts['path'], '/request/path', 'misconfigured'),
    format: oneOfAt(parts['format'] ?? 'json-stat2', FORMATS, '/request/format', 'misconfigured'),
    language: optional(parts['language'], (value) => textAt(value, '/request/language', 'misconfigured')),
    select,
  };
}

/** Codes a selection comes to; null where it is no list of codes. */
function codesOf(selection: Selection, params: Params, time: TimePattern): readonly string[] | null {
  if (selection.kind === 'items') return selection.codes;
  if (selection.kind !== 'periods') return null;
  const from = params[selection.from];
  const to = selection.to === undefined ? undefined : params[selection.to];
  if (from === undefined || (selection.to !== undefined && typeof to !== 'string')) return refuse('misconfigured', '/request/select', 'parameters that are present', undefined);
  return askedCodes(from, to as string | undefined, time);
}

/** PxWeb API v1: a POST that only reads. */
function pxWeb1(request: StatRequest, params: Params, time: TimePattern): HttpQuestion {
  const query = request.select.map(([code, selection]) => {
    const codes = codesOf(selection, params, time);
    if (codes) return { code, selection: { filter: 'item', values: codes } };
    return selection.kind === 'top'
      ? { code, selection: { filter: 'top', values: [selection.count] } }
      : { code, selection: { filter: 'all', values: ['*'] } };
  });
  const body = JSON.stringify({ query, response: { format: request.format } });
  return { method: 'POST', path: request.path, query: [], headers: { 'Content-Type': 'application/json' }, body, idempotent: true };
}

/** PxWeb API v2: `GET tables/{id}/data?valueCodes[dim]=a,b&outputFormat=json-stat2`. */
function pxWeb2(request: StatRequest, params: Params, time: TimePattern): HttpQuestion {
  const values = request.select.map(([code, selection]) => {
    const codes = codesOf(selection, params, time);
    return [`valueCodes[${code}]`, codes ? codes.join(',') : selection.kind === 'top' ? `top(${selection.count})` : '*'] as const;
  });
  const language = request.language === undefined ? [] : [['lang', request.language] as const];
  return { method: 'GET', path: request.path, query: [...language, ...values, ['outputFormat', 'json-stat2']], headers: {}, body: null, idempotent: true };
}

/** How the table writes its times, as the mapping says. Read here alone: the rest of the mapping is the reading thread's. */
function timePatternOf(dataset: DatasetSpec): TimePattern {
  const time = objectAt(dataset.mapping['time'] ?? {}, '/mapping/time', 'misconfigured');
  return timeCodes(optional(time['pattern'], (value) => textAt(value, '/mapping/time/pattern', 'misconfigured')), time['nineMonths'] === true, '/mapping/time/pattern');
}

/** The question to send for one set of parameters. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = requestOf(dataset);
  const time = timePatternOf(dataset);
  if (request.dialect === 'pxweb-1') return pxWeb1(request, params, time);
  if (request.dialect === 'pxweb-2') return pxWeb2(request, params, time);
  return { method: 'GET', path: request.path, query: [], headers: {}, body: null, idempotent: true };
}
