import type { DocumentCell, DocumentColumn, DocumentRow, DocumentTable, PrintedValue, ReportDocument } from '../../document/document';
import { cellText } from '../../document/value-text';

/** What stands between cells. `;` is what spreadsheets in Vietnamese expect, with a decimal comma; the others take a point. */
export const SEPARATORS = [';', ',', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

const MARK = '\ufeff';

/** Every table of a report, one below the other with its caption, and what its figures are drawn from. UTF-8 with its mark, CRLF. */
export function writeCsv(document: ReportDocument, separator: Separator = ';'): string {
  const tables = document.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])));
  const lines = [
    [document.title],
    ...tables.flatMap((table) => [[], [table.caption], ...(table.unitLine === '' ? [] : [[table.unitLine]]), ...tableLines(table, separator), ...table.notes.map((note) => [note])]),
    [], [document.footer], ...document.sources.map(({ id, name, asOf, receivedAt, remark }) => [id, name, asOf ?? '', receivedAt, remark]),
  ];
  return MARK + lines.map((cells) => cells.map((cell) => written(cell, separator)).join(separator)).join('\r\n') + '\r\n';
}

/** One table alone: a line of heads, then its rows. */
export const writeTableCsv = (table: DocumentTable, separator: Separator = ';'): string =>
  MARK + tableLines(table, separator).map((cells) => cells.map((cell) => written(cell, separator)).join(separator)).join('\r\n') + '\r\n';

/** A number is told from text that looks like one. */
type Cell = string | { readonly number: string };

function tableLines(table: DocumentTable, separator: Separator): readonly (readonly Cell[])[] {
  const units = table.columns.map((column, at) => needsUnits(table, column, at));
  const heads = table.columns.flatMap((column, at): Cell[] => {
    const head = [...column.header, ...(column.unit === '' ? [] : [`(${column.unit})`])].join(' ');
    return units[at] ? [head, `${head} – đơn vị tính`] : [head];
  });
  const row = ({ cells }: DocumentRow): readonly Cell[] => table.columns.flatMap((_, at): Cell[] => {
    const cell = cells[at] ?? { kind: 'text' as const, text: '' };
    return units[at] ? [plain(cell, separator), cell.kind === 'value' && cell.value.number !== null ? cell.value.unit : ''] : [plain(cell, separator)];
  });
  return [heads, ...table.rows.map(row)];
}

/** Whether numbers of a column would stand there without their unit. */
const needsUnits = (table: DocumentTable, column: DocumentColumn, at: number): boolean => table.rows.some((row) => {
  const cell = row.cells[at];
  return cell?.kind === 'value' && cell.value.number !== null && cellText(table, column, row, cell) !== cell.value.text;
});

const plain = (cell: DocumentCell, separator: Separator): Cell => {
  if (cell.kind === 'text') return cell.text;
  return cell.value.number === null ? cell.value.text : { number: numberText(cell.value, separator) };
};

/** Digits without groups: "-570", "98,57". */
function numberText({ number, decimals }: PrintedValue, separator: Separator): string {
  const value = (number ?? 0) + 0;
  const digits = Math.abs(value) < 1e21 ? value.toFixed(decimals) : BigInt(value).toString();
  return separator === ';' ? digits.replace('.', ',') : digits;
}

/** Quoted where it must be. Text that a spreadsheet would take for a formula is made text; a number never is. */
function written(cell: Cell, separator: Separator): string {
  if (typeof cell !== 'string') return cell.number;
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return text.includes('"') || text.includes(separator) || /[\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
