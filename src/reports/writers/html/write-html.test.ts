import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measured, missing } from '@/domain/measure';
import type { DocumentBlock, ReportDocument } from '../../document/document';
import { cellText } from '../../document/value-text';
import { sampleDocument, sampleForm06, sampleValue } from '../../testing/sample-document';
import { styleString } from './markup';
import { writeHtml } from './write-html';

const html = writeHtml(sampleDocument, { fonts: [] });
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const textOf = (markup: string): string => markup.replace(/<br>/g, '\n').replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? '');
const withBlocks = (...blocks: readonly DocumentBlock[]): ReportDocument => ({ ...sampleDocument, head: null, tail: null, sections: [{ id: 's', orientation: 'portrait', appendix: null, blocks }] });
const body = (page: string): string => page.slice(page.indexOf('<body>'));

describe('a report as one HTML file', () => {
  it('is the same text each time, in the language it says', () => {
    expect(writeHtml(sampleDocument, { fonts: [] })).toBe(html);
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
  });

  it('needs nothing else and runs nothing: no script, no address, a policy that says so', () => {
    expect(html).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'\"");
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/<script|<link|<img|<iframe|https?:|url\((?!#)|@import| on\w+=| style=/i);
  });

  it('carries its fonts only when asked to', () => {
    const font = { file: 'f', weight: 700, style: 'italic', range: 'U+0000-00FF', base64: 'QUJD' } as const;
    expect(html).not.toContain('@font-face');
    expect(writeHtml(sampleDocument, { fonts: [font] })).toContain('font-weight:700;font-style:italic;unicode-range:U+0000-00FF;src:url(data:font/woff;base64,QUJD)');
  });

  it('has the head, the text with its end mark, the tail and then the appendices, in this order', () => {
    const order = ['UBND TỈNH NGHỆ AN', 'ỦY BAN NHÂN DÂN\nXÃ ANH SƠN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số:        /BC-UBND', 'Anh Sơn, ngày 05 tháng 11 năm 2026', 'BÁO CÁO', 'I. Tình hình', './.', 'Nơi nhận:', 'Lưu: VT, VP.', 'CHỦ TỊCH', 'Nguyễn Văn Sơn', 'Phụ lục I', 'Tổng cộng', 'Phụ lục II'];
    const places = order.map((text) => textOf(body(html)).indexOf(text));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('is made of headings, tables with scopes and figures, not of looks', () => {
    expect([...html.matchAll(/<h([1-6])/g)].map((match) => match[1])).toEqual(['1', '2', '3', '3', '4', '2', '2', '2']);
    expect(html).toContain('<th scope="colgroup" colspan="4">Số hồ sơ nhận giải quyết</th>');
    expect(html).toContain('<th scope="col" rowspan="3">Lĩnh vực giải quyết</th>');
    expect(html).toContain('<th scope="row" class="start">Chứng thực</th>');
    expect(html).toMatch(/<figure id="main\.trend"><figcaption>Hồ sơ tiếp nhận theo tháng<\/figcaption>\n<svg [^>]*role="img"/);
  });

  it('turns the page for what lies across it, and numbers pages from the second on', () => {
    expect(html).toContain('<div class="sheet wide fresh">');
    expect(html).toContain('@page wide{size:A4 landscape}');
    expect(html).toContain('@page:first{@top-center{content:none}}');
    expect(html).toContain('margin:20mm 15mm 20mm 30mm');
  });

  it('prints each cell in the words of the document, and says what is missing or not final', () => {
    const rows = [...body(html).split(' id="appendix-1.form-06"')[1]?.split('</table>')[0]?.matchAll(/<tr(?: class="\w+")?>(.*)<\/tr>/g) ?? []].map((match) => [...(match[1] ?? '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map((cell) => textOf(cell[1] ?? '')));
    expect(rows.slice(-sampleForm06.rows.length)).toEqual(sampleForm06.rows.map((row) => sampleForm06.columns.map((column, at) => cellText(sampleForm06, column, row, row.cells[at] ?? { kind: 'text', text: '' }))));
    expect(html).toContain('<td class="end missing"><span title="chưa có số liệu">—</span></td>');
    expect(html).toMatch(/<td class="end provisional"><data value="1204">1\.204<\/data><\/td>/);
    expect(html).toContain('<data value="18.5">18,5 tỷ đồng</data> <i>(ước tính)</i>');
  });

  it('reads back the number behind every figure', () => {
    fc.assert(fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), fc.constantFrom(-0.57, 0.005, 1e15, 2 ** 53 + 1, -0)), fc.integer({ min: 0, max: 3 }), (number, decimals) => {
      const value = sampleValue(measured(number), 'percent', decimals);
      const page = writeHtml(withBlocks({ kind: 'paragraph', id: 'p', style: 'body', runs: [{ kind: 'value', value }] }), { fonts: [] });
      const [, kept, shown] = /<data value="([^"]*)">([^<]*)<\/data>/.exec(page) ?? [];
      expect(Number(kept)).toBe(value.number);
      expect(shown).toBe(`${value.text}%`);
    }), { numRuns: 60 });
    const page = writeHtml(withBlocks({ kind: 'paragraph', id: 'p', style: 'body', runs: [{ kind: 'value', value: sampleValue(missing('denied')) }] }), { fonts: [] });
    expect(page).not.toContain('<data');
  });

  it('says sources on screen and the foot on every page', () => {
    expect(textOf(body(html))).toContain('Thống kê tỉnh · socio-economic · nhận lúc 08:05 05/11/2026 · số liệu cũ · dữ liệu mẫu');
    expect(html).toContain(`@bottom-left{content:${styleString(sampleDocument.footer)}`);
    expect(html).toContain('@media print{.foot,.origins{display:none}');
  });

  it('lays a watermark over the pages only where there is one', () => {
    expect(html).not.toContain('<div class="watermark"');
    expect(writeHtml({ ...sampleDocument, watermark: 'Lê Văn A <b>' }, { fonts: [] })).toContain('<div class="watermark" aria-hidden="true"><span>Lê Văn A &lt;b&gt;</span></div>');
  });
});

describe('hostile texts', () => {
  const evil = '</style></title><script>alert(1)</script>"\'><img src=x onerror=alert(1)>\u0000\u202E&amp;\\';
  const poisoned = (node: unknown): unknown => {
    if (typeof node === 'string') return node + evil;
    if (Array.isArray(node)) return node.map(poisoned);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, CLOSED.has(key) ? value : poisoned(value)]));
  };
  /** Of these a reader of trees has made sure. */
  const CLOSED = new Set(['kind', 'style', 'orientation', 'align', 'emphasis', 'missing', 'status', 'role', 'tone', 'language', 'svg', 'version']);

  it('in every place of a document stay words', () => {
    const page = writeHtml(poisoned({ ...sampleDocument, watermark: 'x' }) as ReportDocument, { fonts: [] });
    const tags = [...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map((match) => match[1]?.toLowerCase());
    expect(tags.filter((tag) => tag === 'script' || tag === 'img')).toEqual([]);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page.match(/<\/title>/g)?.length).toBe(1 + sampleDocument.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'chart')).length);
    expect([...page.matchAll(/<[a-z][^>]*>/gi)].filter(([tag]) => /\son\w+=/i.test(tag.replace(/="[^"]*"/g, '')))).toEqual([]);
    expect(page.includes('\u0000')).toBe(false);
  });

  it('cannot end a string of the style sheet', () => {
    expect(styleString('Số "1"\\; }\n</style>')).toBe('"S\\1ed1  \\22 1\\22 \\5c \\3b  \\7d  \\3c \\2f style\\3e "');
  });

  it('in a drawing keep it out; its description stands there', () => {
    const picture = { kind: 'picture', id: 'p', caption: 'c', alt: 'Bản đồ', widthMm: 100, heightMm: 50 } as const;
    const bad = body(writeHtml(withBlocks({ ...picture, svg: '<svg width="1" height="1" onload="x()"></svg>' }), { fonts: [] }));
    expect(bad).toContain('<p class="missing">Bản đồ</p>');
    expect(bad).not.toContain('<svg');
    const good = body(writeHtml(withBlocks({ ...picture, svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>' }), { fonts: [] }));
    expect(good).toContain('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="378" height="189" role="img" aria-label="Bản đồ">');
  });
});
