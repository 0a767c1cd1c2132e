import type { Language } from '@/format/format';
import type { DocumentRow, DocumentTable } from '../../document/document';
import { headerRows, headWithUnit } from '../../document/header-rows';
import { cellText, provisionalNote } from '../../document/value-text';
import { lineCount, linesHeight } from './measure-text';
import { BODY, SIZE, type Slide } from './slide';

/** Rows of one slide, and slides of one table: who needs more opens the document. */
const MOST_ROWS = 12;
const MOST_SLIDES = 6;
/** Inches within a cell: left and right together, above and below together. */
export const CELL = { across: 0.1, down: 0.06 } as const;
const SMALL_PRINT = 0.45;
const UNIT_LINE = 0.32;

const SAID = {
  vi: { more: (count: number) => `Còn ${count} dòng: xem báo cáo đầy đủ.`, next: 'tiếp theo' },
  en: { more: (count: number) => `${count} more rows: see the full report.`, next: 'continued' },
} as const;

/** Widths of the columns, inches; together the width of the slide's body. */
export function tableWidths(columns: DocumentTable['columns']): readonly number[] {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  return columns.map(({ width }) => (width / sum) * BODY.width);
}

export const headText = (column: DocumentTable['columns'][number] | undefined, text: string): string =>
  column === undefined || column.header.at(-1) !== text ? text : headWithUnit(text, column.unit, ' ');

/** Heights of the rows of the head, the one of numbers among them. */
export function headHeights(columns: DocumentTable['columns']): readonly number[] {
  const widths = tableWidths(columns);
  const rows = headerRows(columns).map((cells) => Math.max(...cells.map(({ text, column, columns: across, rows: down }) => {
    const width = widths.slice(column, column + across).reduce((all, part) => all + part, 0) - CELL.across;
    return linesHeight(lineCount(headText(across === 1 ? columns[column] : undefined, text), SIZE.table, width, true), SIZE.table) / down + CELL.down;
  })));
  return columns.every(({ number }) => number === '') ? rows : [...rows, linesHeight(1, SIZE.table) + CELL.down];
}

export function rowHeight(table: Pick<DocumentTable, 'columns' | 'unitLine'>, row: DocumentRow): number {
  const widths = tableWidths(table.columns);
  const lines = table.columns.map((column, at) => lineCount(cellText(table, column, row, row.cells[at] ?? { kind: 'text', text: '' }), SIZE.table, (widths[at] ?? 1) - CELL.across, row.emphasis !== null));
  return linesHeight(Math.max(1, ...lines), SIZE.table) + CELL.down;
}

/** A table on as many slides as it needs, its head on each. What is too long for a brief keeps its beginning and its total, and says what was left out. */
export function tableSlides(table: DocumentTable, fallback: string, language: Language): readonly Slide[] {
  const room = BODY.height - headHeights(table.columns).reduce((sum, height) => sum + height, 0) - SMALL_PRINT - (table.unitLine === '' ? 0 : UNIT_LINE);
  const total = table.rows.at(-1)?.emphasis === 'total' ? table.rows.slice(-1) : [];
  const pages = pagesOf(table, table.rows.slice(0, table.rows.length - total.length), total, room);
  const shown = pages.slice(0, MOST_SLIDES);
  const left = pages.slice(MOST_SLIDES).reduce((sum, rows) => sum + rows.filter((row) => row.emphasis !== 'total').length, 0);
  const standing = provisionalNote(table, language);
  return shown.map((rows, at): Slide => {
    const isLast = at === shown.length - 1;
    const closing = isLast && left > 0 ? total : [];
    const small = [...(standing === null ? [] : [standing]), ...(isLast && left > 0 ? [SAID[language].more(left)] : [])].join(' ');
    const title = table.caption === '' ? fallback : table.caption;
    return { kind: 'table', title: at === 0 ? title : `${title} (${SAID[language].next})`, unitLine: table.unitLine, columns: table.columns, rows: [...rows, ...closing], small, notes: table.notes };
  });
}

/** Rows by slide. The head of a group is not the last of a slide, the total not alone on one; each slide has room for the total. */
function pagesOf(table: DocumentTable, rows: readonly DocumentRow[], total: readonly DocumentRow[], room: number): readonly (readonly DocumentRow[])[] {
  const reserved = total.reduce((sum, row) => sum + rowHeight(table, row), 0);
  const pages: DocumentRow[][] = [[]];
  let used = reserved;
  for (const row of rows) {
    const height = rowHeight(table, row);
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (used + height > room || page.length + total.length >= MOST_ROWS)) {
      const carried = page.at(-1)?.emphasis === 'group' && page.length > 1 ? page.splice(-1) : [];
      pages.push(carried);
      used = reserved + carried.reduce((sum, each) => sum + rowHeight(table, each), 0);
    }
    pages.at(-1)?.push(row);
    used += height;
  }
  pages.at(-1)?.push(...total);
  return pages;
}
