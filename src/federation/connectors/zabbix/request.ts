import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { configAt, nameAt, objectAt, oneOfAt, wholeAt } from '../../shape';
import { checkBody, filledBody } from '../rest-json/request';
import type { Json } from '@/domain/dataset';

/** What may be asked: none of these changes anything. */
const METHODS = ['problem.get', 'trigger.get', 'host.get', 'item.get', 'history.get', 'event.get'] as const;

/** A `request` of a dataset, read. */
interface ZabbixRequest {
  readonly method: (typeof METHODS)[number];
  readonly params: { readonly [key: string]: Json };
  readonly path: string;
  /** Most rows of one answer, which Zabbix is told too. */
  readonly limit: number;
}

const MOST_ROWS = 10_000;
/** Would make the answer another shape than a list of rows. */
const OTHER_SHAPES = ['countOutput', 'groupCount', 'preservekeys', 'auth'];

/** Reads `{ method, params?, limit?, path? }`; texts of `params` are templates. Refuses methods that do not only read. */
export function requestOf(dataset: DatasetSpec): ZabbixRequest {
  const parts = configAt(dataset.request, '/request', ['method', 'params', 'limit', 'path']);
  const params = objectAt(parts['params'] ?? {}, '/request/params', 'misconfigured') as ZabbixRequest['params'];
  const stray = [...OTHER_SHAPES, 'limit'].find((key) => Object.hasOwn(params, key));
  if (stray !== undefined) refuse('misconfigured', `/request/params/${stray}`, stray === 'limit' ? 'limit beside params' : 'no such parameter', params[stray]);
  checkBody(params, dataset.parameters.map(({ name }) => name), '/request/params');
  return {
    method: oneOfAt(parts['method'], METHODS, '/request/method', 'misconfigured'),
    params,
    path: nameAt(parts['path'] ?? 'api_jsonrpc.php', '/request/path', 'misconfigured'),
    limit: wholeAt(parts['limit'] ?? 1_000, '/request/limit', 1, MOST_ROWS, 'misconfigured'),
  };
}

/** The question to send for one set of parameters. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const { method, path, limit, params: template } = requestOf(dataset);
  const filled = filledBody(template, params) as ZabbixRequest['params'];
  const body = JSON.stringify({ jsonrpc: '2.0', method, params: { ...filled, limit }, id: 1 });
  return { method: 'POST', path, query: [], headers: { 'Content-Type': 'application/json-rpc' }, body, idempotent: true };
}
