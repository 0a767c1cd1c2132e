import { CELL_STATUS, type CellStatus } from '@/domain/cube/types';
import type { CalendarId } from '@/domain/period/types';
import { UNITS_OF_MEASURE, type UnitOfMeasure } from '@/domain/unit-of-measure';
import type { DatasetSpec } from '../../connector';
import { below, refuse } from '../../fault';
import { limitsAt, type Limits } from '../../normalise/limits';
import { configAt, flagAt, listAt, nameAt, numberAt, objectAt, oneOfAt, optional, textAt, wholeAt, type Keyed } from '../../shape';

/** One of our metrics: which category of the table it is, and what its numbers are. */
export interface MetricRule {
  /** Code in the table; null where the whole table is this metric. */
  readonly from: string | null;
  readonly code: string;
  readonly label: string | undefined;
  readonly unit: UnitOfMeasure;
  readonly decimals: number | undefined;
  /** The table counts in smaller units: its numbers are divided by this. Division, since 0.001 is no exact number. */
  readonly divideBy: number;
  /** Base of the unit as the table must name it; another one is a slip by some power of ten. */
  readonly sourceUnit: string | undefined;
  readonly calendar: CalendarId;
  /** May be absent from the table. */
  readonly optional: boolean;
}

export interface ClassificationRule {
  readonly dimension: string;
  readonly id: string;
  readonly label: string | undefined;
  /** Their code → ours; null where theirs are kept. */
  readonly codes: ReadonlyMap<string, string> | null;
}

/** How a table becomes a cube. */
export interface StatMapping {
  readonly time: { readonly dimension: string; readonly pattern: string | undefined; readonly nineMonths: boolean; readonly calendar: CalendarId } | undefined;
  readonly geo: ClassificationRule | undefined;
  readonly metricDimension: string | undefined;
  readonly metrics: readonly MetricRule[];
  readonly classifications: readonly ClassificationRule[];
  /** Dimensions held at one category and left out of the cube. */
  readonly fixed: ReadonlyMap<string, string>;
  readonly status: ReadonlyMap<string, CellStatus>;
  readonly limits: Limits;
}

const CALENDARS: readonly CalendarId[] = ['calendar', 'administrative', 'statistical'];
const config = 'misconfigured';

const name = (value: unknown, pointer: string): string => nameAt(value, pointer, config);
const label = (value: unknown, pointer: string): string | undefined => optional(value, (text) => textAt(text, pointer, config));

function codesAt(value: unknown, pointer: string): ReadonlyMap<string, string> | null {
  if (value === undefined) return null;
  return new Map(Object.entries(objectAt(value, pointer, config)).map(([from, to]) => [from.normalize('NFC'), name(to, below(pointer, from))]));
}

function classificationAt(value: unknown, pointer: string, ownId?: string): ClassificationRule {
  const parts = configAt(value, pointer, ['dimension', 'id', 'label', 'codes']);
  return {
    dimension: name(parts['dimension'], `${pointer}/dimension`),
    id: ownId !== undefined && parts['id'] === undefined ? ownId : name(parts['id'], `${pointer}/id`),
    label: label(parts['label'], `${pointer}/label`),
    codes: codesAt(parts['codes'], `${pointer}/codes`),
  };
}

function timeAt(value: unknown): StatMapping['time'] {
  const at = '/mapping/time';
  const parts = configAt(value, at, ['dimension', 'pattern', 'nineMonths', 'calendar']);
  return {
    dimension: name(parts['dimension'], `${at}/dimension`),
    pattern: optional(parts['pattern'], (text) => name(text, `${at}/pattern`)),
    nineMonths: optional(parts['nineMonths'], (flag) => flagAt(flag, `${at}/nineMonths`, config)) ?? false,
    calendar: oneOfAt(parts['calendar'], CALENDARS, `${at}/calendar`, config),
  };
}

function metricAt(value: unknown, from: string | null, pointer: string, calendar: CalendarId): MetricRule {
  const parts = configAt(value, pointer, ['code', 'label', 'unit', 'decimals', 'divideBy', 'sourceUnit', 'calendar', 'optional']);
  const divideBy = optional(parts['divideBy'], (number) => numberAt(number, `${pointer}/divideBy`, config)) ?? 1;
  if (divideBy <= 0) refuse(config, `${pointer}/divideBy`, 'a number above zero', divideBy);
  return {
    from: from?.normalize('NFC') ?? null,
    code: name(parts['code'], `${pointer}/code`),
    label: label(parts['label'], `${pointer}/label`),
    unit: oneOfAt(parts['unit'], UNITS_OF_MEASURE, `${pointer}/unit`, config),
    decimals: optional(parts['decimals'], (whole) => wholeAt(whole, `${pointer}/decimals`, 0, 10, config)),
    divideBy,
    sourceUnit: label(parts['sourceUnit'], `${pointer}/sourceUnit`),
    calendar: optional(parts['calendar'], (id) => oneOfAt(id, CALENDARS, `${pointer}/calendar`, config)) ?? calendar,
    optional: optional(parts['optional'], (flag) => flagAt(flag, `${pointer}/optional`, config)) ?? false,
  };
}

/** `{dimension, metrics: {"GRDP": {…}}}`, or `{single: {…}}` where the table has no dimension of contents. */
function metricsAt(value: unknown, calendar: CalendarId): Pick<StatMapping, 'metricDimension' | 'metrics'> {
  const at = '/mapping/metric';
  const parts = configAt(value, at, ['dimension', 'metrics', 'single']);
  if (parts['single'] !== undefined) return { metricDimension: undefined, metrics: [metricAt(parts['single'], null, `${at}/single`, calendar)] };
  const metrics = Object.entries(objectAt(parts['metrics'], `${at}/metrics`, config)).map(([from, rule]) => metricAt(rule, from, below(`${at}/metrics`, from), calendar));
  if (metrics.length === 0) refuse(config, `${at}/metrics`, 'at least one metric', parts['metrics']);
  return { metricDimension: name(parts['dimension'], `${at}/dimension`), metrics };
}

function checkDistinct(mapping: StatMapping): void {
  const ids = [mapping.geo, ...mapping.classifications].flatMap((rule) => (rule ? [rule.id] : []));
  const places = [mapping.time, mapping.geo, ...mapping.classifications].flatMap((rule) => (rule ? [rule.dimension] : [])).concat(mapping.metricDimension ?? [], ...mapping.fixed.keys());
  const twice = [...ids, 'time', 'metric'].find((id, at, all) => all.indexOf(id) !== at) ?? places.find((id, at) => places.indexOf(id) !== at);
  if (twice !== undefined) refuse(config, '/mapping', 'each dimension once', twice);
  const metric = mapping.metrics.find(({ code }, at) => mapping.metrics.findIndex((other) => other.code === code) !== at);
  if (metric) refuse(config, '/mapping/metric/metrics', 'each of our codes once', metric.code);
}

const pairs = (value: unknown, pointer: string): [string, unknown][] => Object.entries(objectAt(value ?? {}, pointer, config) as Keyed);

/** Reads `{ time?, geo?, metric, classifications?, fixed?, status?, limits? }`. */
export function mappingOf(dataset: DatasetSpec): StatMapping {
  if (dataset.shape !== 'cube') refuse(config, '/shape', 'cube', dataset.shape);
  const parts = configAt(dataset.mapping, '/mapping', ['time', 'geo', 'metric', 'classifications', 'fixed', 'status', 'limits']);
  const time = parts['time'] === undefined ? undefined : timeAt(parts['time']);
  const mapping: StatMapping = {
    time,
    geo: parts['geo'] === undefined ? undefined : classificationAt(parts['geo'], '/mapping/geo', 'unit'),
    ...metricsAt(parts['metric'], time?.calendar ?? 'calendar'),
    classifications: listAt(parts['classifications'] ?? [], '/mapping/classifications', config).map((each, at) => classificationAt(each, `/mapping/classifications/${at}`)),
    fixed: new Map(pairs(parts['fixed'], '/mapping/fixed').map(([dimension, code]) => [dimension, name(code, below('/mapping/fixed', dimension))])),
    status: new Map(pairs(parts['status'], '/mapping/status').map(([code, meaning]) => [code, oneOfAt<CellStatus>(meaning, CELL_STATUS, below('/mapping/status', code), config)])),
    limits: limitsAt(parts['limits'], '/mapping/limits'),
  };
  checkDistinct(mapping);
  return mapping;
}
