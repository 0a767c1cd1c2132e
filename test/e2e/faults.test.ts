import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAILED_REQUEST, launchBrowser, openPage, whenReady } from './support/browser';
import { startPortal } from './support/portal';
import type { RunningPortal } from './support/portal';

let browser: Browser;
let portal: RunningPortal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startPortal()]);
});
afterEach(() => portal.setScenario('*', 'normal'));
afterAll(async () => {
  await browser.close();
  await portal.close();
});

interface TileView {
  readonly instance: string;
  readonly state: string;
  readonly values: readonly (string | null)[];
}
const tilesOf = (page: Page): Promise<TileView[]> => page.locator('[data-widget]').evaluateAll((tiles) => tiles.map((tile) => ({
  instance: tile.getAttribute('data-instance') ?? '',
  state: tile.getAttribute('data-state') ?? '',
  values: [...tile.querySelectorAll('[data-value]')].map((figure) => figure.getAttribute('data-value')),
})));

/** Tiles of the operations page by the source they draw from. */
const FROM_LGSP = ['lgsp-availability', 'lgsp-requests', 'lgsp-errors', 'services', 'load'];

describe('a source that fails', () => {
  it.each(['500', '429', 'reset', 'truncated', 'login-page', 'down'])('changes only its own tiles (%s)', async (scenario) => {
    await portal.setScenario('lgsp', scenario);
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/dashboards/operations' });
    for (const tile of await tilesOf(page)) {
      if (FROM_LGSP.includes(tile.instance)) expect(tile.state, tile.instance).toBe('error');
      else expect(tile.state, tile.instance).not.toBe('error');
    }
    const notice = await page.locator('[data-instance="services"] .notice').innerText();
    expect(notice).toContain('Chưa lấy được số liệu');
    expect(notice).not.toMatch(/127\.0\.0\.1|stack|Error:/);
    assertClean([FAILED_REQUEST]);
    await close();
  });

  it('names the trouble when a field is called differently, and leaves the source’s other answers alone', async () => {
    await portal.setScenario('lgsp', 'field-renamed');
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/dashboards/operations' });
    const failed = (await tilesOf(page)).filter((tile) => tile.state === 'error').map((tile) => tile.instance);
    expect(failed.length).toBeGreaterThan(0);
    expect(FROM_LGSP).toEqual(expect.arrayContaining(failed));
    await page.getByText('Số liệu không đúng cấu trúc đã khai báo.').first().waitFor();
    assertClean([FAILED_REQUEST]);
    await close();
  });

  it('keeps the last good figures, says so, and recovers alone', async () => {
    const { page, close } = await openPage(browser, { url: portal.url, path: '/dashboards/operations' });
    const before = (await tilesOf(page)).find((tile) => tile.instance === 'services');
    await portal.setScenario('lgsp', '500');
    await page.getByRole('button', { name: 'Tùy chọn hiển thị' }).click();
    await page.getByRole('button', { name: 'Làm mới tất cả' }).click();
    await page.waitForFunction(() => document.querySelector('[data-instance="services"]')?.getAttribute('data-state') === 'delayed', undefined, { timeout: 20_000 });
    const during = (await tilesOf(page)).find((tile) => tile.instance === 'services');
    expect(during?.values).toEqual(before?.values);
    await portal.setScenario('lgsp', 'normal');
    await page.waitForFunction(() => ['live', 'provisional'].includes(document.querySelector('[data-instance="services"]')?.getAttribute('data-state') ?? ''), undefined, { timeout: 60_000 });
    await close();
  }, 120_000);

  it('holds back figures a thousand times too large', async () => {
    await portal.setScenario('one-stop', 'unit-x1000');
    const { page, close } = await openPage(browser, { url: portal.url, path: '/dashboards/leaders' });
    const units = (await tilesOf(page)).find((tile) => tile.instance === 'units');
    expect(units?.state).toBe('error');
    await page.locator('[data-instance="units"]').getByText('trái với giới hạn hợp lý').waitFor();
    await close();
  });

  it('does not keep the page from being ready when a source hangs', async () => {
    await portal.setScenario('lgsp', 'hang');
    const { page, close } = await openPage(browser, { url: portal.url, path: '/dashboards/operations' });
    await whenReady(page);
    const alerts = (await tilesOf(page)).find((tile) => tile.instance === 'alerts');
    expect(alerts?.state).not.toBe('error');
    await close();
  }, 90_000);
});

describe('a network that is cut', () => {
  it('still paints everything after a reload, with its age, and catches up when it returns', async () => {
    const first = await openPage(browser, { url: portal.url, keepsFiles: true });
    const before = await tilesOf(first.page);
    await first.page.waitForFunction(() => navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true));
    await first.page.waitForFunction(async () => (await caches.keys()).length > 0, undefined, { timeout: 20_000 });
    await first.page.waitForTimeout(1500);
    await portal.cut();
    await first.page.reload();
    await whenReady(first.page);
    const offline = await tilesOf(first.page);
    expect(offline.map((tile) => tile.instance)).toEqual(before.map((tile) => tile.instance));
    for (const tile of offline) {
      expect(['offline', 'delayed', 'stale', 'provisional', 'live'], `${tile.instance} is ${tile.state}`).toContain(tile.state);
      expect(tile.values.length, tile.instance).toBe(before.find((one) => one.instance === tile.instance)?.values.length);
    }
    await first.page.getByText('Mất kết nối mạng').waitFor({ timeout: 20_000 });
    await portal.restore();
    await first.page.waitForFunction(() => [...document.querySelectorAll('[data-widget]')].every((tile) => ['live', 'provisional'].includes(tile.getAttribute('data-state') ?? '')), undefined, { timeout: 60_000 });
    await first.close();
  }, 150_000);
});
