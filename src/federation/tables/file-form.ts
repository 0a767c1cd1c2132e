import { UNITS_OF_MEASURE, type UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Text } from '@/domain/text';
import type { DatasetSpec } from '../connector';
import { below, refuse } from '../fault';
import { configAt, flagAt, listAt, nameAt, numberAt, objectAt, oneOfAt, optional, wholeAt } from '../shape';

export const COLUMN_TYPES = ['text', 'whole', 'number', 'date', 'code', 'unit', 'period', 'lon', 'lat'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];
/** How numbers are written: `vi` 1.234,5 or `en` 1,234.5. */
export const NUMBER_FORMS = ['vi', 'en'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];
export const FILE_LEVELS = ['province', 'department', 'commune'] as const;
export type FileLevel = (typeof FILE_LEVELS)[number];
export const FILE_PERIODS = ['month', 'quarter', 'half', 'year'] as const;
export type FilePeriod = (typeof FILE_PERIODS)[number];

/** One column of a file that people fill in. */
export interface FileColumn {
  readonly id: string;
  /** As printed in the head row. */
  readonly title: Text;
  readonly type: ColumnType;
  /** What the numbers are counted in; of every numeric column, and of no other. */
  readonly measure: UnitOfMeasure | undefined;
  readonly decimals: number;
  readonly required: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Undefined: a number that can be read in two ways is asked about. */
  readonly numbers: NumberForm | undefined;
  /** Code → label, where values are of a closed list. */
  readonly codes: ReadonlyMap<string, string> | undefined;
  /** Id of the shared code list that holds the codes instead. */
  readonly list: string | undefined;
  readonly personal: boolean;
}

/** What a dataset that comes by file expects of a file, and who sends it for which periods. */
export interface FileForm {
  /** Level of the units that the rows are about. */
  readonly level: FileLevel;
  /** Level of the units that send; the same unless one sends for others. */
  readonly sender: FileLevel;
  readonly period: FilePeriod;
  readonly columns: readonly FileColumn[];
  /** Columns that tell the rows of one unit and period apart. */
  readonly key: readonly string[];
  /** Rows without a key, of which a file may hold any number: only events. */
  readonly many: boolean;
  /** `[total, ...parts]`. */
  readonly sums: readonly (readonly string[])[];
  /** Where every place must lie, degrees of WGS84. */
  readonly bounds: PlaceBounds;
}
export type PlaceBounds = readonly [west: number, south: number, east: number, north: number];
/** Viet Nam with its islands. */
const COUNTRY: PlaceBounds = [102, 6, 118, 24];

export const isCoordinate = ({ type }: Pick<FileColumn, 'type'>): boolean => type === 'lon' || type === 'lat';
export const isNumeric = ({ type }: Pick<FileColumn, 'type'>): boolean => type === 'number' || type === 'whole';
/** Columns whose values stand in a row; unit and period stand before them. */
export const valueColumns = ({ columns }: Pick<FileForm, 'columns'>): readonly FileColumn[] => columns.filter(({ type }) => type !== 'unit' && type !== 'period');

const KEYS = ['id', 'title', 'type', 'measure', 'decimals', 'required', 'min', 'max', 'numbers', 'codes', 'list', 'personal'];
const MOST_COLUMNS = 100;

function columnAt(value: unknown, here: string): FileColumn {
  const parts = configAt(value, here, KEYS);
  const wrong = 'misconfigured';
  const title = configAt(parts['title'], `${here}/title`, ['vi', 'en']);
  const type = oneOfAt(parts['type'], COLUMN_TYPES, `${here}/type`, wrong);
  const numeric = type === 'whole' || type === 'number';
  const id = nameAt(parts['id'], `${here}/id`, wrong);
  if (!/^[a-z][A-Za-z0-9-]{0,39}$/.test(id) || id === 'constructor') refuse(wrong, `${here}/id`, 'a name: a small letter, then letters, digits and -', id);
  if (numeric !== (parts['measure'] !== undefined)) refuse(wrong, `${here}/measure`, numeric ? 'a unit of measure' : 'none of a column without numbers', parts['measure']);
  if ((type === 'code') !== (parts['codes'] !== undefined || parts['list'] !== undefined)) refuse(wrong, `${here}/codes`, type === 'code' ? 'codes with their labels, or a shared list' : 'none of a column without codes', parts['codes']);
  if (parts['codes'] !== undefined && parts['list'] !== undefined) refuse(wrong, `${here}/list`, 'codes of its own or a shared list', parts['list']);
  return {
    id, type,
    title: { vi: nameAt(title['vi'], `${here}/title/vi`, wrong), en: nameAt(title['en'], `${here}/title/en`, wrong) },
    measure: optional(parts['measure'], (measure) => oneOfAt(measure, UNITS_OF_MEASURE, `${here}/measure`, wrong)),
    decimals: type === 'whole' ? 0 : optional(parts['decimals'], (decimals) => wholeAt(decimals, `${here}/decimals`, 0, 6, wrong)) ?? 2,
    required: optional(parts['required'], (required) => flagAt(required, `${here}/required`, wrong)) ?? true,
    min: optional(parts['min'], (min) => numberAt(min, `${here}/min`, wrong)),
    max: optional(parts['max'], (max) => numberAt(max, `${here}/max`, wrong)),
    numbers: optional(parts['numbers'], (form) => oneOfAt(form, NUMBER_FORMS, `${here}/numbers`, wrong)),
    codes: optional(parts['codes'], (codes) => new Map(Object.entries(objectAt(codes, `${here}/codes`, wrong)).map(([code, label]) => [code, nameAt(label, below(`${here}/codes`, code), wrong)]))),
    list: optional(parts['list'], (list) => nameAt(list, `${here}/list`, wrong)),
    personal: optional(parts['personal'], (personal) => flagAt(personal, `${here}/personal`, wrong)) ?? false,
  };
}

/** Names of columns in a rule, each known and, where asked, numeric. */
function namesAt(value: unknown, pointer: string, columns: readonly FileColumn[], allowed: (column: FileColumn) => boolean, expected: string): string[] {
  return listAt(value, pointer, 'misconfigured').map((each, at) => {
    const name = nameAt(each, below(pointer, at), 'misconfigured');
    const column = columns.find(({ id }) => id === name);
    if (!column || !allowed(column)) refuse('misconfigured', below(pointer, at), expected, name);
    return name;
  });
}

/**
 * Reads `request` (`level`, `sender?`, `period`) and `mapping` (`columns`, `key?`, `sums?`, `bounds?`) of a dataset that comes by file. A cube
 * needs numbers, and its key columns are codes or text, since they become dimensions; features need a place.
 */
export function fileFormOf(dataset: Pick<DatasetSpec, 'shape' | 'request' | 'mapping'>): FileForm {
  const request = configAt(dataset.request, '/request', ['level', 'sender', 'period']);
  const mapping = configAt(dataset.mapping, '/mapping', ['columns', 'key', 'sums', 'bounds']);
  const columns = listAt(mapping['columns'], '/mapping/columns', 'misconfigured').map((each, at) => columnAt(each, below('/mapping/columns', at)));
  if (columns.length > MOST_COLUMNS) refuse('misconfigured', '/mapping/columns', `at most ${MOST_COLUMNS} columns`, columns.length);
  const ids = columns.map(({ id }) => id);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at || id === 'unit' && columns[at]?.type !== 'unit' || id === 'period' && columns[at]?.type !== 'period');
  if (twice >= 0) refuse('misconfigured', `/mapping/columns/${twice}/id`, 'a name of its own', ids[twice]);
  for (const type of ['unit', 'period', 'lon', 'lat'] as const) {
    if (columns.filter((column) => column.type === type).length > 1) refuse('misconfigured', '/mapping/columns', `at most one column of type ${type}`, type);
  }
  checkPlace(dataset.shape, columns);
  if (dataset.shape === 'cube' && !columns.some(isNumeric)) refuse('misconfigured', '/mapping/columns', 'a column with numbers', undefined);
  const level = oneOfAt(request['level'], FILE_LEVELS, '/request/level', 'misconfigured');
  const inCube = dataset.shape === 'cube';
  return {
    level, columns, many: !inCube && mapping['key'] === undefined,
    sender: optional(request['sender'], (sender) => oneOfAt(sender, FILE_LEVELS, '/request/sender', 'misconfigured')) ?? level,
    period: oneOfAt(request['period'], FILE_PERIODS, '/request/period', 'misconfigured'),
    key: namesAt(mapping['key'] ?? [], '/mapping/key', columns, ({ type, required }) => required && (type === 'code' || type === 'text' || (!inCube && type === 'date')), 'a required column of codes or text'),
    sums: listAt(mapping['sums'] ?? [], '/mapping/sums', 'misconfigured').map((sum, at) => {
      const names = namesAt(sum, below('/mapping/sums', at), columns, isNumeric, 'a column with numbers');
      if (names.length < 2) refuse('misconfigured', below('/mapping/sums', at), 'a total and its parts', names.length);
      return names;
    }),
    bounds: optional(mapping['bounds'], boundsAt) ?? COUNTRY,
  };
}

/** Longitude and latitude come together; a cube has no place for them, and features cannot be without. */
function checkPlace(shape: DatasetSpec['shape'], columns: readonly FileColumn[]): void {
  const [lon, lat] = (['lon', 'lat'] as const).map((type) => columns.find((column) => column.type === type));
  const together = Boolean(lon) === Boolean(lat) && lon?.required === lat?.required;
  const sound = shape === 'features' ? lon?.required === true && lat?.required === true : shape === 'events' || !lon;
  if (!together || !sound) refuse('misconfigured', '/mapping/columns', shape === 'cube' ? 'no columns of places in a cube' : 'a column of type lon and one of type lat, both required or neither', shape);
}

function boundsAt(value: unknown): PlaceBounds {
  const at = '/mapping/bounds';
  const [west = NaN, south = NaN, east = NaN, north = NaN, ...more] = listAt(value, at, 'misconfigured').map((each, place) => numberAt(each, below(at, place), 'misconfigured'));
  const sound = more.length === 0 && west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north;
  return sound ? [west, south, east, north] : refuse('misconfigured', at, '[west, south, east, north] in degrees', value);
}
