import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { alarmsAt, silencesAt, silenceState, type Alarm, type Silence } from './alarms';

const iso = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString();

interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

const holds = ({ name, value, isRegex, isEqual }: Matcher, labels: Alarm['labels']): boolean =>
  (isRegex ? new RegExp(`^(?:${value})$`, 's').test(labels[name] ?? '') : (labels[name] ?? '') === value) === isEqual;

const FILTER = /^\s*([a-zA-Z_][\w]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"\s]*))\s*$/;

/** Reads `severity="critical"`; undefined where it is none. */
function matcherOf(text: string): Matcher | undefined {
  const [whole, name = '', operator = '', quoted, bare] = FILTER.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { name, value: quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/gs, '$1'), isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') };
}

interface Standing {
  readonly alarm: Alarm;
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
}

/** Alerts as they stand: a line of a carrier whose own way to the Internet is cut does not ring too. */
function standings(world: World, at: number): Standing[] {
  const alarms = alarmsAt(world, at);
  const active = silencesAt(world, at).filter((silence) => silenceState(silence, at) === 'active');
  const cut = alarms.filter(({ labels }) => labels['kind'] === 'internet');
  return alarms.map((alarm) => ({
    alarm,
    silencedBy: active.filter(({ matchers }) => matchers.every((matcher) => holds(matcher, alarm.labels))).map(({ id }) => id),
    inhibitedBy: alarm.labels['kind'] === 'wan' ? cut.filter(({ labels }) => labels['provider'] === alarm.labels['provider']).map(({ fingerprint }) => fingerprint) : [],
  }));
}

const wanted = (query: URLSearchParams, sort: string): boolean => query.get(sort) !== 'false';

function listAlerts(world: World, query: URLSearchParams, filters: readonly Matcher[], at: number): object[] {
  return standings(world, at).filter(({ alarm, silencedBy, inhibitedBy }) => {
    if (!filters.every((filter) => holds(filter, alarm.labels))) return false;
    if (silencedBy.length > 0) return wanted(query, 'silenced');
    return inhibitedBy.length > 0 ? wanted(query, 'inhibited') : wanted(query, 'active');
  }).map(({ alarm, silencedBy, inhibitedBy }) => ({
    annotations: { description: alarm.description, summary: alarm.summary },
    endsAt: iso(at + 240), fingerprint: alarm.fingerprint, receivers: [{ name: alarm.labels['severity'] === 'critical' ? 'truc-lanh-dao' : 'truc-van-hanh' }],
    startsAt: iso(alarm.since),
    status: { inhibitedBy, silencedBy, state: silencedBy.length + inhibitedBy.length > 0 ? 'suppressed' : 'active' },
    updatedAt: iso(Math.floor(at / 60) * 60), generatorURL: `http://prometheus.noc.example/graph?g0.expr=${alarm.labels['alertname']}&g0.tab=1`, labels: alarm.labels,
  }));
}

function listSilences(world: World, filters: readonly Matcher[], at: number): object[] {
  const about = ({ matchers }: Silence): Alarm['labels'] => Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
  return silencesAt(world, at).filter((silence) => filters.every((filter) => holds(filter, about(silence)))).map((silence) => ({
    id: silence.id, status: { state: silenceState(silence, at) }, updatedAt: iso(silence.from - 3_600), comment: `${silence.comment} (dữ liệu mẫu)`, createdBy: silence.by,
    endsAt: iso(silence.to), matchers: silence.matchers, startsAt: iso(silence.from),
  }));
}

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  const filters = query.getAll('filter').map(matcherOf);
  const bad = filters.indexOf(undefined);
  // The real one answers a text in JSON.
  if (bad >= 0) return jsonReply(`bad matcher format: ${query.getAll('filter')[bad] ?? ''}`, 400);
  const known = filters.filter((filter) => filter !== undefined);
  if (path === '/api/v2/alerts') return jsonReply(listAlerts(world, query, known, now / 1000));
  if (path === '/api/v2/silences') return jsonReply(listSilences(world, known, now / 1000));
  return jsonReply({ code: 404, message: `path ${path} was not found` }, 404);
}

/** The Alertmanager beside it. */
export function createAlertmanager(world: World): SourceSystem {
  return {
    id: 'noc-alertmanager',
    title: { vi: 'Cảnh báo hạ tầng số của tỉnh (Alertmanager)', en: 'Alerts of the province’s infrastructure (Alertmanager)' },
    endpoints: [['GET', '/api/v2/alerts?active&silenced&inhibited&filter', 'cảnh báo đang có'], ['GET', '/api/v2/silences?filter', 'lệnh tạm ngưng cảnh báo']],
    tickMs: 15_000,
    places: { rename: ['status', 'state'], numbers: [], rows: ['matchers'], events: [] },
    answer: (request) => answer(world, request),
  };
}
