import type { LocalDate } from '@/domain/time';
import type { RowFault } from './row-fault';

/**
 * A cell as the file holds it. `date`: a number that the sheet shows as a day. `error`: `#REF!` and its like. `uncalculated`: a formula
 * whose value was never stored. `nested`: an object or a list where one value should be.
 * `geometry`: the place of a feature that is no point, by its kind.
 */
export type GridCell = string | number | boolean | null | { readonly date: LocalDate } | { readonly error: string } | { readonly uncalculated: true } | { readonly nested: true } | { readonly geometry: string };

export interface GridRow {
  /** As a person counts in a spreadsheet, from 1; of GeoJSON the number of the feature. */
  readonly row: number;
  /** What tells the row where it has no number of its own: the codes of its dimensions. */
  readonly place?: string;
  readonly cells: readonly GridCell[];
}

/** What is worth telling of a file that can be read. */
export const REMARKS = ['formulas', 'hidden-sheet', 'other-sheets', 'ignored-column', 'encoding', 'date-1904', 'geometry'] as const;
export interface Remark {
  readonly code: (typeof REMARKS)[number];
  /** A count, a name. */
  readonly about: string;
}

export const FILE_KINDS = ['csv', 'xlsx', 'json-stat', 'geojson'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A table as it stands in a file, nothing of it understood yet. Rows without anything in them are left out. */
export interface Grid {
  readonly form: FileKind;
  /** Of text: how its letters and columns were told. */
  readonly encoding: string | null;
  readonly separator: string | null;
  readonly rows: readonly GridRow[];
  readonly remarks: readonly Remark[];
  /** What was found wrong before a row was looked at. */
  readonly faults?: readonly RowFault[];
}

/** Bounds of one file. */
export const FILE_LIMITS = { bytes: 5 * 1024 * 1024, rows: 20_000, columns: 200, cellLength: 4_000, unpackedBytes: 48 * 1024 * 1024, ratio: 200, entries: 400, sheets: 30 } as const;

/** Why a file cannot be read at all. */
export const FILE_FAULTS = [
  'empty', 'file-signature', 'encoding', 'csv-quote', 'csv-header', 'too-many-rows', 'too-many-columns', 'too-long', 'too-large',
  'zip-corrupt', 'zip-ratio', 'xlsx-encrypted', 'xls-old', 'macro', 'external-link', 'xml-doctype', 'xml-corrupt', 'no-sheet', 'json', 'json-kind', 'json-stat', 'geojson', 'crs', 'too-slow',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** Stops reading; the reading thread turns it into an answer. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(readonly code: FileFault, readonly row: number | null = null, readonly got = '') {
    super(code);
  }
}

export const isBlank = (cell: GridCell | undefined): boolean => cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
