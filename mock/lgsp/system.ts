import { dateText, dayAt, parseDay, startOf } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import { SHARED_SERVICES } from '../province/systems';
import type { World } from '../world';
import { callsOf } from './callers';
import { addTraffic, trafficOf, type Traffic } from './traffic';

const MOST_DAYS = 400;

const ok = (now: number, data: object): MockReply => jsonReply({ status: 'success', sample: true, timestamp: now / 1000, data });
const failure = (status: number, errorType: string, message: string): MockReply => jsonReply({ status: 'error', errorType, message }, status);

const COLUMNS = ['requests', 'errors', 'p95', 'availability'] as const satisfies readonly (keyof Traffic)[];

/** One list a series, as a time-series store gives them; null for days that have not begun. */
function range(world: World, from: number, to: number, now: number): object {
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const totals = days.map((day) => addTraffic(SHARED_SERVICES.map((service) => trafficOf(world, service, day, now))));
  return {
    resultType: 'matrix', step: '1d', days: days.map(dateText), complete: days.map((day) => day < dayAt(now)),
    requests_total: totals.map((day) => day?.requests ?? null), errors_total: totals.map((day) => day?.errors ?? null),
    latency_p95_ms: totals.map((day) => day?.p95 ?? null), availability_ratio: totals.map((day) => day?.availability ?? null),
  };
}

function byService(world: World, day: number, now: number): object {
  const result = SHARED_SERVICES.flatMap((service) => {
    const traffic = trafficOf(world, service, day, now);
    return traffic ? [{ service: service.id, display_name: service.name, metrics: COLUMNS.map((column) => traffic[column]) }] : [];
  });
  return { resultType: 'vector', day: dateText(day), complete: day < dayAt(now), columns: ['requests_total', 'errors_total', 'latency_p95_ms', 'availability_ratio'], total: SHARED_SERVICES.length, result };
}

const HOUR_MS = 3_600_000;

/** Calls and errors of each hour of a day; the hour that runs says so, those to come are null. */
function byHour(world: World, day: number, now: number): object {
  const totalAt = (moment: number): Traffic | null =>
    moment > now || moment < startOf(day) ? null : addTraffic(SHARED_SERVICES.map((service) => trafficOf(world, service, day, moment)));
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const begun = startOf(day) + hour * HOUR_MS;
    const before = totalAt(begun);
    const after = totalAt(Math.min(begun + HOUR_MS, now));
    return { before, after, complete: begun + HOUR_MS <= now };
  });
  const part = (of: (traffic: Traffic) => number): (number | null)[] => hours.map(({ before, after }) => (before && after ? of(after) - of(before) : null));
  return {
    resultType: 'matrix', step: '1h', day: dateText(day), hours: hours.map((_, hour) => String(hour).padStart(2, '0')), complete: hours.map(({ complete }) => complete),
    requests_total: part(({ requests }) => requests), errors_total: part(({ errors }) => errors),
  };
}

/** Which application called which service how often. */
function byCaller(world: World, day: number, now: number): object {
  const calls = callsOf(world, day, now) ?? [];
  return {
    resultType: 'matrix', day: dateText(day), complete: day < dayAt(now), total: calls.length,
    services: SHARED_SERVICES.map(({ id, name }) => ({ service: id, display_name: name })),
    result: calls.map(({ caller, requests, errors }) => ({ caller: caller.id, display_name: caller.name, metrics: [requests, errors] })),
  };
}

/** Prometheus text exposition of today's counters. */
function exposition(world: World, now: number): MockReply {
  const day = dayAt(now);
  const lines = ['# Du lieu mau / sample data', '# TYPE lgsp_requests_total counter', '# TYPE lgsp_errors_total counter', '# TYPE lgsp_latency_p95_ms gauge'];
  for (const service of SHARED_SERVICES) {
    const traffic = trafficOf(world, service, day, now);
    if (!traffic) continue;
    lines.push(`lgsp_requests_total{service="${service.id}"} ${traffic.requests}`, `lgsp_errors_total{service="${service.id}"} ${traffic.errors}`, `lgsp_latency_p95_ms{service="${service.id}"} ${traffic.p95}`);
  }
  lines.push(`lgsp_counters_start_seconds ${startOf(day) / 1000}`);
  return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: `${lines.join('\n')}\n` };
}

/** What is asked of one day. */
const DAILY: Readonly<Record<string, (world: World, day: number, now: number) => object>> = {
  '/api/v1/services': byService, '/api/v1/hours': byHour, '/api/v1/callers': byCaller,
};

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  if (path === '/metrics') return exposition(world, now);
  const ofDay = DAILY[path];
  if (ofDay) {
    const day = parseDay(query.get('day'));
    return day === undefined ? failure(400, 'bad_data', 'day must be yyyy-MM-dd') : ok(now, ofDay(world, day, now));
  }
  if (path === '/api/v1/query_range') {
    const from = parseDay(query.get('start'));
    const to = parseDay(query.get('end'));
    if (from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return failure(400, 'bad_data', 'start and end must be yyyy-MM-dd, at most 400 days apart');
    return ok(now, range(world, from, to, now));
  }
  return failure(404, 'not_found', 'no such endpoint');
}

/** Monitor of the provincial integration platform (LGSP), in the manner of a time-series store. */
export function createLgsp(world: World): SourceSystem {
  return {
    id: 'lgsp',
    title: { vi: 'Giám sát nền tảng tích hợp, chia sẻ dữ liệu (LGSP)', en: 'Integration platform monitor (LGSP)' },
    endpoints: [
      ['GET', '/api/v1/query_range?start&end', 'lưu lượng theo ngày'],
      ['GET', '/api/v1/services?day', 'lưu lượng theo dịch vụ trong ngày'],
      ['GET', '/api/v1/hours?day', 'lưu lượng từng giờ trong ngày'],
      ['GET', '/api/v1/callers?day', 'ứng dụng nào gọi dịch vụ nào trong ngày'],
      ['GET', '/metrics', 'bộ đếm hôm nay, dạng Prometheus'],
    ],
    tickMs: 15_000,
    places: { rename: ['requests_total', 'request_count'], numbers: ['requests_total', 'errors_total', 'latency_p95_ms', 'availability_ratio', 'metrics'], rows: ['result'], events: [] },
    answer: (request) => answer(world, request),
  };
}
