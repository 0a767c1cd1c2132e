import { describe, expect, it } from 'vitest';
import { createSSRApp, defineComponent, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import * as z from 'zod/mini';
import type { Dashboard, Tile } from '@/config/dashboard';
import { period } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import viShared from '@/i18n/locales/vi.json';
import { translate } from '@/i18n/translator';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { stillClient } from '@/query/still-client';
import { unanswered } from '@/query/transitions';
import { bodyOf } from '@/state/documents';
import { PORTAL, type Portal, type Reader } from '@/widget-kit/context';
import { createReadiness } from '@/widget-kit/readiness';
import { sampleEvents, SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { defineWidget, type ViewModelBase, type AnyWidget } from '@/widget-kit/widget';
import { frozenWire } from '../register/frozen-wire';
import type { FrozenAnswers } from '../freeze/frozen';
import { frozenAnswer } from '../testing/sample-frozen';
import { viewHash, type KeptBoard } from './kept-view';
import BoardAt from './pages/BoardAt.vue';
import ViewBand from './pages/ViewBand.vue';
import { readViewFilters, viewsPath, writeViewFilters } from './pages/view-filters';
import { readView, type OpenView } from './read-kept-view';
import { pinnedAddress, viewedScope } from './viewed-scope';

const both = (text: string) => ({ vi: text, en: text });
const [DATASET = ''] = sampleProvince().datasets.keys();
interface Model extends ViewModelBase { readonly text: string }
/** Says what it was told: the rows, its option, the clock. */
const plain = defineWidget<{ readonly unit: string }, Model>({
  id: 'plain', version: 2, title: both('Thử'), description: both('Thử'), icon: 'rows', size: { min: { w: 1, h: 1 }, default: { w: 4, h: 2 } }, surfaces: ['desk'],
  options: { schema: z.object({ unit: z._default(z.string(), 'none') }), fields: [], migrate: (saved) => saved },
  datasets: ({ scope, options }) => ({ main: { dataset: DATASET, params: { unit: scope.unit, told: options.unit } } }),
  // At once, for a page that is drawn in one go.
  load: () => Object.assign(Promise.resolve(BODY), { then: (done: (body: typeof BODY) => unknown) => Promise.resolve(done(BODY)) }) as Promise<typeof BODY>,
  report: () => Promise.reject(new Error('none')),
});
const BODY = {
  model: ({ snapshots, options, now }: { snapshots: { readonly [slot: string]: { readonly data?: unknown } }; options: { readonly unit: string }; now: number }): Model =>
    ({ empty: false, attention: 'unknown', text: `${JSON.stringify(snapshots['main']?.data)} ${options.unit} ${now}` }),
  View: defineComponent({ props: { vm: { type: Object, required: true } }, setup: ({ vm }) => () => h('p', vm['text'] as string) }),
  messages: { vi: {}, en: {} },
};
const tile = (id: string, more: Partial<Tile> = {}): Tile => ({ id, widget: 'plain', widgetVersion: 2, title: both(`Ô ${id}`), place: { x: 0, y: 0, w: 4, h: 2 }, options: {}, ...more });
const DASHBOARD: Dashboard = { id: 'brief', title: both('Giao ban'), audience: both('Lãnh đạo'), rows: 4, tiles: [tile('a'), tile('gone', { widget: 'weather', place: { x: 4, y: 0, w: 4, h: 2 } }), tile('broken', { options: { unit: 3 }, place: { x: 8, y: 0, w: 4, h: 2 } })] };
const BOARD: KeptBoard = {
  dashboard: DASHBOARD, layers: { national: {}, province: { plain: { unit: 'then' } }, own: [] },
  scope: { unit: '16681', period: 'calendar:2026-10', boundary: { kind: 'as-reported' }, tab: null, variables: {}, filters: [] },
};
const FROZEN: FrozenAnswers = {
  version: 1, at: SAMPLE_NOW, province: 'sample', unit: '16681', period: 'calendar:2026-10', boundary: { kind: 'as-reported' },
  answers: [frozenAnswer({ dataset: DATASET, params: { unit: '16681', told: 'then' } }, sampleEvents({ title: 'text' }, [['Lúc tám giờ năm']]))],
};
const CARD = { id: 'v', dashboard: 'brief', title: both('Giao ban'), unit: '16681', period: 'calendar:2026-10', at: SAMPLE_NOW, until: null, by: 'Lê Văn A', cause: 'hand', note: 'Sáng thứ bảy', hash: '' };
const VIEW: OpenView = { ...CARD, board: BOARD, frozen: FROZEN, mayDelete: false, faults: [] };

const READER: Reader = { kind: 'person', signIn: null, now: SAMPLE_NOW, mayUnmask: () => true, openUntil: () => toInstant(SAMPLE_NOW + 1), askToUnmask: () => undefined, cover: () => undefined };
async function drawn(part: Component, props: object, surface: 'desk' | 'wall' = 'desk'): Promise<{ readonly text: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const later = toInstant(SAMPLE_NOW + 30 * 86_400_000);
  const province = { ...sampleProvince(), widgetOptions: { national: {}, province: { plain: { unit: 'today' } } } };
  const app = createSSRApp({ render: () => h(part, props) });
  const portal: Partial<Portal> = {
    province, language: 'vi', format: createFormat('vi'), surface, now: later, online: false, reader: READER, filters: [], t: (key, params) => translate([viShared], key, params),
    widget: (id) => (id === 'plain' ? plain as unknown as AnyWidget : undefined), optionLayers: (id) => [{ layer: 'province', options: province.widgetOptions.province[id as 'plain'] }],
    readiness: createReadiness(() => undefined, (run) => run()), openFigure: () => undefined, reportTile: () => undefined, marks: () => [],
  };
  app.provide(PORTAL, portal as Portal);
  app.provide(QUERY_CLIENT, stillClient((query) => { asked.push(String(query.params['told'])); return unanswered(query); }, later));
  const markup = await renderToString(app);
  return { asked, text: markup.replace(/<!--.*?-->/g, '').replace(/<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/\s+/g, ' ').trim() };
}

describe('a kept dashboard in the viewer', () => {
  it('draws what was answered then, by the options and the clock of then, and asks nobody', async () => {
    const { text, asked } = await drawn(BoardAt, { view: VIEW, past: true });
    expect(text).toContain('Lúc tám giờ năm');
    expect(text).toContain(`then ${SAMPLE_NOW}`);
    expect(text).not.toContain('Mất kết nối');
    expect(asked).toEqual([]);
  });
  it('leaves a widget that is gone, and options nobody can read, to the host', async () => {
    const { text } = await drawn(BoardAt, { view: VIEW, past: true });
    expect(text).toContain(translate([viShared], 'host.unknownWidget', { id: 'weather' }));
    expect(text).toContain('unit');
  });
  it('says of a question that was not kept that it was not, and promises nothing', async () => {
    const { text } = await drawn(BoardAt, { view: { ...VIEW, frozen: { ...FROZEN, answers: [] } }, past: true });
    expect(text).toContain('Ảnh không giữ số liệu của ô này. Ảnh đã lưu: nguồn không được hỏi lại.');
    expect(text).not.toContain('tự thử lại');
  });
  it('asks the same of the sources where now is looked at', async () => {
    const { text, asked } = await drawn(BoardAt, { view: VIEW, past: false });
    expect(asked).toEqual(['then']);
    expect(text).not.toContain('Lúc tám giờ năm');
  });
});

describe('the band above it', () => {
  it('says of when it is, by whom, that it is not now, and what it was narrowed to', async () => {
    const { text } = await drawn(ViewBand, { view: VIEW, modelValue: 'past' });
    for (const part of ['Ảnh lưu lúc 08:46 ngày 21/11/2026, do Lê Văn A lưu; số liệu không phải hiện tại.', 'Tháng 10 năm 2026', 'Theo địa giới lúc báo cáo', 'Ghi chú: Sáng thứ bảy', 'Khác với bây giờ']) expect(text).toContain(part);
    expect((await drawn(ViewBand, { view: { ...VIEW, cause: 'schedule:x' }, modelValue: 'past' })).text).toContain('lưu tự động theo lịch của Lê Văn A');
  });
  it('on a wall says the same and has nothing to press', async () => {
    const { text } = await drawn(ViewBand, { view: VIEW, modelValue: 'past' }, 'wall');
    expect(text).toContain('số liệu không phải hiện tại');
    expect(text).not.toContain('Khác với bây giờ');
  });
});

describe('what the gateway tells', () => {
  const board = { dashboard: bodyOf('dashboard', DASHBOARD), layers: BOARD.layers };
  const told = async (change: object = {}): Promise<Record<string, unknown>> => {
    const kept = { board, scope: BOARD.scope, frozen: frozenWire(FROZEN) };
    return JSON.parse(JSON.stringify({ ...CARD, ...kept, may: ['delete'], hash: await viewHash(JSON.parse(JSON.stringify(kept)) as typeof kept), ...change })) as Record<string, unknown>;
  };
  it('is read whole, and not shown where one figure is another than was kept', async () => {
    const read = await readView(await told(), sampleProvince());
    expect(read).toMatchObject({ ok: true, value: { board: BOARD, mayDelete: true, faults: [] } });
    const other = { ...FROZEN, answers: [frozenAnswer({ dataset: DATASET, params: {} }, sampleEvents({ title: 'text' }, [['Khác']]))] };
    expect(await readView(await told({ frozen: frozenWire(other) }), sampleProvince())).toEqual({ ok: false, error: 'altered' });
    expect(await readView({ ...(await told()), scope: null }, sampleProvince())).toEqual({ ok: false, error: 'unreadable' });
  });
});

describe('addresses', () => {
  const looking = { dashboard: DASHBOARD, province: sampleProvince(), now: SAMPLE_NOW, home: [] };
  it('of a dashboard are pinned whole, and come back the same', () => {
    const first = viewedScope({ unit: '16681', map: 'as-reported' }, looking);
    expect(first).toMatchObject({ ok: true, value: { unit: '16681', period: 'calendar:2026-11', boundary: { kind: 'as-reported' } } });
    const pinned = pinnedAddress({ scope: { unit: '16681', period: period('calendar:2026-10'), boundary: { kind: 'as-reported' } }, tab: null, variables: {}, filters: [], compare: null }, looking);
    expect(viewedScope(pinned, { ...looking, now: toInstant(SAMPLE_NOW + 90 * 86_400_000) })).toMatchObject({ ok: true, value: { period: 'calendar:2026-10', boundary: { kind: 'as-reported' } } });
    expect(viewedScope({ period: 'x' }, looking)).toEqual({ ok: false, error: { part: 'period', got: 'x' } });
  });
  it('of the list keep its filters, and nothing that is no filter', () => {
    const filters = readViewFilters({ of: 'leaders', on: '2026-11-21', at: '40', unit: '16681' });
    expect([filters, writeViewFilters(filters), viewsPath(filters)]).toEqual([{ dashboard: 'leaders', day: '2026-11-21', unit: '40' }, { of: 'leaders', on: '2026-11-21', at: '40' }, '/api/kept-views?dashboard=leaders&day=2026-11-21&unit=40']);
    expect(viewsPath(readViewFilters({ on: 'yesterday' }))).toBe('/api/kept-views');
  });
});
