import { drawnText, rounded, textLines } from '@/ui/paper/drawn-text';
import { timesWidth } from '@/ui/paper/times-widths';
import type { Language } from '@/format/format';
import type { DocumentCell, DocumentRow, DocumentTable } from '../../document/document';
import { headerRows } from '../../document/header-rows';
import { cellText, isProvisional, provisionalNote } from '../../document/value-text';
import { footAt, lineOf, LOOK, space, stacked } from './drawn-part';
import type { DrawnPart } from './drawn-part';
import { wordsPart } from './words-part';

const PX = 13;
const PAD = 6;
/** Rows that a picture shows; the rest are counted. */
export const MOST_ROWS = 24;
/** A column of words is wished no wider, px. */
const WIDEST_WISH = 300;

const width = (text: string, bold = false): number => timesWidth(text, PX, bold);
const longestWord = (text: string, bold: boolean): number => Math.max(0, ...text.split(/\s+/).map((word) => width(word, bold)));
const isBold = ({ emphasis }: DocumentRow): boolean => emphasis !== null;

/** What each column needs at least, numbers never broken, and what it would like, px. */
function needsOf(table: DocumentTable): readonly { readonly least: number; readonly wish: number }[] {
  return table.columns.map((column, at) => {
    const cells = table.rows.slice(0, MOST_ROWS).flatMap((row) => {
      const cell = row.cells[at];
      if (!cell) return [];
      const text = cellText(table, column, row, cell);
      const whole = width(text, isBold(row));
      return [{ least: cell.kind === 'value' ? whole : longestWord(text, isBold(row)), wish: whole }];
    });
    const own = column.header.at(-1) ?? '';
    const least = Math.max(longestWord(own, true), ...cells.map((cell) => cell.least));
    return { least: least + PAD * 2 + 1, wish: Math.max(least, Math.min(WIDEST_WISH, Math.max(width(own, true), ...cells.map(({ wish }) => wish)))) + PAD * 2 + 1 };
  });
}

/** How wide a table must be to break no word, px. */
export const tableNeeds = (table: DocumentTable): number => needsOf(table).reduce((sum, { least }) => sum + least, 0);

function widthsOf(table: DocumentTable, all: number): readonly number[] {
  const needs = needsOf(table);
  const least = needs.reduce((sum, need) => sum + need.least, 0);
  if (least >= all) return needs.map((need) => (need.least / least) * all);
  const more = needs.map((need) => need.wish - need.least);
  const wished = more.reduce((sum, each) => sum + each, 0);
  const room = all - least;
  // What is left over goes to the words, so that numbers stay beside each other.
  const share = wished === 0 ? 0 : Math.min(1, room / wished);
  const rest = room - wished * share;
  const words = needs.findIndex((_, at) => table.columns[at]?.align === 'start');
  return needs.map((need, at) => need.least + (more[at] ?? 0) * share + (at === Math.max(0, words) ? rest : 0));
}

/** A table with its caption, unit, head, as many rows as a picture shows, and what is said below. */
export function tablePart(table: DocumentTable, x: number, all: number, more: (count: number) => string, language: Language): DrawnPart {
  const widths = widthsOf(table, all);
  const shown = table.rows.slice(0, MOST_ROWS);
  const left = table.rows.length - shown.length;
  const soft = { px: LOOK.small, colour: LOOK.soft };
  const note = provisionalNote(table, language);
  return stacked([
    wordsPart(table.caption, x, all, { px: LOOK.body, bold: true }),
    wordsPart(table.unitLine, x, all, { ...soft, italic: true, align: 'end' }),
    space(4), headPart(table, x, widths), ...shown.map((row) => rowPart(table, row, x, widths)), space(4),
    ...(left > 0 ? [wordsPart(more(left), x, all, soft)] : []),
    ...[...table.notes, ...(note === null ? [] : [note])].map((text) => wordsPart(text, x, all, soft)),
  ]);
}

const rule = (x: number, y: number, wide: number, colour: string = LOOK.hairline): string => `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(wide)}" height="1" fill="${colour}"/>`;
const leftOf = (widths: readonly number[], column: number): number => widths.slice(0, column).reduce((sum, each) => sum + each, 0);

function headPart({ columns }: DocumentTable, x: number, widths: readonly number[]): DrawnPart {
  const rows = headerRows(columns);
  const cells = rows.flatMap((row, at) => row.map((cell) => {
    const wide = widths.slice(cell.column, cell.column + cell.columns).reduce((sum, each) => sum + each, 0);
    return { ...cell, at, wide, lines: textLines(cell.text, wide - PAD * 2, (text) => width(text, true)) };
  }));
  const heights = rows.map((_, at) => Math.max(lineOf(PX) + 6, ...cells.filter((cell) => cell.at === at && cell.rows === 1).map(({ lines }) => lines.length * lineOf(PX) + 6)));
  const reach = (from: number, count: number): number => heights.slice(from, from + count).reduce((sum, each) => sum + each, 0);
  for (const { at, rows: down, lines } of cells) {
    const lacking = lines.length * lineOf(PX) + 6 - reach(at, down);
    if (lacking > 0) heights[at + down - 1] = (heights[at + down - 1] ?? 0) + lacking;
  }
  const all = widths.reduce((sum, each) => sum + each, 0);
  const height = reach(0, rows.length);
  return {
    height,
    draw: (y) => [
      `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(all)}" height="${height}" fill="${LOOK.band}"/>`, rule(x, y, all, LOOK.text),
      ...cells.map((cell) => {
        const [left, top, high] = [x + leftOf(widths, cell.column), y + reach(0, cell.at), reach(cell.at, cell.rows)];
        const align = cell.columns > 1 ? 'middle' : alignOf(columns[cell.column]?.align);
        return (cell.at > 0 ? rule(left, top, cell.wide) : '') + linesAt(cell.lines, left, cell.wide, top + (high - cell.lines.length * lineOf(PX)) / 2, align, { bold: true });
      }),
      rule(x, y + height - 1, all, LOOK.text),
    ].join(''),
  };
}

const alignOf = (align: 'start' | 'centre' | 'end' | undefined): 'start' | 'middle' | 'end' => (align === 'centre' ? 'middle' : align ?? 'start');

function linesAt(lines: readonly string[], left: number, wide: number, top: number, align: 'start' | 'middle' | 'end', look: { readonly bold?: boolean; readonly italic?: boolean }): string {
  const at = align === 'start' ? left + PAD : align === 'end' ? left + wide - PAD : left + wide / 2;
  return lines.map((line, place) => drawnText(line, at, footAt(top + place * lineOf(PX), PX), { px: PX, align, ...look })).join('');
}

function rowPart(table: DocumentTable, row: DocumentRow, x: number, widths: readonly number[]): DrawnPart {
  const bold = isBold(row);
  const cells = table.columns.map((column, at) => {
    const cell: DocumentCell = row.cells[at] ?? { kind: 'text', text: '' };
    const wide = widths[at] ?? 0;
    return { wide, at, align: alignOf(column.align), italic: cell.kind === 'value' && isProvisional(cell.value), lines: textLines(cellText(table, column, row, cell), wide - PAD * 2 + 0.5, (text) => width(text, bold)) };
  });
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length)) * lineOf(PX) + 6;
  const all = widths.reduce((sum, each) => sum + each, 0);
  return {
    height,
    draw: (y) => cells.map(({ wide, at, align, italic, lines }) => linesAt(lines, x + leftOf(widths, at), wide, y + 3, align, { bold, italic })).join('') + rule(x, y + height - 1, all),
  };
}
