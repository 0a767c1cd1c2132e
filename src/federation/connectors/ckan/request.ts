import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { below, refuse } from '../../fault';
import { configAt, nameAt, objectAt, oneOfAt, textAt, wholeAt } from '../../shape';
import { checkTemplate, fill } from '../rest-json/placeholders';

const ACTIONS = ['package_search', 'package_show', 'datastore_search'] as const;

/** A `request` of a dataset, read. */
export interface CkanRequest {
  readonly action: (typeof ACTIONS)[number];
  readonly query: readonly (readonly [name: string, template: string])[];
  /** Rows of a page, and rows in all: where there are more, the answer is partial. */
  readonly page: number;
  readonly most: number;
  readonly path: string;
}

const QUERY: Readonly<Record<CkanRequest['action'], readonly string[]>> = {
  package_search: ['q', 'fq', 'sort', 'facet', 'include_private'],
  package_show: ['id'],
  datastore_search: ['resource_id', 'filters', 'q', 'fields', 'sort', 'distinct', 'plain', 'language'],
};
/** What names the thing that is asked for. */
const NEEDED: Readonly<Partial<Record<CkanRequest['action'], string>>> = { package_show: 'id', datastore_search: 'resource_id' };

/** Names of the two that say where a page begins and how long it is. */
export const PAGING = { package_search: ['start', 'rows'], datastore_search: ['offset', 'limit'] } as const;

const REFUSALS = [400, 404, 409];

/** `filters` of the datastore is JSON inside a text: a value put in is quoted as JSON has it. */
const jsonPart = (value: string): string => JSON.stringify(value).slice(1, -1);

/** A JSON object with templates in its texts, where braces of JSON itself are no placeholders. */
function checkFilters(template: string, names: readonly string[], pointer: string): void {
  const strings = template.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  strings.forEach((text) => checkTemplate(text, names, pointer));
  const bare = template.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (!bare.startsWith('{') || /\{\s*[A-Za-z]/.test(bare)) refuse('misconfigured', pointer, 'a JSON object with placeholders inside its texts', template);
}

/** Reads `{ action, query?, page?, most?, path? }`; texts of `query` are templates. */
export function requestOf(dataset: DatasetSpec): CkanRequest {
  const parts = configAt(dataset.request, '/request', ['action', 'query', 'page', 'most', 'path']);
  const action = oneOfAt(parts['action'], ACTIONS, '/request/action', 'misconfigured');
  const names = dataset.parameters.map(({ name }) => name);
  const query = Object.entries(objectAt(parts['query'] ?? {}, '/request/query', 'misconfigured')).map(([name, value]) => {
    const at = below('/request/query', name);
    if (!QUERY[action].includes(name)) refuse('misconfigured', at, `one of ${QUERY[action].join(', ')}`, name);
    const template = textAt(value, at, 'misconfigured');
    if (name === 'filters') checkFilters(template, names, at);
    else checkTemplate(template, names, at);
    return [name, template] as const;
  });
  const needed = NEEDED[action];
  if (needed !== undefined && !query.some(([name]) => name === needed)) refuse('misconfigured', `/request/query/${needed}`, 'a value', undefined);
  return {
    action, query,
    page: wholeAt(parts['page'] ?? 100, '/request/page', 1, action === 'package_search' ? 1_000 : 32_000, 'misconfigured'),
    most: wholeAt(parts['most'] ?? 10_000, '/request/most', 1, 1_000_000, 'misconfigured'),
    path: nameAt(parts['path'] ?? 'api/3/action/', '/request/path', 'misconfigured'),
  };
}

/** One filled entry; none where it names an optional parameter that is absent. */
function filledEntry([name, template]: CkanRequest['query'][number], params: Params): readonly (readonly [string, string])[] {
  const filled = name === 'filters' ? filledFilters(template, params) : fill(template, params);
  if (filled.length > 1) refuse('misconfigured', below('/request/query', name), 'no list parameter', template);
  return filled.map((value) => [name, value] as const);
}

function filledFilters(template: string, params: Params): string[] {
  let absent = false;
  const text = template.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => {
    const [value, another] = fill(quoted, params, jsonPart);
    absent ||= value === undefined;
    if (another !== undefined) refuse('misconfigured', '/request/query/filters', 'no list parameter', template);
    return value ?? quoted;
  });
  return absent ? [] : [text];
}

/** The question for the rows from `offset` on. */
export function questionFrom(request: CkanRequest, params: Params, offset: number): HttpQuestion {
  const { action, path, page, most } = request;
  const paging = action === 'package_show' ? [] : [[PAGING[action][0], String(offset)] as const, [PAGING[action][1], String(Math.min(page, most - offset))] as const];
  const query = [...request.query.flatMap((entry) => filledEntry(entry, params)), ...paging];
  return { method: 'GET', path: `${path}${action}`, query, headers: {}, body: null, idempotent: true, explains: REFUSALS };
}

/** The question to send for one set of parameters: its first page. */
export const plan = (dataset: DatasetSpec, params: Params): HttpQuestion => questionFrom(requestOf(dataset), params, 0);
