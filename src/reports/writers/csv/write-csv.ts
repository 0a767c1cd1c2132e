import type { Language } from '@/format/format';
import type { DocumentCell, DocumentColumn, DocumentRow, DocumentTable, PrintedValue, ReportDocument } from '../../document/document';
import { headWithUnit } from '../../document/header-rows';
import { cellText, standaloneTitle, standingText } from '../../document/value-text';

/** What stands between cells. `;` is what spreadsheets in Vietnamese expect, with a decimal comma; the others take a point. */
export const SEPARATORS = [';', ',', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

const MARK = '\ufeff';
/** Letters of control, which text files have no use for. */
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Every table of a report, one below the other with its caption, and what its figures are drawn from. UTF-8 with its mark, CRLF. */
export function writeCsv(document: ReportDocument, separator: Separator = ';'): string {
  const tables = document.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])));
  const lines = [
    [standaloneTitle(document)],
    ...tables.flatMap((table) => [[], [table.caption], ...(table.unitLine === '' ? [] : [[table.unitLine]]), ...tableLines(table, separator, document.language), ...table.notes.map((note) => [note])]),
    [], [document.footer], ...(document.watermark === null ? [] : [[document.watermark]]), ...document.sources.map(({ id, name, asOf, receivedAt, remark }) => [id, name, asOf ?? '', receivedAt, remark]),
  ];
  return MARK + lines.map((cells) => cells.map((cell) => written(cell, separator)).join(separator)).join('\r\n') + '\r\n';
}

/** One table alone: a line of heads, then its rows. */
export const writeTableCsv = (table: DocumentTable, language: Language, separator: Separator = ';'): string =>
  MARK + tableLines(table, separator, language).map((cells) => cells.map((cell) => written(cell, separator)).join(separator)).join('\r\n') + '\r\n';

/** A number is told from text that looks like one. */
type Cell = string | { readonly number: string };

const HEADS = { vi: { unit: 'đơn vị tính', status: 'tình trạng' }, en: { unit: 'unit', status: 'status' } } as const;
/** "ước tính" where a figure is not final; a file of text has no other way to mark it. */
const standing = (cell: DocumentCell | undefined, language: Language): string => (cell?.kind === 'value' ? standingText(cell.value, language) : '');

function tableLines(table: DocumentTable, separator: Separator, language: Language): readonly (readonly Cell[])[] {
  const units = table.columns.map((column, at) => needsUnits(table, column, at));
  const standings = table.columns.map((_, at) => table.rows.some(({ cells }) => standing(cells[at], language) !== ''));
  const heads = table.columns.flatMap((column, at): Cell[] => {
    const head = [...column.header.slice(0, -1), headWithUnit(column.header.at(-1) ?? '', column.unit, ' ')].join(' ');
    return [head, ...(units[at] ? [`${head} – ${HEADS[language].unit}`] : []), ...(standings[at] ? [`${head} – ${HEADS[language].status}`] : [])];
  });
  const row = ({ cells }: DocumentRow): readonly Cell[] => table.columns.flatMap((_, at): Cell[] => {
    const cell = cells[at] ?? { kind: 'text' as const, text: '' };
    const unit = cell.kind === 'value' && cell.value.number !== null ? cell.value.unit : '';
    return [plain(cell, separator), ...(units[at] ? [unit] : []), ...(standings[at] ? [standing(cell, language)] : [])];
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
  const sayable = cell.replace(UNSAYABLE, '\ufffd');
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(sayable) ? `'${sayable}` : sayable;
  return text.includes('"') || text.includes(separator) || /[\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
