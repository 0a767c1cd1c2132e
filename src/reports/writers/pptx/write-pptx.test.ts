import { unzipSync } from 'fflate';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { measured } from '@/domain/measure';
import type { XmlNode } from '@/federation/payload/read-xml';
import type { DocumentBlock, DocumentRow, ReportDocument, Run } from '../../document/document';
import { sampleDocument, sampleForm06, SAMPLE_SVG, sampleTrend, sampleValue } from '../../testing/sample-document';
import { all, child, openPackage, type OfficePackage, wordsOf } from '../docx/package-reader.fixture';
import type { Pictures } from '../pictures/pictures';
import { openXlsx } from '../xlsx/workbook-reader.fixture';
import { chartTable } from './charts';
import { lineCount, textWidth } from './measure-text';
import { BODY } from './slide';
import { slidesOf } from './slides';
import { headHeights, rowHeight } from './table-slides';
import { lineHeight } from './text-slides';
import { writePptx } from './write-pptx';

const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
const pictures: Pictures = { png: () => Promise.resolve(PNG) };
const text = (value: string): Run => ({ kind: 'text', text: value });
const withBlocks = (...blocks: readonly DocumentBlock[]): ReportDocument => ({ ...sampleDocument, head: null, sources: [], sections: [{ id: 'a', orientation: 'portrait', appendix: null, blocks }] });
const body = (id: string, ...runs: readonly Run[]): DocumentBlock => ({ kind: 'paragraph', id, style: 'body', runs });

let bytes: Uint8Array;
let sample: OfficePackage;
beforeAll(async () => {
  bytes = await writePptx({ ...sampleDocument, watermark: 'Lê Văn A · 08:05' }, pictures);
  sample = openPackage(bytes);
});
afterEach(() => { vi.restoreAllMocks(); });
const slideXml = (number: number): XmlNode => sample.xml(`ppt/slides/slide${number}.xml`);
const count = (): number => [...sample.parts.keys()].filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length;

describe('slides as a file', () => {
  it('are the same bytes at another time, with other chances, after other charts, and other bytes of another tree', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.123);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(1999, 1, 3) });
    try {
      const again = await writePptx(structuredClone({ ...sampleDocument, watermark: 'Lê Văn A · 08:05' }), pictures);
      expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
    } finally {
      vi.useRealTimers();
    }
    expect(Buffer.from(await writePptx(sampleDocument, pictures)).equals(Buffer.from(bytes))).toBe(false);
  });

  it('are well-formed, name nothing that is not there, nothing outside, and hold no macro', () => {
    for (const path of sample.parts.keys()) if (/\.(xml|rels)$/.test(path)) sample.xml(path);
    expect(sample.broken()).toEqual([]);
    expect([...sample.parts.values()].join('')).not.toContain('TargetMode="External"');
    const types = sample.xml('[Content_Types].xml').children.flatMap(({ attributes }) => attributes['PartName'] ?? []);
    expect(types.filter((path) => /charts|slides\//.test(path) && !sample.parts.has(path.slice(1)))).toEqual([]);
  });

  it('hold paragraphs whose properties stand once and first, read as Vietnamese', () => {
    for (let number = 1; number <= count(); number += 1) {
      const places = all(slideXml(number), 'p').map(({ children }) => children.flatMap(({ name }, at) => (name === 'pPr' ? [at] : [])));
      expect(places.filter((found) => found.length > 1 || (found[0] ?? 0) > 0)).toEqual([]);
      expect(new Set(all(slideXml(number), 'rPr').map(({ attributes }) => attributes['lang']))).toEqual(new Set(['vi-VN']));
    }
  });

  it('open with who, what, when and where, and say on each how old the figures are and who looked', () => {
    const cover = wordsOf(slideXml(1));
    for (const words of ['UBND TỈNH NGHỆ AN', 'ỦY BAN NHÂN DÂN XÃ ANH SƠN', 'BÁO CÁO', sampleDocument.head?.subject ?? '', 'Anh Sơn, ngày 05 tháng 11 năm 2026']) expect(cover).toContain(words);
    for (let number = 1; number <= count(); number += 1) {
      const words = wordsOf(slideXml(number));
      expect(words).toContain(sampleDocument.footer);
      expect(words).toContain('Lê Văn A · 08:05');
    }
    expect(wordsOf(slideXml(count()))).toContain('Hệ thống một cửa điện tử tỉnh');
  });

  it('keep no letter smaller than 14 pt but notes below a table and the foot', () => {
    const sizes = new Set(Array.from({ length: count() }, (_, at) => all(slideXml(at + 1), 'rPr').map(({ attributes }) => Number(attributes['sz']))).flat());
    expect([...sizes].filter((size) => size < 1_400).sort()).toEqual([1_000, 1_200]);
  });

  it('leave out what no file can hold, and let no text become markup', async () => {
    const hostile = await writePptx(withBlocks({ kind: 'heading', id: 'h', level: 1, text: 'a\u0000<b>&"\ud800' }, body('p', text('x\u000b'), { kind: 'value', value: sampleValue(measured(1)) }), { kind: 'picture', id: 'i', caption: '', alt: 'Sơ đồ', svg: '<svg onload="x()"/>', widthMm: 1, heightMm: 1 }), pictures);
    const words = wordsOf(openPackage(hostile).xml('ppt/slides/slide2.xml'));
    expect(words).toContain('a<b>&"');
    expect(wordsOf(openPackage(hostile).xml('ppt/slides/slide3.xml'))).toContain('Sơ đồ');
  });
});

describe('charts that can be edited', () => {
  const chart = (): XmlNode => sample.xml('ppt/charts/chart1.xml');
  const points = (series: XmlNode, name: string): readonly (readonly [string | undefined, string])[] => all(all(series, name)[0] ?? series, 'pt').map((point) => [point.attributes['idx'], child(point, 'v')?.text ?? '']);

  it('hold names, categories and numbers; a gap is no point, and nothing lies between', () => {
    const series = all(chart(), 'ser');
    expect(all(chart(), 'lineChart')).toHaveLength(1);
    expect(all(chart(), 'dispBlanksAs')[0]?.attributes['val']).toBe('gap');
    expect(series.map((each) => all(child(each, 'tx') ?? each, 'v')[0]?.text)).toEqual(['Năm 2026', 'Năm 2025']);
    expect(points(series[0] ?? chart(), 'val').map(([, value]) => Number(value))).toEqual([1_820, 1_204, 1_930, 1_877, 2_011, 2_240, 2_187, 2_302, 2_415]);
    expect(points(series[0] ?? chart(), 'val').map(([at]) => at)).not.toContain('4');
    expect(points(series[1] ?? chart(), 'val')).toHaveLength(10);
    expect(points(series[0] ?? chart(), 'cat').map(([, value]) => value)).toEqual(['1/2026', '2', '3', '4', '5', '6', '7', '8', '9', '10*']);
  });

  it('keep the order of the schema, and dash what is compared with', () => {
    const order = ['idx', 'order', 'tx', 'spPr', 'marker', 'dLbls', 'cat', 'val', 'smooth'];
    for (const series of all(chart(), 'ser')) expect(series.children.map(({ name }) => name)).toEqual(order);
    expect(all(chart(), 'ser').map((series) => all(child(series, 'spPr') ?? series, 'prstDash')[0]?.attributes['val'])).toEqual(['solid', 'dash']);
  });

  it('stand on a workbook with the same numbers in the cells they name', () => {
    const part = unzipSync(bytes)['ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx'] ?? new Uint8Array();
    const [sheet] = openXlsx(part).sheets;
    expect(sheet?.name).toBe('Sheet1');
    expect(all(chart(), 'f').map((node) => node.text)).toEqual(['Sheet1!$B$1', 'Sheet1!$A$2:$A$11', 'Sheet1!$B$2:$B$11', 'Sheet1!$C$1', 'Sheet1!$A$2:$A$11', 'Sheet1!$C$2:$C$11']);
    expect(['B1', 'B2', 'B6', 'B11', 'C6', 'A11'].map((at) => sheet?.cells.get(at)?.value)).toEqual(['Năm 2026', 1_820, undefined, 2_415, 1_744, '10*']);
  });

  it('round as their texts do', () => {
    const [first] = sampleTrend.series;
    const table = chartTable({ ...sampleTrend, series: first ? [{ ...first, values: [1.005, null], texts: ['1,01', '—'] }] : [], categories: ['a', 'b'] });
    expect([table.code, table.rows[0]?.values]).toEqual(['#,##0.00', [1.01, null]]);
  });
});

describe('what fits on a slide', () => {
  const heights = (document: ReportDocument): readonly number[] => slidesOf(document).map((slide) => {
    if (slide.kind === 'text') return slide.lines.reduce((sum, line) => sum + lineHeight(line), 0);
    return slide.kind === 'table' ? [...headHeights(slide.columns), ...slide.rows.map((row) => rowHeight(slide, row))].reduce((sum, height) => sum + height, 0) : 0;
  });
  const long = 'Hồ sơ tiếp nhận trực tuyến đạt '.repeat(40);

  it('measures: text and tables go on over further slides, however long', () => {
    const points: DocumentBlock = { kind: 'list', id: 'l', items: Array.from({ length: 30 }, () => [text(long.slice(0, 300))]) };
    const document = withBlocks({ kind: 'heading', id: 'h', level: 1, text: 'I. Dài' }, points, { kind: 'heading', id: 'h2', level: 2, text: '1. Nữa' }, body('p', text(long.repeat(3)), { kind: 'value', value: sampleValue(measured(1)) }));
    for (const height of [...heights(document), ...heights(sampleDocument)]) expect(height).toBeLessThanOrEqual(BODY.height);
    const titles = slidesOf(document).map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(4);
    expect(titles[1]).toBe('I. Dài (tiếp theo)');
    expect(slidesOf(document).every((slide) => slide.kind !== 'text' || slide.lines.at(-1)?.kind !== 'heading')).toBe(true);
    expect(lineCount('một hai ba', 14, textWidth('một hai', 14, false) + 0.01)).toBe(2);
  });

  it('says of a paragraph the sentences with figures, and leaves the whole to the notes', () => {
    const [slide] = slidesOf(withBlocks({ kind: 'heading', id: 'h', level: 1, text: 'I' }, body('p', text('Mở đầu dài dòng. Tại TP. Vinh đạt '), { kind: 'value', value: sampleValue(measured(98.57), 'percent', 2) }, text('. Kết thúc.'))));
    expect(slide?.kind === 'text' && slide.lines.map(({ pieces }) => pieces.map((piece) => piece.text).join(''))).toEqual(['Tại TP. Vinh đạt 98,57%.']);
    expect(slide?.notes).toEqual(['Mở đầu dài dòng. Tại TP. Vinh đạt 98,57%. Kết thúc.']);
  });

  it('takes at most twelve rows, keeps every row and the total with others, and the head of a group with its first', () => {
    const slides = slidesOf(withBlocks(sampleForm06)).flatMap((slide) => (slide.kind === 'table' ? [slide] : []));
    expect(slides.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(sampleForm06.rows.map(({ id }) => id));
    for (const { rows } of slides) {
      expect(rows.length).toBeLessThanOrEqual(12);
      expect(rows.at(-1)?.emphasis).not.toBe('group');
    }
    expect(slides.at(-1)?.rows.length).toBeGreaterThan(1);
  });

  it('says of a very long table its beginning, its total and how much was left out', () => {
    const row = (at: number): DocumentRow => ({ id: String(at), emphasis: null, cells: [{ kind: 'text', text: String(at) }] });
    const table = { ...sampleForm06, columns: sampleForm06.columns.slice(0, 1), rows: [...Array.from({ length: 1_000 }, (_, at) => row(at)), { ...row(-1), emphasis: 'total' as const }] };
    const slides = slidesOf(withBlocks(table)).flatMap((slide) => (slide.kind === 'table' ? [slide] : []));
    expect(slides).toHaveLength(6);
    expect(slides.at(-1)?.rows.at(-1)?.emphasis).toBe('total');
    const shown = slides.reduce((sum, { rows }) => sum + rows.length, -1);
    expect(slides.at(-1)?.small).toContain(`Còn ${1_000 - shown} dòng`);
  });

  it('shows pictures whole', () => {
    expect(slidesOf(withBlocks({ kind: 'picture', id: 'p', caption: 'Sơ đồ', alt: 'Sơ đồ', svg: SAMPLE_SVG, widthMm: 120, heightMm: 60 }))).toMatchObject([{ kind: 'picture', ratio: 2 }]);
  });
});
