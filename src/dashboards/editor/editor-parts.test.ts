import { describe, expect, it } from 'vitest';
import { createSSRApp, defineComponent, h, shallowRef, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Dashboard } from '@/config/dashboard';
import { period } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import type { Json } from '@/domain/dataset';
import { stateOf } from '@/state/document-state';
import type { DocumentHandle } from '@/state/use-document';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { board, both, tile } from '../layout/layout.fixture';
import { rawOf } from './editor-model';
import EditorTabs from './EditorTabs.vue';
import EditorToolbar from './EditorToolbar.vue';
import KeysHelp from './KeysHelp.vue';
import { renamedFrom } from './retitled';
import SaveDialog from './SaveDialog.vue';
import SurfaceBar from './SurfaceBar.vue';
import TitleFields from './TitleFields.vue';
import { provideEditor, type Editor } from './use-editor';

const scope: Scope = { unit: '40', period: period('calendar:2026-10'), boundary: { kind: 'as-reported' } };

/** An editor over a document that is kept nowhere, and the markup of a part within it. */
function opened(start: Dashboard, language: Language = 'vi') {
  const blank = stateOf('dashboard', 'a', { shelf: null, unwritten: { body: rawOf({ board: start, kept: [] }) }, asked: true, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false });
  const state = shallowRef(blank);
  const bodies: Json[] = [];
  const none = () => Promise.resolve();
  const handle: DocumentHandle = {
    state, save: none, undo: none, redo: none, discard: none, resolve: none, restore: () => Promise.resolve(null), remove: () => Promise.resolve(null),
    edit: (body) => { bodies.push(body as Json); state.value = { ...state.value, body: body as Json }; return Promise.resolve(); },
  };
  const portal = { language, format: createFormat(language), widget: () => undefined, province: { units: null } } as unknown as Portal;
  let editor: Editor | null = null;
  const show = async (part: Component, props: object = {}, then: (editor: Editor) => void = () => undefined): Promise<string> => {
    const app = createSSRApp({ setup() { editor = provideEditor(handle, () => scope); then(editor); return () => h(part, props); } });
    app.provide(PORTAL, portal);
    app.component('RouterLink', defineComponent((_props: object, { slots }) => () => h('a', slots['default']?.())));
    return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
  };
  return { show, bodies, state };
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
const start = board(tile('a', 0, 0, 6, 4), tile('b', 6, 0, 6, 4));
const bar = { isPreview: false, back: '/dashboards/a' };

describe('the one way in which anything is done', () => {
  it('stages the body at once, and says what was done', async () => {
    const { show, bodies } = opened(start);
    const markup = await show(EditorToolbar, bar, (editor) => expect(editor.run({ do: 'drop', surface: 'desk', tile: 'a', section: 'main', x: 4, y: 0 })).toBe(true));
    expect(bodies).toMatchObject([{ schemaVersion: 2, tiles: [{ id: 'a', place: { x: 4, y: 0 } }, { id: 'b', place: { y: 4 } }] }]);
    expect(markup).toMatch(/role="status" aria-live="polite">Đã chuyển “a” sang cột 5, hàng 1</);
  });
  it('says why something is not done, and stages nothing', async () => {
    const { show, bodies } = opened(start);
    const markup = await show(EditorToolbar, bar, (editor) => {
      expect(editor.run({ do: 'step', surface: 'desk', tile: 'a', direction: 'left' })).toBe(false);
      expect(editor.said.value).toBe('Không đi tiếp được: đã sát mép');
      expect(editor.run({ do: 'drop', surface: 'desk', tile: 'a', section: 'main', x: 0, y: 0 })).toBe(true);
      editor.undo();
    });
    expect(bodies).toEqual([]);
    expect(textOf(markup)).toContain('Không còn gì để hoàn tác');
  });
  it('lets go of a tile that is no more', async () => {
    const { show } = opened(start);
    await show(EditorToolbar, bar, (editor) => {
      editor.select('a');
      editor.isHeld.value = true;
      editor.select('b');
      expect([editor.selected.value, editor.isHeld.value]).toEqual(['b', false]);
    });
  });
});

describe('what is shown beside the page', () => {
  it('a surface that lays itself out says so; one by hand offers the way back, and what is hidden there', async () => {
    const by = opened(start);
    expect(textOf(await by.show(SurfaceBar, {}, (editor) => { editor.surface.value = 'phone'; }))).toContain('Đang xếp tự động theo bàn làm việc');
    const text = textOf(await by.show(SurfaceBar, {}, (editor) => { editor.surface.value = 'phone'; editor.run({ do: 'hide', surface: 'phone', tile: 'b' }); }));
    expect(text).toMatch(/Xếp bằng tay Trở lại tự động Đang ẩn ở đây: Hiện lại “b”/);
  });
  it('tabs are named, put in order and taken away by buttons that say which', async () => {
    const markup = await opened(start).show(EditorTabs, {}, (editor) => { editor.run({ do: 'add-tab', id: 'the', title: both('Tiến độ'), first: both('Chung') }); editor.openTab('the'); });
    expect([...markup.matchAll(/aria-label="([^"]+)"/g)].map((match) => match[1])).toEqual(['Các thẻ', 'Đưa thẻ “Tiến độ” sang trái', 'Đưa thẻ “Tiến độ” sang phải', 'Xóa thẻ “Tiến độ” cùng các ô trong đó']);
    expect(markup).toMatch(/aria-pressed="true"[^>]*>Tiến độ</);
    expect([...markup.matchAll(/<span[^>]*>([^<]+)<\/span><input value="([^"]*)"[^>]*lang="(\w+)"/g)].map(([, name, value, language]) => [name, value, language])).toEqual([['Tên thẻ', 'Tiến độ', 'vi'], ['Tên thẻ bằng tiếng Anh', '', 'en']]);
  });
  it('saving asks why and for whom; what cannot be saved says so and offers nothing', async () => {
    const holders = [{ id: 'me', label: 'Chỉ mình tôi', holder: { owner: 'me' } }, { id: 'unit', label: 'Sở', holder: { owner: 'unit', unit: '40' } }];
    const asked = await opened(start).show(SaveDialog, { holders, isGiven: false, problem: '' });
    expect(asked.match(/type="radio"/g)).toHaveLength(2);
    const refused = await opened(start).show(SaveDialog, { holders, isGiven: false, problem: 'Bảng chưa có ô nào.' });
    expect(refused).toContain('role="alert">Bảng chưa có ô nào.');
    expect(refused).not.toContain('type="submit"');
  });
  it('a title that has no English words shows in grey what stands for it', async () => {
    const fields = async (title: { readonly vi: string; readonly en: string }) => [...(await opened(start).show(TitleFields, { title, most: 80, labels: ['Tên', 'Name'] })).matchAll(/<input[^>]*>/g)].map(([all]) => [/value="([^"]*)"/.exec(all)?.[1], /placeholder="([^"]*)"/.exec(all)?.[1]]);
    expect(await fields(both('Giao ban'))).toEqual([['Giao ban', undefined], ['', 'Giao ban']]);
    expect(await fields({ vi: 'Giao ban', en: 'Brief' })).toEqual([['Giao ban', undefined], ['Brief', 'Giao ban']]);
  });
  it('a name typed over an offered one takes the offered English with it, and leaves English that was given alone', () => {
    const offered = { vi: 'Sở (bản sao)', en: 'Department (copy)' };
    expect(renamedFrom(offered, { ...offered, vi: 'Giao ban' })).toEqual(both('Giao ban'));
    expect(renamedFrom(offered, { vi: 'Giao ban', en: 'Brief' })).toEqual({ vi: 'Giao ban', en: 'Brief' });
    expect(renamedFrom(offered, { ...offered, en: 'Brief' })).toEqual({ ...offered, en: 'Brief' });
  });
  it('every key has its words, in either language', async () => {
    for (const language of ['vi', 'en'] as const) expect(textOf(await opened(start, language).show(KeysHelp))).not.toMatch(/keys\./);
  });
});
