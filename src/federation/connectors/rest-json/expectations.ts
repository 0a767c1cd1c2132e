import { below, refuse } from '../../fault';
import { objectAt, oneOfAt } from '../../shape';

const TYPES = ['any', 'list', 'object', 'text', 'number', 'whole', 'flag'] as const;
type ExpectedType = (typeof TYPES)[number];

/** What the payload must hold at one place. */
export interface Expectation {
  /** Steps of a JSON pointer; `*` is every element of a list or member of an object. */
  readonly steps: readonly string[];
  readonly type: ExpectedType;
  /** `number?`: may be absent. */
  readonly optional: boolean;
  /** `number|null`: may be null. */
  readonly nullable: boolean;
}

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** Reads `expects` of a mapping: `{"/ketQua/*\/tongSo": "number", "/ghiChu": "text|null?"}`. */
export function expectationsAt(value: unknown, pointer: string): Expectation[] {
  return Object.entries(objectAt(value ?? {}, pointer, 'misconfigured')).map(([place, given]) => {
    const at = below(pointer, place);
    if (place !== '' && !place.startsWith('/')) refuse('misconfigured', at, 'a JSON pointer such as /ketQua/*/tongSo', place);
    const matched = /^(\w+)(\|null)?(\?)?$/.exec(typeof given === 'string' ? given : '');
    if (!matched) return refuse('misconfigured', at, `one of ${TYPES.join(', ')}, with |null or ? after it`, given);
    return {
      steps: place.split('/').slice(1).map(unescape),
      type: oneOfAt(matched[1], TYPES, at, 'misconfigured'),
      nullable: matched[2] !== undefined,
      optional: matched[3] !== undefined,
    };
  });
}

function fits(value: unknown, type: ExpectedType): boolean {
  switch (type) {
    case 'any': return true;
    case 'list': return Array.isArray(value);
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'text': return typeof value === 'string';
    case 'number': return typeof value === 'number' && Number.isFinite(value);
    case 'whole': return Number.isInteger(value);
    case 'flag': return typeof value === 'boolean';
  }
}

/** Keys walked so far; written out only where something is wrong, since there are as many places as values. */
interface Trail {
  readonly above: Trail | null;
  readonly key: string | number;
}
const pointerOf = (trail: Trail | null): string => (trail ? below(pointerOf(trail.above), trail.key) : '');

function checkOne(value: unknown, rule: Expectation, depth: number, trail: Trail | null): void {
  const step = rule.steps[depth];
  if (value === undefined && rule.optional) return;
  if (step === undefined) {
    if (value === null && rule.nullable) return;
    if (value === undefined || !fits(value, rule.type)) refuse('malformed', pointerOf(trail), rule.type, value);
    return;
  }
  if (typeof value !== 'object' || value === null) refuse('malformed', pointerOf(trail), 'an object or a list', value);
  if (step !== '*') return checkOne(Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined, rule, depth + 1, { above: trail, key: step });
  if (Array.isArray(value)) for (let at = 0; at < value.length; at++) checkOne(value[at], rule, depth + 1, { above: trail, key: at });
  else for (const [key, inner] of Object.entries(value)) checkOne(inner, rule, depth + 1, { above: trail, key });
}

/**
 * Holds the payload to what the mapping relies on, before the mapping runs: JSONata passes over a field that has been renamed as
 * though it had never been there, and an empty list would be shown as "nothing happened".
 */
export function checkExpectations(payload: unknown, rules: readonly Expectation[]): void {
  for (const rule of rules) checkOne(payload, rule, 0, null);
}
