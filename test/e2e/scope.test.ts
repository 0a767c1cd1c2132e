import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, openPage, whenReady } from './support/browser';
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

const received = '[data-instance="received"] [data-value]';

describe('the scope of a page', () => {
  it('finds a unit without accents, by keyboard alone, and keeps it in the address', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/dashboards/commune' });
    await page.getByRole('button', { name: /^Đơn vị/ }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('dien chau');
    await page.getByRole('option', { name: /Diễn Châu/ }).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('unit')).toMatch(/^\d{5}$/);
    await page.getByRole('button', { name: /Xã Diễn Châu/ }).first().waitFor();
    assertClean();
    await close();
  });

  it('steps to the period before, and the browser’s way back restores the view', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/dashboards/commune' });
    await whenReady(page);
    const now = await page.locator(received).first().getAttribute('data-value');
    await page.getByRole('button', { name: 'Kỳ trước' }).click();
    await page.waitForURL(/period=/);
    await page.waitForFunction(([selector, before]) => document.querySelector(selector ?? '')?.getAttribute('data-value') !== before, [received, now] as const);
    const before = await page.locator(received).first().getAttribute('data-value');
    await page.goBack();
    await page.waitForFunction(([selector, value]) => document.querySelector(selector ?? '')?.getAttribute('data-value') === value, [received, now] as const);
    await page.goForward();
    await page.waitForFunction(([selector, value]) => document.querySelector(selector ?? '')?.getAttribute('data-value') === value, [received, before] as const);
    assertClean();
    await close();
  });

  it('opens the very same view from its address in another browser', async () => {
    const first = await openPage(browser, { url: portal.url, path: '/dashboards/commune?unit=16681&period=calendar:2026-08&map=as-reported' });
    const value = await first.page.locator(received).first().getAttribute('data-value');
    await first.close();
    const second = await openPage(browser, { url: portal.url, path: '/dashboards/commune?unit=16681&period=calendar:2026-08&map=as-reported' });
    expect(await second.page.locator(received).first().getAttribute('data-value')).toBe(value);
    await second.page.getByText('Như đã báo cáo').first().waitFor();
    await second.close();
  });

  it('goes on with the defaults when an address cannot be read, and says which part', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/?unit=%3Cscript%3E&period=2026Q9&map=yesterday' });
    const banner = page.getByRole('status').filter({ hasText: '2026Q9' });
    await banner.waitFor();
    expect(await banner.innerText()).toContain('<script>');
    expect(await page.locator('[data-widget]').count()).toBeGreaterThanOrEqual(12);
    assertClean();
    await close();
  });

  it('says so when there is no such dashboard', async () => {
    const { page, close } = await openPage(browser, { url: portal.url, path: '/dashboards/nowhere', waitReady: false });
    await page.getByText('Không có bảng điều hành “nowhere”').waitFor();
    await close();
  });

  it('drills from the table of units into one and back up', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/dashboards/leaders' });
    await page.locator('[data-instance="units"] tbody th button').first().click();
    await page.waitForURL(/unit=/);
    await page.getByRole('button', { name: 'Lên cấp trên' }).click();
    await page.waitForURL((url) => !url.searchParams.has('unit'));
    assertClean();
    await close();
  });

  it.each(['calendar:2025-05', 'administrative:2026-10', 'statistical:2026-Q3', 'calendar:2025', 'calendar:2026-11-20'])('stands the period %s', async (period) => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: `/dashboards/leaders?period=${period}` });
    const states = await page.locator('[data-widget]').evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-state')));
    expect(states).not.toContain('crashed');
    expect(states).not.toContain('error');
    assertClean();
    await close();
  });
});
