import { periodEnd, periodRange, periodStart } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse, said } from '../../fault';
import { configAt, nameAt, oneOfAt, optional, wholeAt } from '../../shape';
import { checkExpression, filledExpression } from './promql';

const KINDS = ['instant', 'range', 'alerts'] as const;

/** A `request` of a dataset, read. `at`, `from` and `to` are names of period parameters. */
export interface PrometheusRequest {
  readonly kind: (typeof KINDS)[number];
  readonly expression: string;
  readonly at: string | undefined;
  readonly from: string;
  readonly to: string;
  /** Seconds between two points; undefined where each period has one, at its end. */
  readonly step: number | undefined;
}

/** Prometheus says in the body what is wrong with a query. */
const REFUSALS = [400, 422];
/** Points of one series that Prometheus answers at most. */
const MOST_POINTS = 11_000;
const KEYS: Readonly<Record<PrometheusRequest['kind'], readonly string[]>> = {
  instant: ['kind', 'query', 'at'], range: ['kind', 'query', 'from', 'to', 'step'], alerts: ['kind'],
};

/** `"{period}"`: the name of a declared parameter. */
function parameterAt(value: unknown, names: readonly string[], pointer: string): string {
  const name = /^\{([A-Za-z][\w-]*)\}$/.exec(nameAt(value, pointer, 'misconfigured'))?.[1];
  return name !== undefined && names.includes(name) ? name : refuse('misconfigured', pointer, 'a period parameter of the dataset, such as "{from}"', value);
}

/** Reads `{ kind: "instant", query, at? }`, `{ kind: "range", query, from, to, step? }` or `{ kind: "alerts" }`. */
export function requestOf(dataset: DatasetSpec): PrometheusRequest {
  const kind = oneOfAt(dataset.request['kind'], KINDS, '/request/kind', 'misconfigured');
  const parts = configAt(dataset.request, '/request', KEYS[kind]);
  const names = dataset.parameters.map(({ name }) => name);
  const expression = kind === 'alerts' ? '' : nameAt(parts['query'], '/request/query', 'misconfigured');
  checkExpression(expression, names, '/request/query');
  const period = (key: string): string => (kind === 'range' ? parameterAt(parts[key], names, `/request/${key}`) : '');
  if (kind === 'range' && dataset.shape === 'cube' && parts['step'] !== undefined) {
    refuse('misconfigured', '/request/step', 'none for a cube: it has a value a period', parts['step']);
  }
  const step = optional(parts['step'], (seconds) => wholeAt(seconds, '/request/step', 1, 604_800, 'misconfigured'));
  if (kind === 'range' && dataset.shape !== 'cube' && step === undefined) refuse('misconfigured', '/request/step', 'seconds between two points', undefined);
  return { kind, expression, from: period('from'), to: period('to'), step, at: optional(parts['at'], (value) => parameterAt(value, names, '/request/at')) };
}

function periodAt(params: Params, name: string): Period {
  const text = params[name];
  const period = typeof text === 'string' ? parsePeriod(text) : undefined;
  return period?.ok ? period.value : refuse('misconfigured', `/params/${name}`, 'a period such as calendar:2026-11-20', text);
}

/** Days are the one kind of period whose ends lie in even steps and that our calendars share. */
export function daysAsked(request: PrometheusRequest, params: Params): Period[] {
  const [from, to] = [periodAt(params, request.from), periodAt(params, request.to)];
  if (from.kind !== 'day' || to.kind !== 'day' || from.calendar !== to.calendar) refuse('misconfigured', `/params/${request.from}`, 'days of one calendar', said(`${from.kind} ${to.kind}`));
  return periodRange(from, to);
}

const seconds = (ms: number): string => String(ms / 1000);

function rangeQuery(request: PrometheusRequest, params: Params): readonly (readonly [string, string])[] {
  if (request.step === undefined) {
    const days = daysAsked(request, params);
    const [first, last] = [days[0], days[days.length - 1]];
    if (!first || !last || days.length > MOST_POINTS) return refuse('misconfigured', `/params/${request.to}`, `1 to ${MOST_POINTS} days`, days);
    // Each day is asked for at its end, so that `…[1d]` there spans that very day.
    return [['start', seconds(periodEnd(first))], ['end', seconds(periodEnd(last))], ['step', '86400']];
  }
  const [start, end] = [periodStart(periodAt(params, request.from)), periodEnd(periodAt(params, request.to))];
  if (end <= start || (end - start) / 1000 / request.step > MOST_POINTS) refuse('misconfigured', '/request/step', `at most ${MOST_POINTS} points`, request.step);
  return [['start', seconds(start)], ['end', seconds(end)], ['step', String(request.step)]];
}

/** The question to send for one set of parameters. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = requestOf(dataset);
  const question = (path: string, query: HttpQuestion['query']): HttpQuestion => ({ method: 'GET', path, query, headers: {}, body: null, idempotent: true, explains: REFUSALS });
  if (request.kind === 'alerts') return question('api/v1/alerts', []);
  const expression = ['query', filledExpression(request.expression, params, '/request/query')] as const;
  if (request.kind === 'range') return question('api/v1/query_range', [expression, ...rangeQuery(request, params)]);
  const at = request.at === undefined ? [] : [['time', seconds(periodEnd(periodAt(params, request.at)))] as const];
  return question('api/v1/query', [expression, ...at]);
}
