import { describe, expect, it } from 'vitest';
import { createSSRApp, h, shallowRef } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { compose } from '../../compose/compose';
import type { Json } from '@/domain/dataset';
import { period } from '@/domain/period/text';
import { err, ok, type Result } from '@/domain/result';
import { createFormat } from '@/format/create-format';
import { stateOf } from '@/state/document-state';
import type { DocumentHandle } from '@/state/use-document';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { readTemplate } from '../../template/schema';
import type { ReportTemplate } from '../../template/template';
import type { WordForm } from '../../template/word-form';
import { sampleCompose, sampleTemplate } from '../../testing/sample-frozen';
import { rawOf, readDraft } from '../model/draft';
import { provideBuilder } from '../use-builder';
import { answered, MOST_BYTES, type Brought, type FormDoor, type Refused } from './form-door';
import { columnsToChoose, placeOf, placeOffers, placeRows, replaced, tableOffers, tablePlace, withColumn, withPlace } from './form-model';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { useWordForm, type WordFormDesk } from './use-word-form';
import WordFormPane from './WordFormPane.vue';

const both = (text: string) => ({ vi: text, en: text });
const TAGS: WordForm['tags'] = [{ kind: 'field', name: 'period' }, { kind: 'field', name: 'so_ho_so' }, { kind: 'field', name: 'unheard-of' }, { kind: 'table', name: 'bang', columns: ['indicator', 'so', 'unit.upper'] }];
const FORM: WordForm = { file: 'a'.repeat(64), name: 'mẫu tháng.docx', tags: TAGS, places: {} };
const BLOCKS: ReportTemplate['blocks'] = [
  { kind: 'indicators', id: 'figures', indicators: ['exports'], columns: ['value'], caption: both('Kết quả') },
  { kind: 'commentary', id: 'words', prompt: both('Đánh giá'), required: true },
  { kind: 'trend', id: 'trend', indicator: 'exports', form: 'line', periods: 6 },
  { kind: 'section', id: 'each', repeat: { level: 'commune' }, blocks: [{ kind: 'note', id: 'within', text: both('{{unit}}') }] },
];
const templateOf = (word: WordForm = FORM): ReportTemplate => sampleTemplate(BLOCKS, { word });
const composed = (template: ReportTemplate) => compose(sampleCompose(template));
const states = (form: WordForm): readonly string[] => placeRows(form, composed(templateOf(form)), sampleProvince()).map(({ tag, state, says }) => `${tag.name} ${state}${says === null ? '' : `: ${says}`}`);

describe('places of a Word form', () => {
  it('are understood by name, chosen, or wait for a choice; what they say now is that of the page', () => {
    expect(states(FORM)).toEqual(['period understood: Tháng 10 năm 2026', 'so_ho_so open', 'unheard-of open', 'bang open']);
    const table = tablePlace(TAGS[3] as Extract<WordForm['tags'][number], { kind: 'table' }>, tableOffers(templateOf(), composed(templateOf()))[0] ?? { block: '', columns: [], says: [] });
    expect(table).toEqual({ kind: 'table', block: 'figures', columns: { indicator: 'indicator' } });
    const half = withPlace(withPlace(withPlace(FORM, 'so_ho_so', { kind: 'field', field: '{{exports}}' }), 'unheard-of', { kind: 'text', block: 'words' }), 'bang', table);
    expect(states(half)).toEqual(['period understood: Tháng 10 năm 2026', 'so_ho_so mapped: 124,0 triệu USD', 'unheard-of mapped: [Đánh giá]', 'bang open']);
    expect(states(withPlace(half, 'bang', withColumn(table, 'so', 'value')))[3]).toBe('bang mapped');
    expect(states(withPlace(half, 'unheard-of', { kind: 'text', block: 'gone' }))[2]).toBe('unheard-of open');
    expect(columnsToChoose({ kind: 'table', name: 'bang', columns: ['indicator', 'so', 'unit.upper'] }, table)).toEqual(['indicator', 'so']);
  });

  it('may say words, drawings, and what is said of tables, but nothing that is printed once a unit', () => {
    const offers = placeOffers(templateOf(), composed(templateOf()));
    expect(offers.map(({ value }) => value)).toEqual(['text:words', 'picture:trend', 'said:figures:caption', 'said:figures:notes']);
    expect(offers.map(({ value }) => placeOf(value, offers)?.kind)).toEqual(['text', 'picture', 'said', 'said']);
    expect(tableOffers(templateOf(), null)[0]?.columns.map(({ id }) => id)).toEqual(['indicator', 'value']);
    expect(placeOf('text:never', offers)).toBeNull();
  });

  it('keep what was chosen where another file has them too', () => {
    const chosen = withPlace(FORM, 'so_ho_so', { kind: 'field', field: '{{exports}}' });
    expect(replaced(chosen, { file: 'b'.repeat(64), name: 'x.docx', tags: TAGS.slice(0, 2) }).places).toEqual(chosen.places);
    expect(replaced(chosen, { file: 'b'.repeat(64), name: 'x.docx', tags: [{ kind: 'table', name: 'so_ho_so', columns: [] }] }).places).toEqual({});
    expect(replaced(undefined, FORM)).toEqual(FORM);
  });
});

/** The pane over a document kept nowhere. */
function opened(word: WordForm | undefined, door: Partial<FormDoor> = {}) {
  const { word: _word, ...bare } = templateOf();
  const template = word ? templateOf(word) : bare;
  const state = shallowRef(stateOf('report-template', 'mau', { shelf: null, unwritten: { body: rawOf({ template }) }, asked: true, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false }));
  const none = () => Promise.resolve();
  const handle: DocumentHandle = {
    state, save: none, undo: none, redo: none, discard: none, resolve: none, restore: () => Promise.resolve(null), remove: () => Promise.resolve(null),
    edit: (now) => { state.value = { ...state.value, body: now as Json }; return Promise.resolve(); },
  };
  const portal: Partial<Portal> = { language: 'vi', format: createFormat('vi'), province: sampleProvince(), now: SAMPLE_NOW, t: (key) => key, widget: () => undefined, optionLayers: () => [] };
  const whole: FormDoor = { bring: () => Promise.reject(new Error('not asked')), bytes: () => Promise.reject(new Error('not asked')), ...door };
  const formNow = (): WordForm | undefined => readDraft(state.value.body)?.template.word;
  async function show(units: readonly { readonly code: string; readonly name: string }[] = []): Promise<{ readonly markup: string; readonly desk: WordFormDesk }> {
    let desk: WordFormDesk | null = null;
    const app = createSSRApp({
      setup() {
        provideBuilder(handle, [], () => ({ unit: '40', period: period('calendar:2026-10'), boundary: { kind: 'as-reported' } }));
        const Probe = { setup() { desk = useWordForm(whole, formNow); return () => null; } };
        return () => h('div', [h(Probe), h(WordFormPane, { template, document: word ? composed(template) : null, door: whole, units })]);
      },
    });
    app.provide(PORTAL, portal as Portal);
    const markup = (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
    if (!desk) throw new Error('no pane');
    return { markup, desk };
  }
  return { show, formNow };
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/\s+/g, ' ').trim();
const file = (name: string, size = 3): File => new File([new Uint8Array(size)], name);

describe('the pane of a Word form', () => {
  it('of no file says how to bring one, for whom', async () => {
    const { markup } = await opened(undefined).show([{ code: '40', name: 'Tỉnh Nghệ An' }, { code: '16681', name: 'Phường Thành Vinh' }]);
    expect(textOf(markup)).toContain('Kéo tệp .docx vào đây, hoặc bấm để chọn');
    expect(textOf(markup)).toContain('Tệp của đơn vị Tỉnh Nghệ An Phường Thành Vinh');
    expect(markup).not.toContain('data-place');
  });

  it('lists every place with its state and a choice that a keyboard reaches; nothing is tried out while one is open', async () => {
    const { markup } = await opened(FORM).show();
    const text = textOf(markup);
    expect([...markup.matchAll(/data-place="([^"]+)"/g)].map((found) => found[1])).toEqual(TAGS.map(({ name }) => name));
    for (const part of ['mẫu tháng.docx', '▲ Còn 3 chỗ cần gán', '{{#bang}} ▲ cần gán', '{{period}} ● đã hiểu', 'Đang điền: Tháng 10 năm 2026', 'Theo tên: {{period}}', 'Ghi chú dưới bảng: Kết quả']) expect(text).toContain(part);
    expect(markup.match(/<select/g)).toHaveLength(TAGS.length);
    expect(markup).toMatch(/<button[^>]* disabled[^>]*>Tải bản điền thử/);
    expect(text).not.toMatch(/\b(?:state|group|said|field)\.[a-z]/);
  });

  it('takes a file: its places are in the template, which reads as it is stored', async () => {
    const brought: Brought = { file: 'c'.repeat(64), name: 'mới.docx', tags: TAGS };
    const there = opened(undefined, { bring: () => Promise.resolve(ok(brought)) });
    const { desk } = await there.show();
    await desk.take(file('mới.docx'), '40');
    expect(there.formNow()).toEqual({ ...brought, places: {} });
    expect(desk.note.value).toBe('Đã nhận “mới.docx”: 4 chỗ điền.');
    expect(readTemplate(templateOf({ ...brought, places: {} })).ok).toBe(true);
  });

  it('says in words why a file is not taken, and changes nothing', async () => {
    const fault: Refused = { faults: [{ vi: 'Tệp có macro.', en: 'Macros.' }], problem: { code: 'word-form-refused', status: 422, body: null } };
    const there = opened(FORM, { bring: () => Promise.resolve(err(fault)) });
    const { desk } = await there.show();
    const told = async (given: File): Promise<unknown> => { await desk.take(given, '40'); return desk.trouble.value; };
    expect(await told(file('mới.docx'))).toEqual({ heading: 'Tệp “mới.docx” chưa dùng làm mẫu được:', lines: ['Tệp có macro.'] });
    expect(await told(file('cũ.doc'))).toEqual({ heading: expect.stringContaining('.docx') as string, lines: [] });
    expect(await told(file('to.docx', MOST_BYTES + 1))).toEqual({ heading: expect.stringContaining('10 MB') as string, lines: [] });
    expect(there.formNow()).toEqual(FORM);
  });

  it('reads what the gateway answers, and nothing else', () => {
    const reply = (value: unknown): Result<unknown, never> => ok(value);
    expect(answered(reply({ file: 'a', name: 'b', size: 3, tags: [{ kind: 'field', name: 'x' }] }))).toEqual(ok({ file: 'a', name: 'b', tags: [{ kind: 'field', name: 'x' }] }));
    expect(answered(reply({ file: 7 })).ok).toBe(false);
    const refused = answered(err({ code: 'word-form-refused', status: 422, body: { faults: [{ code: 'macros', part: 'a', words: { vi: 'Có.', en: 'Yes.' } }] } }));
    expect(refused.ok ? [] : refused.error.faults).toEqual([{ vi: 'Có.', en: 'Yes.' }]);
  });

  it('has every word in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
  });
});
