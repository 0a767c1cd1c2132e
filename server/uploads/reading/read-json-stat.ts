import { periodText } from '@/domain/period/text';
import { settled } from '@/federation/fault';
import { readTable } from '@/federation/connectors/json-stat/read-table';
import type { Table, TableCategory, TableDimension } from '@/federation/connectors/json-stat/table';
import { periodOfCode, timeCodes } from '@/federation/connectors/json-stat/time-codes';
import { isNumeric, type FileColumn, type FileForm } from '@/federation/tables/file-form';
import { namesOf, plain } from './check-table';
import { FILE_LIMITS, Unreadable, type Grid, type GridCell, type GridRow } from './grid';
import type { JsonContext } from './read-json';
import type { RowFault } from './row-fault';

const PLACE = 200;
/** Where a table with one contents says no name for it. */
const VALUE = 'value';

/** One dimension of the table that becomes a column. */
interface Axis {
  readonly dimension: TableDimension;
  readonly column: FileColumn | undefined;
  /** What stands in the column, by category. */
  readonly cells: readonly string[];
  readonly step: number;
}
/** One column of figures. */
interface Contents {
  readonly title: string;
  readonly column: FileColumn | undefined;
  readonly offset: number;
}

/**
 * A table of statistics as a grid: a column a dimension, then a column for each category of the dimension of contents. A combination that
 * has no figure at all is no row. What no column is for may have one category alone, and if that is a period it must be the file's own.
 */
export function readJsonStat(payload: unknown, form: FileForm, { periodText: sentFor, chosen, encoding }: JsonContext & { readonly encoding: string }): Grid {
  const table = readOrRefuse(() => readTable(payload));
  const steps = stepsOf(table);
  const metric = contentsOf(table, form);
  const axes = table.dimensions.filter((dimension) => dimension !== metric).map((dimension, at): Axis => {
    const column = form.columns.find(({ id }) => chosen.get(id) === at) ?? form.columns.find((each) => !chosen.has(each.id) && !isNumeric(each) && isCalled(each, dimension.id, dimension.label));
    return { dimension, column, cells: dimension.categories.map((category) => cellFor(category, column)), step: steps.get(dimension) ?? 0 };
  });
  const contents = figuresOf(metric, form, metric ? steps.get(metric) ?? 0 : 0);
  if (axes.length + contents.length > FILE_LIMITS.columns) throw new Unreadable('too-many-columns', null, String(axes.length + contents.length));
  const faults = axes.flatMap((axis) => unmatched(axis, sentFor));
  const rows = faults.length > 0 ? [] : rowsOf(table, axes, contents, faults);
  return {
    form: 'json-stat', encoding, separator: null, faults, remarks: [],
    rows: [{ row: 0, cells: [...axes.map(({ column, dimension }) => column?.id ?? (dimension.label || dimension.id)), ...contents.map(({ title }) => title)] }, ...rows],
  };
}

const isCalled = (column: FileColumn, ...names: readonly string[]): boolean => names.some((name) => namesOf(column).has(plain(name)));

/** Positions in the table between two neighbours of a dimension. */
function stepsOf({ dimensions }: Table): ReadonlyMap<TableDimension, number> {
  let step = 1;
  return new Map([...dimensions].reverse().map((dimension) => {
    const own = step;
    step *= dimension.categories.length;
    return [dimension, own];
  }));
}

/** The dimension whose categories are most of the form's figures; undefined where the table has one contents. */
function contentsOf({ dimensions }: Table, { columns }: FileForm): TableDimension | undefined {
  const figures = columns.filter(isNumeric);
  const counts = dimensions.map(({ categories }) => figures.filter((column) => categories.some(({ code, label }) => isCalled(column, code, label))).length);
  const most = Math.max(0, ...counts);
  return most === 0 ? undefined : dimensions[counts.indexOf(most)];
}

function figuresOf(metric: TableDimension | undefined, { columns }: FileForm, step: number): Contents[] {
  const figures = columns.filter(isNumeric);
  if (!metric) return [{ title: figures.length === 1 ? figures[0]?.id ?? VALUE : VALUE, column: figures.length === 1 ? figures[0] : undefined, offset: 0 }];
  return metric.categories.map(({ code, label }, at) => {
    const column = figures.find((each) => isCalled(each, code, label));
    return { title: column?.id ?? (label || code), column, offset: at * step };
  });
}

const USUAL = timeCodes(undefined, false, '');
function periodIn(code: string): string | null {
  const period = settled(() => periodOfCode(code, USUAL, 'calendar', ''));
  return period.ok ? periodText(period.value) : null;
}

/** Codes stay; a label that is one of the column's own stands for its code, and a time code for the period people write. */
function cellFor({ code, label }: TableCategory, column: FileColumn | undefined): string {
  if (column?.type === 'period') return periodIn(code)?.replace('calendar:', '') ?? code;
  if (!column?.codes || column.codes.has(code)) return code;
  return [...column.codes].find(([, own]) => plain(own) === plain(label) || plain(own) === plain(code))?.[0] ?? code;
}

/** A dimension nobody asked for must not decide anything. */
function unmatched({ dimension: { id, label, categories }, column }: Axis, sentFor: string): RowFault[] {
  if (column) return [];
  const about = { row: null, column: null };
  if (categories.length !== 1) return [{ ...about, code: 'dimension', expected: String(categories.length), got: label || id }];
  const period = periodIn(categories[0]?.code ?? '');
  return period === null || period === sentFor ? [] : [{ ...about, code: 'other-period', expected: sentFor.replace('calendar:', ''), got: period.replace('calendar:', '') }];
}

function rowsOf(table: Table, axes: readonly Axis[], contents: readonly Contents[], faults: RowFault[]): GridRow[] {
  const rows: GridRow[] = [];
  const combinations = axes.reduce((product, { cells }) => product * cells.length, 1);
  for (let at = 0; at < combinations; at += 1) {
    let rest = at;
    const places = [...axes].reverse().map(({ cells }) => {
      const place = rest % cells.length;
      rest = Math.floor(rest / cells.length);
      return place;
    }).reverse();
    const origin = axes.reduce((sum, { step }, axis) => sum + step * (places[axis] ?? 0), 0);
    const figures = contents.map(({ offset }): GridCell => readOrRefuse(() => table.value(origin + offset)));
    if (figures.every((figure) => figure === null)) continue;
    if (rows.length === FILE_LIMITS.rows) throw new Unreadable('too-many-rows', null, String(combinations));
    const row = rows.length + 1;
    const place = placeOf(axes, places);
    rows.push({ row, place, cells: [...axes.map(({ cells }, axis) => cells[places[axis] ?? 0] ?? null), ...figures] });
    for (const { column, offset } of contents) {
      const mark = column && table.value(origin + offset) !== null ? readOrRefuse(() => table.status(origin + offset)) : undefined;
      if (column && mark !== undefined) faults.push({ row, column: column.id, code: 'mark', expected: '', got: mark.slice(0, 20), place });
    }
  }
  return rows;
}

function readOrRefuse<T>(part: () => T): T {
  const read = settled(part);
  if (!read.ok) throw new Unreadable('json-stat', null, read.error.pointer);
  return read.value;
}

/** The codes that name a row, without those that may name a person. */
const placeOf = (axes: readonly Axis[], places: readonly number[]): string =>
  axes.flatMap(({ dimension: { id, categories }, column }, axis) => (column?.personal ? [] : [`${id}=${categories[places[axis] ?? 0]?.code ?? ''}`])).join(' · ').slice(0, PLACE);
