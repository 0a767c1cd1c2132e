import { describe, expect, it } from 'vitest';
import { checkReport } from '../checks/check-report';
import { compose } from '../compose/compose';
import type { DocumentTable, PrintedValue, ReportDocument } from '../document/document';
import { valueText } from '../document/value-text';
import { contentHash } from '../freeze/canonical';
import { reportDocument } from '../register/parse-document';
import { readTemplate } from '../template/schema';
import type { ReportTemplate } from '../template/template';
import type { WordForm, WordPlace } from '../template/word-form';
import { sampleCompose, sampleTemplate } from '../testing/sample-frozen';
import type { Asked } from '../testing/sample-frozen';
import { all, openPackage, wordsOf } from '../writers/docx/package-reader.fixture';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { fillForm, formValues, isOfForm, type FormDocument } from './fill-form';
import { readWordTemplate } from './read-template';
import { paragraph, type RawParts, rels, row, run, withBody } from './word-file.fixture';

const both = (vi: string) => ({ vi, en: vi });
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const pictures = { png: () => Promise.resolve(PNG) };
const HASH = 'a'.repeat(64);
const table = (...cells: readonly string[]): string => `<w:tbl>${row('Tên', 'Số')}${row(...cells)}</w:tbl>`;

const BODY = [
  paragraph(run('{{ten_don_vi}} báo cáo '), run('{{peri'), run('od}}. {{period}}: xuất khẩu {{exports}}, kỳ trước {{Kỳ trước}}.')),
  paragraph(run('{{nhan_dinh}}')), paragraph(run('{{bieu_do}}')), paragraph(run('{{dvt}}')), table('{{#bang}}{{ten}}', '{{value}}{{/bang}}'),
].join('');
const PLACES: WordForm['places'] = {
  ten_don_vi: { kind: 'field', field: '{{unit}}' }, 'Kỳ trước': { kind: 'field', field: '{{exports||-1|number}}' }, nhan_dinh: { kind: 'text', block: 'words' },
  bieu_do: { kind: 'picture', block: 'trend' }, dvt: { kind: 'said', block: 'rank', what: 'unit' }, bang: { kind: 'table', block: 'figures', columns: { ten: 'indicator' } },
};
const BLOCKS: ReportTemplate['blocks'] = [
  { kind: 'indicators', id: 'figures', indicators: ['exports', 'grdp-growth'], columns: ['value', 'change-last-year'] },
  { kind: 'trend', id: 'trend', indicator: 'exports', form: 'line', periods: 6 },
  { kind: 'commentary', id: 'words', prompt: both('Nêu'), required: false },
  { kind: 'ranking', id: 'rank', indicator: 'exports', level: 'commune', form: 'table' },
];

async function made(body = BODY, places: WordForm['places'] = PLACES, asked: Asked = {}, blocks = BLOCKS, parts: RawParts = {}): Promise<{ readonly template: ReportTemplate; readonly document: FormDocument; readonly file: Uint8Array; readonly stops: readonly string[] }> {
  const file = withBody(body, parts);
  const read = await readWordTemplate(file);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const template = sampleTemplate(blocks, { word: { file: HASH, name: 'mẫu.docx', tags: read.value.tags, places } });
  const input = sampleCompose(template, asked, { commentary: { words: 'Tốt.\nỔn định & <b>' } });
  const document = compose(input);
  if (!isOfForm(document)) throw new Error('no form');
  return { template, document, file, stops: checkReport(document, template, input.frozen, sampleProvince()).filter(({ severity }) => severity === 'stop').map(({ code, params }) => `${code} ${String(params['place'] ?? params['id'] ?? '')}`) };
}
async function filled(document: FormDocument, file: Uint8Array): Promise<Uint8Array> {
  const made = await fillForm(document, file, pictures);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}
const tableOf = (document: ReportDocument, id: string): DocumentTable => {
  const found = document.sections[0]?.blocks.find((block) => block.id === id);
  if (found?.kind !== 'table') throw new Error(id);
  return found;
};

describe('a unit\'s own Word file as the form of a report', () => {
  it('reads in the stored template as it was written, and only as it may be', async () => {
    const { template } = await made();
    const read = readTemplate(JSON.parse(JSON.stringify(template)));
    expect(read.ok && [read.value.template, read.value.faults]).toEqual([template, []]);
    const refused = (word: object): boolean => !readTemplate({ ...template, word: { ...template.word, ...word } }).ok;
    expect([{ file: '../x' }, { places: { a: { kind: 'field', field: 'exports' } } }, { places: { a: { kind: 'field', field: '{{exports|||loud}}' } } }, { tags: [{ kind: 'table', name: '__proto__', columns: [] }] }, { html: '' }].map(refused)).toEqual([true, true, true, true, true]);
  });

  it('says what the tree says, each figure the same text, within and at the beginning of sentences', async () => {
    const { document, file, stops } = await made();
    expect(stops).toEqual([]);
    const body = openPackage(await filled(document, file)).xml('word/document.xml');
    const [first, words, , unit] = all(body, 'p').map(wordsOf);
    expect(first).toBe('Tỉnh Nghệ Anbáo cáotháng 10 năm 2026.Tháng 10 năm 2026: xuất khẩu124,0 triệu USD, kỳ trước124,0.');
    expect(words).toBe('Tốt. Ổn định & <b>');
    expect(unit).not.toBe('');
    const figures = tableOf(document, 'figures');
    const printed = all(body, 'tr').slice(1).map((line) => all(line, 'tc').map(wordsOf));
    const at = (id: string) => figures.columns.findIndex((column) => column.id === id);
    const said = (print: (value: PrintedValue) => string) => figures.rows.map((line) => ['indicator', 'value'].map((id) => { const cell = line.cells[at(id)]; return cell?.kind === 'value' ? print(cell.value) : cell?.text; }));
    expect(printed).toEqual(said(valueText));
    // Said by the file itself, or in the same row: numbers alone.
    const bare = async (places: Extract<WordPlace, { readonly kind: 'table' }>, cells = ['{{#bang}}{{ten}}', '{{value}}{{/bang}}']) => {
      const other = await made(table(...cells), { ...PLACES, bang: places });
      return all(openPackage(await filled(other.document, other.file)).xml('word/document.xml'), 'tr').slice(1).map((line) => all(line, 'tc').map(wordsOf)[1]);
    };
    expect(await bare({ kind: 'table', block: 'figures', columns: { ten: 'indicator' }, bare: true })).toEqual(said(({ text }) => text).map(([, value]) => value));
    expect(await bare({ kind: 'table', block: 'figures', columns: { ten: 'unit-of-measure' } })).toEqual(said(({ text }) => text).map(([, value]) => value));
    expect(printed).toHaveLength(2);
  });

  it('holds its drawings as pictures with words for who does not see them', async () => {
    const { document, file } = await made();
    const opened = openPackage(await filled(document, file));
    expect(opened.broken()).toEqual([]);
    const drawn = all(opened.xml('word/document.xml'), 'docPr');
    expect(drawn.map(({ attributes }) => attributes['descr'] !== '' && attributes['descr'] !== undefined)).toEqual([true]);
    const hostile: FormDocument = { ...document, sections: document.sections.map((section) => ({ ...section, blocks: section.blocks.map((block) => (block.kind === 'chart' ? { ...block, spec: { ...block.spec, description: '"/><w:evil a="' } } : block)) })) };
    expect(all(openPackage(await filled(hostile, file)).xml('word/document.xml'), 'docPr')[0]?.attributes['descr']).toBe('"/><w:evil a="');
  });

  it('puts a drawing in the frame of a picture whose words name the place, as large as somebody made it', async () => {
    const frame = '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="111" cy="222"/><wp:docPr id="7" name="x" descr="{{bieu_do}}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="7" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="111" cy="222"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
    const { document, file, stops } = await made(paragraph(frame), PLACES, {}, BLOCKS, { 'word/media/a.png': Uint8Array.of(...PNG, 1), 'word/_rels/document.xml.rels': rels(['image', 'media/a.png']) });
    expect(stops).toEqual([]);
    const body = openPackage(await filled(document, file)).xml('word/document.xml');
    expect(all(body, 'extent').map(({ attributes }) => [attributes['cx'], attributes['cy']])).toEqual([['111', '222']]);
    expect([all(body, 'docPr')[0]?.attributes['descr'], all(body, 'blip')[0]?.attributes['embed']]).not.toEqual(['{{bieu_do}}', 'r1']);
  });

  it('is made again byte for byte, goes over the wire and into the hash', async () => {
    const { document, file } = await made();
    expect(await filled(document, file)).toEqual(await filled((await made()).document, file));
    expect(reportDocument.safeParse(JSON.parse(JSON.stringify(document))).success).toBe(true);
    const { word: _word, ...without } = document;
    expect(reportDocument.safeParse(without).success).toBe(true);
    expect(await contentHash(document)).not.toBe(await contentHash(without));
  });

  it('is stopped by every place that nobody has said anything of, and never leaves one empty', async () => {
    const bare = await made(BODY, {});
    expect(bare.stops).toEqual(['word-place {{ten_don_vi}}', 'word-place {{Kỳ trước}}', 'word-place {{nhan_dinh}}', 'word-place {{bieu_do}}', 'word-place {{#bang}}', 'unknown-indicator dvt']);
    const tried = await fillForm(bare.document, bare.file, pictures);
    expect(tried.ok ? [] : tried.error.map(({ code, got }) => `${code} ${got}`)).toContain('unknown-placeholder {{#bang}}');
    expect((await made(table('{{#bang}}{{ten}}', '{{so}}{{/bang}}'), PLACES)).stops).toEqual(['word-place {{#bang}} {{so}}']);
    expect((await made(paragraph(run('{{a}}{{nobody}}')), { a: { kind: 'text', block: 'gone' } })).stops).toEqual(['word-place {{a}}', 'unknown-indicator nobody']);
  });

  it('says why where there are no figures: at the place, in the first words of the row', async () => {
    const none = await made(BODY, { ...PLACES, bang: { kind: 'table', block: 'rank', columns: { ten: 'rank', value: 'unit' } } }, { numbers: () => null });
    expect(none.stops).toEqual([]);
    const { fields, tables } = await formValues(none.document, pictures);
    expect(fields['bieu_do']).toMatch(/: /);
    expect(tables['bang']).toEqual([{ value: expect.stringMatching(/: /) as string, ten: '—' }]);
    expect(fields['Kỳ trước']).toMatch(/^— \(/);
  });

  it('asks for the figures of its own fields, the period before among them', async () => {
    const alone = await made(paragraph(run('{{exports|.|-1|number}}; {{exports|.|.|change-previous}}')), {}, {}, []);
    const { fields } = await formValues(alone.document, pictures);
    expect(Object.values(fields)).toEqual(['124,0', expect.stringMatching(/^tăng .*so với tháng trước$/)]);
  });
});
