import type { AskedPage, DatasetSpec, HttpQuestion, Normalised, Params, PayloadReader } from '../../connector';
import { refuse, said, settled, type Fault } from '../../fault';
import { flagAt, listAt, objectAt, wholeAt, type Keyed } from '../../shape';
import { compiledMapping } from '../rest-json/mapping';
import { restJsonReader } from '../rest-json/parse';
import { PAGING, questionFrom, requestOf } from './request';

/** One page of a list: its rows under `key`, and how many there are in all. */
interface Page {
  readonly result: Keyed;
  readonly key: 'results' | 'records';
  readonly rows: readonly unknown[];
  readonly total: number;
}

/** `result` of an answer that succeeded. CKAN tells a failure as `{success: false, error: {__type, message}}`. */
function resultOf(payload: unknown): Keyed {
  const root = objectAt(payload, '');
  if (!flagAt(root['success'], '/success')) {
    const { __type: type, message, ...fields } = objectAt(root['error'] ?? {}, '/error');
    refuse('source-error', '/error', 'success', said(`${String(type ?? 'error')}: ${typeof message === 'string' ? message : JSON.stringify(fields)}`));
  }
  return objectAt(root['result'], '/result');
}

function pageOf(payload: unknown, dataset: DatasetSpec): Page {
  const result = resultOf(payload);
  const [key, count] = dataset.request['action'] === 'package_search' ? (['results', 'count'] as const) : (['records', 'total'] as const);
  return { result, key, rows: listAt(result[key], `/result/${key}`), total: wholeAt(result[count], `/result/${count}`, 0, 1e9) };
}

/** The next page, until there are no more, or as many as are wanted. An empty page before the end is an end: rows went meanwhile. */
function next(payload: unknown, dataset: DatasetSpec, params: Params, { question }: AskedPage): HttpQuestion | null {
  const request = requestOf(dataset);
  if (request.action === 'package_show') return null;
  const { rows, total } = pageOf(payload, dataset);
  const begun = Number(question.query.find(([name]) => name === PAGING[request.action as keyof typeof PAGING][0])?.[1] ?? 0);
  const offset = begun + rows.length;
  return rows.length === 0 || offset >= Math.min(total, request.most) ? null : questionFrom(request, params, offset);
}

/** All pages as one answer: what the last says of itself, and the rows of all. */
function merge(payloads: readonly unknown[], dataset: DatasetSpec): unknown {
  const pages = payloads.map((payload) => pageOf(payload, dataset));
  const last = pages[pages.length - 1];
  return last && { success: true, result: { ...last.result, [last.key]: pages.flatMap(({ rows }) => rows) } };
}

async function read(payload: unknown, dataset: DatasetSpec, params: Params): Promise<Normalised> {
  const request = requestOf(dataset);
  const { rows, total } = request.action === 'package_show' ? { rows: [resultOf(payload)], total: 1 } : pageOf(payload, dataset);
  const normalised = await restJsonReader.read(payload, dataset, params);
  return rows.length < total && !normalised.partial ? { ...normalised, partial: { present: rows.length, expected: total } } : normalised;
}

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  const found = [settled(() => requestOf(dataset)), settled(() => compiledMapping(dataset))];
  return found.flatMap((part) => (part.ok ? [] : [part.error]));
}

export const ckanReader: PayloadReader = { id: 'ckan', read, check, pages: { next, merge } };
