import { describe, expect, it } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { DashboardVariable } from '@/config/dashboard';
import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import { createFormat } from '@/format/create-format';
import type { QueryClient } from '@/query/query-client';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { createSignal } from '@/query/signal';
import type { Snapshot } from '@/query/snapshot';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { SAMPLE_NOW, sampleCube, sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { categoryOffers, datasetOffers, dimensionOffers, withPart, type CategoryInput } from './category-offers';
import CategoryForm from './CategoryForm.vue';
import { foundOffers } from './options/offers';
import { EDITOR, type Editor } from './use-editor';

const both = (vi: string) => ({ vi, en: vi });
const FORM = 'procedure-by-field';
const cube = sampleCube([
  { id: 'period', role: 'time', categories: ['calendar:2026-10'] },
  { id: 'field', role: 'classification', categories: [{ code: 'dat-dai', label: 'Đất đai' }, { code: 'ho-tich', label: 'Hộ tịch' }] },
  { id: 'geo', role: 'geo', categories: ['40'] },
], []);
const listed = (): Province => {
  const province = sampleProvince();
  const known = province.datasets.get(FORM);
  if (!known) throw new Error('no such sample');
  const codes = [{ code: 'xay-dung', label: { vi: 'Xây dựng', en: 'Construction' } }];
  const list = { id: 'procedure-field', version: '1', name: { vi: 'Lĩnh vực', en: 'Field' }, owner: both('Văn phòng'), validFrom: '2020-01-01', validTo: null, normalise: 'none' as const, codes };
  return { ...province, datasets: new Map([...province.datasets, [FORM, { ...known, codeLists: { field: 'procedure-field' } }]]), codeLists: [list] };
};
const input = (data: CategoryInput['data'], province = sampleProvince()): CategoryInput => ({
  province, language: 'vi', format: createFormat('vi'), scope: sampleScope(), now: SAMPLE_NOW, data, words: { role: (role) => `vai ${role}`, count: (count) => `${count} mục` },
});

describe('what a variable may take its values from', () => {
  it('datasets with dimensions are found by name, without accents', () => {
    const offers = datasetOffers(input(undefined));
    expect(offers.map(({ value }) => value)).toContain(FORM);
    expect(offers.every(({ value }) => sampleProvince().datasets.get(value)?.shape === 'cube')).toBe(true);
    const [first] = offers;
    expect(first && foundOffers(offers, first.label.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd'), 1)).toEqual([first]);
  });
  it('dimensions are those the dataset answered with, but time; categories are named as whoever looks will read them', () => {
    expect(dimensionOffers(FORM, input(cube))).toEqual([{ value: 'field', label: 'vai classification', note: 'field · 2 mục' }, { value: 'geo', label: 'vai geo', note: 'geo · 1 mục' }]);
    expect(categoryOffers({ dataset: FORM, dimension: 'field' }, input(cube)).map(({ label }) => label)).toEqual(['Đất đai', 'Hộ tịch']);
    expect(categoryOffers({ dataset: FORM, dimension: 'geo' }, input(cube))[0]?.label).toMatch(/Nghệ An/);
    // By role, as tiles may name it.
    expect(categoryOffers({ dataset: FORM, dimension: 'classification' }, input(cube))).toHaveLength(2);
  });
  it('until it answers, the code lists of the pack; where nobody knows, nothing', () => {
    expect(dimensionOffers(FORM, input(undefined, listed()))).toEqual([{ value: 'field', label: 'Lĩnh vực', note: 'field · 1 mục' }]);
    expect(categoryOffers({ dataset: FORM, dimension: 'field' }, input(undefined, listed()))).toEqual([{ value: 'xay-dung', label: 'Xây dựng', note: 'xay-dung' }]);
    expect([dimensionOffers(FORM, input(undefined)), categoryOffers({ dataset: FORM, dimension: 'constructor' }, input(undefined, listed()))]).toEqual([[], []]);
  });
  it('what belonged to another dataset or dimension goes with it', () => {
    const whole = { dataset: 'a', dimension: 'field', initial: 'x' };
    expect(withPart(whole, 'dataset', 'b', () => '')).toEqual({ dataset: 'b', dimension: '', initial: '' });
    expect(withPart(whole, 'dimension', 'geo', () => '40')).toEqual({ dataset: 'a', dimension: 'geo', initial: '40' });
    expect(withPart(whole, 'dimension', 'field', () => '40')).toBe(whole);
  });
});

/** The form of one variable over a dataset that answers as told: its words, its deeds, and what it hands on. */
async function formOf(variable: DashboardVariable, snapshot: Snapshot) {
  const changes: DashboardVariable[] = [];
  const asked: DatasetQuery[] = [];
  const client: Partial<QueryClient> = {
    clock: { now: () => SAMPLE_NOW, later: () => () => undefined }, visibility: createSignal(true), serverNow: () => SAMPLE_NOW,
    observe: (query, listener) => { asked.push(query); listener(snapshot); return () => undefined; },
  };
  const form = h(CategoryForm, { variable, onChange: (changed: DashboardVariable) => void changes.push(changed) });
  const app = createSSRApp({ render: () => form });
  app.provide(PORTAL, { language: 'vi', format: createFormat('vi'), province: sampleProvince(), now: SAMPLE_NOW } as Partial<Portal> as Portal);
  app.provide(QUERY_CLIENT, client as QueryClient);
  app.provide(EDITOR, { scope: () => sampleScope() } as Partial<Editor> as Editor);
  const markup = (await renderToString(app)).replace(/<!--.*?-->/g, '');
  const pick = (form.component as { readonly setupState?: { readonly pick?: unknown } } | null)?.setupState?.pick as (part: string, value: string) => void;
  return { text: markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), markup, pick, changes, asked };
}
const begun: DashboardVariable = { id: 'v', title: both('Lĩnh vực'), kind: 'choice', initial: '1', choices: [{ value: '1', label: both('Một') }] };
const kept: DashboardVariable = { id: 'v', title: both('Lĩnh vực'), kind: 'category', dataset: FORM, dimension: 'field', initial: 'ho-tich' };

describe('the form of a variable of categories', () => {
  it('is handed on once it is whole, with the first category at first', async () => {
    const { text, pick, changes } = await formOf(begun, snapshotOf(cube));
    expect(text).toContain('Chưa nhận: cần đủ');
    pick('dataset', FORM);
    expect(changes).toEqual([]);
    await Promise.resolve();
    pick('dimension', 'classification');
    pick('initial', 'dat-dai');
    expect(changes.at(-1)).toEqual({ ...kept, dimension: 'classification', initial: 'dat-dai' });
  });
  it('asks the question that whoever looks will ask, shows names, and offers what the dataset holds', async () => {
    const { markup, asked } = await formOf(kept, snapshotOf(cube));
    expect(asked).toMatchObject([{ dataset: FORM }]);
    expect([...markup.matchAll(/<input[^>]* value="([^"]*)"/g)].map((match) => match[1])).toEqual([sampleProvince().datasets.get(FORM)?.title.vi, 'Phân loại', 'Hộ tịch']);
    expect(markup).not.toMatch(/class="soft"/);
  });
  it('says what the dataset does not hold, and lets a code be typed where nothing is known', async () => {
    expect((await formOf({ ...kept, initial: 'gone' }, snapshotOf(cube))).text).toContain('hiện không có “gone”');
    expect((await formOf(kept, snapshotOf(undefined, { state: 'failed' }))).text).toContain('hãy gõ mã');
  });
});
