import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, openPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';

let browser: Browser;
let gateway: TestGateway;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

describe('the catalogue of indicators', () => {
  it('is browsed by field, searched without accents, and leads to a card with its figures', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: gateway.url, path: 'indicators' });
    await page.getByText(/^3\d\d chỉ tiêu$/).waitFor();
    await page.getByRole('button', { name: /^Y tế/ }).click();
    await page.getByRole('searchbox').fill('sot xuat huyet');
    const row = page.locator('[data-indicator="dengue-cases"][data-state="ready"]');
    await row.waitFor();
    expect(await page.locator('[data-indicator]').count()).toBe(1);
    expect(new URL(page.url()).search).toContain('group=health');
    await row.getByRole('link', { name: 'Ca mắc sốt xuất huyết' }).click();
    await page.locator('[data-widget="indicator-trend"][data-state="provisional"]').waitFor();
    await page.getByText('Luật Phòng, chống bệnh truyền nhiễm').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    assertClean();
    await close();
  });

  it('shows two owners of one indicator side by side, ranks units, and maps them, on a phone as well', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: gateway.url, path: 'indicators/index-766-total', viewport: { width: 390, height: 844 }, touch: true });
    await page.locator('[data-difference]').waitFor();
    expect(Math.abs(Number(await page.locator('[data-difference]').getAttribute('data-difference')))).toBeLessThan(3);
    await page.getByText('Cổng Dịch vụ công quốc gia (Văn phòng Chính phủ)').first().waitFor();
    await page.getByRole('button', { name: 'Hiện cả 130 đơn vị' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    assertClean();
    await close();
  });
});

describe('the catalogue of systems', () => {
  it('has 151 rows, asks where somebody looks, says what is kept from a reader, and leads to a card with its trend', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: gateway.url, path: 'systems', viewport: { width: 390, height: 844 }, touch: true });
    await page.getByText('151 hệ thống', { exact: true }).waitFor();
    // Nobody has signed in: what is public has its figure, what is internal has none.
    await page.locator('[data-system="cong-dich-vu-cong"][data-state="ready"]').waitFor();
    await page.locator('[data-system="cong-thong-tin-dien-tu"][data-state="denied"]').getByText('không thuộc quyền xem').waitFor();
    expect(await page.locator('[data-system]').count()).toBe(151);
    expect(await page.locator('[data-system][data-state="ready"]').count()).toBeLessThan(15);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('searchbox').fill('csdl kinh te xa hoi');
    await page.getByText('1 hệ thống', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'CSDL kinh tế – xã hội' }).click();
    await page.getByRole('img', { name: /^Thu ngân sách lũy kế của CSDL/ }).waitFor();
    await page.getByText('Quyết định 3119').waitFor();
    assertClean();
    await close();
  });
});
