import { addDays, localDate } from '@/domain/civil';
import { FILE_LIMITS, isBlank, Unreadable, type Grid, type GridCell, type GridRow } from './grid';
import { scanXml } from './scan-xml';
import { openWorkbook, type Workbook } from './workbook';
import { openZip } from './zip';

/** A cell while it is read. */
interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  value: string;
  hasValue: boolean;
}

/**
 * The first visible sheet of a workbook as a grid. No formula is computed: the value stored beside it is taken, and that there were
 * formulas is said. Where the sheet says how large it is is not believed: rows are counted as they come.
 */
export function readXlsx(bytes: Uint8Array): Grid {
  const book = openWorkbook(openZip(bytes));
  const rows: GridRow[] = [];
  let [row, cells, formulas] = [0, [] as GridCell[], 0];
  let cell: OpenCell | null = null;
  let inValue = false;
  const endCell = (): void => {
    if (!cell) return;
    if (cell.formula) formulas += 1;
    while (cells.length < cell.column) cells.push(null);
    cells[cell.column] = valueOf(cell, book);
    cell = null;
  };
  scanXml(book.sheet, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1);
        cells = [];
        if (!(row <= FILE_LIMITS.rows + 1)) throw new Unreadable('too-many-rows', null, String(row));
      } else if (name === 'c') {
        const column = columnOf(attributes['r']) ?? cells.length;
        if (column >= FILE_LIMITS.columns) throw new Unreadable('too-many-columns', row, String(column + 1));
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), formula: false, value: '', hasValue: false };
      } else if (name === 'f' && cell) cell.formula = true;
      else if ((name === 'v' || name === 't') && cell) {
        inValue = true;
        cell.hasValue = true;
      }
    },
    text: (text) => {
      if (!inValue || !cell) return;
      cell.value += text;
      if (cell.value.length > FILE_LIMITS.cellLength) throw new Unreadable('too-long', row);
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && !cells.every(isBlank)) rows.push({ row, cells });
    },
  });
  if (rows.length === 0) throw new Unreadable('empty');
  return { form: 'xlsx', encoding: null, separator: null, rows, remarks: [...book.remarks, ...(formulas > 0 ? [{ code: 'formulas', about: String(formulas) } as const] : [])] };
}

/** `C7` → 2. */
function columnOf(reference: string | undefined): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d+$/.exec(reference ?? '') ?? [];
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOf({ type, value, style, formula, hasValue }: OpenCell, book: Workbook): GridCell {
  if (!hasValue) return formula ? { uncalculated: true } : null;
  switch (type) {
    case 's': return (book.texts[Number(value)] ?? '').normalize('NFC');
    case 'str':
    case 'inlineStr': return value.normalize('NFC');
    case 'b': return value === '1';
    case 'e': return { error: value.slice(0, 16) };
    case 'd': return value.slice(0, 10);
    default: return numberOf(value, book.dateStyles.has(style), book.from1904);
  }
}

/** Day 60 of the count from 1900 never was; what lies before March 1900 nobody reports. */
function numberOf(text: string, isDate: boolean, from1904: boolean): GridCell {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return { error: text.slice(0, 16) };
  if (!isDate) return number;
  const days = Math.floor(number);
  if (days < 61 || days > 110_000) return number;
  return { date: from1904 ? addDays(localDate('1904-01-01'), days) : addDays(localDate('1899-12-30'), days) };
}
