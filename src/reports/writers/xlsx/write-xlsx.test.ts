import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { measured } from '@/domain/measure';
import { readXlsx } from '../../../../server/uploads/reading/read-xlsx';
import type { DocumentBlock, ReportDocument } from '../../document/document';
import { sampleDocument, sampleForm06, sampleValue } from '../../testing/sample-document';
import { all } from '../docx/package-reader.fixture';
import { sheetNames } from './cell-text';
import { rowHeight } from './row-height';
import type { Sheet, SheetRow } from './sheet';
import { openXlsx, shownBy } from './workbook-reader.fixture';
import { streamWorkbook, writeWorkbook, writeXlsx } from './write-xlsx';

const PROPERTIES = { title: 'Thử', author: 'A', organisation: 'B', createdAt: Date.UTC(2026, 10, 5), language: 'vi' };
const sheet = (rows: readonly SheetRow[], more: Partial<Sheet> = {}): Sheet => ({ name: 'Bảng', widths: [20, 20], rows, merges: [], frozenRows: 0, repeated: null, landscape: false, footer: '', ...more });
const withBlocks = (...blocks: readonly DocumentBlock[]): ReportDocument => ({ ...sampleDocument, sections: [{ id: 'a', orientation: 'portrait', appendix: null, blocks }] });
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const sample = openXlsx(writeXlsx(sampleDocument));
const [indicators, form06, values, sources] = sample.sheets;
const EMPTY = { name: '', namespace: '', attributes: {}, children: [], text: '', at: '' };
const cell = (from: typeof indicators, at: string) => from?.cells.get(at);

describe('a report as a workbook', () => {
  it('has a sheet for each table, then every figure, then the sources', () => {
    expect(sample.sheets.map(({ name }) => name)).toEqual(['Một số chỉ tiêu chủ yếu tháng…', 'Tình hình, kết quả giải quyết…', 'Số liệu và nguồn gốc', 'Nguồn số liệu']);
  });

  it('holds numbers as numbers with the code that shows their decimals, and marks for what is missing', () => {
    expect(cell(indicators, 'C6')).toMatchObject({ value: 18.5, code: '#,##0.0' });
    expect(cell(indicators, 'C7')).toMatchObject({ value: 98.57, code: '#,##0.00' });
    expect(cell(indicators, 'C9')).toMatchObject({ value: -570, code: '#,##0' });
    expect([cell(indicators, 'D9')?.value, cell(indicators, 'C10')?.value, cell(indicators, 'C11')?.value]).toEqual([0, '…', '*']);
    const provisional = all(indicators?.node ?? EMPTY, 'c').find(({ attributes }) => attributes['r'] === 'C6');
    expect(provisional?.attributes['s']).not.toBe(all(indicators?.node ?? EMPTY, 'c').find(({ attributes }) => attributes['r'] === 'D6')?.attributes['s']);
    expect([...(indicators?.cells.values() ?? [])].map(({ value }) => value)).toContain('Chữ số in nghiêng là số ước tính hoặc sơ bộ.');
  });

  it('says the unit in the code where the table says it nowhere', () => {
    const table = { ...sampleForm06, unitLine: '', columns: sampleForm06.columns.slice(0, 1), rows: [{ id: 'r', emphasis: null, cells: [{ kind: 'value' as const, value: sampleValue(measured(18.46), 'billion-dong', 1) }] }, { id: 'p', emphasis: null, cells: [{ kind: 'value' as const, value: sampleValue(measured(98.565), 'percent', 2) }] }] };
    const [first] = openXlsx(writeXlsx(withBlocks(table))).sheets;
    const shown = [...(first?.cells.values() ?? [])].filter(({ value }) => typeof value === 'number');
    expect(shown.map(({ value, code }) => [value, code])).toEqual([[18.5, '#,##0.0" tỷ đồng"'], [98.57, '#,##0.00"%"']]);
    expect(shown.map(({ value, code }) => shownBy(Number(value), code))).toEqual(['18,5 tỷ đồng', '98,57%']);
  });

  it('merges the three rows of the head of Form 06 over the numbers of its columns', () => {
    expect([...(form06?.merges ?? [])].filter((merge) => /^[A-M][4-7]:/.test(merge)).sort()).toEqual(['A4:A6', 'B4:B6', 'C4:F4', 'C5:C6', 'D5:F5', 'G4:J4', 'G5:G6', 'H5:J5', 'K4:M4', 'K5:K6', 'L5:M5']);
    expect(['A4', 'C4', 'C5', 'D5', 'D6', 'M6', 'C7', 'M7'].map((at) => cell(form06, at)?.value)).toEqual(['STT', 'Số hồ sơ nhận giải quyết', 'Tổng số', 'Trong đó', 'Trực tuyến', 'Quá hạn', '(1)', '(11)']);
    const covered = (form06?.merges ?? []).flatMap((merge) => rangeOf(merge));
    expect(new Set(covered).size).toBe(covered.length);
  });

  it('keeps the heads in sight, and prints them on every page', () => {
    const pane = all(form06?.node ?? EMPTY, 'pane')[0]?.attributes;
    expect(pane).toMatchObject({ ySplit: '7', topLeftCell: 'A8', state: 'frozen' });
    expect(sample.titles).toContain("'Tình hình, kết quả giải quyết…'!$4:$7");
    expect(all(form06?.node ?? EMPTY, 'pageSetup')[0]?.attributes).toMatchObject({ orientation: 'landscape', fitToHeight: '0' });
  });

  it('puts everything that travels with a figure beside it, and names what was asked', () => {
    const rows = rowsOf(values);
    expect(rows[0]).toEqual(['Bảng, đoạn', 'Dòng', 'Cột', 'Hiển thị', 'Giá trị', 'Đơn vị tính', 'Kỳ', 'Mã đơn vị', 'Mã chỉ tiêu', 'Tình trạng', 'Không có số liệu vì', 'Nguồn']);
    expect(rows.find(([, row]) => String(row).startsWith('Thu ngân sách'))).toEqual(['Một số chỉ tiêu chủ yếu tháng 10 năm 2026', 'Thu ngân sách nhà nước trên địa bàn · tỷ đồng · +3,1%', 'Thực hiện › Tháng 10/2026', '18,5', 18.5, 'tỷ đồng', 'Tháng 10 năm 2026', '16681', 'sample-0', 'ước tính', null, 's2']);
    expect(rows.find(([, , , shown]) => shown === '…')?.slice(4)).toEqual([null, null, 'Tháng 10 năm 2026', '16681', 'sample-4', null, 'chưa đến kỳ công bố', 's2']);
    expect(rowsOf(sources).slice(1, 3)).toEqual([
      ['s1', 'Hệ thống một cửa điện tử tỉnh', 'procedure-statistics', 'period=calendar:2026-10;unit=16681', '17:00 31/10/2026', '08:05 05/11/2026', 'dữ liệu mẫu'],
      ['s2', 'Thống kê tỉnh', 'socio-economic', 'period=calendar:2026-10', null, '08:05 05/11/2026', 'số liệu cũ; dữ liệu mẫu'],
    ]);
  });

  it('says at the foot of every sheet how old figures are and who looked', () => {
    const marked = openXlsx(writeXlsx({ ...sampleDocument, watermark: 'Lê Văn A & 1' }));
    for (const { node } of marked.sheets) expect(all(node, 'oddFooter')[0]?.text).toBe(`&L&8 ${sampleDocument.footer} · Lê Văn A && 1`);
  });

  it('is the same bytes again and in any zone, and is read by another reader of ours', () => {
    const code = "import('./src/reports/writers/xlsx/write-xlsx.ts').then(async (m) => { const { sampleDocument } = await import('./src/reports/testing/sample-document.ts'); process.stdout.write((await import('node:crypto')).createHash('sha256').update(m.writeXlsx(sampleDocument)).digest('hex')); })";
    const elsewhere = execFileSync(process.execPath, ['--import', 'tsx', '-e', code], { env: { ...process.env, TZ: 'America/St_Johns' }, encoding: 'utf8' });
    expect(hash(writeXlsx(structuredClone(sampleDocument)))).toBe(hash(writeXlsx(sampleDocument)));
    expect(elsewhere).toBe(hash(writeXlsx(sampleDocument)));
    const grid = readXlsx(writeXlsx(sampleDocument));
    expect(grid.rows.find(({ cells }) => cells[0] === 'Số hộ nghèo')?.cells).toEqual(['Số hộ nghèo', 'hộ', 1204, 1391, '−13,4%']);
    expect(grid.remarks.map(({ code: remark }) => remark)).not.toContain('formulas');
  });
});

describe('text that wants to be more than text', () => {
  const HOSTILE = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")', "'quoted", '<v>1</v>&amp;', 'a\u0000b\u001fc\ud800', '_x0041_', ' two  spaces ', 'x'.repeat(40_000)];
  const bytes = writeWorkbook([sheet(HOSTILE.map((text) => [{ text }]), { name: '=A1&"<x>"' })], PROPERTIES);
  const opened = openXlsx(bytes);

  it('is typed as text, marked so that editing keeps it text, and no part holds a formula', () => {
    const [first] = opened.sheets;
    for (const part of opened.parts.values()) expect(part).not.toMatch(/<f[ >]|<hyperlink|TargetMode/);
    expect(first && all(first.node, 'c').map(({ attributes }) => attributes['t'])).toEqual(HOSTILE.map(() => 'inlineStr'));
    expect(HOSTILE.map((_, at) => first?.cells.get(`A${at + 1}`)?.isQuoted)).toEqual(HOSTILE.map((text) => /^[=+\-@\t]/.test(text)));
  });

  it('is read back as it was, but for what XML cannot say and what a cell cannot hold', () => {
    const xml = opened.parts.get('xl/worksheets/sheet1.xml') ?? '';
    const texts = [...xml.matchAll(/<t xml:space="preserve">([^<]*)</g)].map(([, text]) => text);
    expect(texts.slice(0, 11)).toEqual(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)', "'quoted", '&lt;v&gt;1&lt;/v&gt;&amp;amp;', 'a�b�c�', '_x005F_x0041_', ' two  spaces ']);
    expect(opened.sheets[0]?.cells.get('A10')?.value).toBe('_x0041_');
    expect(texts[11]).toBe(`${'x'.repeat(32_766)}…`);
  });

  it('gives sheets names that every program takes', () => {
    const names = sheetNames(["'a/b[c]:*?\\'", 'History', '', 'Bảng', 'BẢNG', 'Bảng', "x'".repeat(20), '𠮷'.repeat(20), '\u0007', 'Tình hình, kết quả giải quyết thủ tục', 'Tình hình, kết quả giải quyết hồ sơ']);
    expect(names.slice(0, 6)).toEqual(['a b c', 'History (2)', '3', 'Bảng', 'BẢNG (2)', 'Bảng (3)']);
    expect(names.slice(9)).toEqual(['Tình hình, kết quả giải quyết…', 'Tình hình, kết quả giải… (2)']);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\\u0000-\u001f]{1,31}(?<!')$/);
    for (const name of names) expect(name).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('tells the height of rows whose words break, merged ones by all their columns', () => {
    const wide = { widths: [10, 10], merges: [{ row: 1, column: 0, rows: 1, columns: 2 }] };
    const row: SheetRow = [{ text: 'mười lăm chữ cái', look: { wrap: true } }];
    expect([rowHeight(row, 0, wide), rowHeight(row, 1, wide), rowHeight([{ text: 'dài '.repeat(9) }], 0, wide), rowHeight([{ text: 'x'.repeat(40), look: { wrap: true } }], 0, wide)]).toEqual([30, null, null, 60]);
  });
});

describe('a workbook whose rows come one by one', () => {
  const rows = function* (): Generator<SheetRow> {
    for (let at = 0; at < 5_000; at += 1) yield [{ text: `Dòng ${at}` }, at % 7 === 0 ? { text: '—' } : { number: at / 8, code: '#,##0.000' }];
  };

  it('says the same as one made at once, and the same bytes again', async () => {
    const [streamed, again] = [await stream(rows()), await stream(rows())];
    const read = readXlsx(streamed);
    expect(read.rows).toHaveLength(5_000);
    expect(read).toEqual(readXlsx(writeWorkbook([sheet([...rows()])], PROPERTIES)));
    expect(hash(streamed)).toBe(hash(again));
    expect(openXlsx(streamed).sheets[0]?.cells.get('B9')).toMatchObject({ value: 1, code: '#,##0.000' });
  });

  it('leaves no whole file where it was cancelled, and stops asking for rows', async () => {
    const pieces: Uint8Array[] = [];
    let asked = 0;
    const counted = function* (): Generator<SheetRow> {
      for (const row of rows()) {
        asked += 1;
        yield row;
      }
    };
    await expect(streamWorkbook([sheet([], { rows: counted() })], PROPERTIES, (bytes) => { pieces.push(bytes); }, () => asked > 1_000)).rejects.toThrow('cancelled');
    expect(asked).toBeLessThan(2_500);
    expect(() => openXlsx(Buffer.concat(pieces))).toThrow();
  });

  it('lets others have a turn while it writes, so that a wish to cancel is heard', async () => {
    let wished = false;
    setTimeout(() => { wished = true; });
    await expect(streamWorkbook([sheet([...rows()].concat([...rows()], [...rows()]))], PROPERTIES, () => undefined, () => wished)).rejects.toThrow('cancelled');
  });

  it('fails with whoever takes the bytes, and holds rows back until they were taken', async () => {
    await expect(streamWorkbook([sheet([...rows()])], PROPERTIES, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    let [open, most] = [0, 0];
    const slow = async (): Promise<void> => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
    };
    await streamWorkbook([sheet([...rows()])], PROPERTIES, slow);
    expect(most).toBe(1);
  });
});

async function stream(rows: Iterable<SheetRow>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await streamWorkbook([sheet([], { rows })], PROPERTIES, (bytes) => { pieces.push(bytes); });
  return Buffer.concat(pieces);
}
function rowsOf(from: typeof indicators): readonly (readonly (string | number | null)[])[] {
  return from ? all(from.node, 'row').map((row) => all(row, 'c').map(({ attributes }) => from.cells.get(attributes['r'] ?? '')?.value ?? null)) : [];
}
function rangeOf(merge: string): readonly string[] {
  const [, from = '', top = '', to = '', bottom = ''] = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(merge) ?? [];
  const found: string[] = [];
  for (let row = Number(top); row <= Number(bottom); row += 1) for (let column = from.charCodeAt(0); column <= to.charCodeAt(0); column += 1) found.push(`${String.fromCharCode(column)}${row}`);
  return found;
}
