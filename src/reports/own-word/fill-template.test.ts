import { describe, expect, it } from 'vitest';
import { all, openPackage, wordsOf } from '../writers/docx/package-reader.fixture';
import { fillWordTemplate, type WordValues } from './fill-template';
import { paragraph, row, run, withBody, wordFile } from './word-file.fixture';

const AT = Date.UTC(2026, 10, 5, 1, 5);
const VALUES: WordValues = {
  fields: { unit: 'Xã Anh Sơn', period: 'Tháng 10 năm 2026', 'dossiers-received|.|-1|number': '2.415' },
  tables: { fields: [{ name: 'Đất đai & "nhà" <ở>', count: '1.204' }, { name: 'Hộ tịch', count: '—' }] },
};
const textOf = (bytes: Uint8Array): string => wordsOf(openPackage(bytes).xml('word/document.xml'));

describe('a person\'s own Word file, filled', () => {
  it('holds each value where its place was, and a row for each row', async () => {
    const filled = await fillWordTemplate(wordFile(), VALUES, AT);
    if (!filled.ok) throw new Error(JSON.stringify(filled.error));
    const body = openPackage(filled.value).xml('word/document.xml');
    expect(all(body, 'p').slice(0, 1).map(wordsOf)).toEqual(['Số liệuXã Anh SơnkỳTháng 10 năm 2026:2.415.']);
    expect(all(body, 'tr').map((each) => all(each, 'tc').map(wordsOf))).toEqual([['Lĩnh vực', 'Số hồ sơ'], ['Đất đai & "nhà" <ở>', '1.204'], ['Hộ tịch', '—']]);
    expect(openPackage(filled.value).broken()).toEqual([]);
  });

  it('is the same bytes for the same values and moment, and others for others', async () => {
    const [first, again, other] = [await fillWordTemplate(wordFile(), VALUES, AT), await fillWordTemplate(wordFile(), structuredClone(VALUES), AT), await fillWordTemplate(wordFile(), VALUES, AT + 60_000)];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
  });

  it('never leaves a place empty that nobody has a value for', async () => {
    const filled = await fillWordTemplate(wordFile(), { fields: { unit: 'A' }, tables: { fields: [{ name: 'x' }] } }, AT);
    expect(filled.ok ? [] : filled.error.map(({ code, got }) => `${code} ${got}`)).toEqual(['unknown-placeholder {{period}}', 'unknown-placeholder {{dossiers-received|.|-1|number}}', 'unknown-placeholder {{count}}']);
    const inherited = await fillWordTemplate(withBody(paragraph(run('{{constructor}}'))), VALUES, AT);
    expect(inherited.ok ? [] : inherited.error.map(({ code }) => code)).toEqual(['unknown-placeholder']);
  });

  it('prints values and never reads them: braces, markup, breaks, letters XML has none for', async () => {
    const value = '{{period}} {{#fields}} <w:p/> & \u0000\ud800hết';
    const filled = await fillWordTemplate(withBody(paragraph(run('[{{unit}}]')) + `<w:tbl>${row('{{#fields}}{{name}}{{/fields}}')}</w:tbl>`), { fields: { unit: value }, tables: { fields: [{ name: value }, { name: 'a\nb' }] } }, AT);
    const shown = '{{period}} {{#fields}} <w:p/> & hết';
    expect(filled.ok && textOf(filled.value)).toBe(`[${shown}]${shown}a b`);
  });

  it('takes a table with no rows away, and refuses more rows than a document can bear', async () => {
    const none = await fillWordTemplate(wordFile(), { ...VALUES, tables: { fields: [] } }, AT);
    expect(none.ok && all(openPackage(none.value).xml('word/document.xml'), 'tr')).toHaveLength(1);
    const many = await fillWordTemplate(wordFile(), { ...VALUES, tables: { fields: Array.from({ length: 20_001 }, () => ({ name: '', count: '' })) } }, AT);
    expect(many.ok ? [] : many.error.map(({ code }) => code)).toEqual(['too-many-rows']);
  });

  it('is refused as it is when it is only read', async () => {
    const filled = await fillWordTemplate(wordFile({ 'word/vbaProject.bin': 'x' }), VALUES, AT);
    expect(filled.ok ? [] : filled.error.map(({ code }) => code)).toEqual(['macros']);
  });
});
