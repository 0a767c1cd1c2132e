import { below, refuse, said } from '../../fault';

/** What an engine says of a column. Anything else (text, JSON, networks) is `text`. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'time';
export type Scalar = string | number | boolean | null;

export interface ColumnType {
  readonly kind: ColumnKind;
  /** Digits after the point of decimals that came as numbers. */
  readonly scale?: number;
  /** Offset of times that carry none, such as `Z`. */
  readonly zone?: string;
}

/** A result of any engine. */
export interface SqlTable {
  readonly columns: readonly (ColumnType & { readonly name: string })[];
  readonly rows: readonly (readonly Scalar[])[];
  /** The engine had more rows than were taken. */
  readonly more: boolean;
}

/** A double holds this many significant digits of a decimal without loss. */
const EXACT_DIGITS = 15;

/** A number of a cell, exactly as the engine counted it. More digits than can be held are refused: the statement rounds, not we. */
export function numberOf(cell: Scalar, { kind, scale = 0 }: ColumnType, pointer: string): number {
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return refuse('malformed', pointer, 'a finite number', cell);
    // What JSON has made a double of cannot be counted any more: what might have had more digits is refused.
    const digits = String(Math.trunc(Math.abs(cell))).length + scale;
    const held = kind === 'float' || (kind === 'decimal' ? digits <= EXACT_DIGITS : Number.isSafeInteger(Math.trunc(cell)));
    return held ? cell + 0 : refuse('malformed', pointer, `at most ${EXACT_DIGITS} digits (as text, or rounded, in the statement)`, cell);
  }
  if (typeof cell !== 'string' || !/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(cell)) return refuse('malformed', pointer, 'a number', cell);
  if (/^-?\d+$/.test(cell) && Number.isSafeInteger(Number(cell))) return Number(cell) + 0;
  const digits = cell.replace(/[eE].*$/, '').replace(/[-.]/g, '').replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '').length;
  // A float is a double already: its text is longer than its meaning.
  if (kind !== 'float' && significant > EXACT_DIGITS) return refuse('malformed', pointer, `at most ${EXACT_DIGITS} significant digits (round in the statement)`, said(`${significant} digits`));
  return Number(cell) + 0;
}

/** Engines write offsets as `+07`, ` UTC`, ` +07:00` or by the zone's name; one of another name is refused rather than guessed. */
export function momentText(cell: Scalar, zone: string | undefined, pointer: string): string {
  if (typeof cell !== 'string') return refuse('malformed', pointer, 'a time', cell);
  const text = cell.trim()
    .replace(/ (?:UTC|GMT|Z)$/, 'Z').replace(/ Asia\/(?:Ho_Chi_Minh|Saigon|Bangkok)$/, '+07:00').replace(/ ?([+-]\d\d)$/, (whole, offset: string) => (/\d{4}-\d\d-\d\d$/.test(cell.trim()) ? whole : `${offset}:00`)).replace(/ ([+-]\d\d:\d\d)$/, '$1');
  if (/ [A-Z][A-Za-z]+\/\w+$/.test(text)) return refuse('malformed', pointer, 'a time with an offset', cell);
  return zone !== undefined && /\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?$/.test(text) && !/[+-]\d\d:\d\d$/.test(text) ? `${text}${zone}` : text;
}

/** Text of a code or name: a whole number is its digits, nothing else becomes text by itself. */
export function codeOf(cell: Scalar, pointer: string): string {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' && Number.isSafeInteger(cell) ? String(cell) : refuse('malformed', pointer, 'a code', cell);
}

const TRUE: readonly Scalar[] = [true, 'true', 't', 1];
const FALSE: readonly Scalar[] = [false, 'false', 'f', 0];
export function booleanOf(cell: Scalar, pointer: string): boolean {
  if (TRUE.includes(cell)) return true;
  return FALSE.includes(cell) ? false : refuse('malformed', pointer, 'true or false', cell);
}

export const cellPointer = (row: number, column: string): string => below(`/rows/${row}`, column);
