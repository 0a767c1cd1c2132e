import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import type { DocumentCell, DocumentColumn, DocumentRow, DocumentTable, PrintedValue, ReportDocument } from './document';

/** What a sheet says it is, where nothing else of the document goes with it: "Tình hình kinh tế - xã hội tháng 10 năm 2026 – Ủy ban nhân dân tỉnh Nghệ An". */
export const standaloneTitle = ({ head, title, properties: { organisation } }: Pick<ReportDocument, 'head' | 'title' | 'properties'>): string =>
  [head?.subject ?? title, organisation].filter((part) => part !== '').join(' – ');

/** A figure and its unit as one reads them: "21.486 tỷ đồng", "98,57%", "—". Every writer prints this and nothing else. */
export const valueText = (value: Pick<PrintedValue, 'text' | 'unit'>): string =>
  value.unit === '' || /^[%‰]$/.test(value.unit) ? value.text + value.unit : `${value.text} ${value.unit}`;

/** Whether a figure may still change: estimated or provisional. */
export const isProvisional = (value: PrintedValue): boolean => value.missing === null && (value.status === 'estimated' || value.status === 'provisional');

/** Word that follows a figure within a sentence while it is not final: "ước tính"; empty where it is. */
export const standingText = (value: PrintedValue, language: Language): string =>
  value.status !== null && isProvisional(value) ? createFormat(language).status(value.status) : '';

/** Said below a table some of whose figures are not final; they are set in italics. Null where all are. */
export function provisionalNote(table: DocumentTable, language: Language): string | null {
  const some = table.rows.some((row) => row.cells.some((cell) => cell.kind === 'value' && isProvisional(cell.value)));
  if (!some) return null;
  return language === 'vi' ? 'Chữ số in nghiêng là số ước tính hoặc sơ bộ.' : 'Figures in italics are estimated or provisional.';
}

/**
 * A cell as one reads it in its table. The unit is left out where the table says it already: in the head of the column, in the line above
 * the table, or in a cell of the same row.
 */
export function cellText(table: Pick<DocumentTable, 'unitLine'>, column: Pick<DocumentColumn, 'unit'>, row: DocumentRow, cell: DocumentCell): string {
  if (cell.kind === 'text') return cell.text;
  const { text, unit } = cell.value;
  const isSaid = unit === column.unit || table.unitLine.includes(unit) || row.cells.some((other) => other.kind === 'text' && other.text === unit);
  return isSaid ? text : valueText(cell.value);
}
