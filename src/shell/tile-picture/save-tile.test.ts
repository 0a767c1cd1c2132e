import { describe, expect, it } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { err, ok } from '@/domain/result';
import type { Figure } from '@/domain/figure';
import type { GatewayProblem } from '@/federation/gateway/call';
import { createFormat } from '@/format/create-format';
import vi from '@/i18n/locales/vi.json';
import { translate } from '@/i18n/translator';
import { plainPicture } from '@/reports/writers/pictures/plain-picture';
import { PORTAL, type Portal } from '@/widget-kit/context';
import TileMore from '@/widget-kit/host/TileMore.vue';
import type { TileAtHand } from '@/widget-kit/host/tile-menu';
import { sampleCube, SAMPLE_NOW, sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import type { AnyWidget } from '@/widget-kit/widget';
import { saveTile, type TileFormat, type TileSaving } from './save-tile';

const scope = sampleScope({ period: 'calendar:2026-10' });
const figure: Figure = {
  measure: { kind: 'value', value: 98.57, status: 'provisional' }, unit: 'percent', decimals: 1, period: scope.period, orgUnit: '40', boundary: scope.boundary,
  indicator: null, slots: ['main'], formula: null, attention: 'unknown',
};
const widget = { id: 'card', report: () => Promise.resolve({ report: () => [{ kind: 'figure', label: { literal: 'Đúng hạn' }, figure, comparisons: [] }], messages: { vi: {}, en: {} } }) } as unknown as AnyWidget;
const at: TileAtHand = {
  tile: { id: 't', widget: 'card', widgetVersion: 1, title: { vi: 'Tỷ lệ: đúng/hạn', en: 'On time' }, place: { x: 0, y: 0, w: 3, h: 2 }, options: {} },
  scope, slots: { main: { dataset: 'procedure-by-unit', params: { period: 'calendar:2026-10' } }, kept: { dataset: 'security-alerts', params: {} } }, vm: { empty: false, attention: 'unknown' },
  snapshots: { main: snapshotOf(sampleCube([{ id: 'unit', role: 'geo', categories: ['40'] }], [['40', 1]])), kept: snapshotOf(undefined, { state: 'denied' }) },
};

/** Saves, and tells in which order what was done. */
async function saved(format: TileFormat, more: Partial<TileSaving> = {}) {
  const done: string[] = [];
  const files: { readonly name: string; readonly bytes: Blob }[] = [];
  const trouble = await saveTile(at, format, {
    province: sampleProvince(), language: 'vi', now: SAMPLE_NOW, dashboard: 'leaders', widget,
    pictures: { png: (svg, wide) => { done.push(`png ${wide}`); return Promise.resolve(new TextEncoder().encode(svg)); } },
    letOut: (body) => { done.push(JSON.stringify(body)); return Promise.resolve(ok({})); },
    save: (bytes, name) => { done.push('saved'); files.push({ name, bytes }); },
    ...more,
  });
  return { trouble, done, files, text: files[0] ? await files[0].bytes.text() : '' };
}
const refused = (status: number) => ({ letOut: () => Promise.resolve(err({ code: 'x', status, body: null } satisfies GatewayProblem)) });

describe('a tile that is saved', () => {
  it('is written down by the gateway first, with the questions whose answers are in it', async () => {
    const { trouble, done, files, text } = await saved('svg');
    expect(trouble).toBeNull();
    expect(done).toEqual([JSON.stringify({ widget: 'card', dashboard: 'leaders', format: 'svg', questions: [at.slots['main']] }), 'saved']);
    expect(files[0]?.name).toBe('Tỷ lệ đúng hạn – Tỉnh Nghệ An – Tháng 10 năm 2026.svg');
    expect(plainPicture(text)).toBe(text);
    expect(text).toContain('>98,6</text>');
    expect(text).toContain('sơ bộ');
  });

  it('is twice as fine as a PNG, on white whatever the theme', async () => {
    const { done, files, text } = await saved('png');
    expect(done.at(-2)).toBe('png 1440');
    expect(files[0]?.bytes.type).toBe('image/png');
    expect(text).toContain('fill="#ffffff"');
  });

  it('stays where it may not leave, where nobody answers, and where it cannot be drawn', async () => {
    for (const [status, trouble] of [[403, 'denied'], [404, 'denied'], [0, 'unreachable'], [503, 'failed']] as const) expect(await saved('png', refused(status))).toMatchObject({ trouble, files: [] });
    expect(await saved('png', { pictures: { png: () => Promise.reject(new Error('no canvas')) } })).toMatchObject({ trouble: 'failed', files: [] });
  });
});

describe('the button of the menu', () => {
  it('names its tile, and the menu is not there until it is pressed', async () => {
    const portal = { language: 'vi', format: createFormat('vi'), t: (key, params) => translate([vi], key, params) } satisfies Partial<Portal>;
    const app = createSSRApp({ render: () => h(TileMore, { at, title: 'Đúng hạn', menu: { offered: true, View: { render: () => h('p', 'menu') } } }) });
    app.provide(PORTAL, portal as unknown as Portal);
    const markup = await renderToString(app);
    expect(markup).toContain('aria-label="Thao tác với ô “Đúng hạn”"');
    expect(markup).toContain('aria-expanded="false"');
    expect(markup).not.toContain('<p>menu');
  });
});
