import { refuse } from '../fault';
import { nameAt } from '../shape';

/**
 * Where a value stands in a row, step by step: `labels/severity`, `hosts/0/name`, `tags/tag=unit/value` (the element whose `tag` is
 * `unit`), `receivers/<all>/name` with `*` for `<all>` (of every element, joined by a comma). `~1` in a step is a slash.
 */
export type Place = readonly string[];

const MAX_STEPS = 8;

/** Reads a place of a mapping. */
export function placeAt(value: unknown, pointer: string): Place {
  const steps = nameAt(value, pointer, 'misconfigured').split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (steps.length > MAX_STEPS || steps.includes('')) refuse('misconfigured', pointer, 'steps such as labels/severity', value);
  return steps;
}

/** The element that a step names in a list: by position, or the first whose key has the value. */
function elementAt(list: readonly unknown[], step: string): unknown {
  if (/^\d{1,4}$/.test(step)) return list[Number(step)];
  const [key = '', ...rest] = step.split('=');
  return list.find((each) => typeof each === 'object' && each !== null && Object.hasOwn(each, key) && (each as Record<string, unknown>)[key] === rest.join('='));
}

/** What stands at a place of a row; undefined where the row has no such place. */
export function drawn(row: unknown, place: Place): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return row;
  if (typeof row !== 'object' || row === null) return undefined;
  if (!Array.isArray(row)) return Object.hasOwn(row, step) ? drawn((row as Record<string, unknown>)[step], rest) : undefined;
  if (step !== '*') return drawn(elementAt(row, step), rest);
  const found = row.map((each: unknown) => drawn(each, rest)).filter((each) => each !== undefined && each !== null);
  return found.length === 0 ? undefined : found.map(String).join(', ');
}

/** A number as these systems write one, often as text; NaN and infinities stay what they are. Undefined for what is no number. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return Number(text);
  const special: Readonly<Record<string, number>> = { NaN: NaN, '+Inf': Infinity, Inf: Infinity, '-Inf': -Infinity };
  return Object.hasOwn(special, text) ? special[text] : undefined;
}
