import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, openPage, whenReady } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openMenu, signIn, SIGN_ON } from './support/gateway-people';

let browser: Browser;
let gateway: TestGateway;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const DESK = { width: 1440, height: 900 };
const LOOKS = [
  { look: 'light', viewport: DESK, query: '' },
  { look: 'dark', viewport: DESK, query: '?theme=dark' },
  { look: 'phone', viewport: { width: 390, height: 844 }, query: '' },
];

/** Nothing stands in anybody's way, and nothing leads sideways. */
async function expectFit(page: Page, what: string): Promise<void> {
  expect(await accessibilityFaults(page), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}: sideways`).toBeLessThanOrEqual(0);
}

describe('pages and dialogs of who is signed in', () => {
  it.each(LOOKS)('hold nobody up, $look', async ({ look, viewport, query }) => {
    const { page, close, assertClean } = await openPage(browser, { url: gateway.url, viewport, path: `/admin/people${query}` });
    await page.getByRole('alert').filter({ hasText: 'Cần đăng nhập để mở trang này' }).waitFor();
    await expectFit(page, 'administration, not signed in');
    await page.goto(`${gateway.url}${query}`);
    await whenReady(page);
    if (look === 'phone') await expectFit(page, 'front page');
    await signIn(page, 'quan-tri-tinh');
    if (query !== '') await page.goto(`${gateway.url}${query}`).then(() => whenReady(page));
    await openMenu(page);
    const menu = await page.getByText('Đặng Hữu Phước', { exact: true }).boundingBox();
    expect(menu?.x, 'menu on the page').toBeGreaterThanOrEqual(0);
    await expectFit(page, 'menu');
    await page.getByRole('button', { name: 'Phiên đăng nhập của tôi…' }).click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Đăng xuất khỏi mọi thiết bị' }).click();
    await expectFit(page, 'sessions');

    for (const path of [...(look === 'phone' ? ['dashboards/department'] : []), 'admin/screens', 'admin/people', 'admin/audit', 'signed-in', 'screen']) {
      await page.goto(`${gateway.url}${path}${query}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (path.includes('/')) await whenReady(page);
      if (path === 'admin/people') {
        await page.getByRole('button', { name: /^Quản lý / }).first().click();
        await page.getByRole('dialog').waitFor();
      }
      await expectFit(page, `${path} ${look}`);
    }
    assertClean([SIGN_ON]);
    await close();
  });

  it('are read in English as well', async () => {
    const { page, close, assertClean } = await openPage(browser, { url: gateway.url, path: '/?lang=en' });
    await page.getByRole('link', { name: 'Sign in', exact: true }).first().click();
    await page.getByRole('button', { name: 'quan-tri-tinh' }).click();
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    for (const path of ['admin/screens', 'admin/people', 'admin/audit']) {
      await page.goto(`${gateway.url}${path}?lang=en`);
      await whenReady(page);
      const said = await page.locator('#app').innerText();
      // Names of people, of units and what is typed at the sign-on stay as they are.
      expect(said, path).not.toMatch(/Nhật ký|Màn hình|Người dùng|Bảng điều hành|Toàn tỉnh|đăng nhập|đã làm/);
    }
    assertClean([SIGN_ON]);
    await close();
  });
});
