import type { DocumentCell, DocumentColumn, DocumentRow, DocumentTable, PrintedValue } from '../document/document';
import { headWithUnit } from '../document/header-rows';
import type { PaperWords } from './words';

const unitsIn = (values: readonly PrintedValue[]): ReadonlySet<string> => new Set(values.filter(({ missing }) => missing === null).map(({ unit }) => unit));
const valuesOf = (cells: readonly (DocumentCell | undefined)[]): readonly PrintedValue[] => cells.flatMap((cell) => (cell?.kind === 'value' ? [cell.value] : []));

/**
 * A table that says each unit once: above it where all figures share one, in the header of a column that has one of its own, in a column
 * of units where every row has its own; else at the figures themselves. Columns without any unit stay as they are, and so do the figures:
 * how much of itself a cell still says follows from its table.
 */
export function saidOnce(table: DocumentTable, words: Pick<PaperWords, 'unitLine' | 'unitOfMeasure'>): DocumentTable {
  const all = [...unitsIn(table.rows.flatMap(({ cells }) => valuesOf(cells)))].filter((unit) => unit !== '');
  if (all.length === 0) return table;
  const columns = table.columns.map((_, at) => unitsIn(table.rows.flatMap(({ cells }) => valuesOf([cells[at]]))));
  const everywhere = all.length === 1 && columns.every((units) => units.size === 0 || (units.size === 1 && units.has(all[0] ?? '')));
  if (everywhere) return { ...table, unitLine: words.unitLine(all[0] ?? '') };
  if (columns.every((units) => units.size <= 1)) return byColumn(table, columns);
  const rows = table.rows.map(({ cells }) => unitsIn(valuesOf(cells)));
  return rows.every((units) => units.size <= 1) ? byRow(table, rows, words) : byColumn(table, columns);
}

function byColumn(table: DocumentTable, units: readonly ReadonlySet<string>[]): DocumentTable {
  // Where the figures of a column differ, each says its own.
  const unitAt = (at: number): string => (units[at]?.size === 1 ? [...units[at]][0] ?? '' : '');
  return {
    ...table,
    columns: table.columns.map((column, at): DocumentColumn => {
      const unit = unitAt(at);
      return unit === '' ? column : { ...column, unit, header: [...column.header.slice(0, -1), headWithUnit(column.header.at(-1) ?? '', unit, ' ')] };
    }),
  };
}

/** Id of the column that says the unit of each row. */
export const UNIT_COLUMN = 'unit-of-measure';

function byRow(table: DocumentTable, units: readonly ReadonlySet<string>[], words: Pick<PaperWords, 'unitOfMeasure'>): DocumentTable {
  const first = table.columns.findIndex((_, at) => table.rows.some(({ cells }) => cells[at]?.kind === 'value'));
  const column: DocumentColumn = { id: UNIT_COLUMN, header: [words.unitOfMeasure], number: '', align: 'centre', width: 1.6, unit: '' };
  return {
    ...table,
    columns: [...table.columns.slice(0, first), column, ...table.columns.slice(first)],
    rows: table.rows.map((row, at): DocumentRow => ({
      ...row, cells: [...row.cells.slice(0, first), { kind: 'text', text: [...(units[at] ?? [])][0] ?? '' }, ...row.cells.slice(first)],
    })),
  };
}
