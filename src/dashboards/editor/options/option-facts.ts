import type * as z from 'zod/mini';
import type { Json } from '@/domain/dataset';

/** What a schema says of one option, as far as a form can use it. */
export interface OptionFacts {
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'record' | 'other';
  /** May be left unsaid. */
  readonly optional: boolean;
  /** What holds then; undefined where nothing does. */
  readonly initial?: Json;
  readonly least?: number;
  readonly most?: number;
  readonly step?: number;
  /** Of a text, characters; of a list, entries. */
  readonly longest?: number;
  readonly shortest?: number;
  /** The only values taken. */
  readonly values?: readonly (string | number | boolean)[];
}
export type FactsByOption = { readonly [option: string]: OptionFacts };

type Schema = z.core.$ZodTypes;
/** The parts that {@link factsOf} gathers on its way in. */
type Facts = { -readonly [K in keyof OptionFacts]: OptionFacts[K] };

/** Facts of every option that the schema names; none of a schema that is no schema of ours (a module of others brings its own). Pure; never throws. */
export function factsOf(schema: object): FactsByOption {
  const root = asSchema(schema);
  if (!root) return {};
  const { def } = root._zod;
  if (def.type !== 'object') return {};
  return Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, factsOfOne(part as Schema)]));
}

const asSchema = (value: object): Schema | null => ('_zod' in value ? (value as Schema) : null);

function factsOfOne(schema: Schema): OptionFacts {
  const facts: Facts = { kind: 'other', optional: false };
  gather(schema, facts);
  return facts;
}

function gather(schema: Schema, facts: Facts): void {
  const { def } = schema._zod;
  switch (def.type) {
    case 'default':
    case 'prefault':
      facts.optional = true;
      facts.initial = def.defaultValue as Json;
      return gather(def.innerType as Schema, facts);
    case 'optional':
    case 'nullable':
      facts.optional = true;
      return gather(def.innerType as Schema, facts);
    case 'string': facts.kind = 'text'; break;
    case 'number': facts.kind = 'number'; break;
    case 'boolean': facts.kind = 'boolean'; break;
    case 'array': facts.kind = 'list'; break;
    case 'record': facts.kind = 'record'; break;
    case 'enum': return only(Object.values(def.entries), facts);
    case 'literal': return only(def.values.filter(isPlain), facts);
    case 'union': return only(def.options.flatMap((one) => factsOfOne(one as Schema).values ?? []), facts);
    default: return;
  }
  if ('format' in def && (def.format === 'safeint' || def.format === 'int32')) facts.step = 1;
  for (const check of def.checks ?? []) limit(check._zod.def as Check, facts);
}

const isPlain = (value: unknown): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function only(values: readonly (string | number | boolean)[], facts: Facts): void {
  facts.values = values;
  facts.kind = values.every((one) => typeof one === 'number') ? 'number' : 'text';
}

interface Check {
  readonly check: string;
  readonly value?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

function limit({ check, value, minimum, maximum }: Check, facts: Facts): void {
  if (check === 'greater_than' && typeof value === 'number') facts.least = value;
  if (check === 'less_than' && typeof value === 'number') facts.most = value;
  if (check === 'min_length' && minimum !== undefined) facts.shortest = minimum;
  if (check === 'max_length' && maximum !== undefined) facts.longest = maximum;
}
