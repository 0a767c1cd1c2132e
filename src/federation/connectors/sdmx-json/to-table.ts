import { below, refuse } from '../../fault';
import { listAt, objectAt } from '../../shape';
import type { Table, TableCategory } from '../json-stat/table';
import { READ_ATTRIBUTES, type Component, type Message } from './message';

const MAX_CELLS = 6_000_000;

type Told = Readonly<Record<string, string>>;
interface Observation {
  readonly value: number | null;
  readonly told: Told;
  readonly pointer: string;
}

/** A number times a power of ten by its decimal point: 1.1 thousand is 1100, not 1100.0000000000002. */
export function scaled(value: number, power: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + power}`);
}

function wholeOf(told: Told, name: string, pointer: string): number | undefined {
  const text = told[name];
  if (text === undefined) return undefined;
  return /^-?\d{1,2}$/.test(text) ? Number(text) : refuse('malformed', pointer, `${name} as a whole number`, text);
}

/** What attributes of one level say, by id: an index into their values, or the value itself where there are none. */
function toldBy(attributes: readonly Component[], given: readonly unknown[], from: number, pointer: string): Told {
  return Object.fromEntries(attributes.flatMap(({ id, values, fallback }, a) => {
    const raw = given[from + a] ?? undefined;
    if (!READ_ATTRIBUTES.includes(id) || (raw ?? fallback) === undefined) return [];
    const text = raw === undefined ? fallback : values.length === 0 ? String(raw) : typeof raw === 'number' ? values[raw]?.code : undefined;
    return [[id, text ?? refuse('malformed', below(pointer, from + a), `an index of ${id}, below ${values.length}`, raw)]];
  }));
}

/** `"0:2:1"` as a position among the cells of some dimensions. */
function positionOf(key: string, dimensions: readonly Component[], pointer: string): number {
  const indices = key === '' ? [] : key.split(':');
  if (indices.length !== dimensions.length) refuse('malformed', pointer, `${dimensions.length} indices`, key);
  return dimensions.reduce((position, { id, values }, d) => {
    const index = indices[d] ?? '';
    if (!/^\d{1,7}$/.test(index) || Number(index) >= values.length) refuse('malformed', pointer, `an index of ${id}, below ${values.length}`, key);
    return position * values.length + Number(index);
  }, 0);
}

function valueOf(value: unknown, told: Told, pointer: string): number | null {
  if (value === null || value === 'NaN') return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('malformed', pointer, 'a finite number or null', value);
  return scaled(value, wholeOf(told, 'UNIT_MULT', pointer) ?? 0);
}

/** Observations by cell: dimensions in order of data set, series, observation, the last one fastest. */
function observationsOf({ dimensions, attributes, dataSet, at, valueAt, attributesFrom }: Message): Map<number, Observation> {
  const found = new Map<number, Observation>();
  const size = sizeOf(dimensions.observation);
  const common = toldBy(attributes.dataSet, listAt(dataSet['attributes'] ?? [], `${at}/attributes`), 0, `${at}/attributes`);
  const grouped = dimensions.series.length > 0;
  for (const [group, value] of grouped ? Object.entries(objectAt(dataSet['series'], `${at}/series`)) : [['', dataSet] as const]) {
    const here = grouped ? below(`${at}/series`, group) : at;
    const origin = positionOf(group, dimensions.series, here) * size;
    const series = objectAt(value, here);
    const ofSeries = grouped ? toldBy(attributes.series, listAt(series['attributes'] ?? [], `${here}/attributes`), 0, `${here}/attributes`) : {};
    for (const [key, cells] of Object.entries(objectAt(series['observations'], `${here}/observations`))) {
      const pointer = below(`${here}/observations`, key);
      const row = listAt(cells, pointer);
      const told = { ...common, ...ofSeries, ...toldBy(attributes.observation, row, attributesFrom, pointer) };
      found.set(origin + positionOf(key, dimensions.observation, pointer), { value: valueOf(row[valueAt], told, below(pointer, valueAt)), told, pointer });
    }
  }
  return found;
}
const sizeOf = (dimensions: readonly Component[]): number => dimensions.reduce((product, { values }) => product * values.length, 1);

/** Unit and decimals of a metric as its observations name them; of several units none is believed. */
function unitOf(observations: readonly Observation[]): TableCategory['unit'] {
  const bases = [...new Set(observations.map(({ told }) => told['UNIT_MEASURE']))];
  const places = observations.flatMap(({ told, pointer }) => {
    const decimals = wholeOf(told, 'DECIMALS', pointer);
    return decimals === undefined ? [] : [Math.max(0, decimals - (wholeOf(told, 'UNIT_MULT', pointer) ?? 0))];
  });
  return { base: bases.length === 1 ? bases[0] : bases.map((base) => base ?? '?').join(', '), decimals: places.length > 0 ? Math.min(10, places.reduce((most, each) => Math.max(most, each))) : undefined };
}

/** The same time as tables usually write it: `2026-Q3` → `2026Q3`, `2026-S1` → `2026H1`, `2026-A1` → `2026`. */
const timeCode = (text: string): string => text.replace(/^(\d{4})-A1$/, '$1').replace(/^(\d{4})-S(?=[12]$)/, '$1H').replace(/^(\d{4})-(?=[QMW]\d{1,2}$)/, '$1');

/** A message as the table that cubes are made from; `time` is the dimension whose codes are times, `contents` the one that holds metrics. */
export function tableOf(message: Message, time: string | undefined, contents: string | undefined): Table {
  const all = [...message.dimensions.dataSet, ...message.dimensions.series, ...message.dimensions.observation];
  if (sizeOf(all) > MAX_CELLS) refuse('malformed', `${message.structureAt}/dimensions`, `at most ${MAX_CELLS} cells`, sizeOf(all));
  const found = observationsOf(message);
  const step = sizeOf(all.slice(all.findIndex(({ id }) => id === contents) + 1));
  const dimensions = all.map(({ id, label, values }) => ({
    id, label,
    categories: values.map((each, v) => ({
      code: id === time ? timeCode(each.code) : each.code, label: each.label, parent: undefined,
      unit: id === contents ? unitOf([...found].flatMap(([cell, observation]) => (Math.floor(cell / step) % values.length === v ? [observation] : []))) : undefined,
    })),
  }));
  const places = {
    ids: `${message.structureAt}/dimensions`,
    codes: (id: string) => `${all.find((each) => each.id === id)?.pointer ?? message.structureAt}/values`,
    value: (cell?: number) => (cell === undefined ? undefined : found.get(cell)?.pointer) ?? message.at,
  };
  return { label: '', updated: undefined, pointer: message.structureAt, dimensions, value: (cell) => found.get(cell)?.value ?? null, status: (cell) => found.get(cell)?.told['OBS_STATUS'], places };
}
