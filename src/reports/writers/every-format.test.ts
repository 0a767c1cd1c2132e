import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { COUNT, figures, format, screen, tableOf, withTable } from '../testing/many-figures';
import { writeCsv } from './csv/write-csv';
import { all, openPackage, wordsOf } from './docx/package-reader.fixture';
import { writeDocx } from './docx/write-docx';
import { writeHtml } from './html/write-html';
import type { Pictures } from './pictures/pictures';
import { writePptx } from './pptx/write-pptx';
import { openXlsx, shownBy } from './xlsx/workbook-reader.fixture';
import { writeXlsx } from './xlsx/write-xlsx';

const COLUMNS = 20;
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
