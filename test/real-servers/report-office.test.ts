import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellText, valueText } from '@/reports/document/value-text';
import { sampleDocument, sampleForm06 } from '@/reports/testing/sample-document';
import { writeDocx } from '@/reports/writers/docx/write-docx';
import { writePptx } from '@/reports/writers/pptx/write-pptx';
import { valuesOf } from '@/reports/writers/xlsx/data-sheets';
import { writeXlsx } from '@/reports/writers/xlsx/write-xlsx';
import { gatewayPictures } from '../../server/reports/pictures';
import { findLibreOffice } from '../suites/servers';
import { describeWith } from '../servers/needed';

/** Words as they stand on a page, whatever lines they were broken into. */
const flat = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ');

describeWith(['LibreOffice', 'Poppler'], 'files of a report in an office suite nobody here wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toan-canh-office-'));
  const at = (name: string): string => join(folder, name);
  const opened = (to: string, ...names: string[]): void => {
    execFileSync(findLibreOffice() ?? '', ['--headless', `-env:UserInstallation=file://${at('profile')}`, '--convert-to', to, '--outdir', folder, ...names.map(at)], { stdio: 'ignore', timeout: 90_000 });
  };
  const page = (file: string, from: number, to = from): string => execFileSync('pdftotext', ['-layout', '-f', String(from), '-l', String(to), at(file), '-'], { encoding: 'utf8' });

  beforeAll(async () => {
    writeFileSync(at('word.docx'), await writeDocx(sampleDocument, gatewayPictures));
    writeFileSync(at('slides.pptx'), await writePptx(sampleDocument, gatewayPictures));
    writeFileSync(at('book.xlsx'), writeXlsx(sampleDocument));
    opened('pdf', 'word.docx', 'slides.pptx');
    opened('csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1', 'book.xlsx');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens the Word file: its letterhead, every figure, its signature, page numbers from the second page', () => {
    const first = flat(page('word.pdf', 1));
    for (const part of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'UBND TỈNH NGHỆ AN', 'BÁO CÁO', 'Anh Sơn, ngày 05 tháng 11 năm 2026']) expect(first).toContain(part);
    const whole = flat(page('word.pdf', 1, 99));
    expect(valuesOf(sampleDocument).filter(({ value }) => !whole.includes(value.text))).toEqual([]);
    expect(whole).toContain(valueText({ text: '98,57', unit: '%' }));
    for (const part of ['Nơi nhận:', 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Phụ lục II']) expect(whole).toContain(part);
    expect(page('word.pdf', 1).trimStart()).not.toMatch(/^1\s*\n/);
    expect(page('word.pdf', 2).trimStart()).toMatch(/^2\s*\n/);
  });

  it('opens the workbook: the numbers of Form 06 cell by cell', () => {
    const sheet = `book-${sampleForm06.caption.slice(0, 12)}`;
    const name = execFileSync('ls', [folder], { encoding: 'utf8' }).split('\n').find((file) => file.startsWith(sheet));
    const rows = readFileSync(at(name ?? ''), 'utf8').split('\n').map((line) => line.split(';'));
    for (const row of sampleForm06.rows) {
      const wanted = row.cells.map((cell, place) => (cell.kind === 'value' && cell.value.number !== null ? String(cell.value.number) : cellText(sampleForm06, sampleForm06.columns[place] ?? { unit: '' }, row, cell)));
      expect(rows.some((cells) => wanted.every((text, place) => (cells[place] ?? '').replaceAll(',', '').trim() === text.replaceAll(',', '').trim())), row.id).toBe(true);
    }
  });

  it('opens the slides: title, tables that go on, sources', () => {
    const slides = flat(page('slides.pdf', 1, 99));
    for (const part of ['kết quả giải quyết thủ tục hành chính', 'Hệ thống một cửa điện tử tỉnh', '2.415']) expect(slides).toContain(part);
    expect(Number(/Pages: +(\d+)/.exec(execFileSync('pdfinfo', [at('slides.pdf')], { encoding: 'utf8' }))?.[1])).toBeGreaterThan(5);
  });
});
