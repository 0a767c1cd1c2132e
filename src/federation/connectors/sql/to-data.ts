import { periodFromCode, periodText } from '@/domain/period/text';
import type { CellStatus } from '@/domain/cube/types';
import type { DatasetData } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { DatasetSpec, Normalised } from '../../connector';
import { refuse, said, settled } from '../../fault';
import { momentAt } from '../../normalise/common-parts';
import { cubeOfMapped } from '../../normalise/cube';
import { eventsOfMapped } from '../../normalise/events';
import { featuresOfMapped } from '../../normalise/features';
import type { FieldRule } from '../../normalise/fields';
import { createNoteBook, type NoteBook } from '../../normalise/note-book';
import { readJson } from '../../payload/read-json';
import { mappingOf, type ColumnRule, type TableMapping } from './columns';
import { booleanOf, cellPointer, codeOf, momentText, numberOf, type ColumnType, type Scalar, type SqlTable } from './table';

/** A declared column and where it stands in the result. */
interface Placed {
  readonly name: string;
  readonly at: number;
  readonly rule: ColumnRule;
}
const TEXT: ColumnType = { kind: 'text' };
type Rule<As extends ColumnRule['as']> = Extract<ColumnRule, { as: As }>;

/** Every declared column is there, and no other: a column that was renamed or added is drift. */
function placed({ columns }: SqlTable, mapping: TableMapping): Placed[] {
  const stray = columns.find(({ name }) => !mapping.columns.has(name));
  if (stray) refuse('malformed', '/columns', 'declared columns', stray.name);
  return [...mapping.columns].map(([name, rule]) => {
    const at = columns.findIndex((column) => column.name === name);
    return at === -1 ? refuse('malformed', '/columns', `a column ${name}`, said(columns.map((column) => column.name).join(', '))) : { name, at, rule };
  });
}

/** Data, as-of and completeness of a result. */
export function normalised(table: SqlTable, dataset: DatasetSpec, rowLimit: number): Normalised {
  const mapping = mappingOf(dataset);
  const notes = createNoteBook();
  const cut = table.more || table.rows.length > rowLimit;
  const read: Reading = { table: { ...table, rows: table.rows.slice(0, rowLimit) }, places: placed(table, mapping), mapping, notes };
  const data = dataOf(read, dataset);
  return {
    data, asOf: latest(read), version: null, notes: notes.notes(),
    ...(cut ? { partial: { present: rowLimit, expected: rowLimit + 1 } } : {}),
  };
}

interface Reading {
  readonly table: SqlTable;
  readonly places: readonly Placed[];
  readonly mapping: TableMapping;
  readonly notes: NoteBook;
}

function dataOf(read: Reading, { shape }: DatasetSpec): DatasetData {
  const rules = read.places.flatMap(({ rule }): FieldRule[] => (rule.as === 'field' ? [rule.rule] : []));
  switch (shape) {
    case 'cube': return cubeOf(read);
    case 'events': return eventsOfMapped({ rows: rowsOf(read, 'values') }, rules, read.notes);
    case 'features': {
      const { attribution, approximate } = read.mapping;
      return featuresOfMapped({ features: rowsOf(read, 'properties'), approximate, ...(attribution === undefined ? {} : { attribution }) }, rules, read.notes);
    }
  }
}

const only = (places: readonly Placed[], as: ColumnRule['as']): Placed | undefined => places.find(({ rule }) => rule.as === as);

/** The latest moment of the as-of column. */
function latest({ table, places, notes }: Reading): Instant | null {
  const column = only(places, 'as-of');
  if (!column) return null;
  const zone = table.columns[column.at]?.zone;
  const moments = new Set(table.rows.map((row) => row[column.at] ?? null));
  let last: Instant | null = null;
  for (const cell of moments) {
    if (cell === null) continue;
    const at = momentAt(momentText(cell, zone, cellPointer(0, column.name)), cellPointer(0, column.name), notes);
    if (last === null || at > last) last = at;
  }
  return last;
}

/** Rows and features: `{id, values}` or `{id, geometry, properties}`. */
function rowsOf({ table, places }: Reading, holder: 'values' | 'properties'): unknown[] {
  const id = only(places, 'id');
  const geometry = only(places, 'geometry');
  return table.rows.map((row, r) => ({
    id: codeOf(row[id?.at ?? -1] ?? null, cellPointer(r, id?.name ?? 'id')),
    ...(geometry ? { geometry: geometryOf(row[geometry.at] ?? null, cellPointer(r, geometry.name)) } : {}),
    [holder]: Object.fromEntries(places.flatMap(({ name, at, rule }) => (rule.as === 'field' ? [[rule.rule.field.id, fieldOf(row[at] ?? null, rule.rule, table.columns[at] ?? TEXT, cellPointer(r, name))]] : []))),
  }));
}

function geometryOf(cell: Scalar, pointer: string): unknown {
  if (typeof cell !== 'string') return refuse('malformed', pointer, 'GeoJSON (ST_AsGeoJSON)', cell);
  const read = settled(() => readJson(new TextEncoder().encode(cell)));
  return read.ok ? read.value : refuse('malformed', pointer, 'GeoJSON (ST_AsGeoJSON)', cell);
}

function fieldOf(cell: Scalar, { field }: FieldRule, type: ColumnType, pointer: string): Scalar {
  if (cell === null) return null;
  switch (field.type) {
    case 'number': return numberOf(cell, type, pointer);
    case 'boolean': return booleanOf(cell, pointer);
    case 'instant': return momentText(cell, type.zone, pointer);
    case 'date': return codeOf(cell, pointer).slice(0, 10);
    case 'text': return codeOf(cell, pointer);
  }
}

/** The period a cell names, as text; a date is cut to its month, quarter or year. */
function periodOf(cell: Scalar, { calendar, period }: Rule<'time'>, pointer: string): string {
  const text = codeOf(cell, pointer);
  const date = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  const [, year = '', month = '', day = ''] = date ?? [];
  const codes = { code: text, year: date ? year : text, month: `${year}-${month}`, quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`, day: `${year}-${month}-${day}` };
  const found = periodFromCode(calendar, codes[period]);
  return found ? periodText(found) : refuse('malformed', pointer, period === 'code' || period === 'year' ? 'a period such as 2026-10' : 'a date', cell);
}

function cubeOf(read: Reading): DatasetData {
  const { table, places, mapping } = read;
  const axes = places.flatMap(({ name, at, rule }) => (rule.as === 'time' || rule.as === 'geo' || rule.as === 'classification' ? [{ name, at, rule, labels: new Map<string, string>() }] : []));
  const metrics = places.flatMap(({ name, at, rule }) => (rule.as === 'metric' ? [{ name, at, rule }] : []));
  const status = only(places, 'status');
  const cells: unknown[] = [];
  table.rows.forEach((row, r) => {
    const codes = axes.map(({ name, at, rule, labels }) => {
      const pointer = cellPointer(r, name);
      const code = (rule.as === 'time' ? periodOf(row[at] ?? null, rule, pointer) : codeOf(row[at] ?? null, pointer)).normalize('NFC');
      if (!labels.has(code)) labels.set(code, labelOf(code, rule, row, read));
      return code;
    });
    const standing = status ? standingOf(row[status.at] ?? null, read) : mapping.standing;
    for (const { name, at, rule } of metrics) {
      const cell = row[at] ?? null;
      const value = cell === null ? null : numberOf(cell, table.columns[at] ?? TEXT, cellPointer(r, name)) / rule.divideBy;
      cells.push([...codes, rule.code, value, value === null && isFigure(standing) ? rule.missing : standing]);
    }
  });
  return cubeOfMapped({
    dimensions: [
      ...axes.map(({ rule, labels }) => ({ id: rule.id, label: rule.label, role: rule.as, categories: [...labels].map(([code, label]) => ({ code, label })) })),
      { id: 'metric', role: 'metric', categories: metrics.map(({ rule: { code, label, unit, decimals } }) => ({ code, label, unit, ...(decimals === undefined ? {} : { decimals }) })) },
    ],
    cells,
  }, mapping.limits, new Map());
}

function labelOf(code: string, rule: Rule<'time' | 'geo' | 'classification'>, row: readonly Scalar[], { places }: Reading): string {
  if (rule.as === 'time' || rule.labels === null) return code;
  const { labels } = rule;
  if (!('column' in labels)) return labels.get(code) ?? code;
  const cell = row[places.find(({ name }) => name === labels.column)?.at ?? -1] ?? null;
  return cell === null ? code : String(cell);
}

const isFigure = (standing: CellStatus): boolean => standing === 'official' || standing === 'provisional' || standing === 'estimated';

/** A standing nobody explained, or none where there should be one: held to be provisional, and said. */
function standingOf(cell: Scalar, { mapping, notes }: Reading): CellStatus {
  const word = cell === null ? '' : String(cell).normalize('NFC');
  const known = mapping.statuses.get(word);
  if (known === undefined) notes.add('unknown-status', word);
  return known ?? 'provisional';
}
