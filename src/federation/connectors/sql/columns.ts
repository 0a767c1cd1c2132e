import { CELL_STATUS, type CellStatus } from '@/domain/cube/types';
import type { CalendarId } from '@/domain/period/types';
import { UNITS_OF_MEASURE, type UnitOfMeasure } from '@/domain/unit-of-measure';
import type { DatasetSpec } from '../../connector';
import { below, refuse, said } from '../../fault';
import { fieldRulesAt, type FieldRule } from '../../normalise/fields';
import { limitsAt, type Limits } from '../../normalise/limits';
import { configAt, flagAt, nameAt, numberAt, objectAt, oneOfAt, optional, textAt, wholeAt, type Keyed } from '../../shape';

/** What a column of a result is. */
export type ColumnRule =
  | { readonly as: 'time'; readonly id: string; readonly label: string; readonly calendar: CalendarId; readonly period: PeriodForm }
  | { readonly as: 'geo' | 'classification'; readonly id: string; readonly label: string; readonly labels: Labels }
  | { readonly as: 'label' | 'status' | 'as-of' | 'id' | 'geometry' }
  | { readonly as: 'metric'; readonly code: string; readonly label: string; readonly unit: UnitOfMeasure; readonly decimals: number | undefined; readonly divideBy: number; readonly missing: CellStatus }
  | { readonly as: 'field'; readonly rule: FieldRule };

/** `code`: the column holds `2026-10` or `2026-Q3`; the others are cut from a date. */
export const PERIOD_FORMS = ['code', 'year', 'quarter', 'month', 'day'] as const;
export type PeriodForm = (typeof PERIOD_FORMS)[number];
/** Words of codes: another column, a list, or none. */
export type Labels = { readonly column: string } | ReadonlyMap<string, string> | null;

/** How a result becomes data. */
export interface TableMapping {
  readonly columns: ReadonlyMap<string, ColumnRule>;
  /** What the engine's words for the standing of a figure mean. */
  readonly statuses: ReadonlyMap<string, CellStatus>;
  /** Standing of every figure where no column says it. */
  readonly standing: CellStatus;
  readonly limits: Limits;
  readonly attribution: string | undefined;
  readonly approximate: boolean;
}

const config = 'misconfigured';
const CALENDARS: readonly CalendarId[] = ['calendar', 'administrative', 'statistical'];
const ALLOWED: Readonly<Record<DatasetSpec['shape'], readonly ColumnRule['as'][]>> = {
  cube: ['time', 'geo', 'classification', 'label', 'metric', 'status', 'as-of'],
  events: ['id', 'field', 'as-of'],
  features: ['id', 'geometry', 'field', 'as-of'],
};
const KEYS: Readonly<Record<ColumnRule['as'], readonly string[]>> = {
  time: ['id', 'label', 'calendar', 'period'], geo: ['id', 'label', 'labels'], classification: ['id', 'label', 'labels'], label: [], status: [], 'as-of': [], id: [], geometry: [],
  metric: ['code', 'label', 'unit', 'decimals', 'divideBy', 'missing'], field: ['id', 'type', 'personal', 'optional', 'oneOf'],
};

function labelsAt(value: unknown, pointer: string): Labels {
  if (value === undefined) return null;
  if (typeof value === 'string') return { column: nameAt(value, pointer, config) };
  return new Map(Object.entries(objectAt(value, pointer, config)).map(([code, label]) => [code.normalize('NFC'), nameAt(label, below(pointer, code), config)]));
}

function metricAt(parts: Keyed, column: string, pointer: string): ColumnRule {
  const divideBy = optional(parts['divideBy'], (number) => numberAt(number, `${pointer}/divideBy`, config)) ?? 1;
  if (divideBy <= 0) refuse(config, `${pointer}/divideBy`, 'a number above zero', divideBy);
  const code = optional(parts['code'], (text) => nameAt(text, `${pointer}/code`, config)) ?? column;
  const missing = optional(parts['missing'], (word) => oneOfAt<CellStatus>(word, CELL_STATUS.slice(3), `${pointer}/missing`, config)) ?? 'not-available';
  return {
    as: 'metric', code, divideBy, missing,
    label: optional(parts['label'], (text) => textAt(text, `${pointer}/label`, config)) ?? code,
    unit: oneOfAt(parts['unit'], UNITS_OF_MEASURE, `${pointer}/unit`, config),
    decimals: optional(parts['decimals'], (whole) => wholeAt(whole, `${pointer}/decimals`, 0, 10, config)),
  };
}

function columnAt(value: unknown, column: string, shape: DatasetSpec['shape'], pointer: string): ColumnRule {
  const as = oneOfAt(objectAt(value, pointer, config)['as'], ALLOWED[shape], `${pointer}/as`, config);
  const parts = configAt(value, pointer, ['as', ...KEYS[as]]);
  const text = (key: string, otherwise: string): string => optional(parts[key], (given) => nameAt(given, `${pointer}/${key}`, config)) ?? otherwise;
  switch (as) {
    case 'time': return {
      as, id: text('id', 'time'), label: text('label', 'time'),
      calendar: oneOfAt(parts['calendar'] ?? 'calendar', CALENDARS, `${pointer}/calendar`, config),
      period: oneOfAt(parts['period'] ?? 'code', PERIOD_FORMS, `${pointer}/period`, config),
    };
    case 'geo': case 'classification': {
      const id = text('id', as === 'geo' ? 'unit' : column);
      return { as, id, label: text('label', id), labels: labelsAt(parts['labels'], `${pointer}/labels`) };
    }
    case 'metric': return metricAt(parts, column, pointer);
    case 'field': {
      const own = Object.fromEntries(Object.entries(parts).filter(([key]) => key !== 'as'));
      const [rule] = fieldRulesAt([{ ...own, id: text('id', column) }], pointer);
      return rule ? { as, rule } : refuse(config, pointer, 'a field', value);
    }
    default: return { as };
  }
}

const many = (columns: ReadonlyMap<string, ColumnRule>, as: ColumnRule['as']): number => [...columns.values()].filter((rule) => rule.as === as).length;

function checkWhole(columns: ReadonlyMap<string, ColumnRule>, shape: DatasetSpec['shape']): void {
  const at = '/mapping/columns';
  for (const single of ['status', 'as-of', 'id', 'geometry', 'time', 'geo'] as const) {
    if (many(columns, single) > 1) refuse(config, at, `one column of ${single} at most`, said(`${many(columns, single)}`));
  }
  const needed = { cube: 'metric', events: 'id', features: 'geometry' } as const;
  if (many(columns, needed[shape]) === 0) refuse(config, at, `a column of ${needed[shape]}`, undefined);
  if (shape === 'features' && many(columns, 'id') === 0) refuse(config, at, 'a column of id', undefined);
  const names = [...columns.values()].flatMap((rule) => ('id' in rule ? [rule.id] : rule.as === 'metric' ? [`metric ${rule.code}`] : rule.as === 'field' ? [rule.rule.field.id] : []));
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) refuse(config, at, 'each name once', said(twice));
  for (const [column, rule] of columns) {
    if ('labels' in rule && rule.labels !== null && 'column' in rule.labels && columns.get(rule.labels.column)?.as !== 'label') refuse(config, `${below(at, column)}/labels`, 'a column of labels', rule.labels.column);
  }
}

/** Names of the columns a dataset takes of its result, in order. */
export const columnNames = ({ mapping }: DatasetSpec): string[] => Object.keys(objectAt(mapping['columns'], '/mapping/columns', config));

/** Reads `{ columns, statuses?, standing?, limits?, attribution?, approximate? }`. */
export function mappingOf(dataset: DatasetSpec): TableMapping {
  const parts = configAt(dataset.mapping, '/mapping', ['columns', 'statuses', 'standing', 'limits', 'attribution', 'approximate']);
  const columns = new Map(Object.entries(objectAt(parts['columns'], '/mapping/columns', config)).map(([column, rule]) => [column, columnAt(rule, column, dataset.shape, below('/mapping/columns', column))] as const));
  checkWhole(columns, dataset.shape);
  const statuses = Object.entries(objectAt(parts['statuses'] ?? {}, '/mapping/statuses', config));
  return {
    columns,
    statuses: new Map([...CELL_STATUS.map((word) => [word, word] as const), ...statuses.map(([word, meaning]) => [word.normalize('NFC'), oneOfAt<CellStatus>(meaning, CELL_STATUS, below('/mapping/statuses', word), config)] as const)]),
    standing: optional(parts['standing'], (word) => oneOfAt<CellStatus>(word, CELL_STATUS.slice(0, 3), '/mapping/standing', config)) ?? 'official',
    limits: limitsAt(parts['limits'], '/mapping/limits'),
    attribution: optional(parts['attribution'], (text) => textAt(text, '/mapping/attribution', config)),
    approximate: optional(parts['approximate'], (flag) => flagAt(flag, '/mapping/approximate', config)) ?? false,
  };
}
