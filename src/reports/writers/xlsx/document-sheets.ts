import type { DocumentCell, DocumentColumn, DocumentRow, DocumentTable, ReportDocument } from '../../document/document';
import { headerRows, headWithUnit } from '../../document/header-rows';
import { cellText, isProvisional, provisionalNote, standaloneTitle } from '../../document/value-text';
import { footOf, sourcesSheet, valuesSheet } from './data-sheets';
import { numberCode } from './number-code';
import type { CellLook, Merge, Sheet, SheetCell, SheetRow } from './sheet';

/** Characters across a page, portrait and landscape. */
const ACROSS = { portrait: 95, landscape: 150 } as const;
const NARROWEST = 7;

/** A sheet for every table of the report, then every figure with where it came from, then the sources. */
export function sheetsOf(document: ReportDocument): readonly Sheet[] {
  const tables = document.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' ? [tableSheet(document, block, section.orientation)] : [])));
  return [...tables, valuesSheet(document), sourcesSheet(document)];
}

function tableSheet(document: ReportDocument, table: DocumentTable, orientation: 'portrait' | 'landscape'): Sheet {
  const count = table.columns.length;
  const above: SheetRow[] = [
    [{ text: standaloneTitle(document), look: { bold: true, size: 13, wrap: true } }],
    [{ text: table.caption, look: { bold: true, wrap: true } }],
    [{ text: table.unitLine, look: { italic: true } }],
  ];
  const { rows: head, merges } = headOf(table, above.length);
  const provisional = provisionalNote(table, document.language);
  const below = [...(provisional === null ? [] : [provisional]), ...table.notes, footOf(document)].map((text): SheetRow => [{ text, look: { italic: true, size: 9, wrap: true } }]);
  const firstBelow = above.length + head.length + table.rows.length + 1;
  const sum = table.columns.reduce((all, { width }) => all + width, 0);
  return {
    name: table.caption === '' ? document.title : table.caption,
    widths: table.columns.map((column, at) => Math.max(NARROWEST, Math.round((column.width / sum) * ACROSS[orientation]), longestNumber(table, column, at) + 2)),
    rows: [...above, ...head, ...table.rows.map((row) => bodyRow(table, row)), [], ...below],
    merges: [...[...above.keys(), ...below.map((_, at) => firstBelow + at)].filter(() => count > 1).map((row): Merge => ({ row, column: 0, rows: 1, columns: count })), ...merges],
    frozenRows: above.length + head.length,
    repeated: { from: above.length, to: above.length + head.length - 1 },
    landscape: orientation === 'landscape', footer: footOf(document),
  };
}

/** Letters of the longest number: one that has no room is shown as crosses. */
function longestNumber(table: DocumentTable, column: DocumentColumn, at: number): number {
  return table.rows.reduce((longest, row) => {
    const cell = row.cells[at];
    return cell?.kind === 'value' && cell.value.number !== null ? Math.max(longest, cellText(table, column, row, cell).length) : longest;
  }, 0);
}

const HEAD: CellLook = { head: true };

function headOf(table: DocumentTable, from: number): { readonly rows: readonly SheetRow[]; readonly merges: readonly Merge[] } {
  const merges: Merge[] = [];
  const rows = headerRows(table.columns).map((cells, at): SheetRow => {
    const row: SheetCell[] = table.columns.map(() => ({ text: '', look: HEAD }));
    for (const { text, column, columns, rows: down } of cells) {
      const leaf = columns === 1 ? table.columns[column] : undefined;
      row[column] = { text: leaf?.header.at(-1) === text ? headWithUnit(text, leaf.unit, ' ') : text, look: HEAD };
      if (columns > 1 || down > 1) merges.push({ row: from + at, column, rows: down, columns });
    }
    return row;
  });
  if (table.columns.every(({ number }) => number === '')) return { rows, merges };
  return { rows: [...rows, table.columns.map(({ number }): SheetCell => ({ text: number, look: { head: true, italic: true } }))], merges };
}

function bodyRow(table: DocumentTable, row: DocumentRow): SheetRow {
  return table.columns.map((column, at): SheetCell => {
    const cell = row.cells[at];
    if (!cell) return null;
    const look: CellLook = { bordered: true, align: column.align, bold: row.emphasis !== null, wrap: cell.kind === 'text' };
    return cell.kind === 'text' ? { text: cell.text, look } : valueCell(cell, cellText(table, column, row, cell), look);
  });
}

/** A number stays a number, shown as on screen; what has none shows its mark. */
function valueCell({ value }: Extract<DocumentCell, { readonly kind: 'value' }>, text: string, look: CellLook): SheetCell {
  const shown = { ...look, ...(isProvisional(value) ? { italic: true } : {}) };
  return value.number === null ? { text, look: shown } : { number: value.number, code: numberCode(value, text !== value.text), look: shown };
}
