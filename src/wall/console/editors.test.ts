import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSSRApp, h, type Component, type SetupContext } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { ScreenZone } from '@/config/scene';
import { localDate } from '@/domain/civil';
import type { Json } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import type { WallPlan } from '@/domain/wall';
import { createFormat } from '@/format/create-format';
import { bodyOf } from '@/state/documents';
import { stateOf } from '@/state/document-state';
import type { ListedDocument } from '@/state/history';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { createReadiness } from '@/widget-kit/readiness';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { aScene } from '../wall.fixture';
import { aWallScreen } from './console.fixture';
import ContentPicker from './ContentPicker.vue';
import EntryEditor from './EntryEditor.vue';
import { newPlan, placed } from './plan-edit';
import PlanEditor from './PlanEditor.vue';
import PlanGrid from './PlanGrid.vue';
import SceneEditor from './SceneEditor.vue';
import SceneFields from './SceneFields.vue';
import { byUnit, sharedOf } from './shared-dashboards';
import { TEMPLATES } from './zone-edit';
import ZonesEditor from './ZonesEditor.vue';

/** What a part has set up: its refs and its deeds, by name. */
type Deeds = Record<string, { value: unknown } & ((...given: readonly unknown[]) => unknown)>;
const deed = (deeds: Deeds, name: string) => { const found = deeds[name]; if (!found) throw new Error(`no ${name}`); return found; };

/** A part as it stands after `act`: its markup, its words, and what it told. */
async function acted(part: Component, props: object, act: (deeds: Deeds) => unknown = () => undefined) {
  const told: (readonly [event: string, ...given: unknown[]])[] = [];
  const { setup } = part as unknown as { readonly setup?: (props: object, context: SetupContext) => Deeds };
  const watched = { ...part, async setup(given: object, context: SetupContext) {
    const deeds = setup?.(given, { ...context, emit: (event: string, ...values: unknown[]) => void told.push([event, ...values]) }) ?? {};
    await act(deeds);
    return deeds;
  } } as Component;
  const app = createSSRApp({ render: () => h(watched, props) });
  const portal: Partial<Portal> = { language: 'vi', format: createFormat('vi'), province: sampleProvince(), now: SAMPLE_NOW, t: (key) => key, readiness: createReadiness(() => undefined, () => undefined), widget: () => undefined };
  app.provide(PORTAL, portal as Portal);
  const markup = (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
  return { markup, text: markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), told };
}
/** A key as the browser gives it. */
const key = (name: string, shiftKey = false) => { const event = { key: name, shiftKey, isPrevented: false, preventDefault: () => { event.isPrevented = true; } }; return event; };
const isOff = (markup: string, label: string): boolean => new RegExp(`<button[^>]* disabled[^>]*>${label}</button>`).test(markup);

const [left, right] = [aWallScreen({ id: 'left', name: 'Trái' }), aWallScreen({ id: 'right', name: 'Phải', unit: '16681' })];
const hung = placed(newPlan('Phòng họp'), 'left', 1, 1);
const answer = { walls: [], screens: [left, right], scenes: [], serverTime: SAMPLE_NOW };

describe('the plan of a wall by keys', () => {
  const pressed = (name: string, shift = false) => acted(PlanGrid, { plan: hung, screens: [left, right] }, (deeds) => {
    const event = key(name, shift);
    deed(deeds, 'onKey')(event, 'left');
    expect(event.isPrevented).toBe(/^(Arrow|Delete)/.test(name));
  });
  it('arrows move a screen, Shift spans it, Delete takes it off, each said in words; other keys stay the browser\'s', async () => {
    expect((await pressed('ArrowRight')).told).toMatchObject([['change', { screens: { left: { row: 1, column: 2 } } }, 'Trái: hàng 1, cột 2, 1 × 1 ô']]);
    expect((await pressed('ArrowRight', true)).told).toMatchObject([['change', { screens: { left: { column: 1, columnSpan: 2 } } }, 'Trái: hàng 1, cột 1, 1 × 2 ô']]);
    expect((await pressed('Delete')).told).toMatchObject([['change', { screens: {} }, 'Trái: đã gỡ khỏi tường']]);
    expect((await pressed('ArrowUp')).told).toMatchObject([['change', hung, 'Trái: hàng 1, cột 1, 1 × 1 ô']]);
    expect((await pressed('Tab')).told).toEqual([]);
  });
  it('a screen is named where it hangs, and one that hangs nowhere waits in the list', async () => {
    const { markup } = await pressed('a');
    expect(markup).toMatch(/data-hung="Trái" aria-label="[^"]*hàng 1, cột 1/);
    expect(markup).toMatch(/<li><button[^>]*aria-label="[^"]*Phải/);
  });
});

describe('the editor of a plan', () => {
  type Sent = readonly [method: string, path: string, body?: unknown, headers?: unknown];
  const over = (wall: { readonly plan: WallPlan } | null, reply = ok<unknown>(null) as ReturnType<typeof ok> | ReturnType<typeof err>) => {
    const sent: Sent[] = [];
    const call = (...asked: Sent) => { sent.push(asked); return Promise.resolve(reply); };
    return { sent, props: { call, answer, wall: wall && { id: 'w', unit: null, revision: 4, ...wall } } };
  };
  it('is not saved without a name, and says what is wanted', async () => {
    const { props, sent } = over(null);
    const { markup, text } = await acted(PlanEditor, props);
    expect(text).toContain('Tường cần tên, dài nhất 80 chữ.');
    expect(isOff(markup, 'Lưu')).toBe(true);
    expect(sent).toEqual([]);
  });
  it('a new wall goes up once with a trimmed name, for the one unit of its screens, and closes', async () => {
    const { props, sent } = over(null);
    const { told } = await acted(PlanEditor, props, async (deeds) => {
      deed(deeds, 'plan').value = placed(newPlan('  Phòng họp '), 'right', 1, 1);
      await deed(deeds, 'put')(0);
    });
    expect(sent).toMatchObject([['POST', '/api/walls', { unit: '16681', plan: { name: 'Phòng họp', screens: { right: {} } } }]]);
    expect(told).toEqual([['close']]);
  });
  it('a plan that somebody else saved meanwhile is told, theirs is taken or one\'s own put upon it', async () => {
    const current = { id: 'w', unit: null, revision: 5, plan: { ...hung, name: 'Của họ' } };
    const { props, sent } = over({ plan: hung }, err({ code: 'revision-conflict', status: 409, body: { current } }));
    const clash = await acted(PlanEditor, props, (deeds) => deed(deeds, 'put')(4));
    expect(sent).toMatchObject([['PUT', '/api/walls/w', {}, { 'if-match': '"4"' }]]);
    expect([clash.told, clash.text]).toEqual([[], expect.stringContaining('Người khác vừa lưu sơ đồ này (bản 5). Chưa lưu gì của bạn.')]);
    const taken = await acted(PlanEditor, props, async (deeds) => { await deed(deeds, 'put')(4); deed(deeds, 'takeTheirs')(); });
    expect(taken.markup).toContain('value="Của họ"');
    await acted(PlanEditor, props, async (deeds) => { await deed(deeds, 'put')(4); await deed(deeds, 'put')(5); });
    expect(sent.at(-1)?.[3]).toEqual({ 'if-match': '"5"' });
  });
  it('what the gateway refuses stands beside the button, and nothing closes', async () => {
    const { props } = over({ plan: hung }, err({ code: 'forbidden', status: 403, hint: { vi: 'Không có quyền.', en: 'No right.' } }));
    const { text, told } = await acted(PlanEditor, props, (deeds) => deed(deeds, 'put')(4));
    expect([text, told]).toEqual([expect.stringContaining('Không có quyền.'), []]);
  });
});

describe('the zones of a screen', () => {
  it('that were begun are there again when their dialog was closed, until they are saved or given up', async () => {
    const props = { call: () => Promise.resolve(ok(null)), answer, wall: null };
    const columns = TEMPLATES['two-columns'];
    const reopened = await acted(PlanEditor, props, (deeds) => { deed(deeds, 'leave')(left, columns); deed(deeds, 'dividing').value = left; });
    expect([reopened.text.includes('Trái: Chia tiếp (chưa lưu)…'), reopened.text.includes('Phải: Chia màn hình…'), deedZones(reopened.markup)]).toEqual([true, true, ['50%', '50%']]);
    const given = await acted(PlanEditor, props, (deeds) => { deed(deeds, 'leave')(left, columns); deed(deeds, 'leave')(left, null); });
    expect(given.text).toContain('Trái: Chia màn hình…');
    const saved = await acted(PlanEditor, props, async (deeds) => { deed(deeds, 'leave')(left, columns); await deed(deeds, 'divide')(left, columns); });
    expect(saved.text).not.toContain('chưa lưu');
  });
  it('are handed on when their dialog closes, and nothing is where nothing was changed', async () => {
    const closed = (act: (deeds: Deeds) => void) => acted(ZonesEditor, { screen: left, busy: false, problem: '' }, (deeds) => { act(deeds); deed(deeds, 'leave')(); });
    expect((await closed(() => undefined)).told).toEqual([['close', null]]);
    expect((await closed((deeds) => { deed(deeds, 'zones').value = TEMPLATES['two-columns']; })).told).toEqual([['close', TEMPLATES['two-columns']]]);
  });

  const props = { screen: aWallScreen({ zones: TEMPLATES['two-columns'] }), busy: false, problem: '' };
  it('are sized by keys, never over each other, and read out', async () => {
    const narrower = await acted(ZonesEditor, props, (deeds) => { deed(deeds, 'onKey')(key('ArrowLeft', true), 'main'); deed(deeds, 'onKey')(key('ArrowDown'), 'main'); deed(deeds, 'onKey')(key('x'), 'main'); });
    expect(narrower.text).toContain('Vùng main: cột 1, hàng 1, rộng 5, cao 12');
    const over = await acted(ZonesEditor, props, (deeds) => deed(deeds, 'onKey')(key('ArrowRight', true), 'main'));
    expect((deedZones(over.markup))).toEqual(['50%', '50%']);
    expect([narrower.told, over.told]).toEqual([[], []]);
  });
  it('cannot be saved while they are being saved, and say why they were not', async () => {
    expect(isOff((await acted(ZonesEditor, { ...props, busy: true })).markup, 'Lưu')).toBe(true);
    expect((await acted(ZonesEditor, { ...props, problem: 'Không có quyền.' })).markup).toContain('role="alert">Không có quyền.');
  });
  it('of a screen without any are one over all of it', async () => {
    const { markup } = await acted(ZonesEditor, { ...props, screen: aWallScreen({ zones: [] as readonly ScreenZone[] }) });
    expect(deedZones(markup)).toEqual(['100%']);
    expect(markup).toMatch(/aria-pressed="true"[^>]*>[^<]+<\/button>/);
  });
});
/** Width of each zone drawn. */
const deedZones = (markup: string) => [...markup.matchAll(/class="(?:chosen )?zone[^>]*width:([\d.]+%)/g)].map((match) => match[1]);

describe('the editor of a scene', () => {
  // Its preview waits for pictures that nobody draws here.
  beforeAll(() => void vi.stubGlobal('requestAnimationFrame', () => 0));
  afterAll(() => void vi.unstubAllGlobals());
  const listed = (id: string, more: Partial<ListedDocument> = {}): ListedDocument => ({ id, owner: 'unit', unit: null, revision: 1, deleted: false, author: { id: 'p', name: null }, at: 0, mayEdit: false, title: { vi: `Bảng ${id}`, en: id }, ...more });
  const over = (change: object = {}) => {
    const bodies: Json[] = [];
    const { id: _id, ...body } = aScene();
    const state = { ...stateOf('scene', 'duty', { shelf: null, unwritten: { body: bodyOf('scene', body) }, asked: true, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false }), ...change };
    const none = () => Promise.resolve();
    const handle = { state: { value: state }, edit: (next: Json) => { bodies.push(next); return none(); }, save: none, undo: none, redo: none, discard: none };
    const workspace = { list: () => Promise.resolve(ok({ items: [listed('so', { unit: '16681' }), listed('tinh'), listed('cua-toi', { owner: 'me' }), listed('cu', { deleted: true })], next: null })) };
    return { bodies, props: { id: 'duty', handle, workspace, dashboards: [], holders: [] } };
  };
  it.each<readonly [what: string, row: unknown, zone: string, words: string]>([
    ['no row', '', 'main', 'Hàng và cột là số nguyên từ 1 đến 12.'], ['half a row', 1.5, 'main', 'Hàng và cột'], ['a row too many', 13, 'main', 'Hàng và cột'],
    ['a zone with marks', 1, 'Vùng trái', 'Tên vùng chỉ gồm'], ['no zone', 1, '', 'Tên vùng chỉ gồm'],
  ])('%s is no place: it is said, and nothing is written', async (_what, row, zone, words) => {
    const { props, bodies } = over();
    const { text, markup } = await acted(SceneEditor, props, (deeds) => { deed(deeds, 'row').value = row; deed(deeds, 'zone').value = zone; deed(deeds, 'addEntry')(); });
    expect([text, isOff(markup, 'Thêm ô riêng'), bodies]).toEqual([expect.stringContaining(words), true, []]);
  });
  it('a place of its own is written at once beside what was there', async () => {
    const { props, bodies } = over();
    await acted(SceneEditor, props, (deeds) => { deed(deeds, 'column').value = 2; deed(deeds, 'addEntry')(); });
    expect(bodies).toMatchObject([{ zones: [{ shows: {} }, { at: { row: 1, column: 2 }, shows: {} }] }]);
  });
  it('that somebody may only look at has every field shut', async () => {
    expect((await acted(SceneEditor, over({ mayEdit: false }).props)).markup).toMatch(/<fieldset[^>]* disabled/);
  });
  it('a line of text and a purpose are given in both languages; Vietnamese stands where English was left out', async () => {
    const line = (en: string) => acted(ContentPicker, { dashboards: [], shared: [] }, (deeds) => {
      for (const [name, value] of [['kind', 'message'], ['line', ' Nghỉ '], ['lineEn', en]] as const) deed(deeds, name).value = value;
      deed(deeds, 'add')();
    });
    expect((await line(' Break ')).told).toEqual([['add', { kind: 'message', title: { vi: 'Nghỉ', en: 'Break' } }]]);
    expect((await line('')).told).toEqual([['add', { kind: 'message', title: { vi: 'Nghỉ', en: 'Nghỉ' } }]]);
    const { id: _id, purpose: _purpose, ...scene } = aScene();
    const meant = async (purpose: object, language: 'vi' | 'en', words: string) => (await acted(SceneFields, { scene: { ...scene, ...purpose } }, (deeds) => deed(deeds, 'mean')(language, { target: { value: words } }))).told[0]?.[1];
    expect(await meant({}, 'vi', 'Trực')).toMatchObject({ purpose: { vi: 'Trực', en: 'Trực' } });
    expect(await meant({ purpose: { vi: 'Trực', en: 'Trực' } }, 'en', 'Duty')).toMatchObject({ purpose: { vi: 'Trực', en: 'Duty' } });
    expect(await meant({ purpose: { vi: 'Trực', en: 'Duty' } }, 'vi', 'Đêm')).toMatchObject({ purpose: { vi: 'Đêm', en: 'Duty' } });
    expect(await meant({ purpose: { vi: 'Trực', en: 'Duty' } }, 'vi', '')).not.toHaveProperty('purpose');
  });
  it('offers shared dashboards under their owner, and no person\'s own; names them where they are shown', async () => {
    const reply = await over().props.workspace.list();
    const shared = sharedOf(reply.ok ? reply.value.items : []);
    expect(byUnit(shared).map(({ unit, dashboards }) => [unit, dashboards.map(({ id }) => id)])).toEqual([[null, ['tinh']], ['16681', ['so']]]);
    const { markup } = await acted(ContentPicker, { dashboards: [{ id: 'leaders', title: { vi: 'Toàn cảnh', en: 'Whole' }, tiles: [] }], shared });
    expect([...markup.matchAll(/<optgroup label="([^"]+)"/g)].map((match) => match[1])).toEqual(['Kèm theo cổng', 'Dùng chung toàn tỉnh', sampleProvince().units.resolve('16681', localDate('2026-11-21'))?.fullName ?? '16681']);
    const chosen = await acted(ContentPicker, { dashboards: [], shared }, (deeds) => { deed(deeds, 'dashboard').value = 'so'; deed(deeds, 'add')(); });
    expect(chosen.told).toEqual([['add', { kind: 'dashboard', dashboard: 'so' }]]);
    expect((await acted(EntryEditor, { content: { kind: 'dashboard', dashboard: 'so' }, dashboards: [], shared })).text).toContain('Bảng so');
  });
});
