import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinting, REPORT_FORMATS, type ReportFormat } from '../../server/reports/formats';
import { findLibreOffice } from '../suites/servers';
import { describeWith } from '../servers/needed';
import { differentNames, DOCUMENTS, filesOf, flowOf, type Golden, readGolden, tablesOf } from './kept';
import { makeGolden, type GoldenDocument } from './made';
import { readDocx } from './readers/docx';
import { readHtml } from './readers/html';
import { readPdf, wordsLost } from './readers/pages';
import { readBook, readCsv, type SheetReading } from './readers/sheets';
import { readSlides } from './readers/slides';
import { GOLDEN_REPORTS } from './wanted';

const IDS = GOLDEN_REPORTS.map(({ template }) => template);
const folder = mkdtempSync(join(tmpdir(), 'toan-canh-golden-'));
const at = (name: string): string => join(folder, name);
const printing = openPrinting();
let documents: readonly GoldenDocument[] = [];
const files = new Map<string, Uint8Array>();

async function printed({ document }: GoldenDocument, format: ReportFormat): Promise<Uint8Array> {
  const made = await printing.print(document, format);
  if (!made.ok) throw new Error(`${format}: ${made.error}`);
  return made.value;
}
const fileOf = (id: string, format: ReportFormat): Uint8Array => files.get(`${id}.${format}`) ?? new Uint8Array();
/** Rows that differ say more than two whole tables. */
function sameRows(read: readonly (readonly string[])[], golden: readonly (readonly string[])[]): void {
  expect(golden.flatMap((row, place) => (row.join('│') === (read[place] ?? []).join('│') ? [] : [{ golden: row, read: read[place] ?? null }])).slice(0, 3)).toEqual([]);
}
/** The figures of one table or chart, as numbers; null where there is none. */
const numbersOf = ({ figures }: Golden, isOf: (part: number) => boolean): readonly (number | null)[] => figures.filter(({ part }) => isOf(part)).map(({ number }) => number);
/** Rows of the table that stand in a sheet from its first on. */
function rowsIn(sheet: readonly (readonly SheetReading[])[], table: readonly (readonly string[])[]): readonly (readonly SheetReading[])[] {
  const first = table[0]?.join('│');
  const start = sheet.findIndex((row) => shownRow(row, table[0]?.length ?? 0).join('│') === first);
  return start < 0 ? [] : sheet.slice(start, start + table.length);
}
/** A number as it is counted with, whatever it is shown by. */
const said = (cell: SheetReading | undefined): string => (cell?.number ?? cell?.shown ?? '').toString().replace(/^(-?\d+),(\d+)$/, '$1.$2').replace(/^-?\d+(?:\.\d+)?$/, (digits) => String(Number(digits)));
const shownRow = (row: readonly SheetReading[], width: number): readonly string[] => Array.from({ length: width }, (_, place) => row[place]?.shown ?? '');

beforeAll(async () => {
  documents = await makeGolden();
}, 120_000);
afterAll(async () => {
  await printing.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the shipped templates on the mock province', () => {
  it('are the golden documents, line by line and figure by figure (renew: npm run golden -- --write)', () => {
    const now = filesOf(documents);
    expect(differentNames(now)).toEqual([]);
    for (const [name, text] of now) expect(text.split('\n'), name).toEqual(readFileSync(join(DOCUMENTS, name), 'utf8').split('\n'));
  });
});

describe.each(IDS)('%s as files that need no other program', (id) => {
  const golden = readGolden(id);
  const tables = tablesOf(golden);

  beforeAll(async () => {
    const made = documents.find(({ template }) => template === id);
    if (made) for (const format of REPORT_FORMATS.filter((each) => each !== 'pdf')) files.set(`${id}.${format}`, await printed(made, format));
  });

  it('Word: every word in order, and the foot on each page', () => {
    const { text, feet } = readDocx(fileOf(id, 'docx'));
    expect(text).toBe(flowOf(golden));
    const foot = golden.lines.at(-1)?.cells[0];
    expect(feet).toEqual([foot, foot]);
  });

  it('page: every word in order, and the number behind each figure', () => {
    const { text, numbers } = readHtml(new TextDecoder().decode(fileOf(id, 'html')));
    expect(text).toBe(flowOf(golden));
    expect(numbers).toEqual(readNumbers(golden));
  });

  it('workbook: each table cell by cell, numbers as numbers, no formula', () => {
    const { sheets, hasFormula, merges } = readBook(fileOf(id, 'xlsx'));
    expect(hasFormula).toBe(false);
    // Behind the tables stand all figures, and the sources.
    expect(sheets).toHaveLength(tables.length + 2);
    for (const [place, table] of tables.entries()) {
      const rows = rowsIn(sheets[place] ?? [], table);
      sameRows(rows.map((row) => shownRow(row, table[0]?.length ?? 0)), table);
    }
    expect(tables.flatMap((table, place) => rowsIn(sheets[place] ?? [], table).flatMap((row) => row.flatMap(({ number }) => number ?? [])))).toEqual(tableNumbers(golden).filter((number) => number !== null));
    if (id === 'form-06') expect(merges[1]).toEqual(expect.arrayContaining(['A4:A6', 'B4:B6', 'C4:F4', 'G4:J4', 'K4:M4', 'C5:C6', 'D5:F5']));
  });

  it('text with separators: the cells of the workbook, with a decimal comma', () => {
    const { sheets } = readBook(fileOf(id, 'xlsx'));
    let rows = readCsv(fileOf(id, 'csv'));
    for (const [place, table] of tables.entries()) {
      const wanted = rowsIn(sheets[place] ?? [], table).map((row) => Array.from({ length: table[0]?.length ?? 0 }, (_, at) => said(row[at])));
      const start = rows.findIndex((row) => row.map(said).join('│') === wanted[0]?.join('│'));
      sameRows(rows.slice(start, start + wanted.length).map((row) => row.map(said)), wanted);
      rows = rows.slice(start + wanted.length);
    }
  });

  it('slides: rows of the tables, and charts that hold their figures', () => {
    const { rows, charts } = readSlides(fileOf(id, 'pptx'));
    const known = new Set(rows.map((row) => row.join('│')));
    const whole = tables.filter((table) => table.length <= 10).flat();
    expect(whole.filter((row) => !known.has(row.join('│'))).slice(0, 3)).toEqual([]);
    const wanted = chartNumbers(golden);
    expect(charts.map(({ drawn }) => drawn)).toEqual(wanted);
    expect(charts.map(({ kept }) => kept)).toEqual(wanted);
  });
});

/** Numbers of sentences and tables as they stand in the document; those of charts are drawn. */
const readNumbers = (golden: Golden): readonly number[] => golden.figures.filter(({ part }) => !chartParts(golden).includes(part)).flatMap(({ number }) => number ?? []);
const tableNumbers = (golden: Golden): readonly (number | null)[] => numbersOf(golden, (part) => part > 0 && !chartParts(golden).includes(part));

/** Which of the parts are charts: tables and charts are numbered together, in order. */
function chartParts({ lines }: Golden): readonly number[] {
  let part = 0;
  let before = '';
  return lines.flatMap(({ kind }) => {
    const isNew = kind === 'chart' || (kind === 'th' && before !== 'th');
    before = kind;
    if (isNew) part += 1;
    return kind === 'chart' ? [part] : [];
  });
}
const chartNumbers = (golden: Golden): readonly (readonly number[])[] => chartParts(golden).map((part) => {
  const decimals = Math.max(0, ...golden.figures.filter((figure) => figure.part === part).map(({ text }) => /,(\d+)/.exec(text)?.[1]?.length ?? 0));
  return numbersOf(golden, (each) => each === part).flatMap((number) => (number === null ? [] : [Number(number.toFixed(decimals))]));
});

describeWith(['Chromium', 'Poppler', 'LibreOffice'], 'the golden documents on paper', () => {
  beforeAll(async () => {
    for (const made of documents) {
      for (const format of ['docx', 'pptx', 'xlsx'] as const) writeFileSync(at(`${made.template}-${format}.${format}`), fileOf(made.template, format));
      files.set(`${made.template}.pdf`, await printed(made, 'pdf'));
      writeFileSync(at(`${made.template}.pdf`), fileOf(made.template, 'pdf'));
    }
    // One start of the office suite opens them all.
    execFileSync(findLibreOffice() ?? '', ['--headless', `-env:UserInstallation=file://${at('profile')}`, '--convert-to', 'pdf', '--outdir', folder, ...IDS.flatMap((id) => ['docx', 'pptx', 'xlsx'].map((format) => at(`${id}-${format}.${format}`)))], { stdio: 'ignore', timeout: 110_000 });
  }, 180_000);

  it.each(IDS)('%s as PDF: all its words as text, its own fonts within, tagged', (id) => {
    const pdf = readPdf(at(`${id}.pdf`));
    expect(wordsLost(flowOf(readGolden(id)), pdf)).toEqual([]);
    expect([pdf.isTagged, pdf.areEmbedded]).toEqual([true, true]);
    expect(pdf.fonts.filter((font) => !font.startsWith('Tinos'))).toEqual([]);
    expect(pdf.texts.map((page) => /^\s*(\d+)\s*$/.exec(page.trimStart().split('\n')[0] ?? '')?.[1] ?? null)).toEqual(pdf.texts.map((_, page) => (page === 0 ? null : String(page + 1))));
  });

  it.each(IDS)('%s as Word, opened by an office suite: all its words, on as many pages as its PDF', (id) => {
    const word = readPdf(at(`${id}-docx.pdf`));
    expect(wordsLost(flowOf(readGolden(id)), word)).toEqual([]);
    const { pages } = readPdf(at(`${id}.pdf`));
    expect(Math.abs(word.pages - pages)).toBeLessThanOrEqual(Math.ceil(pages / 10));
  });

  it('the brief of the leaders is one page', () => {
    expect([readPdf(at('leaders-daily.pdf')).pages, readPdf(at('leaders-daily-docx.pdf')).pages]).toEqual([1, 1]);
  });

  it.each(IDS)('%s as workbook and slides, opened by an office suite: no number without room, no slide without words', (id) => {
    expect(readPdf(at(`${id}-xlsx.pdf`)).texts.filter((page) => page.includes('###'))).toEqual([]);
    const slides = readPdf(at(`${id}-pptx.pdf`));
    expect(slides.texts.filter((page) => page.trim() === '')).toEqual([]);
    expect(slides.pages).toBeGreaterThan(2);
  });

  it('are the same bytes when they are made again', async () => {
    const again = await Promise.all(documents.flatMap((made) => REPORT_FORMATS.map(async (format) => [`${made.template}.${format}`, await printed(made, format)] as const)));
    expect(again.filter(([name, bytes]) => Buffer.compare(bytes, files.get(name) ?? new Uint8Array()) !== 0).map(([name]) => name)).toEqual([]);
  });
});
