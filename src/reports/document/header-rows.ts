import type { DocumentColumn } from './document';

/** Tables of more columns than this are set smaller. */
export const WIDE_FROM = 9;

/** Head of a column with its unit behind it, where it does not say it: "Kế hoạch\n(tỷ đồng)", but "Điểm" of points. */
export function headWithUnit(text: string, unit: string, gap: ' ' | '\n'): string {
  return unit === '' || saysUnit(text, unit) ? text : `${text}${gap}(${unit})`.trim();
}

/** As the whole head, or behind a comma or a bracket. */
function saysUnit(text: string, unit: string): boolean {
  const [said, wanted] = [text.toLocaleLowerCase('vi'), unit.toLocaleLowerCase('vi')];
  return said === wanted || said.includes(`(${wanted})`) || said.endsWith(`, ${wanted}`);
}

/** One cell of a table's head: its text and how many columns and rows it covers. */
export interface HeaderCell {
  readonly text: string;
  /** Position of its first column, from 0. */
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Head of a table as rows of merged cells. A header of one step reaches down to the last row; equal texts beside each other below one
 * parent are one cell. Every column is covered exactly once in every row.
 */
export function headerRows(columns: readonly Pick<DocumentColumn, 'header'>[]): readonly (readonly HeaderCell[])[] {
  const depth = Math.max(1, ...columns.map(({ header }) => header.length));
  return Array.from({ length: depth }, (_, row) => cellsOf(columns, row, depth));
}

function cellsOf(columns: readonly Pick<DocumentColumn, 'header'>[], row: number, depth: number): readonly HeaderCell[] {
  const cells: HeaderCell[] = [];
  let at = 0;
  while (at < columns.length) {
    const path = columns[at]?.header ?? [];
    const isLast = row === path.length - 1;
    let end = at + 1;
    // A leaf is one column's own; only what stands above others is shared.
    while (!isLast && row < path.length && end < columns.length && shares(columns[end]?.header ?? [], path, row)) end += 1;
    if (row < path.length) cells.push({ text: path[row] ?? '', column: at, columns: end - at, rows: isLast ? depth - row : 1 });
    at = end;
  }
  return cells;
}

const shares = (other: readonly string[], path: readonly string[], row: number): boolean => other.length - 1 > row && path.slice(0, row + 1).every((text, step) => other[step] === text);
