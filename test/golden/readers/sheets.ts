import Papa from 'papaparse';
import { openXlsx, shownBy } from '@/reports/writers/xlsx/workbook-reader.fixture';
import { flat } from '../kept';

/** A cell of a sheet as it is shown, and its number where it is one. */
export interface SheetReading {
  readonly shown: string;
  readonly number: number | null;
}
export interface BookReading {
  /** Rows of each sheet, in order. */
  readonly sheets: readonly (readonly (readonly SheetReading[])[])[];
  readonly merges: readonly (readonly string[])[];
  readonly hasFormula: boolean;
}

/** A workbook as a program set to Vietnamese shows it. */
export function readBook(bytes: Uint8Array): BookReading {
  const { sheets, parts } = openXlsx(bytes);
  return {
    sheets: sheets.map(({ cells }) => {
      const rows: SheetReading[][] = [];
      for (const [at, { value, code }] of cells) {
        const row = (rows[Number(at.replace(/\D/g, '')) - 1] ??= []);
        row.push(typeof value === 'number' ? { shown: shownBy(value, code), number: value } : { shown: flat(value ?? ''), number: null });
      }
      return [...rows].map((row) => row ?? []);
    }),
    merges: sheets.map(({ merges }) => merges),
    hasFormula: [...parts].some(([path, part]) => path.startsWith('xl/worksheets/') && /<f[ >/]/.test(part)),
  };
}

/** Text with separators as a spreadsheet set to Vietnamese takes it in; columns that say units and standings of others are left out. */
export function readCsv(bytes: Uint8Array): readonly (readonly SheetReading[])[] {
  const { data } = Papa.parse<string[]>(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes), { delimiter: ';' });
  let left: ReadonlySet<number> = new Set();
  return data.map((line, at) => {
    const beside = line.flatMap((cell, place) => (/ – (?:đơn vị tính|tình trạng)$/.test(cell) ? [place] : []));
    if (beside.length > 0) left = new Set(beside);
    else if (data[at - 1]?.join('') === '') left = new Set();
    return line.filter((_, place) => !left.has(place)).map((cell): SheetReading => ({ shown: flat(cell.replace(/^'(?=[=+\-@])/, '')), number: /^-?\d+(?:,\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : null }));
  });
}
