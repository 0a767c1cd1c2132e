import { cellXmlText, columnName, xmlText } from './cell-text';
import { rowHeight } from './row-height';
import type { Sheet, SheetCell, SheetRow } from './sheet';
import type { StyleBook } from './style-book';

/** So many characters of rows leave together. */
const PIECE = 32 * 1_024;

/** What stands before the rows of a sheet. */
export function sheetStart(sheet: Sheet<unknown>): string {
  const frozen = sheet.frozenRows > 0
    ? `<pane ySplit="${sheet.frozenRows}" topLeftCell="A${sheet.frozenRows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>` : '';
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    + `<sheetViews><sheetView workbookViewId="0" showGridLines="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
    + `<cols>${sheet.widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
}

/** What stands after them. */
export function sheetEnd(sheet: Sheet<unknown>): string {
  const merges = sheet.merges.map(({ row, column, rows, columns }) => `<mergeCell ref="${columnName(column)}${row + 1}:${columnName(column + columns - 1)}${row + rows}"/>`);
  return '</sheetData>' + (merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '')
    + '<pageMargins left="0.59" right="0.39" top="0.79" bottom="0.79" header="0.3" footer="0.3"/>'
    + `<pageSetup paperSize="9" orientation="${sheet.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`
    // Codes and ordinal numbers are text: nobody need be warned of it.
    + printedEdges(sheet.footer) + '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>';
}

/** Characters that a foot may have, its codes among them, are 255. */
const MOST_FOOT = 240;
/** Page numbers from the second page on; the foot on each. An ampersand begins a code there, and a digit behind the size would be read as part of it. */
function printedEdges(footer: string): string {
  let foot = '&L&8 ';
  for (const letter of footer) {
    if (foot.length + 2 > MOST_FOOT) break;
    foot += letter === '&' ? '&&' : letter;
  }
  foot = xmlText(foot);
  return `<headerFooter differentFirst="1"><oddHeader>&amp;C&amp;P</oddHeader><oddFooter>${foot}</oddFooter><firstFooter>${foot}</firstFooter></headerFooter>`;
}

/** One row; `index` from 0. */
export function rowXml(row: SheetRow, index: number, sheet: Sheet<unknown>, styles: StyleBook): string {
  const height = rowHeight(row, index, sheet);
  return `<row r="${index + 1}"${height === null ? '' : ` ht="${height}" customHeight="1"`}>${row.map((cell, at) => cellXml(cell, `${columnName(at)}${index + 1}`, styles)).join('')}</row>`;
}

const FORMULA_LIKE = /^[=+\-@\t\r\n]/;

function cellXml(cell: SheetCell, at: string, styles: StyleBook): string {
  if (cell === null) return '';
  if ('number' in cell) return `<c r="${at}" s="${styles.of(cell.look ?? {}, cell.code)}"><v>${cell.number + 0}</v></c>`;
  // Typed as text: nothing in it is ever worked out, whatever it begins with, nor once somebody has edited the cell.
  const style = styles.of(FORMULA_LIKE.test(cell.text) ? { ...cell.look, quoted: true } : cell.look ?? {}, null);
  return cell.text === '' ? `<c r="${at}" s="${style}"/>` : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXmlText(cell.text)}</t></is></c>`;
}

/** A sheet as pieces of its part, in order. */
export function* sheetPieces(sheet: Sheet, styles: StyleBook): Generator<string> {
  yield sheetStart(sheet);
  let piece = '';
  let index = 0;
  for (const row of sheet.rows) {
    piece += rowXml(row, index, sheet, styles);
    index += 1;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece + sheetEnd(sheet);
}
