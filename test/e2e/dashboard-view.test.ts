import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, openPage, whenReady } from './support/browser';
import type { OpenedPage } from './support/browser';
import { startPortal } from './support/portal';
import type { RunningPortal } from './support/portal';

let browser: Browser;
let portal: RunningPortal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const both = (vi: string) => ({ vi, en: vi });
const tile = (id: string, widget: string, x: number, y: number, options: object, more: object = {}) =>
  ({ id, widget, widgetVersion: 1, title: both(id), place: { x, y, w: 6, h: 8 }, options, ...more });
const byField = { dataset: 'procedure-by-field' };
/** A dashboard that uses all a viewer can do. The pack that the page is given has it besides its own. */
const BOARD = {
  schemaVersion: 2, id: 'xem-thu', title: both('Xem thử'), audience: both('Xem thử'), rows: 16,
  tabs: [{ id: 'chung', title: both('Chung') }, { id: 'rieng', title: both('Riêng') }],
  sections: [{ id: 'sau', title: both('Phần sau'), rows: 8, tab: 'rieng' }],
  variables: [{ id: 'so', kind: 'choice', title: both('Chỉ số'), initial: 'received', choices: [{ value: 'received', label: both('Tiếp nhận') }, { value: 'pending', label: both('Đang giải quyết') }] }],
  tiles: [
    tile('bars', 'chart', 0, 0, { ...byField, type: 'bar', category: 'field', where: { metric: '$so' } }),
    tile('rows', 'table', 6, 0, { ...byField, rows: ['field'], columns: ['received', 'pending'] }),
    tile('units', 'procedure-statistics', 0, 8, { view: 'by-unit', level: 'commune' }),
    tile('card', 'indicator-card', 6, 8, { indicator: 'dossiers-received' }),
    tile('cross', 'pivot', 0, 0, { ...byField, rows: ['field'], columns: 'metric' }, { section: 'sau' }),
  ],
};

async function open(path: string, context?: BrowserContext): Promise<OpenedPage> {
  const own = context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN', serviceWorkers: 'block' }));
  if (!context) {
    await own.route('**/provinces/nghe-an/pack.json', async (route) => {
      const reply = await route.fetch();
      const pack = (await reply.json()) as { files: Record<string, string> };
      const head = JSON.parse(pack.files['province.json'] ?? '') as { dashboards: string[] };
      const files = { ...pack.files, 'base/dashboards/xem-thu.json': JSON.stringify(BOARD), 'province.json': JSON.stringify({ ...head, dashboards: [...head.dashboards, BOARD.id] }) };
      await route.fulfill({ response: reply, json: { ...pack, files } });
    });
  }
  return openPage(browser, { url: portal.url, path, context: own });
}
const tableRows = (page: Page) => page.locator('[data-instance="rows"] tbody tr[data-fit-row]');
const cardValue = (page: Page, within = '') => page.locator(`${within} [data-instance="card"] [data-value]`).first().getAttribute('data-value');
const parameters = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

describe('a dashboard with tabs, variables and picks', () => {
  it('turns its tabs by keyboard, keeps them in the address, and has no barrier', async () => {
    const { page, assertClean, close } = await open('/dashboards/xem-thu');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Chung' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Phần sau' }).waitFor();
    expect(parameters(page).get('tab')).toBe('rieng');
    expect(await page.locator('[data-instance="bars"]').count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Riêng' }).evaluate((tab) => tab === document.activeElement)).toBe(true);
    await page.goBack();
    await page.locator('[data-instance="bars"]').waitFor();
    assertClean();
    await close();
  });

  it('follows its variable, what is picked in a chart or a row, and the way back', async () => {
    const { page, assertClean, close } = await open('/dashboards/xem-thu');
    await page.getByLabel('Chỉ số').selectOption('pending');
    await page.waitForURL(/v\.so=pending/);
    const all = await tableRows(page).count();
    expect(all).toBeGreaterThan(2);
    const before = await cardValue(page);

    await page.locator('[data-instance="bars"] [role="listbox"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('[data-instance="rows"] tbody tr[data-fit-row]').length === 1);
    const chips = page.getByRole('group', { name: 'Đang lọc theo' });
    const [row, chip] = [await tableRows(page).first().locator('td').first().innerText(), await chips.innerText()];
    expect(chip).toContain(row);
    expect(await page.locator('[data-instance="bars"] [role="option"]').count()).toBeGreaterThan(2);
    expect(await page.locator('[data-instance="bars"]').innerText()).toContain('đang chọn');

    await page.locator('[data-instance="units"] tbody tr').first().hover();
    await page.locator('[data-instance="units"] tbody .pick').first().click();
    await page.waitForFunction((value) => document.querySelector('[data-instance="card"] [data-value]')?.getAttribute('data-value') !== value, before);
    expect(await page.locator('[data-instance="units"] tbody tr').count()).toBeGreaterThan(2);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goBack();
    await page.waitForFunction((value) => document.querySelector('[data-instance="card"] [data-value]')?.getAttribute('data-value') === value, before);
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('[data-instance="rows"] tbody tr[data-fit-row]').length === count, all);
    expect(await chips.count()).toBe(0);
    expect(parameters(page).get('v.so')).toBe('pending');
    assertClean();
    await close();
  });

  it('stands beside another period, the same tiles under both headings', async () => {
    const { page, assertClean, close } = await open('/dashboards/xem-thu');
    await page.getByRole('button', { name: 'So sánh…' }).click();
    await page.getByRole('button', { name: /^Kỳ trước: / }).click();
    await page.locator('[data-side="second"] [data-instance="card"] [data-value]').first().waitFor();
    await whenReady(page);
    expect(await cardValue(page, '[data-side="second"]')).not.toBe(await cardValue(page, '[data-side="first"]'));
    expect(await page.locator('[data-side="first"] [data-widget]').count()).toBe(await page.locator('[data-side="second"] [data-widget]').count());
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thôi so sánh' }).click();
    await page.locator('[data-side]').first().waitFor({ state: 'detached' });
    expect(parameters(page).get('with')).toBeNull();
    assertClean();
    await close();
  });

  it('is handed on by a link that says the period and shows the same', async () => {
    const first = await open('/dashboards/xem-thu?v.so=pending&tab=chung&unit=16681');
    await first.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await first.page.getByRole('button', { name: 'Sao chép liên kết' }).click();
    await first.page.getByRole('status').filter({ hasText: 'Đã sao chép' }).waitFor();
    const link = new URL(await first.page.evaluate(() => navigator.clipboard.readText()));
    expect([link.searchParams.get('period'), link.searchParams.get('map'), link.searchParams.get('v.so')]).toEqual([expect.stringMatching(/^\w+:\d{4}/), expect.stringMatching(/^\d{4}-/), 'pending']);
    const value = await cardValue(first.page);
    const second = await open(`${link.pathname}${link.search}`, first.context);
    expect(await cardValue(second.page)).toBe(value);
    expect(await second.page.getByLabel('Chỉ số').inputValue()).toBe('pending');
    second.assertClean();
    await first.close();
  });
});
