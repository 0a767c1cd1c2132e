import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { packagesOf, resourceId, type OpenPackage } from './catalogue';

const HELP = '/api/3/action/help_show?name=';
const DEFAULT_ROWS = 10;
const MOST_ROWS = 1_000;
const MOST_RECORDS = 32_000;

const success = (action: string, result: object): MockReply => jsonReply({ help: `${HELP}${action}`, success: true, sample: true, result });
const failure = (action: string, status: number, error: object): MockReply => jsonReply({ help: `${HELP}${action}`, success: false, error }, status);
const notFound = (action: string, what: string): MockReply => failure(action, 404, { message: `Không tìm thấy: ${what}`, __type: 'Not Found Error' });
const invalid = (action: string, field: string, message: string): MockReply => failure(action, 409, { [field]: [message], __type: 'Validation Error' });

function resourcesOf(each: OpenPackage): object[] {
  const file = { id: each.id.replace(/^.{4}/, '0000'), name: `${each.title} (tệp)`, format: 'XLSX', url: `/dataset/${each.name}.xlsx`, datastore_active: false, last_modified: each.modified };
  return each.table ? [file, { id: resourceId(each), name: each.title, format: 'CSV', url: `/dataset/${each.name}.csv`, datastore_active: true, last_modified: each.modified }] : [file];
}

const packageRow = (each: OpenPackage): object => {
  const resources = resourcesOf(each);
  return {
    id: each.id, name: each.name, title: each.title, notes: `${each.title}. Dữ liệu mẫu.`, state: 'active', type: 'dataset', private: false, isopen: true,
    license_id: 'cc-by', license_title: 'Creative Commons Attribution', metadata_created: each.created, metadata_modified: each.modified, num_resources: resources.length, num_tags: 1,
    organization: { id: each.unit, name: each.unit.toLowerCase().replace('.', '-'), title: each.publisher },
    tags: [{ name: each.theme, display_name: each.theme, state: 'active' }], groups: [],
    extras: [{ key: 'chu_ky_thang', value: String(each.everyMonths) }, { key: 'ma_don_vi', value: each.unit }], resources,
  };
};

/** `tags:y-te AND organization:h41-06`, the part of Solr's syntax that portals write in `fq`. */
function passes(each: OpenPackage, filter: string): boolean {
  return filter.split(/\s+AND\s+|\s+(?=\w+:)/).filter((part) => part !== '').every((part) => {
    const [, key, value] = /^\+?(\w+):"?([^"]*)"?$/.exec(part) ?? [];
    if (key === 'tags') return each.theme === value;
    return key === 'organization' ? each.unit.toLowerCase().replace('.', '-') === value : true;
  });
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase();

/** A whole number of a parameter; undefined where it is written wrongly. */
function wholeOf(query: URLSearchParams, name: string, otherwise: number): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function search(packages: readonly OpenPackage[], query: URLSearchParams): MockReply {
  const [start, rows] = [wholeOf(query, 'start', 0), wholeOf(query, 'rows', DEFAULT_ROWS)];
  if (start === undefined || rows === undefined) return invalid('package_search', start === undefined ? 'start' : 'rows', 'Giá trị phải là số nguyên không âm');
  const words = folded(query.get('q') ?? '').split(/\s+/).filter((word) => word !== '' && word !== '*:*');
  const found = packages.filter((each) => words.every((word) => folded(`${each.title} ${each.theme} ${each.publisher}`).includes(word)) && passes(each, query.get('fq') ?? ''));
  const results = found.slice(start, start + Math.min(rows, MOST_ROWS)).map(packageRow);
  return success('package_search', { count: found.length, facets: {}, results, sort: query.get('sort') ?? 'score desc, metadata_modified desc', search_facets: {} });
}

function datastore(world: World, packages: readonly OpenPackage[], query: URLSearchParams): MockReply {
  const id = query.get('resource_id');
  if (!id) return invalid('datastore_search', 'resource_id', 'Thiếu giá trị');
  const holder = packages.find((each) => each.table && resourceId(each) === id);
  const table = holder?.table?.(world);
  if (!table) return notFound('datastore_search', `Resource "${id}"`);
  const [offset, limit] = [wholeOf(query, 'offset', 0), wholeOf(query, 'limit', 100)];
  if (offset === undefined || limit === undefined) return invalid('datastore_search', offset === undefined ? 'offset' : 'limit', 'Phải là số nguyên dương');
  const filters = filtersOf(query.get('filters'));
  if (!filters) return invalid('datastore_search', 'filters', 'Không đọc được JSON');
  const records = table.rows.map((row, at) => Object.fromEntries([['_id', at + 1], ...table.fields.map(({ id: field }, f) => [field, row[f] ?? null])]) as Record<string, unknown>)
    .filter((record) => Object.entries(filters).every(([field, value]) => [value].flat().map(String).includes(String(record[field]))));
  return success('datastore_search', {
    include_total: true, limit: Math.min(limit, MOST_RECORDS), records_format: 'objects', resource_id: id, total_estimation_threshold: null,
    records: records.slice(offset, offset + Math.min(limit, MOST_RECORDS)), fields: [{ id: '_id', type: 'int' }, ...table.fields], total: records.length, total_was_estimated: false,
    _links: { start: `/api/3/action/datastore_search?resource_id=${id}`, next: `/api/3/action/datastore_search?resource_id=${id}&offset=${offset + limit}` },
  });
}

function filtersOf(text: string | null): Readonly<Record<string, unknown>> | undefined {
  if (text === null || text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  const packages = packagesOf(world, now);
  switch (path.replace(/^\/api\/(?:3\/)?action\//, '')) {
    case 'package_search': return search(packages, query);
    case 'package_list': return success('package_list', packages.map(({ name }) => name));
    case 'package_show': {
      const found = packages.find(({ id, name }) => [id, name].includes(query.get('id') ?? ''));
      return found ? success('package_show', packageRow(found)) : notFound('package_show', query.get('id') ?? '');
    }
    case 'datastore_search': return datastore(world, packages, query);
    default: return { status: 404, type: 'text/html; charset=utf-8', body: '<h1>404 Not Found</h1>' };
  }
}

/** The open-data portal of the province, a CKAN. */
export function createOpenData(world: World): SourceSystem {
  return {
    id: 'open-data',
    title: { vi: 'Cổng dữ liệu mở của tỉnh (CKAN)', en: 'Open-data portal of the province (CKAN)' },
    endpoints: [
      ['GET', '/api/3/action/package_search?q&fq&start&rows', 'tìm bộ dữ liệu mở'], ['GET', '/api/3/action/package_show?id', 'một bộ dữ liệu'],
      ['GET', '/api/3/action/datastore_search?resource_id&filters&offset&limit', 'các dòng của một bảng'],
    ],
    tickMs: 60_000,
    places: { rename: ['results', 'items'], numbers: ['so_truong', 'so_hoc_sinh', 'so_co_so', 'so_giuong'], rows: ['results', 'records'], events: ['results'] },
    answer: (request) => answer(world, request),
  };
}
