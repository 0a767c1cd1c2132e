import { parseLocalDate } from '@/domain/civil';
import type { DatasetSpec, Params } from '../../connector';
import { below, refuse, said } from '../../fault';
import { configAt, nameAt, objectAt, oneOfAt, optional } from '../../shape';
import { checkTemplate, fill } from '../rest-json/placeholders';

export const PARAMETER_TYPES = ['text', 'integer', 'number', 'date', 'text[]'] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** A declared parameter of a statement: what it is, and which of the question's values it takes. */
export interface ParameterRule {
  readonly type: ParameterType;
  /** `{unit}`, `{period.start}`. */
  readonly from: string;
}

/** A checked value of a parameter; null where the question leaves it out. Never becomes part of a statement by itself. */
export interface Bound {
  readonly type: ParameterType;
  readonly value: string | readonly string[] | null;
}

const PLACE = '/request/parameters';
const MOST_VALUES = 1_000;
const LONGEST = 1_000;

/** Reads `{name: {type, from?}}`; `from` is `{name}` where it is left out. Every parameter is used, and every used one declared. */
export function parametersAt(value: unknown, holes: readonly string[], dataset: DatasetSpec): ReadonlyMap<string, ParameterRule> {
  const known = dataset.parameters.map(({ name }) => name);
  const rules = new Map(Object.entries(objectAt(value ?? {}, PLACE, 'misconfigured')).map(([name, rule]) => {
    const at = below(PLACE, name);
    const parts = configAt(rule, at, ['type', 'from']);
    const from = optional(parts['from'], (text) => nameAt(text, `${at}/from`, 'misconfigured')) ?? `{${name}}`;
    checkTemplate(from, known, `${at}/from`);
    if (!holes.includes(name)) refuse('misconfigured', at, 'a parameter that the statement uses', said(`:${name}`));
    return [name, { type: oneOfAt(parts['type'], PARAMETER_TYPES, `${at}/type`, 'misconfigured'), from }] as const;
  }));
  const stray = holes.find((name) => !rules.has(name));
  if (stray !== undefined) refuse('misconfigured', below(PLACE, stray), 'a declared parameter', said(`:${stray}`));
  return rules;
}

/** Values of the parameters for one question; refuses what is not of the declared type. */
export function boundValues(rules: ReadonlyMap<string, ParameterRule>, params: Params): ReadonlyMap<string, Bound> {
  return new Map([...rules].map(([name, { type, from }]): readonly [string, Bound] => {
    const at = below(PLACE, name);
    const values = fill(from, params).map((text) => valueAt(text, type, at));
    if (values.length > MOST_VALUES) refuse('misconfigured', at, `at most ${MOST_VALUES} values`, said(`${values.length}`));
    if (values.length === 0) return [name, { type, value: null }];
    if (type === 'text[]') return [name, { type, value: values }];
    return [name, { type, value: values.length === 1 ? values[0] ?? null : refuse('misconfigured', at, 'one value', said(`${values.length} values`)) }];
  }));
}

/** Control characters but tab and line feed have no business in a code or a name, and engines write them in their own ways. */
const PLAIN = /^(?:[\t\n]|\P{Cc})*$/u;

function valueAt(text: string, type: ParameterType, pointer: string): string {
  switch (type) {
    case 'integer': return /^-?\d{1,18}$/.test(text) ? text : refuse('misconfigured', pointer, 'a whole number', text);
    case 'number': return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? text : refuse('misconfigured', pointer, 'a number such as 12.5', text);
    case 'date': return parseLocalDate(text).ok ? text : refuse('misconfigured', pointer, 'a date, YYYY-MM-DD', text);
    default: return text.length <= LONGEST && PLAIN.test(text) && !/\p{Cs}/u.test(text) ? text : refuse('misconfigured', pointer, `plain text of at most ${LONGEST} characters`, text);
  }
}
