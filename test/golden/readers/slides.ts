import { unzipSync } from 'fflate';
import { all, openPackage, wordsOf } from '@/reports/writers/docx/package-reader.fixture';
import { openXlsx } from '@/reports/writers/xlsx/workbook-reader.fixture';
import { flat } from '../kept';

export interface ChartReading {
  /** Values of each series, in order; gaps are left out. */
  readonly drawn: readonly number[];
  /** Numbers of the workbook that opens behind the chart. */
  readonly kept: readonly number[];
}
export interface SlidesReading {
  /** Rows of the tables of all slides, heads among them. */
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
  readonly charts: readonly ChartReading[];
}

const numbered = (paths: Iterable<string>, form: RegExp): readonly string[] => [...paths].filter((path) => form.test(path)).sort((one, other) => Number(form.exec(one)?.[1]) - Number(form.exec(other)?.[1]));

/** Slides of a presentation in order, their tables, and the figures of their charts. */
export function readSlides(bytes: Uint8Array): SlidesReading {
  const file = openPackage(bytes);
  const parts = unzipSync(bytes);
  const slides = numbered(file.parts.keys(), /^ppt\/slides\/slide(\d+)\.xml$/).map((path) => file.xml(path));
  return {
    rows: slides.flatMap((slide) => all(slide, 'tr').map((row) => all(row, 'tc').map((cell) => flat(wordsOf(cell))))),
    text: flat(slides.flatMap((slide) => all(slide, 'p').map(wordsOf)).join(' ')),
    charts: numbered(file.parts.keys(), /^ppt\/charts\/chart(\d+)\.xml$/).map((path, at) => {
      const series = all(file.xml(path), 'val').flatMap((values) => all(values, 'v').map(({ text }) => Number(text)));
      const book = openXlsx(parts[`ppt/embeddings/Microsoft_Excel_Worksheet${at + 1}.xlsx`] ?? new Uint8Array());
      const cells = [...(book.sheets[0]?.cells ?? [])].flatMap(([place, { value }]) => (typeof value === 'number' ? [[place, value] as const] : []));
      const column = (place: string): string => place.replace(/\d/g, '');
      const names = [...new Set(cells.map(([place]) => column(place)))].sort();
      return { drawn: series, kept: names.flatMap((name) => cells.flatMap(([place, value]) => (column(place) === name ? [value] : []))) };
    }),
  };
}
