import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILED_REQUEST, launchBrowser, openPage, whenReady, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openAs, openMenu, SIGN_ON } from './support/gateway-people';

const STREAM = '/api/events';

let browser: Browser;
let gateway: TestGateway;
let first: OpenedPage;
let second: OpenedPage;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  first = await openAs(browser, 'truc-ioc', { url: gateway.url });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const streams = (): number => gateway.wire.running(STREAM);
const openAlerts = async (page: Page): Promise<number> => Number.parseInt(await page.locator('[data-instance="alerts"] [data-value]').first().innerText(), 10);
async function refresh(page: Page): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Tùy chọn hiển thị…' }).click();
  await page.getByRole('button', { name: 'Làm mới tất cả' }).click();
}
/** Lost with the first reload. */
const mark = (page: Page): Promise<void> => page.evaluate(() => document.documentElement.setAttribute('data-mark', 'same page'));
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.getAttribute('data-mark') === 'same page');

describe('tabs of one browser', () => {
  it('share one stream of events, and a change at the source shows in all of them', async () => {
    await expect.poll(streams, { timeout: 15_000 }).toBe(1);
    second = await openPage(browser, { url: gateway.url, path: '/dashboards/operations', context: first.context });
    await new Promise((done) => setTimeout(done, 1_500));
    expect(streams()).toBe(1);

    const before = await openAlerts(second.page);
    expect(await openAlerts(first.page)).toBe(before);
    await mark(first.page);
    await mark(second.page);
    await gateway.setScenario('security-centre', 'partial');
    gateway.turn(35_000);
    await refresh(first.page);
    // Told by the gateway: the second page itself would not ask for half a minute.
    await expect.poll(() => openAlerts(second.page), { timeout: 10_000 }).toBeLessThan(before);
    await expect.poll(() => openAlerts(first.page), { timeout: 10_000 }).toBeLessThan(before);
    await gateway.setScenario('security-centre', 'normal');
  });

  it('hand the stream over when the tab that held it is closed', async () => {
    gateway.wire.clear();
    await first.page.close();
    await expect.poll(() => gateway.wire.count(STREAM), { timeout: 15_000 }).toBe(1);
    await expect.poll(streams).toBe(1);
    expect(await isMarked(second.page)).toBe(true);
  });
});

describe('a gateway that is started anew', () => {
  it('is missed in words, and the page goes on by itself, without being loaded again', async () => {
    const { page } = second;
    await gateway.stop();
    expect(streams()).toBe(0);
    await refresh(page);
    const banner = page.getByRole('status').filter({ hasText: 'Mất kết nối' });
    await banner.waitFor({ timeout: 30_000 });
    expect(await page.locator('[data-value]').count()).toBeGreaterThan(5);
    gateway.wire.clear();
    await gateway.start();
    // After several failures pages come back spread over half a minute.
    await expect.poll(streams, { timeout: 45_000 }).toBe(1);
    await banner.waitFor({ state: 'detached', timeout: 40_000 });
    await whenReady(page);
    expect(await isMarked(page)).toBe(true);
    await page.getByRole('button', { name: /^Tài khoản/ }).waitFor();
    second.assertClean([SIGN_ON, FAILED_REQUEST]);
    first.assertClean([SIGN_ON, FAILED_REQUEST]);
    await first.context.close();
  }, 120_000);
});
