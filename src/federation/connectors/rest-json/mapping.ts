import jsonata from 'jsonata';
import type { DatasetSpec } from '../../connector';
import { refuse, said } from '../../fault';
import { missingWordsAt, type MissingWords } from '../../normalise/cube';
import { fieldRulesAt, type FieldRule } from '../../normalise/fields';
import { limitsAt, type Limits } from '../../normalise/limits';
import { configAt, nameAt, optional } from '../../shape';
import { expectationsAt, type Expectation } from './expectations';

/** A `mapping` of a dataset, read and compiled. */
export interface RestMapping {
  readonly expression: jsonata.Expression;
  /** Non-empty text or true means that the source reports a failure of its own. */
  readonly failure: jsonata.Expression | undefined;
  readonly expects: readonly Expectation[];
  readonly fields: readonly FieldRule[] | undefined;
  readonly limits: Limits;
  readonly missing: MissingWords;
}

/** Bounds of one evaluation: ms, depth of calls, elements of a list. What they cannot bound (a regex) the thread's owner kills. */
export const EVALUATION_LIMITS = { timeout: 3_000, stack: 400, sequence: 1_000_000 } as const;

function compiled(value: unknown, pointer: string): jsonata.Expression {
  const text = nameAt(value, pointer, 'misconfigured');
  try {
    return jsonata(text, EVALUATION_LIMITS);
  } catch (thrown) {
    const { message, position } = thrown as { message?: string; position?: number };
    return refuse('misconfigured', pointer, 'a JSONata expression', said(`${message ?? 'syntax error'} (at ${position ?? 0})`));
  }
}

/**
 * Reads `{ expression, expects?, failure?, fields?, limits?, missing? }`. `fields` is required for events and declares every column;
 * for features it declares the properties.
 */
export function mappingOf(dataset: DatasetSpec): RestMapping {
  const parts = configAt(dataset.mapping, '/mapping', ['expression', 'expects', 'failure', 'fields', 'limits', 'missing']);
  if (dataset.shape === 'events' && parts['fields'] === undefined) refuse('misconfigured', '/mapping/fields', 'a list', undefined);
  return {
    expression: compiled(parts['expression'], '/mapping/expression'),
    failure: optional(parts['failure'], (value) => compiled(value, '/mapping/failure')),
    expects: expectationsAt(parts['expects'], '/mapping/expects'),
    fields: optional(parts['fields'], (value) => fieldRulesAt(value, '/mapping/fields')),
    limits: limitsAt(parts['limits'], '/mapping/limits'),
    missing: missingWordsAt(parts['missing'], '/mapping/missing'),
  };
}

/** Mappings compile once a dataset; a pack that is loaded again brings other text and so another key. */
const known = new Map<string, { readonly text: string; readonly mapping: RestMapping }>();
export function compiledMapping(dataset: DatasetSpec): RestMapping {
  const text = JSON.stringify(dataset.mapping);
  const found = known.get(dataset.id);
  if (found?.text === text) return found.mapping;
  const mapping = mappingOf(dataset);
  known.set(dataset.id, { text, mapping });
  return mapping;
}
