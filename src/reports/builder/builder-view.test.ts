import { describe, expect, it } from 'vitest';
import { createSSRApp, defineComponent, h, shallowRef } from 'vue';
import type { Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Json } from '@/domain/dataset';
import { period } from '@/domain/period/text';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import type { QueryClient } from '@/query/query-client';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { createSignal } from '@/query/signal';
import { arrivingBody } from '@/dashboards/exchange/arriving-body';
import { fileText } from '@/dashboards/exchange/file-form';
import { readFile } from '@/dashboards/exchange/read-file';
import { unanswered, withAnswer } from '@/query/transitions';
import { stateOf } from '@/state/document-state';
import { saveFaults } from '@/state/every-document';
import type { DocumentHandle } from '@/state/use-document';
import type { Workspace } from '@/state/workspace';
import { PORTAL } from '@/widget-kit/context';
import type { Portal } from '@/widget-kit/context';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import type { TemplateBlock } from '../template/template';
import { sampleFrozen, sampleTemplate } from '../testing/sample-frozen';
import { inBoth, sayIn } from './builder-words';
import BuilderView from './BuilderView.vue';
import FieldPicker from './FieldPicker.vue';
import TemplateClash from './TemplateClash.vue';
import BlockForm from './forms/BlockForm.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { rawOf } from './model/draft';
import { newBlock, PALETTE } from './model/new-block';
import OutlinePane from './OutlinePane.vue';
import { rowAt } from './use-row-drag';
import { rowWish } from './model/keys';
import { provideBuilder } from './use-builder';
import type { Builder } from './use-builder';

const both = (text: string) => ({ vi: text, en: text });
const BLOCKS: readonly TemplateBlock[] = [
  { kind: 'heading', id: 'first', level: 1, text: both('I. Xuất khẩu {{period}}') },
  { kind: 'section', id: 'part', blocks: [{ kind: 'paragraph', id: 'words', text: both('Đạt {{exports}}, {{exports|||loud}}.') }] },
  { kind: 'trend', id: 'gone', indicator: 'never-counted', form: 'line', periods: 6 },
];

/** A document kept nowhere, and a client that has every answer at once. */
function opened(blocks: readonly TemplateBlock[], language: Language = 'vi', body: Json | null = null) {
  const template = sampleTemplate(blocks);
  const start = body ?? rawOf({ template });
  const state = shallowRef(stateOf('report-template', 'mau', { shelf: null, unwritten: { body: start }, asked: true, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false }));
  const none = () => Promise.resolve();
  const bodies: Json[] = [];
  const handle: DocumentHandle = {
    state, save: none, undo: none, redo: none, discard: none, resolve: none, restore: () => Promise.resolve(null), remove: () => Promise.resolve(null),
    edit: (now) => { bodies.push(now as Json); state.value = { ...state.value, body: now as Json }; return Promise.resolve(); },
  };
  const frozen = sampleFrozen(template, { period: 'calendar:2026-10' });
  const client: Partial<QueryClient> = {
    clock: { now: () => SAMPLE_NOW, later: () => () => undefined }, visibility: createSignal(true), serverNow: () => SAMPLE_NOW,
    observe: (query, listener) => {
      const kept = frozen.answers.find(({ question }) => JSON.stringify(question) === JSON.stringify(query))?.answer;
      listener(kept ? withAnswer(unanswered(query), kept, false) : unanswered(query));
      return () => undefined;
    },
  };
  const portal: Partial<Portal> = { language, format: createFormat(language), province: sampleProvince(), now: SAMPLE_NOW, t: (key) => key, widget: () => undefined, optionLayers: () => [] };
  const show = async (setup: () => () => ReturnType<typeof h>): Promise<string> => {
    const app = createSSRApp({ setup });
    app.provide(PORTAL, portal as Portal);
    app.provide(QUERY_CLIENT, client as QueryClient);
    app.component('RouterLink', defineComponent((_props: object, { slots }) => () => h('a', slots['default']?.())));
    return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
  };
  const workspace: Partial<Workspace> = {};
  const view = () => show(() => () => h(BuilderView, { handle, workspace: workspace as Workspace, sharing: { unit: null, mayUnit: false, mayProvince: false, nameOf: (unit) => unit }, widgets: [], own: ['40'], author: 'Trần Thị Bình' }));
  /** The outline with something done at it first. */
  const outline = (then: (builder: Builder) => void) => show(() => {
    const builder = provideBuilder(handle, [], () => ({ unit: '40', period: period('calendar:2026-10'), boundary: { kind: 'as-reported' } }));
    then(builder);
    return () => h(OutlinePane, { marked: new Set<string>() });
  });
  const part = (which: Component, props: object) => show(() => {
    provideBuilder(handle, [], () => ({ unit: '40', period: period('calendar:2026-10'), boundary: { kind: 'as-reported' } }));
    return () => h(which, props);
  });
  return { view, outline, part, bodies, state };
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

describe('the builder of a template', () => {
  it('shows the outline, the page with the figures there are, and what is to be mended with the way to it', async () => {
    const markup = await opened(BLOCKS).view();
    const text = textOf(markup);
    expect([...markup.matchAll(/data-row="([^"]+)"/g)].map((found) => found[1])).toEqual(['first', 'part', 'words', 'gone']);
    expect(markup).toContain('aria-label="Phần: Phần. Vị trí 2 trên 3, bậc 1."');
    expect(text).toContain('I. Xuất khẩu tháng 10 năm 2026');
    expect(text).toMatch(/Đạt 1\d\d,0 triệu USD/);
    expect(text).toContain('Trường &quot;{{exports|||loud}}&quot; không điền được');
    expect(text).toContain('Tỉnh không có chỉ tiêu “never-counted”.');
    expect(text).toContain('Thông tin chung của mẫu');
  });
  it('of nothing says how to begin, in either language', async () => {
    expect(textOf(await opened([]).view())).toContain('Mẫu chưa có khối nào. Hãy thêm khối đầu tiên.');
    expect(textOf(await opened([], 'en').view())).toContain('The template has no blocks. Add the first one.');
  });
  it('shows a block it cannot read where it stands, changes and copies nothing of it, and stores it as it is', async () => {
    const strange = { kind: 'hologram', id: 'h', beams: 3 };
    const body = JSON.parse(JSON.stringify({ ...(rawOf({ template: sampleTemplate([]) }) as object), blocks: [{ kind: 'section', id: 'part', blocks: [strange] }, ...BLOCKS.slice(0, 1)] })) as Json;
    const at = opened([], 'vi', body);
    const text = textOf(await at.view());
    for (const said of ['Không đọc được Khối “hologram”', 'Khối không đọc được: hologram', 'Khối loại “hologram” không đọc được']) expect(text).toContain(said);
    await at.outline((builder) => {
      expect([builder.run({ do: 'duplicate', id: 'part' }), builder.said.value]).toEqual([false, 'Khối không đọc được thì không sửa hay chép thêm được.']);
      expect(builder.run({ do: 'step', id: 'h', to: 'out' })).toBe(true);
    });
    expect((at.bodies[0] as { blocks: unknown[] }).blocks.slice(0, 2)).toEqual([{ kind: 'section', id: 'part', blocks: [] }, strange]);
    const form = await at.part(BlockForm, { block: { kind: 'note', id: 'h', text: both('x') } });
    expect(form).toContain('beams');
    expect(form).not.toContain('<textarea');
  });
  it('that two people changed asks whose stands only where both changed one block', async () => {
    const stored = (title: string, ...blocks: readonly TemplateBlock[]): Json => rawOf({ template: { ...sampleTemplate(blocks), title: both(title) } });
    const note = (id: string, text: string): TemplateBlock => ({ kind: 'note', id, text: both(text) });
    const conflict = (mine: Json, theirs: Json) => ({ base: stored('Mẫu', note('a', 'a'), note('b', 'b')), mine, theirs: { revision: 2, deleted: false, body: theirs, at: SAMPLE_NOW, author: { id: 'o', name: 'Lê Văn C' }, owner: 'unit', unit: null, mayEdit: true } });
    const dialog = (mine: Json, theirs: Json) => opened([]).part(TemplateClash, { id: 'mau', conflict: conflict(mine, theirs) });
    const calm = await dialog(stored('Mẫu', note('a', 'tôi'), note('b', 'b')), stored('Mẫu', note('a', 'a'), note('b', 'họ')));
    expect(textOf(calm)).toContain('Hai bên sửa những khối khác nhau');
    expect(calm).not.toMatch(/data-choice="merge"[^>]* disabled/);
    const clash = await dialog(stored('Mẫu', note('a', 'tôi'), note('b', 'tôi b')), stored('Mẫu', note('a', 'họ'), note('b', 'b')));
    expect([...clash.matchAll(/data-clash="([^"]+)"/g)].map((found) => found[1])).toEqual(['block/a']);
    expect(textOf(clash)).toMatch(/Ghi chú tôi Của tôi tôi Của Lê Văn C họ/);
    expect(clash).toMatch(/data-choice="merge"[^>]* disabled/);
  });
  it('draws nothing of a body that cannot be read', async () => {
    expect(await opened([], 'vi', { schemaVersion: 99 }).view()).not.toContain('data-row');
  });
});

describe('forms', () => {
  it.each(PALETTE.flatMap(({ kinds }) => kinds))('of a %s say everything in words, with every deed for who neither drags nor types', async (kind) => {
    const block = newBlock(kind, kind, { words: inBoth, indicator: 'exports', widget: { id: 'kpi-table', version: 1 } });
    const markup = await opened(block ? [block] : []).part(BlockForm, { block });
    expect(textOf(markup)).not.toMatch(/\b(?:kind|step|when|level|form|column|field|about|heading)\.[a-z]/);
    expect(markup.match(/aria-label="Đưa “[^"]+” (?:lên|xuống|vào phần đứng trước|ra khỏi phần)"/g)?.length).toBeGreaterThanOrEqual(4);
    expect(textOf(markup)).toContain('Luôn in');
  });
  it('of a field asks for an indicator before it can be put in', async () => {
    const markup = await opened(BLOCKS).part(FieldPicker, {});
    expect(textOf(markup)).toContain('Hãy chọn một chỉ tiêu.');
    expect(markup).toMatch(/type="submit"[^>]* disabled/);
  });
});

describe('the one way in which anything is done', () => {
  it('stages what can be saved, says what was done and goes to the new block', async () => {
    const { outline, bodies } = opened(BLOCKS.slice(0, 2));
    const markup = await outline((builder) => {
      builder.select('part');
      builder.add('note');
      expect(builder.said.value).toBe('Đã thêm “Ghi chú.”');
      expect(builder.selected.value).toBe('note');
      builder.run({ do: 'step', id: 'note', to: 'out' });
      expect(builder.said.value).toBe('Đã chuyển “Ghi chú.” đến vị trí 3 trên 3');
      expect(builder.run({ do: 'step', id: 'first', to: 'up' })).toBe(false);
      expect(builder.said.value).toBe('Không đi tiếp được: đã sát mép');
    });
    expect(bodies).toHaveLength(2);
    expect(saveFaults('report-template', 'mau', bodies[0], null, null).map(({ code }) => code)).toEqual(['pattern', 'pattern']);
    expect([...markup.matchAll(/data-row="([^"]+)"/g)].map((found) => found[1])).toEqual(['first', 'part', 'words', 'note']);
    expect([...markup.matchAll(/data-add="([^"]+)"/g)].map((found) => found[1])).toEqual(PALETTE.flatMap(({ kinds }) => kinds));
  });
  it('lets go of a block that is no more', async () => {
    await opened(BLOCKS).outline((builder) => {
      builder.select('part');
      builder.run({ do: 'remove', id: 'part' });
      expect(builder.block.value).toBeNull();
    });
  });
});

describe('hands and keys at the outline', () => {
  it('move by Shift and arrows, and leave the rest to the browser', () => {
    const key = (name: string, more: object = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
    expect([key('ArrowUp', { shiftKey: true }), key('ArrowRight', { shiftKey: true }), key('ArrowDown'), key('d', { ctrlKey: true }), key('Delete'), key('ArrowLeft'), key('Enter'), key('Backspace')].map(rowWish)).toEqual([
      { wish: 'step', to: 'up' }, { wish: 'step', to: 'in' }, { wish: 'go', by: 1 }, { wish: 'duplicate' }, { wish: 'remove' }, null, null, null,
    ]);
  });
  it('a pointer is over the half of a row, or over none', () => {
    const rows = [{ id: 'a', top: 0, bottom: 40 }, { id: 'b', top: 40, bottom: 80 }];
    expect([rowAt(rows, 10), rowAt(rows, 30), rowAt(rows, 40), rowAt(rows, 99)]).toEqual([{ id: 'a', isLower: false }, { id: 'a', isLower: true }, { id: 'b', isLower: false }, null]);
  });
});

it('every word is there in both languages', () => {
  expect(Object.keys(en)).toEqual(Object.keys(vi));
  for (const kind of PALETTE.flatMap(({ kinds }) => kinds)) expect(sayIn('en')(`kind.${kind}`)).not.toContain('kind.');
});

describe('a template as a file', () => {
  const around = { province: sampleProvince(), widget: () => undefined };
  const file = (content: object): string => JSON.stringify({ kind: 'report-template', schemaVersion: 2, content });
  const refusal = (text: string): string => { const read = readFile(text, around); return read.ok ? 'read' : read.error.map(({ code, pointer }) => `${code} ${pointer}`).join(); };
  it('goes out and comes in as it was, as a document of its own', () => {
    const template = sampleTemplate(BLOCKS.slice(0, 1));
    const read = readFile(fileText({ kind: 'report-template', content: template }), around);
    expect(read.ok && [read.value.kind, read.value.content, read.value.leftOut]).toEqual(['report-template', template, []]);
    const arrived = read.ok ? arrivingBody(read.value, () => true) : null;
    expect(arrived?.body).toEqual({ schemaVersion: 2, ...template });
    expect(read.ok && arrived?.id).not.toBe(read.ok && read.value.id);
  });
  it('is refused by place and reason where it is none, and loses only what cannot be read', () => {
    expect(refusal('{"kind": "report-template"')).toMatch(/^json/);
    expect(refusal(file({ ...sampleTemplate([]), levels: [] }))).toBe('required /content/levels');
    expect(refusal(JSON.stringify({ kind: 'report-template', schemaVersion: 99, content: sampleTemplate([]) }))).toBe('version-newer /schemaVersion');
    expect(refusal(file({ ...sampleTemplate([]), blocks: 'x'.repeat(3) }))).toMatch(/ \/content\/blocks$/);
    expect(refusal(`{"kind":"report-template","schemaVersion":2,"content":{"__proto__":{"a":1},"title":{"vi":"a","en":"a"}}}`)).not.toBe('read');
    expect(refusal('['.repeat(5_000))).not.toBe('read');
    const read = readFile(file({ ...sampleTemplate([]), blocks: [BLOCKS[0], { kind: 'script', id: 'x', src: 'http://evil' }] }), around);
    expect(read.ok && [read.value.leftOut.map(({ pointer }) => pointer), 'blocks' in read.value.content && read.value.content.blocks.length]).toEqual([['/content/blocks/1/kind'], 1]);
  });
});
