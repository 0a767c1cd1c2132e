import { parsePeriod } from '@/domain/period/text';
import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { below, refuse } from '../../fault';
import { configAt, listAt, nameAt, oneOfAt, optional, textAt } from '../../shape';
import { checkTemplate, fill } from '../rest-json/placeholders';

/** Codes of one part of a key: several are joined by `+`, none is all of them. */
const KEY_PART = /^[\w@$+-]*$/;
const FLOW = /^[\w@$.-]+(?:,[\w@$.-]+){0,2}$/;

interface SdmxRequest {
  readonly flow: string;
  readonly key: readonly string[];
  /** Parameters that hold the first and the last period. */
  readonly periods: readonly (readonly [entry: string, parameter: string])[];
  readonly version: '1.0' | '2.0';
}

/** Reads `{ flow, key?, start?, end?, version? }`. */
export function requestOf(dataset: DatasetSpec): SdmxRequest {
  const parts = configAt(dataset.request, '/request', ['flow', 'key', 'start', 'end', 'version']);
  const names = dataset.parameters.map(({ name }) => name);
  const flow = nameAt(parts['flow'], '/request/flow', 'misconfigured');
  if (!FLOW.test(flow)) refuse('misconfigured', '/request/flow', 'agency,flow,version', flow);
  const key = listAt(parts['key'] ?? [], '/request/key', 'misconfigured').map((value, at) => {
    const template = textAt(value, `/request/key/${at}`, 'misconfigured');
    checkTemplate(template, names, `/request/key/${at}`);
    return KEY_PART.test(template.replace(/\{[^{}]*\}/g, '')) ? template : refuse('misconfigured', `/request/key/${at}`, 'codes joined by +', template);
  });
  const periods = (['start', 'end'] as const).flatMap((name) => {
    const parameter = optional(parts[name], (value) => oneOfAt(value, names.map((each) => `{${each}}`), `/request/${name}`, 'misconfigured'));
    return parameter === undefined ? [] : [[`${name}Period`, parameter.slice(1, -1)] as const];
  });
  return { flow, key, periods, version: oneOfAt(parts['version'] ?? '1.0', ['1.0', '2.0'] as const, '/request/version', 'misconfigured') };
}

/** A period as SDMX writes it: `2026`, `2026-09`, `2026-Q3`, `2026-S1`. */
function periodTold(text: string, pointer: string): string {
  const period = parsePeriod(text);
  if (!period.ok) return refuse('misconfigured', pointer, 'a period such as calendar:2026-10', text);
  const { kind, code, year, index } = period.value;
  return kind === 'half' ? `${year}-S${index}` : kind === 'nine-months' ? String(year) : code;
}

/** The question to send. A parameter of the key that is absent asks for every code of its dimension, a list for each of its elements. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = requestOf(dataset);
  const parts = request.key.map((template, at) => {
    const codes = fill(template, params).join('+');
    return KEY_PART.test(codes) ? codes : refuse('misconfigured', `/request/key/${at}`, 'codes of letters, digits, _ @ $ -', codes);
  });
  const query = request.periods.flatMap(([entry, name]) => (params[name] === undefined ? [] : [[entry, periodTold(String(params[name]), below('/params', name))] as const]));
  const headers = { Accept: `application/vnd.sdmx.data+json;version=${request.version}.0` };
  return { method: 'GET', path: `data/${request.flow}/${parts.some((part) => part !== '') ? parts.join('.') : 'all'}`, query, headers, body: null, idempotent: true };
}
