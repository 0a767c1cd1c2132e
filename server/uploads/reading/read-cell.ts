import { entryOn, type CodeList } from '@/domain/code-list';
import { readDate } from '@/federation/normalise/moments';
import { cleanText } from '@/federation/payload/clean-text';
import { isCoordinate, isNumeric, type FileColumn, type FilePeriod, type NumberForm } from '@/federation/tables/file-form';
import type { HeldValue } from '@/federation/tables/held-table';
import { periodText } from '@/domain/period/text';
import { monthlyPeriod } from '@/domain/period/period';
import { isBlank, type GridCell } from './grid';
import { nearestCode } from './nearest-code';
import { readNumber } from './number-text';
import type { RowFaultCode } from './row-fault';

export interface CellContext {
  /** How this file writes numbers, as the person said. */
  readonly numbers: NumberForm | undefined;
  readonly period: FilePeriod;
  /** Units whose rows may stand in this file. */
  readonly units: ReadonlySet<string>;
  readonly isUnit: (code: string) => boolean;
  /** Shared code lists by id, each in the version of the file's period. */
  readonly lists: ReadonlyMap<string, CodeList>;
  /** Last day of the file's period, `YYYY-MM-DD`: entries of a list come and go too. */
  readonly day: string;
}
export type ReadCell = { readonly value: HeldValue } | { readonly wrong: RowFaultCode; readonly expected: string };

const wrong = (code: RowFaultCode, expected = ''): ReadCell => ({ wrong: code, expected });

/** What a cell says in its column, or why it says nothing there. */
export function readCell(cell: GridCell | undefined, column: FileColumn, context: CellContext): ReadCell {
  if (cell === undefined || cell === null || isBlank(cell)) return column.required && !isCoordinate(column) ? wrong('required') : { value: null };
  if (typeof cell === 'object' && 'error' in cell) return wrong('cell-error');
  if (typeof cell === 'object' && 'uncalculated' in cell) return wrong('uncalculated');
  if (typeof cell === 'object' && 'nested' in cell) return wrong('nested');
  if (typeof cell === 'object' && 'geometry' in cell) return geometryCell(cell.geometry, column);
  if (isCoordinate(column)) return coordinateCell(cell);
  if (isNumeric(column)) return numberCell(cell, column, context.numbers);
  const text = typeof cell === 'object' ? cell.date : cleanText(String(cell)).trim();
  switch (column.type) {
    case 'date': return dateCell(cell, text);
    case 'code': return column.list === undefined ? codeCell(text, column) : listedCell(text, context, column.list);
    case 'unit': return context.units.has(text) ? { value: text } : wrong(context.isUnit(text) ? 'unit-foreign' : 'unit');
    case 'period': return periodCell(text, context.period);
    default: return { value: text };
  }
}

function numberCell(cell: GridCell, column: FileColumn, numbers: NumberForm | undefined): ReadCell {
  const read = typeof cell === 'number' ? { value: cell } : typeof cell === 'string' ? readNumber(cell.trim(), column.numbers ?? numbers) : { wrong: 'type' as const };
  if ('wrong' in read) return wrong(read.wrong === 'ambiguous' ? 'ambiguous-number' : 'type');
  const { value } = read;
  if (column.type === 'whole' && !Number.isInteger(value)) return wrong('whole');
  // What a spreadsheet computed has a tail; what a person typed has not.
  const rounded = Number(value.toFixed(column.decimals));
  if (typeof cell === 'string' && Math.abs(rounded - value) > Number.EPSILON * Math.max(1, Math.abs(value))) return wrong('decimals', String(column.decimals));
  if (column.min !== undefined && rounded < column.min) return wrong('limit-low', String(column.min));
  if (column.max !== undefined && rounded > column.max) return wrong('limit-high', String(column.max));
  return { value: rounded + 0 };
}

function dateCell(cell: GridCell, text: string): ReadCell {
  const date = typeof cell === 'string' || (typeof cell === 'object' && cell !== null) ? readDate(text) : undefined;
  return date ? { value: date } : wrong(/^\d{5}$/.test(text) ? 'date-serial' : 'date');
}

/** A code that lost its zeros on the way is told as that, and never given them back in silence. */
function codeCell(text: string, { codes }: FileColumn): ReadCell {
  if (!codes || codes.has(text)) return { value: text };
  const full = [...codes.keys()].find((code) => code !== text && code.replace(/^0+/, '') === text.replace(/^0+/, ''));
  return full === undefined ? wrong('code', [...codes.keys()].slice(0, 12).join(', ')) : wrong('code-zeros', full);
}

/** A code of a shared list, in the list's own writing whichever the file has. */
function listedCell(text: string, { lists, day }: CellContext, id: string): ReadCell {
  const list = lists.get(id);
  if (!list) return wrong('no-list', id);
  const entry = entryOn(list, text, day);
  return entry ? { value: entry.code } : wrong('code-list', nearestCode(list, text, day));
}

/** Told once for the two columns of a place. */
const geometryCell = (geometry: string, { type }: FileColumn): ReadCell => (type === 'lat' ? { value: null } : wrong('geometry', geometry));

const DEGREES = /^[+-]?\d{1,9}(?:[.,]\d+)?$/;
/** Degrees have no thousands, so the one mark in them is a decimal one, whichever it is. */
function coordinateCell(cell: GridCell): ReadCell {
  const value = typeof cell === 'number' ? cell : typeof cell === 'string' && DEGREES.test(cell.trim()) ? Number(cell.trim().replace(',', '.')) : NaN;
  return Number.isFinite(value) ? { value } : wrong('type');
}

const PERIODS: Readonly<Record<FilePeriod, RegExp>> = {
  month: /^(?:(?:tháng\s*)?(?<index>\d{1,2})\s*[/-]\s*(?<year>\d{4})|(?<year2>\d{4})-(?<index2>\d{2}))$/i,
  quarter: /^(?:(?:quý\s*|q)(?<index>[1-4])\s*[/-]\s*(?<year>\d{4})|(?<year2>\d{4})-Q(?<index2>[1-4]))$/i,
  half: /^(?<year2>\d{4})-H(?<index2>[12])$/i,
  year: /^(?:năm\s*)?(?<year>\d{4})$/i,
};

function periodCell(text: string, kind: FilePeriod): ReadCell {
  const { year, year2, index, index2 } = PERIODS[kind].exec(text)?.groups ?? {};
  const [of, at] = [Number(year ?? year2), Number(index ?? index2 ?? 1)];
  if (!(of >= 1900 && of < 2200) || at < 1 || at > 12) return wrong('period', kind);
  return { value: periodText(monthlyPeriod(kind, 'calendar', of, at)) };
}
