import type { DocumentColumn, DocumentSection, DocumentTable } from '../document/document';
import { WIDE_FROM } from '../document/header-rows';
import { cellText } from '../document/value-text';

/** Letters that fit beside each other between the margins, in a table of few columns. */
const ROOM = { portrait: 86, landscape: 132 } as const;
/** Smaller letters of a wide table. */
const WIDE = 1.09;
/** Letters that a line leaves empty where the next word does not fit. */
const RAGGED = 3;
/** Around the words of a cell. */
const PADDING = 2;
/** A text longer than this takes a further line rather than room from the others. */
const LONGEST = 60;
/** Rows that are looked at: what follows them looks like them. */
const LOOKED_AT = 300;
/** Bold letters of a head beside those of the body. */
const BOLD = 1.12;

interface Need {
  /** Its longest word: what is narrower tears words apart. */
  readonly least: number;
  /** Its longest text, on one line. */
  readonly most: number;
}

/**
 * A table whose columns share the width by what stands in them: no column narrower than its longest word or number, and all texts on as few
 * lines as the width allows. Numbered columns of a form are of one width.
 */
export function withWidths(table: DocumentTable, orientation: DocumentSection['orientation']): DocumentTable {
  const needs = likeForms(table.columns, table.columns.map((column, at) => needOf(table, column, at)));
  const lines = fewestLines(needs, ROOM[orientation] * (table.columns.length > WIDE_FROM ? WIDE : 1));
  return { ...table, columns: table.columns.map((column, at) => ({ ...column, width: Math.round(widthOn(lines, needs[at] ?? { least: 1, most: 1 }) * 10) / 10 })) };
}

function needOf(table: DocumentTable, column: DocumentColumn, at: number): Need {
  const head = column.header.at(-1) ?? '';
  const texts = table.rows.slice(0, LOOKED_AT).flatMap((row) => {
    const cell = row.cells[at];
    return cell ? [cellText(table, column, row, cell)] : [];
  });
  const longest = Math.max(0, ...texts.map(lengthOf));
  return {
    least: Math.max(longestWord(head) * BOLD, ...texts.map(longestWord)) + PADDING,
    // A head of two words stands on two lines without harm.
    most: Math.max(Math.min(longest, LONGEST), (lengthOf(head) * BOLD) / 2) + PADDING,
  };
}

/** Capitals and signs are wider than small letters and digits; marks above and below add nothing. */
function lengthOf(text: string): number {
  let length = 0;
  for (const letter of text.normalize('NFC')) length += /[%‰&@+−]/.test(letter) ? 1.6 : letter === letter.toLowerCase() ? 1 : 1.45;
  return length;
}
const longestWord = (text: string): number => Math.max(0, ...text.split(/\s+|(?<=-)/).map(lengthOf));

function likeForms(columns: readonly DocumentColumn[], needs: readonly Need[]): readonly Need[] {
  const alike = needs.filter((_, at) => columns[at]?.number !== '' && columns[at]?.align === 'end');
  const all = { least: Math.max(0, ...alike.map(({ least }) => least)), most: Math.max(0, ...alike.map(({ most }) => most)) };
  return needs.map((need) => (alike.includes(need) ? all : need));
}

const widthOn = (lines: number, { least, most }: Need): number => Math.max(least, most / lines + RAGGED * (1 - 1 / lines));

/** Lines, in parts of one, that let every column have its share of the room; one where all texts have room on one. */
function fewestLines(needs: readonly Need[], room: number): number {
  const taken = (lines: number): number => needs.reduce((sum, need) => sum + widthOn(lines, need), 0);
  let [few, many] = [1, 64];
  if (taken(few) <= room) return few;
  for (let step = 0; step < 24; step += 1) {
    const middle = (few + many) / 2;
    if (taken(middle) <= room) many = middle;
    else few = middle;
  }
  return many;
}
