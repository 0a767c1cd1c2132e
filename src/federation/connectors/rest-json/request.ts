import type { Json } from '@/domain/dataset';
import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { below, refuse } from '../../fault';
import { configAt, flagAt, objectAt, oneOfAt, optional, textAt } from '../../shape';
import { firstPage, pagingOf, type Paging } from './paging';
import { checkTemplate, fill, usesList } from './placeholders';

/** A `request` of a dataset, as an administrator wrote it and as we read it. */
interface RestRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: readonly (readonly [name: string, template: string])[];
  readonly headers: { readonly [name: string]: string };
  readonly body: Json | undefined;
  readonly idempotent: boolean;
  readonly paging: Paging | undefined;
}

/** What a pack may say in headers: content negotiation and the source's own `X-…`; never who is asking. */
const HEADER = /^(?:accept|accept-language|x-(?!forwarded|real-ip|http-method|original|rewrite)[a-z0-9-]+)$/i;

function headersAt(value: unknown): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (const [name, text] of Object.entries(objectAt(value ?? {}, '/request/headers', 'misconfigured'))) {
    const at = below('/request/headers', name);
    if (!HEADER.test(name)) refuse('misconfigured', at, 'Accept, Accept-Language or X-…', name);
    headers[name] = textAt(text, at, 'misconfigured');
    if (/\p{Cc}/u.test(headers[name] ?? '')) refuse('misconfigured', at, 'text on one line', text);
  }
  return headers;
}

/** Checks the templates in every text of a body. */
export function checkBody(body: unknown, names: readonly string[], pointer: string): void {
  if (typeof body === 'string') checkTemplate(body, names, pointer);
  else if (typeof body === 'object' && body !== null) for (const [key, value] of Object.entries(body)) checkBody(value, names, below(pointer, key));
}

/**
 * Reads `{ method, path, query?, headers?, body?, idempotent?, paging? }`. Refuses unknown keys, parameters the dataset does not declare, and
 * a body on a GET. A POST is asked again after a failure only where `idempotent` says that it may.
 */
export function requestOf(dataset: DatasetSpec): RestRequest {
  const names = dataset.parameters.map(({ name }) => name);
  const parts = configAt(dataset.request, '/request', ['method', 'path', 'query', 'headers', 'body', 'idempotent', 'paging']);
  const method = oneOfAt(parts['method'] ?? 'GET', ['GET', 'POST'] as const, '/request/method', 'misconfigured');
  const path = textAt(parts['path'], '/request/path', 'misconfigured');
  checkTemplate(path, names, '/request/path');
  const query = Object.entries(objectAt(parts['query'] ?? {}, '/request/query', 'misconfigured')).map(([name, value]) => {
    const template = textAt(value, below('/request/query', name), 'misconfigured');
    checkTemplate(template, names, below('/request/query', name));
    return [name, template] as const;
  });
  const body = parts['body'] as Json | undefined;
  if (body !== undefined && method === 'GET') refuse('misconfigured', '/request/body', 'no body on a GET', body);
  checkBody(body, names, '/request/body');
  const idempotent = optional(parts['idempotent'], (value) => flagAt(value, '/request/idempotent', 'misconfigured'));
  return { method, path, query, headers: headersAt(parts['headers']), body, idempotent: idempotent ?? method === 'GET', paging: pagingOf(parts['paging']) };
}

/** `{period.year}` alone stands for a number in a body; systems that count years refuse text. */
const NUMBER_ALONE = /^\{[\w-]+\.(?:year|index)\}$/;

/** Undefined where the value names an absent optional parameter: the entry that holds it is left out. */
export function filledBody(body: Json, params: Params): Json | undefined {
  if (typeof body === 'string') {
    const texts = fill(body, params);
    const values = NUMBER_ALONE.test(body) ? texts.map(Number) : texts;
    return usesList(body, params) ? values : values[0];
  }
  if (typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) return body.flatMap((each: Json) => filledBody(each, params) ?? []);
  const entries = Object.entries(body).map(([key, value]) => [key, filledBody(value as Json, params)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

/** The question to send for one set of parameters. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = requestOf(dataset);
  const [path, another] = fill(request.path, params, encodeURIComponent);
  if (path === undefined || another !== undefined) return refuse('misconfigured', '/request/path', 'parameters that are present and no lists', request.path);
  const body = request.body === undefined ? undefined : filledBody(request.body, params);
  const query = request.query.flatMap(([name, template]) => fill(template, params).map((value) => [name, value] as const));
  return {
    method: request.method,
    path,
    query: request.paging ? firstPage(query, request.paging) : query,
    headers: body === undefined ? request.headers : { 'Content-Type': 'application/json', ...request.headers },
    body: body === undefined ? null : JSON.stringify(body),
    idempotent: request.idempotent,
  };
}
