import { fold } from '@/domain/fold';
import { isNumeric, valueColumns, type FileColumn, type FileForm } from '@/federation/tables/file-form';
import type { HeldRow, HeldValue } from '@/federation/tables/held-table';
import { isBlank, type Grid, type GridCell, type GridRow, type Remark } from './grid';
import { readCell, type CellContext } from './read-cell';
import { checkPlaceOf } from './check-place';
import type { RowFault, RowFaultCode } from './row-fault';

/** What a file is read for. */
export interface TableContext extends CellContext {
  readonly unit: string;
  /** Text form. */
  readonly periodText: string;
  /** Column id → place in the file, where the person has said so. */
  readonly chosen: ReadonlyMap<string, number>;
}

export interface Total {
  readonly column: string;
  readonly sum: number;
  readonly count: number;
  readonly missing: number;
}
/** A file held against its form. */
export interface CheckedTable {
  readonly headRow: number;
  /** Titles in the file, by place. */
  readonly found: readonly string[];
  /** Column id → place in the file; null where there is none. */
  readonly mapping: Readonly<Record<string, number | null>>;
  readonly rowCount: number;
  /** First rows as they stand in the file. */
  readonly sample: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly faults: readonly RowFault[];
  /** All of them; `faults` holds the first. */
  readonly faultCount: number;
  readonly remarks: readonly Remark[];
  readonly totals: readonly Total[];
  /** Empty where there is a fault: all or nothing. */
  readonly rows: readonly HeldRow[];
}

const MOST_FAULTS = 100;
const SAMPLE_ROWS = 20;
/** Rows above the head: the name of the report, the office. */
const HEAD_WITHIN = 20;
const GOT = 64;

export const plain = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, ' ').trim();
export const shownCell = (cell: GridCell | undefined): string =>
  cell === undefined || cell === null ? '' : typeof cell !== 'object' ? String(cell) : 'date' in cell ? cell.date : 'error' in cell ? cell.error : 'nested' in cell ? '{…}' : 'geometry' in cell ? cell.geometry : '=';

/** What a column may be called in a file, made plain. */
export const namesOf = ({ id, title }: FileColumn): Set<string> => new Set([id, title.vi, title.en].map(plain));
const matches = (cells: readonly GridCell[], columns: readonly FileColumn[]): number =>
  columns.filter((column) => cells.some((cell) => typeof cell === 'string' && namesOf(column).has(plain(cell)))).length;

/** The head is the row that names most columns; where none does, the first. */
function headOf(rows: readonly GridRow[], columns: readonly FileColumn[]): number {
  const named = rows.slice(0, HEAD_WITHIN).map(({ cells }) => matches(cells, columns));
  const most = Math.max(0, ...named);
  return most === 0 ? 0 : named.indexOf(most);
}

class Faults {
  readonly listed: RowFault[];
  count: number;
  readonly #places: ReadonlyMap<number, string>;
  constructor({ rows, faults = [] }: Grid) {
    this.listed = faults.slice(0, MOST_FAULTS);
    this.count = faults.length;
    this.#places = new Map(rows.flatMap(({ row, place }) => (place === undefined ? [] : [[row, place]])));
  }
  add(row: number | null, column: FileColumn | null, code: RowFaultCode, expected: string, got: string): void {
    this.count += 1;
    const place = row === null ? undefined : this.#places.get(row);
    if (this.listed.length < MOST_FAULTS) this.listed.push({ row, column: column?.id ?? null, code, expected, got: column?.personal ? '' : got.slice(0, GOT), ...(place === undefined ? {} : { place }) });
  }
}

/** Holds every row against its form: each cell, keys once, totals that are the sum of their parts. One fault keeps the whole file out. */
export function checkTable(grid: Grid, form: FileForm, context: TableContext): CheckedTable {
  const faults = new Faults(grid);
  // Forms of exchange have one head and nothing above it.
  const before = faults.count;
  const at = grid.form === 'csv' || grid.form === 'xlsx' ? headOf(grid.rows, form.columns) : 0;
  const head = grid.rows[at] ?? { row: 1, cells: [] };
  const body = grid.rows.slice(at + 1);
  const found = head.cells.map(shownCell);
  const mapping = new Map(form.columns.map((column): [string, number | null] => [column.id, placeOf(column, found, context.chosen)]));
  for (const column of form.columns) {
    if (column.required && mapping.get(column.id) === null) faults.add(head.row, column, 'missing-column', column.title.vi, '');
  }
  for (const column of form.columns) {
    if (column.list !== undefined && !context.lists.has(column.list)) faults.add(null, column, 'no-list', column.list, '');
  }
  if (body.length === 0 && before === 0) faults.add(null, null, 'no-rows', '', '');
  const rows = faults.count > before ? [] : body.map((row) => readRow(row, { grid, form, context, mapping, width: found.length, faults }));
  checkKeys(rows, form, faults);
  checkSums(rows, form, faults);
  const used = new Set(mapping.values());
  const ignored = found.flatMap((title, place): Remark[] => (title.trim() === '' || used.has(place) ? [] : [{ code: 'ignored-column', about: title.slice(0, GOT) }]));
  const personal = new Set(form.columns.flatMap(({ id, personal: hidden }) => (hidden ? [mapping.get(id)] : [])));
  return {
    headRow: head.row, found, mapping: Object.fromEntries(mapping), rowCount: body.length,
    sample: body.slice(0, SAMPLE_ROWS).map(({ row, cells }) => ({ row, cells: found.map((_, place) => (personal.has(place) ? '•••' : shownCell(cells[place]).slice(0, GOT))) })),
    faults: faults.listed, faultCount: faults.count, remarks: [...grid.remarks, ...ignored],
    totals: totalsOf(rows, form),
    rows: faults.count > 0 ? [] : rows.map(({ held }) => held),
  };
}

function placeOf(column: FileColumn, found: readonly string[], chosen: ReadonlyMap<string, number>): number | null {
  const said = chosen.get(column.id);
  if (said !== undefined) return said >= 0 && said < found.length ? said : null;
  const names = namesOf(column);
  const place = found.findIndex((title) => names.has(plain(title)));
  return place < 0 ? null : place;
}

interface Checked {
  readonly row: number;
  readonly held: HeldRow;
  readonly values: ReadonlyMap<string, HeldValue>;
}
interface RowParts {
  readonly grid: Grid;
  readonly form: FileForm;
  readonly context: TableContext;
  readonly mapping: ReadonlyMap<string, number | null>;
  readonly width: number;
  readonly faults: Faults;
}

function readRow({ row, cells }: GridRow, { grid, form, context, mapping, width, faults }: RowParts): Checked {
  const isRagged = grid.form === 'csv' ? cells.length !== width : cells.slice(width).some((cell) => !isBlank(cell));
  if (isRagged) faults.add(row, null, 'columns', String(width), String(cells.length));
  let [unit, period] = [context.unit, context.periodText];
  const values = new Map<string, HeldValue>();
  for (const column of form.columns) {
    const place = mapping.get(column.id) ?? null;
    const read = place === null ? { value: null } : readCell(cells[place], column, context);
    if ('wrong' in read) faults.add(row, column, read.wrong, read.expected, shownCell(cells[place ?? 0]));
    else if (column.type === 'unit' && read.value !== null) unit = String(read.value);
    else if (column.type === 'period' && read.value !== null) period = String(read.value);
    else values.set(column.id, read.value);
  }
  const misplaced = checkPlaceOf(values, form);
  if (misplaced) faults.add(row, misplaced.column, misplaced.code, misplaced.expected, misplaced.got);
  return { row, held: [unit, period, ...valueColumns(form).map(({ id }) => values.get(id) ?? null)], values };
}

function checkKeys(rows: readonly Checked[], { key, many }: FileForm, faults: Faults): void {
  if (many) return;
  const seen = new Map<string, number>();
  for (const { row, held: [unit, period], values } of rows) {
    const parts = key.map((id) => values.get(id));
    // A cell that could not be read has been told already.
    if (parts.includes(undefined)) continue;
    const name = JSON.stringify([unit, period, ...parts]);
    const before = seen.get(name);
    if (before !== undefined) faults.add(row, null, 'duplicate-row', String(before), parts.join(' · '));
    else seen.set(name, row);
  }
}

function checkSums(rows: readonly Checked[], { sums, columns }: FileForm, faults: Faults): void {
  for (const [total = '', ...parts] of sums) {
    const column = columns.find(({ id }) => id === total) ?? null;
    const tolerance = 0.5 * 10 ** -(column?.decimals ?? 0) * parts.length + 1e-9;
    for (const { row, values } of rows) {
      const [whole, ...each] = [total, ...parts].map((id) => values.get(id));
      if (typeof whole !== 'number' || !each.every((part) => typeof part === 'number')) continue;
      const sum = each.reduce((so, part) => so + part, 0);
      if (Math.abs(sum - whole) > tolerance) faults.add(row, column, 'sum', String(Number(sum.toFixed(6))), String(whole));
    }
  }
}

function totalsOf(rows: readonly Checked[], { columns }: FileForm): Total[] {
  return columns.filter(isNumeric).map(({ id, decimals }) => {
    const given = rows.map(({ values }) => values.get(id)).filter((value) => typeof value === 'number');
    return { column: id, sum: Number(given.reduce((sum, value) => sum + value, 0).toFixed(decimals)), count: given.length, missing: rows.length - given.length };
  });
}
