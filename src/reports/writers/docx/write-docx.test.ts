import * as fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { measured, missing, type MissingReason } from '@/domain/measure';
import type { XmlNode } from '@/federation/payload/read-xml';
import type { DocumentBlock, DocumentTable, ReportDocument } from '../../document/document';
import { cellText, valueText } from '../../document/value-text';
import { sampleDocument, sampleForm06, sampleValue } from '../../testing/sample-document';
import type { Pictures } from '../pictures/pictures';
import { all, child, openPackage, type OfficePackage, valueOf, wordsOf } from './package-reader.fixture';
import { columnWidths } from './tables';
import { writeDocx } from './write-docx';

const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
const pictures: Pictures = { png: () => Promise.resolve(PNG) };
const DOCUMENT = 'word/document.xml';

/** Order in which the schema wants what these elements hold (ISO/IEC 29500-1, wml.xsd). */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  pPr: ['pStyle', 'keepNext', 'keepLines', 'pageBreakBefore', 'framePr', 'widowControl', 'numPr', 'suppressLineNumbers', 'pBdr', 'shd', 'tabs', 'suppressAutoHyphens', 'spacing', 'ind', 'contextualSpacing', 'jc', 'textAlignment', 'outlineLvl', 'rPr', 'sectPr'],
  rPr: ['rStyle', 'rFonts', 'b', 'bCs', 'i', 'iCs', 'caps', 'strike', 'noProof', 'color', 'spacing', 'w', 'kern', 'position', 'sz', 'szCs', 'highlight', 'u', 'shd', 'vertAlign', 'lang'],
  tblPr: ['tblStyle', 'tblpPr', 'tblOverlap', 'tblW', 'jc', 'tblCellSpacing', 'tblInd', 'tblBorders', 'shd', 'tblLayout', 'tblCellMar', 'tblLook'],
  tcPr: ['tcW', 'gridSpan', 'vMerge', 'tcBorders', 'shd', 'noWrap', 'tcMar', 'textDirection', 'vAlign'],
  sectPr: ['headerReference', 'footerReference', 'type', 'pgSz', 'pgMar', 'pgBorders', 'lnNumType', 'pgNumType', 'cols', 'vAlign', 'titlePg', 'docGrid'],
  style: ['name', 'aliases', 'basedOn', 'next', 'link', 'uiPriority', 'semiHidden', 'unhideWhenUsed', 'qFormat', 'pPr', 'rPr', 'tblPr', 'tblStylePr'],
};

function disorders(node: XmlNode): readonly string[] {
  const order = ORDERS[node.name];
  const places = order === undefined ? [] : node.children.map(({ name }) => order.indexOf(name));
  const wrong = places.some((place, at) => place < 0 || place < (places[at - 1] ?? 0));
  return [...(wrong ? [`${node.name}: ${node.children.map(({ name }) => name).join(' ')}`] : []), ...node.children.flatMap(disorders)];
}
const withBlocks = (blocks: readonly DocumentBlock[], more: Partial<ReportDocument> = {}): ReportDocument => ({ ...sampleDocument, head: null, tail: null, sections: [{ id: 'a', orientation: 'portrait', appendix: null, blocks }], ...more });
const opened = async (document: ReportDocument): Promise<OfficePackage> => openPackage(await writeDocx(document, pictures));

let sample: OfficePackage;
let body: XmlNode;
beforeAll(async () => {
  sample = await opened(sampleDocument);
  body = sample.xml(DOCUMENT);
});
afterEach(() => vi.restoreAllMocks());

describe('a Word file', () => {
  it('is the same bytes at another time, with other chances, after other files, and other bytes of another tree', async () => {
    const first = Buffer.from(await writeDocx(sampleDocument, pictures));
    vi.spyOn(Math, 'random').mockReturnValue(0.123);
    vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(1999, 1, 3));
    expect(first.equals(Buffer.from(await writeDocx(structuredClone(sampleDocument), pictures)))).toBe(true);
    expect(first.equals(Buffer.from(await writeDocx({ ...sampleDocument, title: 'Khác' }, pictures)))).toBe(false);
  });

  it('is well-formed in every part, keeps the order of the schema, and names nothing that is not there or lies outside', () => {
    const xmlParts = [...sample.parts.keys()].filter((path) => /\.(xml|rels)$/.test(path));
    expect(xmlParts.flatMap((path) => disorders(sample.xml(path)))).toEqual([]);
    expect(sample.broken()).toEqual([]);
    expect([...sample.parts.values()].join('')).not.toContain('TargetMode="External"');
    const types = sample.xml('[Content_Types].xml').children.map(({ attributes }) => attributes['PartName'] ?? `.${attributes['Extension']}`);
    expect([...sample.parts.keys()].filter((path) => path !== '[Content_Types].xml' && !types.includes(`/${path}`) && !types.some((type) => path.endsWith(type)))).toEqual([]);
    const ids = [...(sample.parts.get(DOCUMENT) ?? '').matchAll(/<wp:docPr [^>]*\bid="(\d+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['1', '2']);
  });

  it('takes its properties from the tree', () => {
    const core = sample.parts.get('docProps/core.xml') ?? '';
    expect(core).toContain('<dc:creator>Trần Thị Bình</dc:creator>');
    expect(core).toContain('2026-11-05T01:05:00Z</dcterms:created>');
    expect(core).toContain(sampleDocument.properties.id);
  });
});

describe('the form of Nghị định 30/2020/NĐ-CP', () => {
  it('has A4 pages, its margins, both orientations, and page numbers in the top margin but on the first page', () => {
    const sections = all(body, 'sectPr');
    expect(sections.map((section) => child(section, 'pgSz')?.attributes)).toMatchObject([{ w: '11906', h: '16838' }, { w: '16838', h: '11906', orient: 'landscape' }, { w: '11906', h: '16838' }]);
    for (const section of sections) expect(child(section, 'pgMar')?.attributes).toMatchObject({ top: '1134', bottom: '1134', left: '1701', right: '850' });
    expect(sections.map((section) => valueOf(section, 'titlePg') !== 'false')).toEqual([true, false, false]);
    const headers = [...sample.parts].filter(([path]) => /word\/header\d\.xml/.test(path)).map(([, text]) => text.includes('PAGE'));
    expect(headers.sort()).toEqual([false, true]);
  });

  it('opens with who issues and the motto, the number and the day, the title and the subject', () => {
    const [letterhead] = all(body, 'tbl');
    expect(letterhead && all(letterhead, 'tc').map((cell) => all(cell, 'p').map(wordsOf).filter(Boolean))).toEqual([
      ['UBND TỈNH NGHỆ AN', 'ỦY BAN NHÂN DÂN XÃ ANH SƠN'], ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'], ['Số:        /BC-UBND'], ['Anh Sơn, ngày 05 tháng 11 năm 2026'],
    ]);
    expect(letterhead && all(letterhead, 'pBdr')).toHaveLength(2);
    expect(paragraphs('Title')).toEqual(['BÁO CÁO']);
    expect(paragraphs('ReportSubject')).toEqual([sampleDocument.head?.subject]);
  });

  it('puts the subject of a letter below its number', async () => {
    const head = { ...(sampleDocument.head ?? { bodyAbove: null, body: '', number: '', placeAndDate: '', subject: '' }), kind: null, subject: 'V/v báo cáo' };
    const letter = (await opened({ ...sampleDocument, head })).xml(DOCUMENT);
    expect(wordsOf(all(letter, 'tc')[2] ?? body)).toBe('Số:        /BC-UBNDV/v báo cáo');
  });

  it('sets the text justified with an indent and 6 pt between paragraphs, in Times New Roman 14, read as Vietnamese', () => {
    const styles = sample.xml('word/styles.xml');
    const text = all(styles, 'style').find(({ attributes }) => attributes['styleId'] === 'BodyText');
    expect(text && all(text, 'ind')[0]?.attributes['firstLine']).toBe('720');
    expect(text && all(text, 'spacing')[0]?.attributes['before']).toBe('120');
    expect(text && all(text, 'jc')[0]?.attributes['val']).toBe('both');
    const defaults = all(styles, 'rPrDefault')[0] ?? styles;
    expect([all(defaults, 'rFonts')[0]?.attributes['ascii'], all(defaults, 'sz')[0]?.attributes['val'], all(defaults, 'lang')[0]?.attributes['val']]).toEqual(['Times New Roman', '28', 'vi-VN']);
  });

  it('names styles that are there, and headings that a list of contents finds', () => {
    const known = new Set(all(sample.xml('word/styles.xml'), 'style').map(({ attributes }) => attributes['styleId']));
    const used = new Set([...all(body, 'pStyle'), ...all(body, 'tblStyle')].map(({ attributes }) => attributes['val']));
    expect([...used].filter((id) => !known.has(id))).toEqual([]);
    expect([paragraphs('Heading1').length, paragraphs('Heading2').length, paragraphs('Heading3').length]).toEqual([2, 2, 1]);
    expect(new Set(all(body, 'bookmarkStart').map(({ attributes }) => attributes['id'])).size).toBe(all(body, 'bookmarkEnd').length);
  });

  it('closes with the end mark, who receives it and who signs, before the appendices on pages of their own', () => {
    const whole = wordsOf(body);
    expect(whole.indexOf('./.')).toBeLessThan(whole.indexOf('Nơi nhận:- UBND tỉnh Nghệ An (báo cáo);- Thường trực Đảng ủy, HĐND xã;- Lưu: VT, VP.TM. ỦY BAN NHÂN DÂNCHỦ TỊCHNguyễn Văn Sơn'));
    expect(whole.indexOf('Nguyễn Văn Sơn')).toBeLessThan(whole.indexOf('Phụ lục I'));
    expect(whole.split('./.')).toHaveLength(2);
    expect(paragraphs('AppendixLabel')).toEqual(['Phụ lục I', 'Phụ lục II']);
  });
});

describe('tables of a Word file', () => {
  it('repeat heads of three rows and the numbers of columns, cover every column in every row, and tear no row', () => {
    const table = all(body, 'tbl').find((each) => wordsOf(each).includes('Lĩnh vực giải quyết')) ?? body;
    const rows = all(table, 'tr');
    expect(rows.filter((row) => all(row, 'tblHeader').length > 0)).toHaveLength(4);
    expect(rows.every((row) => all(row, 'cantSplit').length === 1)).toBe(true);
    const spans = rows.map((row) => all(row, 'tc').reduce((sum, cell) => sum + Number(valueOf(child(cell, 'tcPr'), 'gridSpan') ?? 1), 0));
    expect(new Set(spans)).toEqual(new Set([13]));
    expect(all(rows[3] ?? body, 'tc').map(wordsOf)).toEqual(['', '', ...Array.from({ length: 11 }, (_, at) => `(${at + 1})`)]);
    expect(rows.slice(4).map((row) => all(row, 'tc').map(wordsOf))).toEqual(sampleForm06.rows.map((row) => row.cells.map((cell) => (cell.kind === 'text' ? cell.text : valueText(cell.value)))));
  });

  it('are exactly as wide as the text', () => {
    for (const orientation of ['portrait', 'landscape'] as const) {
      const widths = columnWidths(sampleForm06.columns, orientation);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(orientation === 'portrait' ? 9354 : 14287);
      expect(Math.min(...widths)).toBeGreaterThan(0);
    }
  });

  it('say below that some figures are not final, and set those in italics', () => {
    const table = all(body, 'tbl').find((each) => wordsOf(each).includes('Chỉ tiêu')) ?? body;
    const cells = all(table, 'tc').filter((cell) => all(cell, 'i').length > 0).map(wordsOf);
    expect(cells).toEqual(['18,5', '1.204']);
    expect(paragraphs('ReportNote')).toContain('Chữ số in nghiêng là số ước tính hoặc sơ bộ.');
  });

  it('hold every figure as it is on screen', async () => {
    const REASONS: readonly MissingReason[] = ['not-available', 'not-yet', 'not-applicable', 'hidden', 'denied', 'broken-series', 'incomplete', 'quarantined'];
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), fc.constantFrom(-0.57, 0.005, 1e15, 2 ** 53 + 1, -0, 0));
    const measure = fc.oneof({ weight: 9, arbitrary: value.map((number) => measured(number)) }, { weight: 1, arbitrary: fc.constantFrom(...REASONS).map(missing) });
    const values = fc.sample(fc.tuple(measure, fc.constantFrom('percent', 'billion-dong', 'count', 'person' as const), fc.integer({ min: 0, max: 4 })), { numRuns: 2000, seed: 30 }).map(([each, unit, decimals]) => sampleValue(each, unit, decimals));
    const table: DocumentTable = {
      kind: 'table', id: 't', caption: '', unitLine: '', notes: [], columns: [{ id: 'v', header: ['Giá trị'], number: '', align: 'end', width: 1, unit: 'người' }],
      rows: values.map((each, at) => ({ id: String(at), emphasis: null, cells: [{ kind: 'value', value: each }] })),
    };
    const cells = all((await opened(withBlocks([table]))).xml(DOCUMENT), 'tc').slice(1).map(wordsOf);
    expect(cells).toEqual(table.rows.map((row) => cellText(table, { unit: 'người' }, row, row.cells[0] ?? { kind: 'text', text: '' })));
    expect(cells.filter((cell) => cell.startsWith('−0') && !/[1-9]/.test(cell))).toEqual([]);
  }, 60_000);
});

describe('what else a Word file holds', () => {
  it('charts and pictures as drawings with points beside, and words for who does not see them', () => {
    const drawings = all(body, 'docPr');
    expect(drawings.map(({ attributes }) => attributes['descr'])).toEqual(['Hồ sơ tiếp nhận theo tháng, năm 2026 so với năm 2025', 'Sơ đồ xã Anh Sơn']);
    expect(all(body, 'svgBlip')).toHaveLength(2);
    expect([...sample.parts.keys()].filter((path) => path.startsWith('word/media/')).map((path) => path.slice(-3)).sort()).toEqual(['png', 'svg', 'svg']);
  });

  it('a figure that is not final with its standing, what is missing and what waits for words in looks of their own', () => {
    expect(wordsOf(body)).toMatch(/ước đạt\s*18,5 tỷ đồng\s*\(ước tính\)/);
    expect(paragraphs('ReportMissing')).toHaveLength(1);
    expect(paragraphs('ReportPrompt')).toHaveLength(1);
  });

  it('a watermark on every page where one is asked for, and the line of the foot', async () => {
    const marked = await opened({ ...sampleDocument, watermark: 'Lê Văn A & <B>' });
    const inMargins = (of: OfficePackage, part: RegExp, text: string): number => [...of.parts].filter(([path, xml]) => part.test(path) && xml.includes(text)).length;
    expect([inMargins(marked, /header/, 'Lê Văn A &amp; &lt;B'), inMargins(sample, /header/, 'textpath')]).toEqual([2, 0]);
    expect(inMargins(sample, /footer/, sampleDocument.footer)).toBe(2);
    expect(marked.xml('word/header1.xml').name).toBe('hdr');
  });

  it('any text, as text', async () => {
    const nasty = 'a\u0000\u0008\ud800 & <w:p/> "]]>" ﷽ 👍\nb\u000bc {{x}}';
    const file = await opened(withBlocks([
      { kind: 'heading', id: 'Đầu mục – 1/a', level: 1, text: nasty }, { kind: 'paragraph', id: 'p', style: 'body', runs: [{ kind: 'text', text: nasty, bold: true }] },
    ], { title: nasty, footer: nasty, watermark: nasty, properties: { ...sampleDocument.properties, author: nasty } }));
    expect(all(file.xml(DOCUMENT), 'p').slice(1, 3).map(wordsOf)).toEqual(Array(2).fill('a & <w:p/> "]]>" ﷽ 👍 bc {{x}}'));
    expect(file.xml('docProps/core.xml').name).toBe('coreProperties');
  });

  it('a brief without head or tail, and a tree with no block at all', async () => {
    const brief = (await opened(withBlocks([]))).xml(DOCUMENT);
    expect(wordsOf(brief)).toBe(sampleDocument.title);
    expect(all(brief, 'tbl')).toEqual([]);
  });
});

const paragraphs = (style: string): readonly string[] => all(body, 'p').filter((each) => valueOf(child(each, 'pPr'), 'pStyle') === style).map(wordsOf);
