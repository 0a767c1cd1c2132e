import papa from 'papaparse';
import { decodeText } from './decode-text';
import { FILE_LIMITS, isBlank, Unreadable, type Grid, type GridRow } from './grid';

const SEPARATORS = [';', ',', '\t'] as const;

/** Lines looked at for separators: names of the report and the office stand above the head. */
const LOOKED_AT = 20;

/** The separator that one of the first lines has most of, outside quotes; a single column has none. */
function separatorOf(text: string): string {
  const counts = text.split('\n', LOOKED_AT).map(countsOf);
  return SEPARATORS.reduce((best, each) => (most(counts, each) > most(counts, best) ? each : best));
}
const most = (counts: readonly Readonly<Record<string, number>>[], separator: string): number => Math.max(...counts.map((count) => count[separator] ?? 0));

function countsOf(line: string): Record<string, number> {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  return Object.fromEntries(SEPARATORS.map((separator) => [separator, bare.split(separator).length]));
}

/** Where the last line with anything in it ends: a spreadsheet that was once longer leaves lines of separators alone. */
function endOf(text: string): number {
  let end = text.length;
  for (let at = end - 1; at >= 0; at -= 1) {
    const letter = text.charAt(at);
    if (letter === '\n') end = at;
    else if (!/[\s;,]/.test(letter)) return end;
  }
  return 0;
}

/** CSV as a grid of text. Which number a text means is for the column to say. */
export function readCsv(bytes: Uint8Array): Grid {
  const { text: decoded, encoding } = decodeText(bytes);
  // One file may hold the line ends of several machines.
  const text = decoded.replace(/\r\n?/g, '\n');
  const trimmed = text.slice(0, endOf(text));
  if (trimmed === '') throw new Unreadable('empty');
  const separator = separatorOf(trimmed);
  const { data, errors } = papa.parse<string[]>(trimmed, { delimiter: separator, newline: '\n', preview: FILE_LIMITS.rows + 2, skipEmptyLines: false });
  const fault = errors.find(({ type }) => type === 'Quotes');
  if (fault) throw new Unreadable('csv-quote', (fault.row ?? 0) + 1);
  if (data.length > FILE_LIMITS.rows + 1) throw new Unreadable('too-many-rows', null, String(data.length));
  const rows = data.map((cells, at): GridRow => {
    if (cells.length > FILE_LIMITS.columns) throw new Unreadable('too-many-columns', at + 1, String(cells.length));
    if (cells.some((cell) => cell.length > FILE_LIMITS.cellLength)) throw new Unreadable('too-long', at + 1);
    return { row: at + 1, cells };
  });
  return {
    form: 'csv', encoding, separator, rows: rows.filter(({ cells }) => !cells.every(isBlank)),
    remarks: encoding === 'windows-1258' ? [{ code: 'encoding', about: encoding }] : [],
  };
}
