import { addDays } from '@/domain/civil';
import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import type { Label } from '@/widget-kit/blocks';
import { gridOf } from '@/widget-kit/generic/cube-grid';
import type { CubeGrid, GridRow } from '@/widget-kit/generic/cube-grid';
import { GENERIC_SLOT, questionFault } from '@/widget-kit/generic/question';
import { pickOf } from '@/widget-kit/cross-filter';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { ChartOptions } from './options';

export interface ChartModel extends ViewModelBase {
  readonly type: ChartOptions['type'];
  /** An option that does not fit; then there is nothing else. */
  readonly fault: Label | null;
  readonly axis: Label;
  readonly overTime: boolean;
  readonly unit: Figure['unit'];
  readonly series: readonly { readonly id: string; readonly label: Label }[];
  /** One figure per series. */
  readonly rows: readonly { readonly id: string; readonly label: Label; readonly figures: readonly Figure[]; readonly pick?: Pickable }[];
  /** Categories and series beyond those drawn. */
  readonly left: number;
  readonly seriesLeft: number;
  readonly fixed: CubeGrid['fixed'];
}

/** What other tiles follow when a row is picked; null where it is nothing they could. */
export type Pickable = { readonly dimension: string; readonly value: string } | null;

/** Series a chart can tell apart: lines are named at their ends, bars only by tone. */
const MOST_SERIES: Readonly<Record<ChartOptions['type'], number>> = { line: 6, area: 3, bar: 3, stacked: 3, pie: 1, heat: 24 };

/** The dataset laid along one dimension, in as many series as can be told apart; missing stays a gap. */
export function model(input: ModelInput<ChartOptions>): ChartModel {
  const { options, snapshots, province } = input;
  const none: ChartModel = {
    empty: false, attention: 'unknown', type: options.type, fault: null, axis: { literal: '' }, overTime: false, unit: 'count',
    series: [], rows: [], left: 0, seriesLeft: 0, fixed: [],
  };
  const fault = questionFault(province, options, ['cube']);
  if (fault) return { ...none, fault };
  const snapshot = snapshots[GENERIC_SLOT];
  const cube = snapshot?.data?.kind === 'cube' ? snapshot.data : null;
  if (!cube) return { ...none, empty: snapshot?.state === 'empty' };
  const layout = { rows: [options.category], column: options.series ?? null, where: options.where, keep: options.show, only: input.filters ?? {} };
  const reading = gridOf(cube, layout, { ...input, dataset: options.dataset });
  return 'fault' in reading ? { ...none, fault: reading.fault } : drawn({ ...reading.grid, rows: oneCalendar(reading.grid, partsOnly(reading.grid, input)) }, options, none);
}

function drawn(grid: CubeGrid, options: ChartOptions, none: ChartModel): ChartModel {
  const units = [...new Set(grid.columns.map((column) => column.figureUnit))];
  if (units.length > 1) return { ...none, fault: { key: 'mixedUnits' } };
  if (options.type === 'pie' && grid.rows.some((row) => (valueOf(row.figures[0]?.measure) ?? 0) < 0)) return { ...none, fault: { key: 'pieNegative' } };
  const most = MOST_SERIES[options.type];
  const along = grid.rowAxes[0]?.dimension;
  const overTime = along?.role === 'time';
  const sorted = sortedRows(grid.rows, options.sort);
  // Of a time line the newest count, of anything else the first in order.
  const asked = overTime ? Math.min(options.top, options.periods) : options.top;
  const rows = overTime && options.sort === 'source' ? sorted.slice(-asked) : sorted.slice(0, asked);
  const standing = rows.flatMap(({ figures }) => figures).map(({ measure }) => (measure.kind === 'value' ? measure.status : 'official')).find((status) => status !== 'official');
  return {
    ...none,
    empty: grid.rows.length === 0,
    ...(standing ? { standing } : {}),
    axis: grid.rowAxes[0]?.label ?? none.axis,
    overTime,
    unit: units[0] ?? 'count',
    series: grid.columns.slice(0, most).map(({ code, label }) => ({ id: code === '' ? 'value' : code, label })),
    rows: rows.map(({ id, labels, figures }) => ({ id, label: labels[0] ?? { literal: id }, figures: figures.slice(0, most), pick: along && along.role !== 'metric' ? pickOf(along, id) : null })),
    // Sources give older periods than were asked for; those are not left out, they were not wanted.
    left: (overTime ? Math.min(grid.rows.length, options.periods) : grid.rows.length) - rows.length,
    seriesLeft: Math.max(0, grid.columns.length - most),
    fixed: grid.fixed,
  };
}

/** A whole beside its own parts would be drawn as one of them: units that hold others, and categories that have some below, are no parts. */
function partsOnly(grid: CubeGrid, { province, scope }: ModelInput<ChartOptions>): readonly GridRow[] {
  const dimension = grid.rowAxes[0]?.dimension;
  if (!dimension) return grid.rows;
  const tree = province.units.treeAt(addDays(scope.period.end, -1));
  const wholes = new Set(dimension.role === 'geo'
    ? dimension.categories.flatMap(({ code }) => (tree.get(code) ? tree.ancestors(code).map((unit) => unit.code) : []))
    : dimension.categories.flatMap(({ parent }) => parent ?? []));
  return grid.rows.filter(({ id }) => !wholes.has(id));
}

/** A source that counts metrics in several calendars names each month more than once: only the calendar these series are counted in is drawn. */
function oneCalendar(grid: CubeGrid, rows: readonly GridRow[]): readonly GridRow[] {
  if (grid.rowAxes[0]?.dimension.role !== 'time') return rows;
  const counts = new Map<string, number>();
  const calendarOf = ({ id }: GridRow): string => id.split(':')[0] ?? '';
  for (const row of rows) counts.set(calendarOf(row), (counts.get(calendarOf(row)) ?? 0) + row.figures.filter(({ measure }) => measure.kind === 'value').length);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] > 0 ? rows.filter((row) => calendarOf(row) === most[0]) : rows;
}

/** By the first series; missing values come last whichever way. */
function sortedRows(rows: readonly GridRow[], order: ChartOptions['sort']): readonly GridRow[] {
  if (order === 'source') return rows;
  const sign = order === 'largest' ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [valueOf(a.figures[0]?.measure), valueOf(b.figures[0]?.measure)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}
