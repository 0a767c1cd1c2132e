import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGS, FAILED_REQUEST, launchBrowser, openPage, whenReady } from './support/browser';
import { findChromium } from './support/chromium';
import { openMenu, signIn, SIGN_ON } from './support/gateway-people';
import { startGatewayProcess, type GatewayProcess } from './support/gateway-process';

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startGatewayProcess();
});
afterAll(() => gateway.close());

describe('killed without a word', () => {
  it('the gateway comes back knowing who was signed in and which walls are paired, and pages go on by themselves', async () => {
    const browser = await launchBrowser();
    const wall = await openPage(browser, { url: gateway.url, path: '/screen', viewport: { width: 1920, height: 1080 }, keepsFiles: true });
    const { page, assertClean } = await openPage(browser, { url: gateway.url, keepsFiles: true });
    await signIn(page, 'quan-tri-tinh');
    await openMenu(page);
    await page.getByRole('link', { name: 'Màn hình trung tâm' }).click();
    await page.getByLabel('Mã trên màn hình').fill((await wall.page.getByLabel('Mã ghép nối').innerText()).replace(/\s/g, ''));
    await page.getByRole('button', { name: 'Tìm mã' }).click();
    await page.getByLabel('Tên màn hình').fill('Sảnh');
    await page.getByRole('button', { name: 'Ghép màn hình', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'Đã ghép “Sảnh”.' }).waitFor();

    await gateway.kill9();
    await gateway.start();
    await wall.page.waitForURL('**/show*', { timeout: 30_000 });
    await whenReady(wall.page);
    await page.getByRole('button', { name: 'Hiện tên' }).click();
    await page.getByRole('status').filter({ hasText: 'Đã gửi lệnh tới “Sảnh”.' }).waitFor();
    await page.goto(`${gateway.url}admin/audit`);
    await page.getByRole('button', { name: 'Kiểm tra toàn vẹn' }).click();
    await page.getByRole('status').filter({ hasText: 'Nguyên vẹn:' }).waitFor();
    assertClean([SIGN_ON, FAILED_REQUEST]);
    await browser.close();
  });

  it('a browser opened again is still its person, and without a gateway shows what they last saw', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'profile-'));
    const open = (): ReturnType<typeof chromium.launchPersistentContext> =>
      chromium.launchPersistentContext(profile, { executablePath: findChromium() ?? '', args: CHROMIUM_ARGS, locale: 'vi-VN', viewport: { width: 1440, height: 900 } });
    const before = await open();
    const { page } = await openPage(before.browser() ?? (await launchBrowser()), { url: gateway.url, context: before });
    await signIn(page, 'giam-doc-so');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await whenReady(page);
    const figure = await page.locator('[data-instance="overdue"] [data-value]').first().getAttribute('data-value');
    await new Promise((done) => setTimeout(done, 1_000));
    await before.close();

    await gateway.kill9();
    const after = await open();
    const again = await after.newPage();
    await again.goto(gateway.url);
    await again.getByRole('button', { name: 'Tài khoản của Trần Quốc Bảo' }).or(again.getByRole('button', { name: /Trần Quốc Bảo/ })).first().waitFor();
    await whenReady(again);
    expect(await again.locator('[data-instance="overdue"] [data-value]').first().getAttribute('data-value')).toBe(figure);
    await again.getByText('Mất kết nối').first().waitFor();
    await gateway.start();
    await after.close();
    rmSync(profile, { recursive: true, force: true });
  });
});
