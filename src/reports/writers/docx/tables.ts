import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import type { DocumentCell, DocumentColumn, DocumentRow, DocumentTable } from '../../document/document';
import { headerRows, headWithUnit, WIDE_FROM } from '../../document/header-rows';
import { cellText, isProvisional } from '../../document/value-text';
import { type Orientation, textWidth, twips } from './measures';
import { STYLE } from './styles';
import { textRuns } from './text-runs';

const ALIGN = { start: AlignmentType.LEFT, centre: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const;

/** Widths of the columns in twips; together exactly the width between the margins. */
export function columnWidths(columns: readonly Pick<DocumentColumn, 'width'>[], orientation: Orientation): readonly number[] {
  const whole = twips(textWidth(orientation));
  const sum = columns.reduce((total, { width }) => total + width, 0);
  let before = 0;
  return columns.map((_, at) => {
    const until = Math.round((columns.slice(0, at + 1).reduce((total, { width }) => total + width, 0) / sum) * whole);
    const width = until - before;
    before = until;
    return width;
  });
}

/** A real table: heads of merged cells that are repeated on every page, rows that no page tears apart. */
export function tableOf(table: DocumentTable, orientation: Orientation): Table {
  const widths = columnWidths(table.columns, orientation);
  const styles = table.columns.length > WIDE_FROM ? { text: STYLE.wideText, head: STYLE.wideHead } : { text: STYLE.tableText, head: STYLE.tableHead };
  return new Table({
    style: STYLE.table, layout: TableLayoutType.FIXED, width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA }, columnWidths: [...widths],
    rows: [...headOf(table, styles.head, widths), ...table.rows.map((row) => bodyRow(table, row, styles.text, widths))],
  });
}

function headOf(table: DocumentTable, style: string, widths: readonly number[]): readonly TableRow[] {
  const rows = headerRows(table.columns).map((cells) => new TableRow({
    tableHeader: true, cantSplit: true,
    children: cells.map(({ text, column, columns, rows: down }) => {
      const isLeaf = columns === 1 && text === table.columns[column]?.header.at(-1);
      return headCell(isLeaf ? headWithUnit(text, table.columns[column]?.unit ?? '', '\n') : text, style, widths.slice(column, column + columns), { columnSpan: columns, rowSpan: down });
    }),
  }));
  if (table.columns.every(({ number }) => number === '')) return rows;
  const numbers = table.columns.map(({ number }, at) => headCell(number, style, widths.slice(at, at + 1), {}, { bold: false, italics: true }));
  return [...rows, new TableRow({ tableHeader: true, cantSplit: true, children: numbers })];
}

function headCell(text: string, style: string, widths: readonly number[], span: { readonly columnSpan?: number; readonly rowSpan?: number }, look: Parameters<typeof textRuns>[1] = {}): TableCell {
  return new TableCell({
    ...span, verticalAlign: VerticalAlignTable.CENTER, width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    children: [new Paragraph({ style, children: [...textRuns(text, look)] })],
  });
}

function bodyRow(table: DocumentTable, row: DocumentRow, style: string, widths: readonly number[]): TableRow {
  const look = row.emphasis === null ? {} : { bold: true };
  return new TableRow({
    cantSplit: true,
    children: table.columns.map((column, at) => {
      const cell: DocumentCell = row.cells[at] ?? { kind: 'text', text: '' };
      const standing = cell.kind === 'value' && isProvisional(cell.value) ? { italics: true } : {};
      return new TableCell({
        verticalAlign: VerticalAlignTable.CENTER, width: { size: widths[at] ?? 0, type: WidthType.DXA },
        // What opens a group stays with its first row.
        children: [new Paragraph({ style, alignment: ALIGN[column.align], keepNext: row.emphasis === 'group', children: [...textRuns(cellText(table, column, row, cell), { ...look, ...standing })] })],
      });
    }),
  });
}
