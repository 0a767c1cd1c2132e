import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type Measure, measured, missing, type MissingReason, type ObservationStatus } from '@/domain/measure';
import { type UnitOfMeasure, UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { createFormat } from '@/format/create-format';
import type { DocumentRow, DocumentTable, ReportDocument } from '../document/document';
import { sampleDocument, sampleValue } from '../testing/sample-document';
import { writeCsv } from './csv/write-csv';
import { all, openPackage, wordsOf } from './docx/package-reader.fixture';
import { writeDocx } from './docx/write-docx';
import { writeHtml } from './html/write-html';
import type { Pictures } from './pictures/pictures';
import { writePptx } from './pptx/write-pptx';
import { openXlsx, shownBy } from './xlsx/workbook-reader.fixture';
import { writeXlsx } from './xlsx/write-xlsx';

/** One figure and how it is to be shown. */
interface Given {
  readonly measure: Measure;
  readonly unit: UnitOfMeasure;
  readonly decimals: number;
}
const COLUMNS = 20;
const COUNT = 10_000;
const REASONS: readonly MissingReason[] = ['not-available', 'not-yet', 'not-applicable', 'hidden', 'denied', 'broken-series', 'incomplete', 'quarantined'];
const STATUSES: readonly ObservationStatus[] = ['official', 'estimated', 'provisional'];
const AWKWARD = [-0.57, 0.005, 1e15, 2 ** 53 + 1, -0, 0, 1.005, -0.004, 0.5, -0.5, 999.995, 1e21, -1e22, 123_456_789.125, Number.MAX_SAFE_INTEGER, 5e-324];

const measures = fc.oneof(
  { weight: 8, arbitrary: fc.record({ value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), fc.double({ noNaN: true, min: -1_000, max: 1_000 }), fc.integer(), fc.constantFrom(...AWKWARD)), status: fc.constantFrom(...STATUSES) }).map(({ value, status }) => measured(value, status)) },
  { weight: 1, arbitrary: fc.constantFrom(...REASONS).map(missing) },
);
const given = fc.record({ measure: measures, unit: fc.constantFrom(...UNITS_OF_MEASURE), decimals: fc.integer({ min: 0, max: 4 }) });
const figures: readonly Given[] = [
  ...AWKWARD.flatMap((value) => [0, 1, 2].map((decimals): Given => ({ measure: measured(value), unit: 'percent', decimals }))),
  ...REASONS.map((reason): Given => ({ measure: missing(reason), unit: 'dossier', decimals: 0 })),
  ...UNITS_OF_MEASURE.map((unit): Given => ({ measure: measured(-1234.565, 'estimated'), unit, decimals: 2 })),
  ...fc.sample(given, { numRuns: COUNT, seed: 20_261_105 }),
].slice(0, COUNT);

/** What a screen says of it: the only text there may be. */
const format = createFormat('vi');
const screen = figures.map(({ measure, unit, decimals }): string => {
  const shown = format.measure(measure, unit, decimals);
  return shown.unit === '' || /^[%‰]$/.test(shown.unit) ? shown.text + shown.unit : `${shown.text} ${shown.unit}`;
});

const tableOf = (from: readonly Given[], columns: number): DocumentTable => ({
  kind: 'table', id: 't', caption: 'Bảng', unitLine: '', notes: [],
  columns: Array.from({ length: columns }, (_, at) => ({ id: `c${at}`, header: [`c${at}`], number: '', align: 'end' as const, width: 1, unit: '' })),
  rows: Array.from({ length: Math.ceil(from.length / columns) }, (_, row): DocumentRow => ({
    id: String(row), emphasis: null,
    cells: from.slice(row * columns, (row + 1) * columns).map(({ measure, unit, decimals }) => ({ kind: 'value', value: sampleValue(measure, unit, decimals) })),
  })),
});
const withTable = (table: DocumentTable): ReportDocument => ({ ...sampleDocument, head: null, tail: null, sections: [{ id: 'a', orientation: 'landscape', appendix: null, blocks: [table] }] });
const document = withTable(tableOf(figures, COLUMNS));
const pictures: Pictures = { png: () => Promise.reject(new Error('no pictures here')) };

/** The first that differ say more than a thousand lines. */
function same(read: readonly string[], expected: readonly string[] = screen): void {
  expect(read).toHaveLength(expected.length);
  expect(expected.flatMap((text, at) => (text === read[at] ? [] : [{ figure: figures[at], text, read: read[at] }])).slice(0, 3)).toEqual([]);
}

describe(`${COUNT} figures, read back from every format, are what the screen says`, () => {
  it('the workbook: the number by its code, and the mark of what is missing', () => {
    const [sheet, values] = openXlsx(writeXlsx(document)).sheets;
    const cells = [...(sheet?.cells ?? [])].filter(([at]) => Number(at.replace(/\D/g, '')) > 4).map(([, cell]) => cell).slice(0, COUNT);
    same(cells.map(({ value, code }) => (typeof value === 'number' ? shownBy(value, code) : String(value))));
    expect(cells.every(({ value }, at) => (typeof value === 'number') === (figures[at]?.measure.kind === 'value'))).toBe(true);
    expect(cells.some(({ value }) => Object.is(value, -0))).toBe(false);
    const shown = [...(values?.cells ?? [])].filter(([at]) => /^D(?!1$)\d+$/.test(at)).map(([, { value }]) => String(value));
    same(shown, figures.map(({ measure, unit, decimals }) => format.measure(measure, unit, decimals).text));
  });

  it('text with separators: digits with a comma, the unit beside them', () => {
    const lines = Papa.parse<string[]>(writeCsv(document).slice(1), { delimiter: ';' }).data;
    const head = lines.findIndex(([first]) => first === 'c0');
    const names = lines[head] ?? [];
    const read = lines.slice(head + 1, head + 1 + COUNT / COLUMNS).flatMap((line) => Array.from({ length: COLUMNS }, (_, column): string => {
      const unit = names.indexOf(`c${column} – đơn vị tính`);
      return grouped(line[names.indexOf(`c${column}`)] ?? '', unit < 0 ? '' : line[unit] ?? '');
    }));
    same(read);
  });

  it('the page', () => {
    const rows = [...writeHtml(document, { fonts: [] }).matchAll(/<t([dh])\b[^>]*>(.*?)<\/t\1>/gs)].map(([, , inner = '']) => inner.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&'));
    same(rows.slice(COLUMNS));
  });

  it('the Word file', async () => {
    const xml = openPackage(await writeDocx(document, pictures)).parts.get('word/document.xml') ?? '';
    const cells = [...xml.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));
    same(cells.slice(COLUMNS));
  });

  it('the slides, as far as a brief goes', async () => {
    const some = figures.slice(0, 120);
    const file = openPackage(await writePptx(withTable(tableOf(some, 6)), pictures));
    const read: string[] = [];
    for (let number = 2; file.parts.has(`ppt/slides/slide${number}.xml`); number += 1) {
      const cells = all(file.xml(`ppt/slides/slide${number}.xml`), 'tc').map(wordsOf);
      if (cells[0] === 'c0') read.push(...cells.slice(6));
    }
    same(read, screen.slice(0, 120));
  });
});

/** "-1234,50" and its unit as a screen writes them; what is no number stays. */
function grouped(digits: string, unit: string): string {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)((?:,\d+)?)$/.exec(digits) ?? [];
  if (whole === undefined) return digits;
  const text = `${sign === '' ? '' : '−'}${whole.replace(/\B(?=(?:\d{3})+$)/g, '.')}${fraction}`;
  return unit === '' || /^[%‰]$/.test(unit) ? text + unit : `${text} ${unit}`;
}
