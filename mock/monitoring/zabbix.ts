import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { itemsOf, OFFICE_SWITCHES, officesOf, problemsAt, type Item, type Problem } from './offices';

type Params = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

const failure = (id: unknown, code: number, message: string, data: string): MockReply => jsonReply({ jsonrpc: '2.0', error: { code, message, data }, id });

const isRecord = (value: unknown): value is Params => typeof value === 'object' && value !== null && !Array.isArray(value);
const listed = (value: unknown): string[] | undefined => (value === undefined ? undefined : (Array.isArray(value) ? value : [value]).map(String));

/** Fields that were asked for; the key always comes. */
function picked(row: Row, output: unknown, key: string): Row {
  const fields = Array.isArray(output) ? [key, ...output.map(String)] : undefined;
  return fields ? Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name))) : row;
}

/** `selectTags` and `selectHosts` bring what else a row has. */
const withMore = (row: Row, params: Params, more: Readonly<Record<string, unknown>>): Row => ({ ...row, ...Object.fromEntries(Object.entries(more).filter(([select]) => params[`select${select}`] !== undefined).map(([select, value]) => [select.toLowerCase(), value])) });

function problemRow({ id, trigger, name, severity, since, until, acknowledged }: Problem, at: number): Row {
  const ended = until <= at;
  return {
    eventid: id, source: '0', object: '0', objectid: trigger, clock: String(since), ns: '0', r_eventid: ended ? `${id}9` : '0', r_clock: ended ? String(until) : '0', r_ns: '0',
    correlationid: '0', userid: '0', name, acknowledged: acknowledged ? '1' : '0', severity: String(severity), suppressed: '0', opdata: '', urls: [],
  };
}

function problems(world: World, params: Params, at: number, ended: boolean): Row[] {
  const severities = listed(params['severities']);
  return problemsAt(world, at).filter((problem) => (ended || problem.until > at) && (severities?.includes(String(problem.severity)) ?? true))
    .map((problem) => withMore(picked(problemRow(problem, at), params['output'], 'eventid'), params, { Tags: problem.tags, Hosts: [problem.host] }));
}

function triggers(world: World, params: Params, at: number): Row[] {
  const only = isRecord(params['filter']) ? listed(params['filter']['value']) : undefined;
  return problemsAt(world, at).map((problem): readonly [Row, Problem] => [{
    triggerid: problem.trigger, description: problem.name, priority: String(problem.severity), value: problem.until > at ? '1' : '0', lastchange: String(Math.min(problem.until, at) === at ? problem.since : problem.until), status: '0', state: '0',
  }, problem] as const).filter(([row]) => only?.includes(String(row['value'])) ?? true)
    .map(([row, problem]) => withMore(picked(row, params['output'], 'triggerid'), params, { Hosts: [problem.host], Tags: problem.tags }));
}

function itemRow({ id, hostid, name, key, units, read }: Item, at: number): Row {
  const clock = Math.floor(at / 60) * 60;
  const value = read(clock);
  return { itemid: id, hostid, name, key_: key, value_type: '3', units, status: '0', state: '0', lastvalue: value === null ? '0' : String(value), lastclock: value === null ? '0' : String(clock), lastns: '0', prevvalue: value === null ? '0' : String(value) };
}

function items(world: World, params: Params, at: number): Row[] {
  const filter = isRecord(params['filter']) ? listed(params['filter']['key_']) : undefined;
  const search = isRecord(params['search']) ? listed(params['search']['key_']) : undefined;
  return itemsOf(world).filter(({ key }) => (filter?.includes(key) ?? true) && (search?.some((part) => key.includes(part)) ?? true))
    .map((item) => withMore(picked(itemRow(item, at), params['output'], 'itemid'), params, { Hosts: [item.host], Tags: item.tags }));
}

function history(world: World, params: Params, at: number): Row[] {
  const ids = listed(params['itemids']) ?? [];
  const until = Math.min(at, Number(params['time_till'] ?? at));
  const from = Math.max(until - 86_400, Number(params['time_from'] ?? until - 3_600));
  return itemsOf(world).filter(({ id }) => ids.includes(id)).flatMap(({ id, read }) =>
    Array.from({ length: Math.max(0, Math.floor((until - from) / 300)) }, (_, step) => Math.floor(until / 300) * 300 - step * 300).flatMap((clock) => {
      const value = read(clock);
      return value === null ? [] : [{ itemid: id, clock: String(clock), value: String(value), ns: '0' }];
    }));
}

const METHODS: Readonly<Record<string, (world: World, params: Params, at: number) => Row[]>> = {
  'problem.get': (world, params, at) => problems(world, params, at, false),
  'event.get': (world, params, at) => problems(world, params, at, true),
  'trigger.get': triggers,
  'item.get': items,
  'history.get': history,
  'host.get': (world, params) => officesOf(world).map(({ host, tags }) => withMore(picked({ ...host, status: '0', maintenance_status: '0' }, params['output'], 'hostid'), params, { Tags: tags })),
};

function answer(world: World, { method, path, body, now }: MockRequest): MockReply {
  if (path !== '/api_jsonrpc.php') return { status: 404, type: 'text/html; charset=utf-8', body: '<h1>Not Found</h1>' };
  if (method !== 'POST') return { status: 412, type: 'text/plain', body: '' };
  let call: unknown;
  try {
    call = JSON.parse(body);
  } catch {
    return failure(null, -32_700, 'Parse error', 'Invalid JSON. An error occurred on the server while parsing the JSON text.');
  }
  if (!isRecord(call) || call['jsonrpc'] !== '2.0') return failure(null, -32_600, 'Invalid request.', 'JSON-rpc version is not specified.');
  const [service = '', verb = ''] = String(call['method']).split('.');
  const run = METHODS[String(call['method'])];
  if (!run) return failure(call['id'], -32_602, 'Invalid params.', `Incorrect method "${service}.${verb}".`);
  if (!isRecord(call['params'])) return failure(call['id'], -32_602, 'Invalid params.', 'Invalid parameter "/": an array is expected.');
  const rows = run(world, call['params'], now / 1000);
  return jsonReply({ jsonrpc: '2.0', result: rows.slice(0, Number(call['params']['limit'] ?? rows.length)), id: call['id'] });
}

/** The Zabbix that watches offices: local switches, computers, printers. */
export function createZabbix(world: World): SourceSystem {
  return {
    id: 'noc-zabbix',
    title: { vi: 'Giám sát mạng và thiết bị các cơ quan (Zabbix)', en: 'Monitor of offices’ networks and devices (Zabbix)' },
    endpoints: [['POST', '/api_jsonrpc.php', `JSON-RPC: ${Object.keys(METHODS).join(', ')}; ${OFFICE_SWITCHES} thiết bị mạng mỗi sở`]],
    tickMs: 60_000,
    places: { rename: ['lastvalue', 'last_value'], numbers: [], rows: ['result'], events: ['result'] },
    answer: (request) => answer(world, request),
  };
}
