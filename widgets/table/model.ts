import { localDate } from '@/domain/civil';
import type { Cube } from '@/domain/cube/types';
import type { EventField, EventRow, Events } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { measured } from '@/domain/measure';
import { toInstant } from '@/domain/time';
import type { Label } from '@/widget-kit/blocks';
import { dimensionNamed, gridOf } from '@/widget-kit/generic/cube-grid';
import type { CubeGrid } from '@/widget-kit/generic/cube-grid';
import { GENERIC_SLOT, questionFault } from '@/widget-kit/generic/question';
import { ruleAlong, totalLabel, totalOf, unitsOverlap } from '@/widget-kit/generic/totals';
import { personalValue } from '@/widget-kit/personal-value';
import { pickOf } from '@/widget-kit/cross-filter';
import type { ModelInput } from '@/widget-kit/widget';
import type { TableOptions } from './options';
import type { Cell, TableColumn, TableModel, TableRow } from './view-model';

type Input = ModelInput<TableOptions>;

/** Rows of a cube or of events as they are; order and filter are the reader's. */
export function model(input: Input): TableModel {
  const { options, snapshots, province } = input;
  const none: TableModel = { empty: false, attention: 'unknown', fault: null, fixed: [], columns: [], rows: [], total: null, sort: null, filter: options.filter };
  const fault = questionFault(province, options, ['cube', 'events']);
  if (fault) return { ...none, fault };
  const snapshot = snapshots[GENERIC_SLOT];
  const { data } = snapshot ?? {};
  if (data?.kind !== 'cube' && data?.kind !== 'events') return { ...none, empty: snapshot?.state === 'empty' };
  const vm = data.kind === 'cube' ? ofCube(data, input, none) : ofEvents(data, input, none);
  if (vm.fault || options.sortBy === undefined) return vm;
  const column = vm.columns.findIndex(({ id }) => id === options.sortBy);
  return column < 0 ? { ...none, fault: noColumn(options.sortBy, vm.columns) } : { ...vm, sort: { column, descending: options.order === 'descending' } };
}

const noColumn = (name: string, columns: readonly { readonly id: string }[]): Label => ({ key: 'noColumn', params: { name, known: columns.map(({ id }) => id).join(', ') } });

function ofCube(cube: Cube, input: Input, none: TableModel): TableModel {
  const { options } = input;
  const many = cube.dimensions.filter(({ id, role, categories }) => role !== 'metric' && categories.length > 1 && !Object.hasOwn(options.where, id)).slice(0, 3);
  const rows = options.rows.length > 0 ? options.rows : many.map(({ id }) => id);
  const column = dimensionNamed(cube, 'metric')?.id ?? null;
  const reading = gridOf(cube, { rows, column, where: options.where, keep: options.columns, only: input.filters ?? {} }, { ...input, dataset: options.dataset });
  if ('fault' in reading) return { ...none, fault: reading.fault };
  const { grid } = reading;
  const standing = grid.rows.flatMap(({ figures }) => figures).map(({ measure }) => (measure.kind === 'value' ? measure.status : 'official')).find((status) => status !== 'official');
  return {
    ...none,
    empty: grid.rows.length === 0,
    ...(standing ? { standing } : {}),
    fixed: grid.fixed,
    columns: [
      ...grid.rowAxes.map(({ dimension, label }): TableColumn => ({ id: dimension.id, label: named(dimension.id, options) ?? label, unit: null, align: 'start' })),
      ...grid.columns.map(({ code, label, figureUnit }): TableColumn => ({ id: code === '' ? 'value' : code, label: named(code, options) ?? label, unit: figureUnit, align: 'end' })),
    ],
    rows: grid.rows.map(({ id, codes, labels, figures }) => ({ id, ...pickOfRow(grid, codes[0]), cells: [...labels.map((label): Cell => ({ kind: 'words', label })), ...figures.map((figure): Cell => ({ kind: 'figure', figure }))] })),
    total: options.totals ? cubeTotal(grid, input) : null,
  };
}

function pickOfRow(grid: CubeGrid, code: string | undefined): Pick<TableRow, 'pick'> {
  const dimension = grid.rowAxes[0]?.dimension;
  return dimension && dimension.role !== 'metric' && code !== undefined ? { pick: pickOf(dimension, code) } : {};
}

function named(column: string, { labels }: TableOptions): Label | undefined {
  const text = Object.hasOwn(labels, column) ? labels[column] : undefined;
  return text && { text };
}

/** The last row of a cube with one row dimension: each metric by its own card's rule, empty where nobody says how. */
function cubeTotal(grid: CubeGrid, { options, province, scope }: Input): TableRow | null {
  const [axis, second] = grid.rowAxes;
  if (!axis || second || grid.rows.length < 2) return null;
  if (axis.dimension.role === 'geo' && unitsOverlap(axis.dimension.categories.map(({ code }) => code), province, scope)) return null;
  const fixedMetric = grid.fixed.find((one) => one.axis.dimension.role === 'metric')?.code;
  const rules = grid.columns.map(({ code }) => ruleAlong(axis.dimension, code === '' ? fixedMetric : code, options.dataset, province));
  const totals = rules.map((rule, at) => totalOf(grid.rows.flatMap(({ figures }) => figures[at] ?? []), rule));
  const said = new Set(rules.filter(({ kind }) => kind !== 'none').map((rule) => rule.kind));
  const [first] = rules.filter(({ kind }) => kind !== 'none');
  // One word cannot name two ways of adding up.
  if (!first || said.size !== 1 || totals.every((total) => total === null)) return null;
  return { id: 'total', cells: [{ kind: 'words', label: totalLabel(first) }, ...totals.map((figure): Cell => (figure ? { kind: 'figure', figure } : { kind: 'none' }))] };
}

function ofEvents(events: Events, input: Input, none: TableModel): TableModel {
  const wanted = input.options.columns;
  const unknown = wanted.find((name) => !events.fields.some(({ id }) => id === name));
  if (unknown !== undefined) return { ...none, fault: noColumn(unknown, events.fields) };
  const fields = wanted.length > 0 ? wanted.flatMap((name) => events.fields.filter(({ id }) => id === name)) : events.fields;
  return {
    ...none,
    empty: events.rows.length === 0,
    columns: fields.map((field) => ({ id: field.id, label: named(field.id, input.options) ?? { literal: field.id }, unit: null, align: field.type === 'number' ? 'end' : 'start' })),
    rows: events.rows.map((row) => ({ id: row.id, cells: fields.map((field) => eventCell(events, field, row, input)) })),
  };
}

/** By the field's own type; what does not have it is not there. */
function eventCell(events: Events, field: EventField, row: EventRow, { scope }: Input): Cell {
  if (field.personal) return { kind: 'personal', value: personalValue(events, row, field.id) };
  const value = row.values[field.id] ?? null;
  if (value === null || value === '') return { kind: 'none' };
  if (field.type === 'boolean' && typeof value === 'boolean') return { kind: 'flag', is: value };
  if (field.type === 'instant' && typeof value === 'number') return { kind: 'instant', at: toInstant(value) };
  if (field.type === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return { kind: 'date', date: localDate(value) };
  if (field.type === 'number' && typeof value === 'number') return { kind: 'figure', figure: plain(value, scope) };
  return { kind: 'words', label: { literal: String(value) } };
}

/** A number of a row: no card describes it, so it stands without unit. */
const plain = (value: number, scope: Input['scope']): Figure => ({
  measure: measured(value), unit: 'count', decimals: Number.isInteger(value) ? 0 : 2, period: null, orgUnit: scope.unit, boundary: scope.boundary,
  indicator: null, slots: [GENERIC_SLOT], formula: null, attention: 'unknown',
});
