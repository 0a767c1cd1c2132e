import type { EventField } from '@/domain/dataset';
import { below, refuse, said } from '../fault';
import { cleanText } from '../payload/clean-text';
import { configAt, flagAt, listAt, numberAt, oneOfAt, optional, textAt, type Keyed } from '../shape';
import { momentAt } from './common-parts';
import { readDate } from './moments';
import type { NoteBook } from './note-book';

type Scalar = string | number | boolean | null;

/** A declared field, and what its values may be. */
export interface FieldRule {
  readonly field: EventField;
  /** May be absent from a row; otherwise absence is drift and not a missing value. */
  readonly optional: boolean;
  /** Closed list of values, where there is one. */
  readonly oneOf: readonly string[] | undefined;
}

const TYPES = ['text', 'number', 'instant', 'date', 'boolean'] as const;
/** Longer text is cut with an ellipsis: a title an outsider wrote must not be able to blank the list it stands in. */
const MAX_TEXT = 4_000;

/** Reads `fields` of a mapping: `{id, type, personal?, optional?, oneOf?}` each. */
export function fieldRulesAt(value: unknown, pointer: string): FieldRule[] {
  const seen = new Set<string>();
  return listAt(value, pointer, 'misconfigured').map((each, at) => {
    const here = below(pointer, at);
    const parts = configAt(each, here, ['id', 'type', 'personal', 'optional', 'oneOf']);
    const id = textAt(parts['id'], `${here}/id`, 'misconfigured');
    if (!/^[A-Za-z][\w-]*$/.test(id) || seen.has(id)) refuse('misconfigured', `${here}/id`, 'a name of its own: a letter, then letters, digits, - and _', id);
    seen.add(id);
    const flag = (name: string): boolean => optional(parts[name], (flagged) => flagAt(flagged, `${here}/${name}`, 'misconfigured')) ?? false;
    return {
      field: { id, type: oneOfAt(parts['type'], TYPES, `${here}/type`, 'misconfigured'), personal: flag('personal') },
      optional: flag('optional'),
      oneOf: optional(parts['oneOf'], (list) => listAt(list, `${here}/oneOf`, 'misconfigured').map((word) => textAt(word, `${here}/oneOf`, 'misconfigured'))),
    };
  });
}

function textValue(value: unknown, rule: FieldRule, pointer: string): string {
  const text = cleanText(textAt(value, pointer));
  if (rule.oneOf && !rule.oneOf.includes(text)) refuse('malformed', pointer, `one of ${rule.oneOf.join(', ')}`, text);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function dateValue(value: unknown, pointer: string): string {
  const date = readDate(textAt(value, pointer));
  return date ?? refuse('malformed', pointer, 'a date, YYYY-MM-DD or dd/MM/yyyy', value);
}

function fieldValue(value: unknown, rule: FieldRule, pointer: string, notes: NoteBook): Scalar {
  if (value === null) return null;
  switch (rule.field.type) {
    case 'text': return textValue(value, rule, pointer);
    case 'number': return numberAt(value, pointer);
    case 'boolean':
      if (typeof value !== 'boolean') refuse('malformed', pointer, 'true or false', value);
      return value;
    case 'date': return dateValue(value, pointer);
    case 'instant': return momentAt(value, pointer, notes);
  }
}

/** The values of one row by its rules: every declared field, no other. */
export function fieldValues(given: Keyed, rules: readonly FieldRule[], pointer: string, notes: NoteBook): Record<string, Scalar> {
  const stray = Object.keys(given).find((key) => !rules.some(({ field }) => field.id === key));
  if (stray !== undefined) refuse('malformed', below(pointer, stray), 'a declared field', said(stray));
  const values: Record<string, Scalar> = {};
  for (const rule of rules) {
    const value = given[rule.field.id];
    if (value === undefined && !rule.optional) refuse('malformed', below(pointer, rule.field.id), `a ${rule.field.type}`, undefined);
    values[rule.field.id] = fieldValue(value ?? null, rule, below(pointer, rule.field.id), notes);
  }
  return values;
}
