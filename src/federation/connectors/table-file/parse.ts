import type { EventField } from '@/domain/dataset';
import type { DatasetSpec, Normalised, PayloadReader } from '../../connector';
import { settled } from '../../fault';
import { cubeOfMapped } from '../../normalise/cube';
import { eventsOfMapped } from '../../normalise/events';
import { featuresOfMapped } from '../../normalise/features';
import type { FieldRule } from '../../normalise/fields';
import { createNoteBook } from '../../normalise/note-book';
import { fileFormOf, isCoordinate, isNumeric, valueColumns, type FileColumn, type FileForm } from '../../tables/file-form';
import { heldTableOf, type HeldTable, type HeldValue } from '../../tables/held-table';
import { checkParameters } from './index';

function read(payload: unknown, dataset: DatasetSpec): Normalised {
  const form = fileFormOf(dataset);
  const columns = valueColumns(form);
  const table = heldTableOf(payload, columns.length);
  const notes = createNoteBook();
  const data = dataset.shape === 'cube' ? cubeOfTable(table, form, columns)
    : dataset.shape === 'features' ? featuresOfMapped({ features: placesOf(table, form, columns), approximate: false }, rulesOf(columns.filter((column) => !isCoordinate(column))), notes)
      : eventsOfMapped({ rows: rowsOf(table, form, columns) }, rulesOf(columns), notes);
  const { present, expected, asOf, version } = table;
  return { data, asOf, version, ...(present < expected ? { partial: { present, expected } } : {}), notes: notes.notes() };
}

/** Unit and period, then the key columns, then the numbers. A unit that should have sent and did not is there, without figures. */
function cubeOfTable(table: HeldTable, form: FileForm, columns: readonly FileColumn[]): ReturnType<typeof cubeOfMapped> {
  const numeric = columns.flatMap((column, at) => (isNumeric(column) ? [{ column, at: at + 2 }] : []));
  const keys = form.key.map((id) => ({ id, at: columns.findIndex((column) => column.id === id) + 2, column: columns.find((column) => column.id === id) }));
  const units = new Set([...table.units, ...table.rows.map(([unit]) => unit)]);
  const periods = [...new Set(table.rows.map(([, period]) => period))].sort();
  const dimensions = [
    { id: 'unit', label: 'Đơn vị', role: 'geo', categories: [...units].map((code) => ({ code })) },
    { id: 'time', label: 'Kỳ', role: 'time', categories: periods.map((code) => ({ code })) },
    ...keys.map(({ id, at, column }) => ({
      id, label: column?.title.vi ?? id, role: 'classification',
      categories: [...new Set(table.rows.map((row) => String(row[at])))].sort().map((code) => ({ code, label: column?.codes?.get(code) ?? code })),
    })),
    { id: 'metric', label: 'Chỉ tiêu', role: 'metric', categories: numeric.map(({ column: { id, title, measure, decimals } }) => ({ code: id, label: title.vi, unit: measure, decimals })) },
  ];
  const cells = table.rows.flatMap((row) => numeric.map(({ column, at }) => [row[0], row[1], ...keys.map((key) => String(row[key.at])), column.id, row[at] ?? null]));
  const limits = new Map(numeric.map(({ column: { id, min, max } }) => [id, { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }]));
  return cubeOfMapped({ dimensions, cells }, limits, new Map());
}

const FIELD_TYPES = { text: 'text', code: 'text', unit: 'text', period: 'text', whole: 'number', number: 'number', lon: 'number', lat: 'number', date: 'date' } as const satisfies Record<FileColumn['type'], EventField['type']>;

const rulesOf = (columns: readonly FileColumn[]): FieldRule[] => [
  ...(['unit', 'period'] as const).map((id): FieldRule => ({ field: { id, type: 'text', personal: false }, optional: false, oneOf: undefined })),
  ...columns.map(({ id, type, personal }): FieldRule => ({ field: { id, type: FIELD_TYPES[type], personal }, optional: true, oneOf: undefined })),
];

/** Rows as points; what the map draws them by is no property besides. */
function placesOf(table: HeldTable, form: FileForm, columns: readonly FileColumn[]): object[] {
  const [lon = '', lat = ''] = (['lon', 'lat'] as const).map((type) => columns.find((column) => column.type === type)?.id);
  return rowsOf(table, form, columns).map(({ id, values }) => {
    const { [lon]: x, [lat]: y, ...properties } = values;
    return { id, geometry: { type: 'Point', coordinates: [x, y] }, properties };
  });
}

/** Rows are known by unit, period and key; without a key by their place among those of the unit and period. */
function rowsOf({ rows }: HeldTable, { key }: FileForm, columns: readonly FileColumn[]): { readonly id: string; readonly values: Readonly<Record<string, HeldValue>> }[] {
  const places = new Map<string, number>();
  return rows.map(([unit, period, ...values]) => {
    const of = `${unit}/${period}`;
    const place = (places.get(of) ?? 0) + 1;
    places.set(of, place);
    const name = key.length > 0 ? key.map((id) => String(values[columns.findIndex((column) => column.id === id)])).join('/') : String(place);
    return { id: `${of}/${name}`.slice(0, 200), values: { unit, period, ...Object.fromEntries(columns.map(({ id }, at) => [id, values[at] ?? null])) } };
  });
}

export const tableFileReader: PayloadReader = {
  id: 'table-file',
  read,
  check: (dataset) => [settled(() => fileFormOf(dataset)), settled(() => checkParameters(dataset))].flatMap((part) => (part.ok ? [] : [part.error])),
};
