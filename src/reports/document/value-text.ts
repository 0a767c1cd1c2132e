import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import type { DocumentTable, PrintedValue } from './document';

/** A figure and its unit as one reads them: "21.486 tỷ đồng", "98,57%", "—". Every writer prints this and nothing else. */
export const valueText = (value: Pick<PrintedValue, 'text' | 'unit'>): string =>
  value.unit === '' || /^[%‰]$/.test(value.unit) ? value.text + value.unit : `${value.text} ${value.unit}`;

const isProvisional = (value: PrintedValue): boolean => value.missing === null && (value.status === 'estimated' || value.status === 'provisional');

/** Word that follows a figure within a sentence while it is not final: "ước tính"; empty where it is. */
export const standingText = (value: PrintedValue, language: Language): string =>
  value.status !== null && isProvisional(value) ? createFormat(language).status(value.status) : '';

/** Said below a table some of whose figures are not final; they are set in italics. Null where all are. */
export function provisionalNote(table: DocumentTable, language: Language): string | null {
  const some = table.rows.some((row) => row.cells.some((cell) => cell.kind === 'value' && isProvisional(cell.value)));
  if (!some) return null;
  return language === 'vi' ? 'Chữ số in nghiêng là số ước tính hoặc sơ bộ.' : 'Figures in italics are estimated or provisional.';
}
