import type { Dashboard, DashboardVariable, Tile } from '@/config/dashboard';
import type { Json } from '@/domain/dataset';

/** Value of each variable by its id. */
export type VariableValues = { readonly [id: string]: string };

/** Longest value an address may ask for; codes of categories are shorter. */
const LONGEST = 64;

export interface ReadVariables {
  /** Every variable of the dashboard has one. */
  readonly values: VariableValues;
  /** What could not be taken, `id=value`; the variable has its first value then. */
  readonly rejected: readonly string[];
}

/** Values as an address asks for them. Whether a category is there only its dataset knows: see {@link settledVariables}. Never fails. */
export function readVariables(variables: Dashboard['variables'] = [], asked: ReadonlyMap<string, string>): ReadVariables {
  const rejected = [...asked].filter(([id]) => !variables.some((one) => one.id === id)).map(([id, value]) => `${id}=${value}`);
  const values = variables.map((one): [string, string] => {
    const value = asked.get(one.id);
    if (value === undefined || mayBe(one, value)) return [one.id, value ?? one.initial];
    rejected.push(`${one.id}=${value}`);
    return [one.id, one.initial];
  });
  return { values: Object.fromEntries(values), rejected };
}

const mayBe = (variable: DashboardVariable, value: string): boolean =>
  variable.kind === 'choice' ? variable.choices.some((one) => one.value === value) : value.length > 0 && value.length <= LONGEST;

/** Values once the datasets have said which categories there are: `known` by variable, of those that answered. What is not among them is named. */
export function settledVariables(variables: Dashboard['variables'] = [], values: VariableValues, known: ReadonlyMap<string, readonly string[]>): ReadVariables {
  const lost = variables.filter(({ id, initial }) => {
    const codes = known.get(id);
    const value = values[id];
    return codes !== undefined && value !== undefined && value !== initial && !codes.includes(value);
  });
  if (lost.length === 0) return { values, rejected: [] };
  return {
    values: { ...values, ...Object.fromEntries(lost.map(({ id, initial }) => [id, initial])) },
    rejected: lost.map(({ id }) => `${id}=${values[id] ?? ''}`),
  };
}

/** Tiles with `$<id>` replaced wherever it stands as a whole value of their options; the very same tiles where none is named. */
export function resolveVariables(dashboard: Pick<Dashboard, 'tiles' | 'variables'>, values: VariableValues): readonly Tile[] {
  const known = new Map((dashboard.variables ?? []).map(({ id, initial }) => [`$${id}`, values[id] ?? initial]));
  if (known.size === 0) return dashboard.tiles;
  return dashboard.tiles.map((tile) => {
    const options = replaced(tile.options, known);
    return options === tile.options ? tile : { ...tile, options };
  });
}

function replaced(value: Json, known: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return known.get(value) ?? value;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    const next = list.map((one) => replaced(one, known));
    return next.every((one, at) => one === list[at]) ? value : next;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const next = entries.map(([name, one]): [string, Json] => [name, replaced(one, known)]);
  return next.every(([, one], at) => one === entries[at]?.[1]) ? value : Object.fromEntries(next);
}
