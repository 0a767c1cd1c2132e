import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';
import { integrityOf } from '../../server/extensions/extension-shelf';
import { launchBrowser, whenReady, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openAs, SIGN_ON } from './support/gateway-people';

const EXAMPLE = readFileSync(join(ROOT, 'docs', 'examples', 'third-party-widget', 'report-countdown.js'), 'utf8');
const both = (text: string) => ({ vi: text, en: text });

/** Modules of the folder by widget id; `altered` has other bytes there than the pack allows. */
const named = (id: string): string => EXAMPLE.replaceAll('report-countdown', id);
const MODULES: Readonly<Record<string, string>> = {
  'report-countdown': EXAMPLE,
  altered: named('altered'),
  'another-major': named('another-major').replace("contract = '1.0'", "contract = '2.0'"),
  'throws-in-model': named('throws-in-model').replace('  function model({', '  function model() { throw new Error("boom"); }\n  function unused({'),
  'throws-in-view': named('throws-in-view').replace('const { vm } = props;', 'const { vm } = props; throw new Error("no view");'),
  'no-widget': "export const contract = '1.0'; export default () => ({ id: 'no-widget' });",
  'not-there': '',
  'never-settles': named('never-settles').replace('load: async () => ({ model, View, messages })', 'load: () => new Promise(() => {})'),
};
const IDS = Object.keys(MODULES);

/** What each tile says; the first and its neighbour show figures. */
const SAID: Readonly<Record<string, RegExp>> = {
  altered: /khác với bản đã được duyệt/,
  'another-major': /làm cho phiên bản khác của cổng/,
  'throws-in-model': /Ô này gặp lỗi/,
  'throws-in-view': /Ô này gặp lỗi/,
  'no-widget': /không đúng mẫu của một tiện ích/,
  'not-there': /Không tải được mô-đun/,
  'never-settles': /không khởi động xong/,
};

/** A copy of the shipped packs with a page of these widgets, and a folder with their modules. */
function houseOf(): { readonly provinces: string; readonly extensions: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'third-party-'));
  const [provinces, extensions] = [join(folder, 'provinces'), join(folder, 'extensions')];
  cpSync(join(ROOT, 'public', 'provinces'), provinces, { recursive: true });
  for (const [id, text] of Object.entries(MODULES)) {
    mkdirSync(join(extensions, id), { recursive: true });
    if (id !== 'not-there') writeFileSync(join(extensions, id, 'widget.js'), id === 'altered' ? `${text}\n// one line more` : text);
  }
  const widgets = IDS.map((id) => ({ id, title: both(id), publisher: both('Đơn vị mẫu'), url: `/extensions/${id}/widget.js`, integrity: integrityOf(Buffer.from(MODULES[id] ?? '')), contract: '1.0' }));
  writeFileSync(join(provinces, 'nghe-an', 'widgets.json'), JSON.stringify({ schemaVersion: 1, widgets, media: [] }));
  const tile = (id: string, at: number, widget: string, options: object) => ({ id, widget, widgetVersion: 1, title: both(id), place: { x: (at % 3) * 4, y: Math.floor(at / 3) * 3, w: 4, h: 3 }, options });
  const tiles = [tile('neighbour', 0, 'indicator-card', { indicator: 'on-time-rate' }), ...IDS.map((id, at) => tile(id, at + 1, id, {}))];
  mkdirSync(join(provinces, 'nghe-an', 'dashboards'), { recursive: true });
  writeFileSync(join(provinces, 'nghe-an', 'dashboards', 'third-party.json'), JSON.stringify({ schemaVersion: 1, id: 'third-party', title: both('Tiện ích ngoài'), audience: both('Thử'), rows: 9, tiles }));
  const province = join(provinces, 'nghe-an', 'province.json');
  const head = JSON.parse(readFileSync(province, 'utf8')) as { dashboards?: string[] };
  writeFileSync(province, JSON.stringify({ ...head, ...(head.dashboards ? { dashboards: [...head.dashboards, 'third-party'] } : {}) }));
  return { provinces, extensions, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

let browser: Browser;
let house: ReturnType<typeof houseOf>;
let gateway: TestGateway;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  house = houseOf();
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway({ provinces: house.provinces, extensionsDir: house.extensions })]);
  opened = await openAs(browser, 'lanh-dao-tinh', { url: gateway.url });
  page = opened.page;
  await page.goto(`${gateway.url}dashboards/third-party`);
  await whenReady(page);
});
afterAll(async () => {
  await opened?.close();
  await Promise.all([browser?.close(), gateway?.close()]);
  house?.remove();
});
const tile = (id: string) => page.locator(`[data-instance="${id}"]`);

describe('widgets of others on one page', () => {
  it('the worked example runs with data of the portal', async () => {
    await expect.poll(() => tile('report-countdown').locator('[data-value]').count()).toBe(2);
    expect(await tile('report-countdown').textContent()).toMatch(/Hạn gửi báo cáo: \d{2}\/\d{2}\/\d{4}/);
    await tile('report-countdown').locator('[data-value]').last().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
  });

  it.each(Object.keys(SAID))('%s is one tile that says so', async (id) => {
    await expect.poll(() => tile(id).textContent(), { timeout: 20_000 }).toMatch(SAID[id] ?? /^$/);
    expect(await tile(id).getAttribute('data-state')).toBe('crashed');
  });

  it('their neighbours live', async () => {
    expect(await tile('neighbour').locator('[data-value]').count()).toBeGreaterThan(0);
    expect(await tile('report-countdown').getAttribute('data-state')).not.toBe('crashed');
  });

  it('nothing broke the policy, nothing came from elsewhere', () => {
    // The two modules that are refused are answered 409 and 404; all else is clean.
    opened.assertClean([/status of (?:404|409) .*\/extensions\/(?:not-there|altered)\//, SIGN_ON]);
  });

  it('a module is given under its hash only, for ever, as what it is', async () => {
    const at = (id: string, bytes: string): string => `${gateway.url}extensions/${id}/${integrityOf(Buffer.from(bytes)).slice(7).replaceAll('+', '-').replaceAll('/', '_')}.js`;
    const good = await fetch(at('report-countdown', EXAMPLE));
    expect([good.status, good.headers.get('content-type'), good.headers.get('x-content-type-options')]).toEqual([200, 'text/javascript; charset=utf-8', 'nosniff']);
    expect(good.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(at('report-countdown', 'other'))).status).toBe(404);
    expect((await fetch(`${gateway.url}extensions/report-countdown/widget.js`)).status).toBe(404);
    const altered = await fetch(at('altered', MODULES['altered'] ?? ''));
    expect([altered.status, ((await altered.json()) as { code: string }).code]).toEqual([409, 'extension-altered']);
  });
});
