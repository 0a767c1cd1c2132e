import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Params } from '../../connector';
import { below, refuse, said } from '../../fault';

/** `{unit}`, `{period.start}`, `{from.start:dd/MM/yyyy}`; `{periods.text}` is the same of each element of a list. */
const PLACEHOLDER = /\{([A-Za-z][\w-]*)(?:\.(\w+))?(?::([^{}]+))?\}/g;

const PARTS: Readonly<Record<string, (period: Period) => string>> = {
  start: (period) => period.start,
  end: (period) => period.end,
  lastDay,
  code: (period) => period.code,
  kind: (period) => period.kind,
  calendar: (period) => period.calendar,
  year: (period) => String(period.year),
  index: (period) => String(period.index),
};
const DATES = new Set(['start', 'end', 'lastDay']);

/** One placeholder of a template. */
interface Hole {
  readonly whole: string;
  readonly name: string;
  /** Part of a period; undefined for the parameter's own text. */
  readonly part: string | undefined;
  /** `dd/MM/yyyy` and the like, for dates. */
  readonly pattern: string | undefined;
}

const holesOf = (template: string): Hole[] =>
  [...template.matchAll(PLACEHOLDER)].map(([whole, name = '', part, pattern]) => ({ whole, name, part: part === 'text' ? undefined : part, pattern }));

/** Refuses a template that names an unknown parameter, an unknown part of a period, or puts a date pattern on what is no date. */
export function checkTemplate(template: string, names: readonly string[], pointer: string): void {
  const left = template.replace(PLACEHOLDER, '');
  if (/[{}]/.test(left)) refuse('misconfigured', pointer, 'placeholders such as {unit} or {period.start}', template);
  for (const { whole, name, part, pattern } of holesOf(template)) {
    if (!names.includes(name)) refuse('misconfigured', pointer, `a parameter of the dataset: ${names.join(', ') || 'it has none'}`, whole);
    if (part !== undefined && !Object.hasOwn(PARTS, part)) refuse('misconfigured', pointer, `one of text, ${Object.keys(PARTS).join(', ')}`, whole);
    if (pattern !== undefined && !(part && DATES.has(part))) refuse('misconfigured', pointer, 'a date pattern on start, end or lastDay only', whole);
  }
}

function valueOf(hole: Hole, text: string): string {
  if (hole.part === undefined) return text;
  const period = parsePeriod(text);
  const read = PARTS[hole.part];
  if (!period.ok || !read) return refuse('misconfigured', below('/params', hole.name), 'a period such as calendar:2026-10', text);
  const value = read(period.value);
  if (hole.pattern === undefined) return value;
  const [year = '', month = '', day = ''] = value.split('-');
  return hole.pattern.replace('yyyy', year).replace('MM', month).replace('dd', day);
}

/** Of the lists a template uses there may be one; null where it uses none. */
function listIn(holes: readonly Hole[], params: Params): readonly string[] | null {
  const names = new Set(holes.map(({ name }) => name).filter((name) => typeof params[name] === 'object'));
  if (names.size > 1) refuse('misconfigured', '/request', 'one list parameter in a value', said([...names].join(', ')));
  const [name = ''] = names;
  const list = params[name];
  return typeof list === 'object' ? list : null;
}

/**
 * A template filled in: one text, or one for each element where it uses a list parameter. Empty where it names an optional parameter
 * that is absent. `encode` is applied to each value put in.
 */
export function fill(template: string, params: Params, encode: (value: string) => string = (value) => value): string[] {
  const holes = holesOf(template);
  if (holes.some(({ name }) => params[name] === undefined)) return [];
  const list = listIn(holes, params);
  return (list ?? ['']).map((element) =>
    // In one pass: a value that looks like a placeholder is a value.
    template.replace(PLACEHOLDER, (whole: string, name: string, part?: string, pattern?: string) => {
      const given = params[name];
      return encode(valueOf({ whole, name, part: part === 'text' ? undefined : part, pattern }, typeof given === 'string' ? given : element));
    }),
  );
}

/** Whether a template fills to as many texts as a list parameter has elements. */
export const usesList = (template: string, params: Params): boolean => listIn(holesOf(template), params) !== null;
