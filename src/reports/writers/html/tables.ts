import type { Language } from '@/format/format';
import type { DocumentCell, DocumentRow, DocumentTable } from '../../document/document';
import { headerRows, headWithUnit, WIDE_FROM } from '../../document/header-rows';
import { cellText, isProvisional, provisionalNote } from '../../document/value-text';
import { value, words } from './markup';

/** Widths of the columns, as rules of the page's one style sheet. */
export function columnRules(table: DocumentTable, id: string): string {
  const sum = table.columns.reduce((total, { width }) => total + width, 0);
  return table.columns.map(({ width }, at) => `[id="${id}"] col:nth-child(${at + 1}){width:${Math.round((width / sum) * 10_000) / 100}%}`).join('\n');
}

/** A table with its title, its unit and its notes: heads repeated on each page, rows that no page tears apart. */
export function tableMarkup(table: DocumentTable, id: string, language: Language): string {
  const label = table.caption === '' ? '' : ` aria-labelledby="${id}-t"`;
  const provisional = provisionalNote(table, language);
  return [
    ...(table.caption === '' ? [] : [`<p class="title" id="${id}-t">${words(table.caption)}</p>`]),
    ...(table.unitLine === '' ? [] : [`<p class="unit">${words(table.unitLine)}</p>`]),
    // A region that scrolls is reached by the keyboard.
    `<div class="holder" role="region" tabindex="0"${label}>`,
    `<table id="${id}"${table.columns.length > WIDE_FROM ? ' class="wide-table"' : ''}${label}>`,
    `<colgroup>${table.columns.map(() => '<col>').join('')}</colgroup>`,
    `<thead>${headMarkup(table)}</thead>`,
    '<tbody>', ...table.rows.map((row) => rowMarkup(table, row)), '</tbody></table></div>',
    ...[...table.notes, ...(provisional === null ? [] : [provisional])].map((note) => `<p class="note">${words(note)}</p>`),
  ].join('\n');
}

function headMarkup(table: DocumentTable): string {
  const rows = headerRows(table.columns).map((cells) => `<tr>${cells.map(({ text, column, columns, rows: down }) => {
    const isLeaf = columns === 1 && text === table.columns[column]?.header.at(-1);
    return `<th scope="${columns > 1 ? 'colgroup' : 'col'}"${columns > 1 ? ` colspan="${columns}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}>${words(isLeaf ? headWithUnit(text, table.columns[column]?.unit ?? '', '\n') : text)}</th>`;
  }).join('')}</tr>`);
  const numbers = table.columns.some(({ number }) => number !== '') ? [`<tr class="numbers">${table.columns.map(({ number }) => `<th scope="col">${words(number)}</th>`).join('')}</tr>`] : [];
  return [...rows, ...numbers].join('');
}

function rowMarkup(table: DocumentTable, row: DocumentRow): string {
  const name = table.columns.findIndex((column, at) => column.align === 'start' && row.cells[at]?.kind === 'text');
  const cells = table.columns.map((column, at) => {
    const cell = row.cells[at] ?? { kind: 'text', text: '' };
    const shown = words(cellText(table, column, row, cell));
    if (at === name) return `<th scope="row" class="start">${shown}</th>`;
    return `<td class="${[column.align, ...standingOf(cell)].join(' ')}">${cell.kind === 'value' ? figureMarkup(shown, cell) : shown}</td>`;
  });
  return `<tr${row.emphasis === null ? '' : ` class="${row.emphasis}"`}>${cells.join('')}</tr>`;
}

function standingOf(cell: DocumentCell): readonly string[] {
  if (cell.kind === 'text') return [];
  return [...(cell.value.missing === null ? [] : ['missing']), ...(isProvisional(cell.value) ? ['provisional'] : [])];
}

/** The number behind a figure goes with it; what is missing says why to whoever points at it. */
export function figureMarkup(shown: string, cell: Extract<DocumentCell, { kind: 'value' }>): string {
  const { number, full } = cell.value;
  return number === null ? `<span title="${value(full)}">${shown}</span>` : `<data value="${number}">${shown}</data>`;
}
