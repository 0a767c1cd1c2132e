import { fold } from '@/domain/fold';
import { valueOf } from '@/domain/measure';
import type { Cell, Sorting, TableRow } from './view-model';

/** What a cell is sorted by: a number, words, or null for what is not there. */
function sortKey(cell: Cell | undefined, words: (cell: Cell) => string): number | string | null {
  if (!cell || cell.kind === 'none') return null;
  if (cell.kind === 'figure') return valueOf(cell.figure.measure);
  if (cell.kind === 'instant') return cell.at;
  if (cell.kind === 'flag') return Number(cell.is);
  if (cell.kind === 'date') return cell.date;
  if (cell.kind === 'personal') return null;
  return words(cell);
}

const COLLATOR = new Intl.Collator('vi', { numeric: true });

/** Rows in order; equal ones stay as they were, missing ones come last whichever way. */
export function sortedRows(rows: readonly TableRow[], sort: Sorting | null, words: (cell: Cell) => string): readonly TableRow[] {
  if (!sort) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.map((row) => ({ row, key: sortKey(row.cells[sort.column], words) })).sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    const order = typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : COLLATOR.compare(String(a.key), String(b.key));
    return sign * order;
  }).map(({ row }) => row);
}

/** Rows in which every word asked for stands somewhere, without regard to marks or case. Personal cells are not searched. */
export function filteredRows(rows: readonly TableRow[], asked: string, words: (cell: Cell) => string): readonly TableRow[] {
  const parts = fold(asked).split(' ').filter(Boolean);
  if (parts.length === 0) return rows;
  return rows.filter((row) => {
    const text = fold(row.cells.map((cell) => (cell.kind === 'personal' ? '' : words(cell))).join(' '));
    return parts.every((part) => text.includes(part));
  });
}

/** Rows drawn out of many: those in view and some around, and the room the others take above and below, px. */
export function windowOf(input: { readonly count: number; readonly rowHeight: number; readonly top: number; readonly height: number }): { readonly from: number; readonly to: number; readonly above: number; readonly below: number } {
  const { count, rowHeight, top, height } = input;
  if (count <= SMALL || rowHeight <= 0) return { from: 0, to: Math.min(count, SMALL), above: 0, below: Math.max(0, count - SMALL) * Math.max(0, rowHeight) };
  const around = Math.ceil(height / rowHeight) + 10;
  const first = Math.min(Math.max(0, count - 1), Math.max(0, Math.floor(top / rowHeight)));
  const from = Math.max(0, first - around);
  const to = Math.min(count, first + 2 * around);
  return { from, to, above: from * rowHeight, below: (count - to) * rowHeight };
}
/** Up to here all rows are drawn. */
export const SMALL = 200;
