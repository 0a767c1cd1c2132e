import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { refuse } from '../../fault';
import { oneOfAt, optional, textAt, type Keyed } from '../../shape';
import { checkTemplate, fill } from '../rest-json/placeholders';
import { plan as planJson } from '../rest-json/request';

/** What XML adds to a request: a body, and how SOAP wraps it. */
interface XmlRequest {
  readonly body: string | undefined;
  readonly soap: '1.1' | '1.2' | undefined;
  readonly action: string;
  /** What is as in `rest-json`. */
  readonly plain: DatasetSpec;
}

/** Reads `{ body?, soap?, action? }` beside what a `rest-json` request may hold. */
export function xmlRequestOf(dataset: DatasetSpec): XmlRequest {
  const { body: given, soap: version, action: named, ...request } = dataset.request;
  const body = optional(given, (value) => textAt(value, '/request/body', 'misconfigured'));
  const soap = optional(version, (value) => oneOfAt(value, ['1.1', '1.2'] as const, '/request/soap', 'misconfigured'));
  const action = textAt(named ?? '', '/request/action', 'misconfigured');
  if (/["\p{Cc}]/u.test(action)) refuse('misconfigured', '/request/action', 'text on one line without quotes', action);
  if ((body === undefined) !== (request['method'] !== 'POST')) refuse('misconfigured', '/request/body', 'XML on a POST, and nothing on a GET', body);
  if (soap && body === undefined) refuse('misconfigured', '/request/soap', 'a POST with an envelope', soap);
  if (body !== undefined) checkTemplate(body, dataset.parameters.map(({ name }) => name), '/request/body');
  return { body, soap, action, plain: { ...dataset, request } };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** A value inside XML. What XML cannot carry at all is refused. */
export function escaped(value: string): string {
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(value)) refuse('misconfigured', '/params', 'text that XML can carry', value);
  return value.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

function typeOf({ soap, action }: XmlRequest): Readonly<Record<string, string>> {
  if (soap === '1.2') return { 'Content-Type': `application/soap+xml; charset=utf-8${action && `; action="${action}"`}` };
  return soap === '1.1' ? { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${action}"` } : { 'Content-Type': 'application/xml; charset=utf-8' };
}

/** The question to send for one set of parameters. */
export function plan(dataset: DatasetSpec, params: Params): HttpQuestion {
  const request = xmlRequestOf(dataset);
  const question: HttpQuestion = { ...planJson(request.plain, params), form: 'text' };
  if (request.body === undefined) return question;
  const [body, another] = fill(request.body, params, escaped);
  if (body === undefined || another !== undefined) return refuse('misconfigured', '/request/body', 'parameters that are present and no lists', (dataset.request as Keyed)['body']);
  return { ...question, body, headers: { ...typeOf(request), ...question.headers } };
}
