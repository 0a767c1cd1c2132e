import { describe, expect, it } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Tile } from '@/config/dashboard';
import type { OptionLayer } from '@/config/option-layers';
import type { Json } from '@/domain/dataset';
import { createFormat } from '@/format/create-format';
import type { QueryClient } from '@/query/query-client';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { createSignal } from '@/query/signal';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { SAMPLE_NOW, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import kpiTable from '@widgets/kpi-table';
import procedures from '@widgets/procedure-statistics';
import type { AnyWidget } from '@/widget-kit/widget';
import { partsOf } from './dataset-parts';
import { foundOffers } from './offers';
import { optionForm, soundPart, typedValue } from './option-form';
import { OPTION_KEEPER } from './option-keeper';
import OptionsPanel from './OptionsPanel.vue';
import { recordRows, withRow } from './record-rows';

const widgets = [kpiTable, procedures] as readonly unknown[] as readonly AnyWidget[];
const tileOf = (widget: string, options: Json): Tile => ({ id: 't', widget, widgetVersion: 1, title: { vi: 'Ô', en: 'Tile' }, place: { x: 0, y: 0, w: 6, h: 4 }, options });

const client: Partial<QueryClient> = { clock: { now: () => SAMPLE_NOW, later: () => () => undefined }, visibility: createSignal(true), serverNow: () => SAMPLE_NOW, observe: () => () => undefined };

async function shown(tile: Tile, layers: readonly OptionLayer[] = [], mayKeep: readonly string[] = []): Promise<string> {
  const app = createSSRApp({ render: () => h(OptionsPanel, { tile, dashboard: { variables: [{ id: 'cap', title: { vi: 'Cấp', en: 'Level' }, initial: 'commune', kind: 'choice', choices: [{ value: 'commune', label: { vi: 'Xã', en: 'Commune' } }] }] }, scope: sampleScope() }) });
  const portal: Partial<Portal> = { language: 'vi', format: createFormat('vi'), province: sampleProvince(), now: SAMPLE_NOW, widget: (id) => widgets.find((one) => one.id === id), optionLayers: () => layers };
  app.provide(PORTAL, portal as Portal);
  app.provide(QUERY_CLIENT, client as QueryClient);
  app.provide(OPTION_KEEPER, { mayKeep: (layer) => mayKeep.includes(layer), keep: () => Promise.resolve(true) });
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
}
const optionIn = (markup: string, name: string): string => (markup.split('data-option="').find((part) => part.startsWith(`${name}"`)) ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the form of a tile', () => {
  it('says for each option what holds and which layer spoke', async () => {
    const markup = await shown(tileOf('procedure-statistics', { view: 'form-06' }), [{ layer: 'national', options: { sort: 'most-overdue' } }, { layer: 'person', options: { limit: 40 } }]);
    expect(markup).toContain('data-sound="true"');
    expect(optionIn(markup, 'view')).toContain('Theo: ô này Trở về mặc định');
    expect(optionIn(markup, 'level')).toContain('Theo: mặc định của tiện ích');
    expect(optionIn(markup, 'sort')).toContain('Theo: quốc gia');
    expect(optionIn(markup, 'limit')).toContain('Từ 1 đến 600 Theo: của tôi');
    expect(markup).toMatch(/type="number"[^>]*value="40"[^>]*min="1"[^>]*max="600"/);
  });
  it('puts each fault beside its field, with what stands there and what was expected', async () => {
    const markup = await shown(tileOf('procedure-statistics', { view: 'everything', limit: 0 }));
    expect(markup).toContain('data-sound="false"');
    expect(optionIn(markup, 'view')).toContain('everything&quot; không được nhận; chọn một trong: Theo đơn vị, Biểu số 06');
    expect(optionIn(markup, 'limit')).toContain('Giá trị 0 ngoài giới hạn, cần ≥ 1.');
    expect(optionIn(markup, 'level')).not.toContain('Giá trị');
  });
  it('takes a variable where a choice stands, and names what no list has', async () => {
    const markup = await shown(tileOf('kpi-table', { dataset: 'not-there', indicators: ['on-time-rate'], level: '$cap' }));
    expect(optionIn(markup, 'level')).toContain('Theo biến: Cấp');
    expect(optionIn(markup, 'level')).not.toContain('Giá trị');
    expect(optionIn(markup, 'dataset')).toContain('Không có trong danh mục của tỉnh: not-there');
  });
  it('offers layers to whoever may write them, and nothing of a variable', async () => {
    const markup = await shown(tileOf('kpi-table', { dataset: 'procedure-by-unit', indicators: ['on-time-rate'], level: '$cap', limit: 9 }), [{ layer: 'person', options: { order: 'name' } }], ['person']);
    expect(optionIn(markup, 'limit')).toContain('Đặt cho tôi');
    expect(optionIn(markup, 'limit')).not.toContain('Đặt cho đơn vị');
    expect(optionIn(markup, 'order')).toContain('Bỏ mặc định của tôi');
    expect(optionIn(markup, 'level')).not.toContain('Đặt cho');
  });
  it('of a widget nobody has keeps its options', async () => {
    expect(await shown(tileOf('gone', { a: 1 }))).toContain('không có tiện ích “gone”');
  });
});

describe('parts of a form', () => {
  const procedureWidget = widgets[1] as AnyWidget;
  it('hand on what the widget takes, and keep what stood where it does not', () => {
    const form = optionForm(procedureWidget, { options: { view: 'totals', limit: 0 }, widgetVersion: 1 }, [], {});
    expect(soundPart(form.own, { limit: 30 }, form.rows.flatMap((row) => row.faults))).toEqual({ view: 'totals', limit: 30 });
    expect(soundPart(form.own, {}, form.rows.flatMap((row) => row.faults))).toEqual({ view: 'totals' });
  });
  it('give a number where the schema takes numbers', () => {
    expect([typedValue({ kind: 'number', optional: true, values: [14, 30] }, '30'), typedValue({ kind: 'number', optional: true, values: [14, 30] }, '$days')]).toEqual([30, '$days']);
  });
  it('find without accents, the best first', () => {
    const offers = ['Tỷ lệ quá hạn', 'Hồ sơ quá hạn', 'Đúng hạn'].map((label) => ({ value: label, label, note: 'Văn phòng' }));
    expect(foundOffers(offers, 'qua han', 9).map(({ label }) => label)).toEqual(['Tỷ lệ quá hạn', 'Hồ sơ quá hạn']);
    expect(foundOffers(offers, 'ho so', 9)[0]?.label).toBe('Hồ sơ quá hạn');
    expect(foundOffers(offers, 'dung van phong', 9).map(({ label }) => label)).toEqual(['Đúng hạn']);
    expect(foundOffers(offers, 'zzz', 9)).toEqual([]);
  });
  it('lay a record out by what the dataset has and what is said', () => {
    const field = { name: 'where', label: { vi: 'a', en: 'a' }, input: 'record', holds: 'categories' } as const;
    const parts = { dimensions: [{ id: 'field', label: 'Lĩnh vực', role: 'classification', categories: [{ id: 'a', label: 'A' }] }], columns: [], parameters: [] } as const;
    expect(recordRows(field, { field: 'a', other: 'x' }, parts).map(({ name, value }) => [name, value])).toEqual([['field', 'a'], ['other', 'x']]);
    expect(withRow({ field: 'a' }, 'field', '')).toEqual({});
    expect(withRow(undefined, 'field', 'b')).toEqual({ field: 'b' });
  });
  it('parts of an unknown dataset are none', () => {
    expect(partsOf('gone', undefined, sampleProvince(), 'vi')).toEqual({ dimensions: [], columns: [], parameters: [] });
  });
});
