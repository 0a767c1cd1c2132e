import { describe, expect, it } from 'vitest';
import { createSSRApp, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import { stateOf, type DocumentState } from '@/state/document-state';
import { PORTAL, type Portal } from '@/widget-kit/context';
import ConflictDialog from './ConflictDialog.vue';
import HistoryDialog from './HistoryDialog.vue';
import SaveState from './SaveState.vue';

/** Markup of a part as a page of that language would show it, without what only serves the browser. */
async function shown(part: Component, props: object, language: Language = 'vi'): Promise<string> {
  const app = createSSRApp({ render: () => h(part, props) });
  const portal = { language, format: createFormat(language) } satisfies Partial<Portal>;
  app.provide(PORTAL, portal as unknown as Portal);
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

const both = (vi: string) => ({ vi, en: vi });
const tile = (id: string, y: number, title: string) => ({ id, widget: 'note', widgetVersion: 1, title: both(title), place: { x: 0, y, w: 6, h: 1 }, options: {} });
const board = (title: string, ...tiles: readonly ReturnType<typeof tile>[]) => ({ schemaVersion: 1, id: 'a', title: both(title), audience: both('x'), rows: 9, tiles });
const theirs = (body: DocumentState['body'], deleted = false) => ({ revision: 4, deleted, body, at: Date.UTC(2026, 10, 21, 3), author: { id: 'p2', name: 'Trần Bình' }, owner: 'unit' as const, unit: '40', mayEdit: true });
const blank = stateOf('dashboard', 'a', { shelf: null, unwritten: null, asked: true, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false });

describe('a conflict', () => {
  const base = board('Cũ', tile('m', 0, 'Một'));
  it('stands side by side, by part, with every way on', async () => {
    const conflict = { base, mine: board('Của tôi', tile('m', 0, 'Một')), theirs: theirs(board('Của họ', tile('m', 2, 'Một'))) };
    const markup = await shown(ConflictDialog, { kind: 'dashboard', id: 'a', conflict });
    expect(textOf(markup)).toContain('Tên Của tôi Của họ cả hai');
    expect(textOf(markup)).toContain('Một Một: cột 1, hàng 1, rộng 6, cao 1 Một: cột 1, hàng 3, rộng 6, cao 1 người kia');
    expect([...markup.matchAll(/data-choice="(\w+)"/g)].map((match) => match[1])).toEqual(['mine', 'theirs', 'both']);
    expect(markup).not.toMatch(/<(div|span|td)[^>]*(onclick|tabindex)/);
  });
  it('offers to bring together what does not meet', async () => {
    const conflict = { base, mine: board('Của tôi', tile('m', 0, 'Một')), theirs: theirs(board('Cũ', tile('m', 2, 'Một'))) };
    expect(await shown(ConflictDialog, { kind: 'dashboard', id: 'a', conflict })).toContain('data-choice="merge"');
  });
  it('with a deletion says so, in either language', async () => {
    const conflict = { base, mine: base, theirs: theirs(null, true) };
    expect(textOf(await shown(ConflictDialog, { kind: 'dashboard', id: 'a', conflict }))).toContain('Trần Bình đã xóa nội dung này');
    expect(textOf(await shown(ConflictDialog, { kind: 'scene', id: 'a', conflict }, 'en'))).toMatch(/Trần Bình deleted this.*Keep mine Take theirs/);
  });
  it('of one person with themself speaks of devices, not of people, and names what can be chosen', async () => {
    const own = { base: { schemaVersion: 1 }, mine: { schemaVersion: 1, theme: 'dark' }, theirs: theirs({ schemaVersion: 1, theme: 'light' }) };
    const text = textOf(await shown(ConflictDialog, { kind: 'preferences', id: 'mine', conflict: own }));
    expect(text).toContain('Máy này Máy khác Đổi ở đâu Giao diện Tối Sáng cả hai máy');
    expect(text).toContain('Theo máy này Theo máy khác');
    expect(text).not.toContain('Trần Bình');
    expect(textOf(await shown(SaveState, { state: { ...blank, kind: 'preferences', sending: 'conflict' } }))).toContain('Máy khác của anh/chị đã chọn khác');
  });
});

describe('the state of a save', () => {
  it.each([
    [{ sending: 'none', kept: 'kept' }, 'Đã lưu'],
    [{ sending: 'waiting', kept: 'kept' }, 'chờ gửi'],
    [{ sending: 'draft', kept: 'memory' }, 'đóng trang sẽ mất phần chưa gửi'],
    [{ sending: 'conflict', kept: 'kept' }, 'So sánh và chọn'],
    [{ sending: 'refused', kept: 'kept', trouble: { code: 'not-allowed', status: 403, hint: both('Không có quyền.'), at: null } }, 'Không có quyền.'],
    [{ sending: 'draft', kept: 'kept', behind: true, copy: theirs({}) }, 'bản mới hơn của Trần Bình'],
  ] as const)('%# is said in words and read out', async (more, words) => {
    const markup = await shown(SaveState, { state: { ...blank, ...more } });
    expect(textOf(markup)).toContain(words);
    expect(markup).toContain('role="status"');
  });
});

it('the history says that it is on its way', async () => {
  const workspace = { history: () => new Promise<never>(() => undefined), restore: () => Promise.resolve(null) };
  expect(textOf(await shown(HistoryDialog, { workspace, state: blank }))).toContain('Đang tải lịch sử');
});
