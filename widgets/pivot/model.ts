import type { Figure } from '@/domain/figure';
import type { AggregationRule } from '@/domain/indicator';
import { missing, valueOf } from '@/domain/measure';
import type { Label } from '@/widget-kit/blocks';
import { dimensionNamed, gridOf } from '@/widget-kit/generic/cube-grid';
import type { CubeGrid, GridRow } from '@/widget-kit/generic/cube-grid';
import { GENERIC_SLOT, questionFault } from '@/widget-kit/generic/question';
import { ruleAlong, totalLabel, totalOf, unitsOverlap } from '@/widget-kit/generic/totals';
import { pickOf } from '@/widget-kit/cross-filter';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { PivotOptions } from './options';

export interface PivotModel extends ViewModelBase {
  readonly fault: Label | null;
  readonly fixed: CubeGrid['fixed'];
  readonly axes: readonly Label[];
  readonly columns: readonly { readonly id: string; readonly label: Label }[];
  readonly rows: readonly PivotRow[];
  /** Word of the last column; null where rows have no total. */
  readonly totalColumn: Label | null;
  /** Smallest and largest number, for shading; null where not wanted or nothing to tell apart. */
  readonly range: { readonly least: number; readonly most: number } | null;
}
export interface PivotRow {
  readonly id: string;
  readonly kind: 'row' | 'subtotal' | 'total';
  readonly labels: readonly Label[];
  /** One per column, then the row's total where there is one. */
  readonly figures: readonly Figure[];
  /** What other tiles follow when the row is picked: its first category. Not of totals. */
  readonly pick?: { readonly dimension: string; readonly value: string };
}

const NONE: AggregationRule = { kind: 'none' };

/** One measure of a cube by rows and columns; a total stands only where its card says how it is made. */
export function model(input: ModelInput<PivotOptions>): PivotModel {
  const { options, snapshots, province } = input;
  const none: PivotModel = { empty: false, attention: 'unknown', fault: null, fixed: [], axes: [], columns: [], rows: [], totalColumn: null, range: null };
  const fault = questionFault(province, options, ['cube']);
  if (fault) return { ...none, fault };
  const snapshot = snapshots[GENERIC_SLOT];
  const cube = snapshot?.data?.kind === 'cube' ? snapshot.data : null;
  if (!cube) return { ...none, empty: snapshot?.state === 'empty' };
  const metric = dimensionNamed(cube, 'metric');
  const where = options.measure !== undefined && metric ? { [metric.id]: options.measure, ...options.where } : options.where;
  const reading = gridOf(cube, { rows: options.rows, column: options.columns, where, only: input.filters ?? {} }, { ...input, dataset: options.dataset });
  return 'fault' in reading ? { ...none, fault: reading.fault } : laidOut(reading.grid, input, none);
}

function laidOut(grid: CubeGrid, input: ModelInput<PivotOptions>, none: PivotModel): PivotModel {
  const rules = rulesOf(grid, input);
  const across = (figures: readonly Figure[]): readonly Figure[] => [...figures, ...(totalOf(figures, rules.columns) ? [totalOf(figures, rules.columns)] : [])].flatMap((one) => one ?? []);
  const shown = grid.rows.flatMap((row, at): PivotRow[] => {
    const own: PivotRow = { id: row.id, kind: 'row', labels: row.labels, figures: across(row.figures), ...pickOfRow(grid, row) };
    const group = row.codes[0];
    const ends = grid.rowAxes.length === 2 && grid.rows[at + 1]?.codes[0] !== group;
    const sub = ends ? summed(grid.rows.filter((one) => one.codes[0] === group), rules.inner, `sub ${group ?? ''}`, [row.labels[0] ?? { literal: '' }]) : null;
    return sub ? [own, { ...sub, kind: 'subtotal', figures: across(sub.figures) }] : [own];
  });
  const total = grid.rowAxes.length === 1 ? summed(grid.rows, rules.inner, 'total', []) : null;
  const values = grid.rows.flatMap(({ figures }) => figures.flatMap(({ measure }) => valueOf(measure) ?? []));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const standing = grid.rows.flatMap(({ figures }) => figures).map(({ measure }) => (measure.kind === 'value' ? measure.status : 'official')).find((status) => status !== 'official');
  return {
    ...none,
    empty: grid.rows.length === 0,
    ...(standing ? { standing } : {}),
    fixed: grid.fixed,
    axes: grid.rowAxes.map(({ label }) => label),
    columns: grid.columns.map(({ code, label }) => ({ id: code, label })),
    rows: total ? [...shown, { ...total, figures: across(total.figures) }] : shown,
    totalColumn: rules.columns.kind === 'none' ? null : totalLabel(rules.columns),
    // Numbers of different metrics are not larger or smaller than one another.
    range: input.options.shade && most > least && grid.columnAxis?.dimension.role !== 'metric' ? { least, most } : null,
  };
}

function pickOfRow(grid: CubeGrid, { codes }: GridRow): Pick<PivotRow, 'pick'> {
  const [dimension, code] = [grid.rowAxes[0]?.dimension, codes[0]];
  return dimension && dimension.role !== 'metric' && code !== undefined ? { pick: pickOf(dimension, code) } : {};
}

/** How rows are combined (along their innermost dimension) and how columns are. */
function rulesOf(grid: CubeGrid, { options, province, scope }: ModelInput<PivotOptions>): { readonly inner: readonly AggregationRule[]; readonly columns: AggregationRule } {
  const metric = grid.fixed.find(({ axis }) => axis.dimension.role === 'metric')?.code;
  const along = (axis: CubeGrid['columnAxis'] | undefined, of = metric): AggregationRule => {
    if (!options.totals || !axis) return NONE;
    const codes = axis.dimension.categories.map(({ code }) => code);
    if (codes.length < 2 || (axis.dimension.role === 'geo' && unitsOverlap(codes, province, scope))) return NONE;
    return ruleAlong(axis.dimension, of, options.dataset, province);
  };
  const byMetric = grid.columnAxis?.dimension.role === 'metric';
  return { inner: grid.columns.map(({ code }) => along(grid.rowAxes.at(-1), byMetric ? code : metric)), columns: along(grid.columnAxis) };
}

/** One row of totals; a column nobody says how to add is `not-applicable` in it. Null where no column has a total. */
function summed(rows: readonly GridRow[], rules: readonly AggregationRule[], id: string, labels: readonly Label[]): PivotRow | null {
  const kinds = new Map(rules.filter(({ kind }) => kind !== 'none').map((rule) => [rule.kind, rule]));
  const [rule] = kinds.values();
  if (rows.length === 0 || !rule) return null;
  const figures = rules.flatMap((each, at) => {
    const column = rows.flatMap((row) => row.figures[at] ?? []);
    return totalOf(column, each) ?? column.slice(0, 1).map((figure) => ({ ...figure, measure: missing('not-applicable') }));
  });
  return { id, kind: 'total', labels: [...labels, totalLabel(kinds.size === 1 ? rule : { kind: 'sum' })], figures };
}
