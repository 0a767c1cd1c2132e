import type { Cube } from '@/domain/cube/types';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { below, refuse, said } from '../fault';
import { configAt, listAt, nameAt, numberAt, objectAt, oneOfAt, optional, textAt, wholeAt, type Keyed } from '../shape';
import { cubeOfMapped } from './cube';
import type { SourceRow } from './drawn-fields';
import { drawn, numberOf, placeAt, type Place } from './drawn-place';
import { limitsAt, type Limits } from './limits';
import type { NoteBook } from './note-book';

interface Meaning {
  readonly code: string;
  readonly label: string | undefined;
}
/** A dimension, and where rows name its category. */
interface DrawnDimension {
  readonly id: string;
  readonly label: string;
  readonly role: 'classification' | 'geo';
  readonly from: Place;
  readonly labelFrom: Place | undefined;
  /** Their code → ours, in order; null where categories are as found. */
  readonly codes: ReadonlyMap<string, Meaning> | null;
}
interface DrawnMetric extends Meaning {
  readonly unit: string;
  readonly decimals: number | undefined;
  readonly multiplyBy: number;
  readonly divideBy: number;
  readonly optional: boolean;
}

/** How rows of a source, each with one number, become a cube. */
export interface CubeDraw {
  readonly dimensions: readonly DrawnDimension[];
  /** Where a row names its metric; null where all rows are one. */
  readonly metricFrom: Place | null;
  readonly metrics: ReadonlyMap<string, DrawnMetric>;
  readonly value: Place;
  readonly limits: Limits;
}

/** Keys of a mapping that {@link cubeDrawAt} reads. */
export const CUBE_KEYS = ['dimensions', 'metric', 'value', 'limits'] as const;
const config = 'misconfigured';
const ONLY = '';

/** `{"web-01": "Cổng dịch vụ công"}` gives a label, `{"dc": {"code": "40", "label": …}}` another code. */
function codesAt(value: unknown, pointer: string): DrawnDimension['codes'] {
  if (value === undefined) return null;
  return new Map(Object.entries(objectAt(value, pointer, config)).map(([theirs, given]) => {
    const at = below(pointer, theirs);
    if (typeof given === 'string') return [theirs, { code: theirs, label: given }] as const;
    const parts = configAt(given, at, ['code', 'label']);
    return [theirs, { code: nameAt(parts['code'], `${at}/code`, config), label: optional(parts['label'], (label) => textAt(label, `${at}/label`, config)) }] as const;
  }));
}

function dimensionAt(value: unknown, pointer: string): DrawnDimension {
  const parts = configAt(value, pointer, ['id', 'label', 'role', 'from', 'labelFrom', 'codes']);
  const id = nameAt(parts['id'], `${pointer}/id`, config);
  return {
    id,
    label: optional(parts['label'], (label) => textAt(label, `${pointer}/label`, config)) ?? id,
    role: oneOfAt(parts['role'] ?? 'classification', ['classification', 'geo'] as const, `${pointer}/role`, config),
    from: placeAt(parts['from'], `${pointer}/from`),
    labelFrom: optional(parts['labelFrom'], (place) => placeAt(place, `${pointer}/labelFrom`)),
    codes: codesAt(parts['codes'], `${pointer}/codes`),
  };
}

function metricAt(value: unknown, pointer: string): DrawnMetric {
  const parts = configAt(value, pointer, ['code', 'label', 'unit', 'decimals', 'multiplyBy', 'divideBy', 'optional']);
  const scale = (name: string): number => {
    const factor = optional(parts[name], (number) => numberAt(number, `${pointer}/${name}`, config)) ?? 1;
    return factor > 0 ? factor : refuse(config, `${pointer}/${name}`, 'a number above zero', factor);
  };
  return {
    code: nameAt(parts['code'], `${pointer}/code`, config),
    label: optional(parts['label'], (label) => textAt(label, `${pointer}/label`, config)),
    unit: oneOfAt(parts['unit'], UNITS_OF_MEASURE, `${pointer}/unit`, config),
    decimals: optional(parts['decimals'], (whole) => wholeAt(whole, `${pointer}/decimals`, 0, 10, config)),
    multiplyBy: scale('multiplyBy'),
    divideBy: scale('divideBy'),
    optional: parts['optional'] === true,
  };
}

/**
 * Reads `{ dimensions?: [{ id, label?, role?, from, labelFrom?, codes? }], metric: { single } | { from, metrics }, value?, limits? }`.
 * `value` is where a row holds its number, unless the mapping says otherwise.
 */
export function cubeDrawAt(mapping: Keyed, value: string): CubeDraw {
  const at = '/mapping/metric';
  const metric = configAt(mapping['metric'], at, ['single', 'from', 'metrics']);
  const single = optional(metric['single'], (rule) => metricAt(rule, `${at}/single`));
  const metrics = single ? [[ONLY, single] as const] : Object.entries(objectAt(metric['metrics'], `${at}/metrics`, config)).map(([theirs, rule]) => [theirs, metricAt(rule, below(`${at}/metrics`, theirs))] as const);
  if (metrics.length === 0) refuse(config, `${at}/metrics`, 'at least one metric', metric['metrics']);
  return {
    dimensions: listAt(mapping['dimensions'] ?? [], '/mapping/dimensions', config).map((each, d) => dimensionAt(each, `/mapping/dimensions/${d}`)),
    metricFrom: single ? null : placeAt(metric['from'], `${at}/from`),
    metrics: new Map(metrics),
    value: placeAt(mapping['value'] ?? value, '/mapping/value'),
    limits: limitsAt(mapping['limits'], '/mapping/limits'),
  };
}

/** Categories of one dimension as rows name them: those declared first, in their order. */
function categoryBook({ codes, labelFrom, from }: DrawnDimension, notes: NoteBook): { readonly categories: Map<string, string>; readonly codeOf: (source: SourceRow) => string } {
  const categories = new Map([...(codes ?? new Map<string, Meaning>()).values()].map(({ code, label }) => [code, label ?? code]));
  const codeOf = ({ row, pointer }: SourceRow): string => {
    const theirs = nameAt(drawn(row, from), `${pointer}/${from.join('/')}`);
    const known = codes?.get(theirs);
    if (known) return known.code;
    if (codes && !categories.has(theirs)) notes.add('unknown-code', theirs);
    const label = labelFrom && drawn(row, labelFrom);
    if (!categories.has(theirs)) categories.set(theirs, typeof label === 'string' && label !== '' ? label : theirs);
    return theirs;
  };
  return { categories, codeOf };
}

/** A number in the metric's own unit, or why there is none: no sample is `not-available`, a division by zero `not-applicable`. */
function cellOf(given: unknown, metric: DrawnMetric, pointer: string): readonly [number | null, string?] {
  if (given === undefined) return refuse('malformed', pointer, 'a number', undefined);
  if (given === null || given === '') return [null, 'not-available'];
  const number = numberOf(given) ?? refuse('malformed', pointer, 'a number', given);
  if (Number.isNaN(number)) return [null, 'not-available'];
  return Number.isFinite(number) ? [(number * metric.multiplyBy) / metric.divideBy] : [null, 'not-applicable'];
}

/** Where times of rows stand in the cube: a period's text form for each row. */
export type PeriodOfRow = (source: SourceRow) => string;

function checkAllThere(draw: CubeDraw, seen: ReadonlySet<string>, pointer: string): void {
  const absent = [...draw.metrics].find(([theirs, rule]) => !rule.optional && !seen.has(theirs));
  if (absent && seen.size > 0) refuse('malformed', pointer, `${absent[0]}, which the mapping names`, said([...seen].join(', ')));
}

/** The cube of rows: dimensions, then time where there is one, then the metric. Two rows on one cell contradict each other. */
export function drawnCube(rows: readonly SourceRow[], draw: CubeDraw, notes: NoteBook, pointer: string, periodOf?: PeriodOfRow): Cube {
  const books = draw.dimensions.map((dimension) => categoryBook(dimension, notes));
  const times = new Set<string>();
  const seen = new Set<string>();
  const cells = rows.flatMap((source) => {
    const name = draw.metricFrom ? nameAt(drawn(source.row, draw.metricFrom), `${source.pointer}/${draw.metricFrom.join('/')}`) : ONLY;
    const metric = draw.metrics.get(name);
    if (!metric) {
      notes.add('unknown-code', name);
      return [];
    }
    seen.add(name);
    const time = periodOf ? [periodOf(source)] : [];
    time.forEach((code) => times.add(code));
    return [[...books.map(({ codeOf }) => codeOf(source)), ...time, metric.code, ...cellOf(drawn(source.row, draw.value), metric, `${source.pointer}/${draw.value.join('/')}`)]];
  });
  checkAllThere(draw, seen, pointer);
  const dimensions = [
    ...draw.dimensions.map(({ id, label, role }, d) => ({ id, label, role, categories: [...(books[d]?.categories ?? [])].map(([code, text]) => ({ code, label: text })) })),
    ...(periodOf ? [{ id: 'time', label: 'time', role: 'time', categories: [...times].sort().map((code) => ({ code })) }] : []),
    { id: 'metric', label: 'metric', role: 'metric', categories: [...draw.metrics.values()].map(({ code, label, unit, decimals }) => ({ code, label: label ?? code, unit, ...(decimals === undefined ? {} : { decimals }) })) },
  ];
  return cubeOfMapped({ dimensions, cells }, draw.limits, new Map());
}
