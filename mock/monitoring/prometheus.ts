import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { alarmsAt } from './alarms';
import { evaluate, type Sample, type Store } from './promql-evaluate';
import { BadQuery, parsePromQl } from './promql-parse';
import { seriesOf } from './readings';

const MOST_POINTS = 11_000;
const ROUNDED = 12;

const ok = (data: object): MockReply => jsonReply({ status: 'success', sample: true, data });
const failure = (status: number, errorType: string, error: string): MockReply => jsonReply({ status: 'error', errorType, error }, status);

/** Prometheus writes numbers as Go does, in text. */
const numberText = (value: number): string => (Number.isNaN(value) ? 'NaN' : value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(Number(value.toPrecision(ROUNDED))));

/** Epoch seconds, or RFC 3339. Undefined for anything else. */
function timeOf(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  return Number.isFinite(seconds) ? seconds : undefined;
}

function query(store: Store, params: URLSearchParams): MockReply {
  const at = params.has('time') ? timeOf(params.get('time')) : store.now;
  if (at === undefined) return failure(400, 'bad_data', `invalid parameter "time": cannot parse ${JSON.stringify(params.get('time'))} to a valid timestamp`);
  const value = evaluate(store, parsePromQl(params.get('query') ?? ''), at);
  if (typeof value === 'number') return ok({ resultType: 'scalar', result: [at, numberText(value)] });
  return ok({ resultType: 'vector', result: value.map(({ labels, value: number }) => ({ metric: labels, value: [at, numberText(number)] })) });
}

function queryRange(store: Store, params: URLSearchParams): MockReply {
  const [start, end, step] = [timeOf(params.get('start')), timeOf(params.get('end')), Number(params.get('step') ?? NaN)];
  if (start === undefined || end === undefined) return failure(400, 'bad_data', `invalid parameter ${JSON.stringify(start === undefined ? 'start' : 'end')}: cannot parse "" to a valid timestamp`);
  if (end < start) return failure(400, 'bad_data', 'invalid parameter "end": end timestamp must not be before start time');
  if (!(step > 0)) return failure(400, 'bad_data', 'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer');
  if ((end - start) / step > MOST_POINTS) return failure(400, 'bad_data', 'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)');
  const expression = parsePromQl(params.get('query') ?? '');
  const found = new Map<string, { readonly metric: Sample['labels']; readonly values: [number, string][] }>();
  for (let at = start; at <= end; at += step) {
    const value = evaluate(store, expression, at);
    for (const { labels, value: number } of typeof value === 'number' ? [{ labels: {}, value }] : value) {
      const key = JSON.stringify(Object.entries(labels).sort());
      const series = found.get(key) ?? { metric: labels, values: [] };
      series.values.push([at, numberText(number)]);
      found.set(key, series);
    }
  }
  return ok({ resultType: 'matrix', result: [...found.values()] });
}

function alerts(world: World, now: number): MockReply {
  return ok({
    alerts: alarmsAt(world, now).map(({ labels, summary, description, since, value }) => ({
      labels, annotations: { summary, description }, state: 'firing', activeAt: new Date(since * 1000).toISOString(), value: value.toExponential(),
    })),
  });
}

function answer(world: World, { method, path, query: search, body, now }: MockRequest): MockReply {
  // A form of a POST counts as the query of a GET.
  const params = method === 'POST' ? new URLSearchParams(body) : search;
  const store: Store = { series: seriesOf(world), now: now / 1000 };
  try {
    if (path === '/api/v1/query') return query(store, params);
    if (path === '/api/v1/query_range') return queryRange(store, params);
  } catch (thrown) {
    if (thrown instanceof BadQuery) return failure(400, 'bad_data', `invalid parameter "query": ${thrown.message}`);
    throw thrown;
  }
  return path === '/api/v1/alerts' ? alerts(world, store.now) : { status: 404, type: 'text/plain; charset=utf-8', body: '404 page not found\n' };
}

/** The Prometheus of the province's operations centre. */
export function createPrometheus(world: World): SourceSystem {
  return {
    id: 'noc-prometheus',
    title: { vi: 'Giám sát hạ tầng số của tỉnh (Prometheus)', en: 'Monitor of the province’s infrastructure (Prometheus)' },
    endpoints: [['GET', '/api/v1/query?query', 'giá trị lúc này'], ['GET', '/api/v1/query_range?query&start&end&step', 'giá trị theo thời gian'], ['GET', '/api/v1/alerts', 'cảnh báo đang có']],
    tickMs: 15_000,
    places: { rename: ['metric', 'labels'], numbers: [], rows: ['result', 'alerts'], events: ['alerts'] },
    answer: (request) => answer(world, request),
  };
}
