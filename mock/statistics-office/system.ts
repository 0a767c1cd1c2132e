import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { csv, jsonStat1, jsonStat2, type Category, type Chosen } from './json-stat';
import { openTable, TABLE_IDS } from './open-table';
import type { OpenTable, Variable } from './table-source';

/** PxWeb API v1 below this folder: `ThongKe` is the database, `KTXH` its one level. */
const FOLDER = '/api/v1/vi/ThongKe/KTXH/';
/** Folders above it, as PxWeb lists them: databases have no type. */
const TREE: Readonly<Record<string, readonly object[]>> = {
  '/api/v1/vi/': [{ dbid: 'ThongKe', text: 'Cơ sở dữ liệu thống kê tỉnh' }],
  '/api/v1/vi/ThongKe/': [{ id: 'KTXH', type: 'l', text: 'Kinh tế - xã hội, dân số' }],
};
const V2 = '/api/v2/tables/';

/** Asks of one variable: `{code, selection: {filter, values}}`. */
interface Ask {
  readonly code: string;
  readonly filter: string;
  readonly values: readonly string[];
}

const failure = (status: number, error: string): MockReply => jsonReply({ error, duLieuMau: true }, status);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The query of a POST body; undefined where it is none. */
function asksOf(body: string): { readonly asks: readonly Ask[]; readonly format: string } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // PxWeb answers any unreadable query the same way: 400.
    return undefined;
  }
  if (!isRecord(parsed) || !Array.isArray(parsed['query'])) return undefined;
  const response = parsed['response'];
  const asks: Ask[] = [];
  for (const each of parsed['query'] as unknown[]) {
    const selection = isRecord(each) ? each['selection'] : undefined;
    if (!isRecord(each) || typeof each['code'] !== 'string' || !isRecord(selection) || !Array.isArray(selection['values'])) return undefined;
    asks.push({ code: each['code'], filter: String(selection['filter']).toLowerCase(), values: selection['values'].map(String) });
  }
  return { asks, format: isRecord(response) && typeof response['format'] === 'string' ? response['format'].toLowerCase() : 'csv' };
}

/** Values an ask chooses; undefined where it names one the variable has not. */
function valuesFor(variable: Variable, ask: Ask | undefined): readonly Category[] | undefined {
  if (!ask) return variable.values;
  if (ask.filter === 'all') return variable.values.filter(({ code }) => ask.values.some((pattern) => new RegExp(`^${pattern.replace(/[^\w*]/g, '').replaceAll('*', '.*')}$`).test(code)));
  if (ask.filter === 'top') return Number(ask.values[0]) > 0 ? variable.values.slice(-Number(ask.values[0])) : undefined;
  if (ask.filter !== 'item') return undefined;
  const found = ask.values.map((code) => variable.values.find((value) => value.code === code));
  return found.every((value) => value !== undefined) ? found : undefined;
}

/** The chosen part of a table, or the variable that was asked for wrongly. */
function choose(table: OpenTable, asks: readonly Ask[]): Chosen | string {
  const stray = asks.find(({ code }) => !table.variables.some((variable) => variable.code === code));
  if (stray) return stray.code;
  const chosen = table.variables.map((variable) => ({ variable, values: valuesFor(variable, asks.find(({ code }) => code === variable.code)) }));
  const wrong = chosen.find(({ values }) => values === undefined || values.length === 0);
  return wrong ? wrong.variable.code : chosen.map(({ variable, values }) => ({ variable, values: values ?? [] }));
}

function told(table: OpenTable, chosen: Chosen, format: string): MockReply {
  if (format === 'csv') return { status: 200, type: 'text/csv; charset=utf-8', body: csv(table, chosen) };
  if (format !== 'json-stat' && format !== 'json-stat2') return failure(400, `Unsupported format: ${format}`);
  const reply = jsonReply(format === 'json-stat' ? jsonStat1(table, chosen) : jsonStat2(table, chosen));
  return table.trailingNul ? { ...reply, body: `${reply.body}\u0000` } : reply;
}

function ask(table: OpenTable, asks: readonly Ask[], format: string): MockReply {
  const chosen = choose(table, asks);
  if (typeof chosen === 'string') return failure(400, `The request for variable '${chosen}' has an error. Please check your query.`);
  return told(table, chosen, format);
}

/** PxWeb marks the variable of time and lists codes beside texts. */
const metadata = (table: OpenTable): object => ({
  title: table.title,
  variables: table.variables.map(({ code, text, role, values }) => ({
    code, text, values: values.map((value) => value.code), valueTexts: values.map(({ label }) => label), ...(role === 'time' ? { time: true } : {}),
  })),
});

function answerV1(world: World, { method, path, body, now }: MockRequest): MockReply {
  const name = path.slice(FOLDER.length);
  if (name === '') return jsonReply(TABLE_IDS.map(({ id, title }) => ({ id: `${id}.px`, type: 't', text: title, updated: openTable(world, id, now)?.updated })));
  const table = openTable(world, name.replace(/\.px$/i, ''), now);
  if (!table) return failure(404, 'Table not found');
  if (method === 'GET') return jsonReply(metadata(table));
  if (method !== 'POST') return failure(405, 'Method not allowed');
  const query = asksOf(body);
  return query ? ask(table, query.asks, query.format) : failure(400, 'The query is not valid JSON');
}

/** `valueCodes[Thang]=*`, `top(12)` or a list. */
function asksOfQuery(query: URLSearchParams): Ask[] {
  return [...query].flatMap(([name, value]) => {
    const code = /^valueCodes\[(\w+)\]$/.exec(name)?.[1];
    if (!code) return [];
    const top = /^top\((\d+)\)$/i.exec(value);
    if (top) return [{ code, filter: 'top', values: [top[1] ?? ''] }];
    return [{ code, filter: value === '*' ? 'all' : 'item', values: value.split(',') }];
  });
}

function answerV2(world: World, { path, query, now }: MockRequest): MockReply {
  const [id = '', part = ''] = path.slice(V2.length).split('/');
  if (id === '') return jsonReply({ language: 'vi', tables: TABLE_IDS.map(({ id: each, title }) => ({ id: each, label: title, updated: openTable(world, each, now)?.updated })) });
  const table = openTable(world, id, now);
  if (!table) return failure(404, 'Table not found');
  // A description names every category and holds no figures.
  if (part === 'metadata') return jsonReply({ ...jsonStat2(table, table.variables.map((variable) => ({ variable, values: variable.values }))), value: null, status: undefined });
  return part === 'data' ? ask(table, asksOfQuery(query), query.get('outputFormat') ?? 'json-stat2') : failure(404, 'Not found');
}

/** The provincial statistics office: a PxWeb of its own, with the habits such installations have. */
export function createStatisticsOffice(world: World): SourceSystem {
  return {
    id: 'statistics-office',
    title: { vi: 'Kho số liệu Thống kê tỉnh (PxWeb)', en: 'Provincial statistics office (PxWeb)' },
    endpoints: [
      ['GET', '/api/v1/vi/', 'danh sách cơ sở dữ liệu'],
      ['GET', FOLDER, 'danh sách bảng'],
      ['GET', `${FOLDER}KTXH01.px`, 'mô tả bảng; KTXH01 tháng, KTXH02 quý, KTXH03 năm, DS01 dân số'],
      ['POST', `${FOLDER}KTXH01.px`, '{query, response.format: json-stat2 | json-stat | csv}'],
      ['GET', `${V2}KTXH01/data?valueCodes[Thang]=top(12)`, 'PxWeb API v2'],
    ],
    tickMs: 60_000,
    places: { rename: ['value', 'values'], numbers: ['value'], rows: ['value'], events: [] },
    answer: (request) => {
      const folder = TREE[request.path];
      if (folder && request.method === 'GET') return jsonReply(folder);
      if (request.path.startsWith(FOLDER)) return answerV1(world, request);
      return request.path.startsWith(V2) ? answerV2(world, request) : failure(404, 'Not found');
    },
  };
}
