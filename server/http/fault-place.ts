import type { FastifyError, FastifyRequest } from 'fastify';
import { plainText } from './plain-text';
import type { ProblemPlace } from './problems';

/** Longest piece of a reader's own input that an answer repeats, characters. */
const GOT_LENGTH = 64;
const EXPECTED_LENGTH = 200;
/** Fields whose value is repeated to nobody, whatever it is. */
const SECRET_FIELD = /secret|token|password|passwd|code|state|nonce|verifier|cookie|csrf|authorization|key/i;

/** Where a schema found a request wanting: pointer, what was expected and what stood there. Only the first fault is told. */
export function faultPlace(fault: Pick<FastifyError, 'validation' | 'validationContext'>, request: FastifyRequest): ProblemPlace {
  const first = fault.validation?.[0];
  const part = partOf(fault.validationContext);
  const path = (first?.instancePath ?? '').split('/').filter((step) => step !== '');
  const name = part === 'querystring' ? 'query' : part;
  const expected = plainText(first?.message ?? 'another form', EXPECTED_LENGTH);
  const at = plainText([name, ...path].join('/'), EXPECTED_LENGTH);
  if (path.some((step) => SECRET_FIELD.test(step))) return { at, expected };
  return { at, expected, got: shownValue(valueAt(request[name], path)) };
}

function partOf(context: string | undefined): 'body' | 'params' | 'headers' | 'querystring' {
  return context === 'params' || context === 'headers' || context === 'querystring' ? context : 'body';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = Reflect.get(here, step);
  }
  return here;
}

/** A plain value as text; of lists and objects only the kind, for what is inside may be somebody's. */
function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'object';
  return plainText(typeof value === 'string' ? JSON.stringify(value) : String(value), GOT_LENGTH);
}
