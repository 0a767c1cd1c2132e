import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, FAILED_REQUEST, launchBrowser, openPage, whenReady, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { keptOnDevice, openAs, openMenu, SIGN_ON } from './support/gateway-people';
import { truthOf, type Truth } from './support/gateway-shares';

const WALL = { width: 1920, height: 1080 };
const NAME = 'Phòng họp tầng 2';
const WITHIN_MS = 5_000;

let browser: Browser;
let gateway: TestGateway;
let truth: Truth;
let wall: OpenedPage;
let desk: OpenedPage;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
  truth = await truthOf(gateway.mockUrl, month, { department: 'H41.06', commune: '16681' });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

/** Smallest text on the page, px. */
const smallest = (page: Page): Promise<number> => page.evaluate(() => {
  const sizes = [...document.querySelectorAll<HTMLElement | SVGElement>('#app *')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '') && element.getBoundingClientRect().width > 1)
    .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  return Math.min(...sizes);
});
const heading = (page: Page, text: string): Promise<void> => page.getByRole('heading', { level: 1 }).filter({ hasText: text }).waitFor({ timeout: 15_000 });
const deeds = (): ReturnType<Page['getByRole']> => desk.page.getByRole('group', { name: NAME });

/** The wall holds nothing a hand could press, scrolls nowhere, and is read from across the room. */
async function expectWall(page: Page): Promise<void> {
  await whenReady(page);
  expect(await page.locator('button, a[href], select, input, textarea, [role="button"]').evaluateAll((all) => all.filter((one) => (one as HTMLElement).offsetParent !== null && one.getBoundingClientRect().top >= 0).map((one) => one.outerHTML.slice(0, 80)))).toEqual([]);
  expect(await page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth, document.documentElement.scrollHeight - document.documentElement.clientHeight])).toEqual([0, 0]);
  expect(await smallest(page)).toBeGreaterThanOrEqual(WALL.height / 54 - 0.01);
}

describe('a wall of the operations centre', () => {
  it('shows a code that is read from across the room', async () => {
    wall = await openPage(browser, { url: gateway.url, path: '/screen', viewport: WALL });
    const code = wall.page.getByLabel('Mã ghép nối');
    await code.waitFor();
    expect((await code.innerText()).replace(/\s/g, '')).toMatch(/^[A-Z0-9]{4}-?[A-Z0-9]{4}$/);
    await wall.page.getByText(/Người điều hành mở .*, vào “Màn hình trung tâm” và nhập mã này\./).waitFor();
    await expectWall(wall.page);
    expect(await accessibilityFaults(wall.page)).toEqual([]);
  });

  it('is paired by an operator at another browser, and shows what they gave it', async () => {
    const code = (await wall.page.getByLabel('Mã ghép nối').innerText()).replace(/\s/g, '');
    desk = await openAs(browser, 'truc-ioc', { url: gateway.url });
    const { page } = desk;
    await openMenu(page);
    await page.getByRole('link', { name: 'Màn hình trung tâm' }).click();
    await page.getByLabel('Mã trên màn hình').fill('WWWW-9999');
    await page.getByRole('button', { name: 'Tìm mã' }).click();
    await page.getByRole('alert').filter({ hasText: 'Không có màn hình nào đang chờ với mã này.' }).waitFor();
    await page.getByLabel('Mã trên màn hình').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Tìm mã' }).click();
    await page.getByText(/đang chờ, còn hiệu lực đến/).waitFor();
    await page.getByLabel('Tên màn hình').fill(NAME);
    await page.getByRole('checkbox', { name: 'số liệu nội bộ' }).check();
    const boards = page.getByRole('group', { name: 'Bảng điều hành' }).getByRole('checkbox');
    expect(await boards.count()).toBe(7);
    expect(await page.getByRole('checkbox', { name: 'Trực vận hành' }).isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'Toàn cảnh' }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ghép màn hình', exact: true }).click();
    await page.getByRole('status').filter({ hasText: `Đã ghép “${NAME}”.` }).waitFor();

    await wall.page.waitForURL('**/dashboards/operations*', { timeout: 10_000 });
    await expectWall(wall.page);
    expect(await wall.page.locator('[data-widget][data-state="denied"]').count()).toBe(0);
    expect(await accessibilityFaults(wall.page)).toEqual([]);
    await deeds().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('keeps what it is over a reload, and obeys its operator', async () => {
    await wall.page.reload();
    await expectWall(wall.page);
    expect(new URL(wall.page.url()).pathname).toBe('/dashboards/operations');

    await deeds().getByRole('button', { name: 'Hiện tên' }).click();
    await wall.page.getByRole('status').filter({ hasText: NAME }).waitFor({ timeout: WITHIN_MS });
    await deeds().getByRole('combobox').selectOption({ label: 'Toàn cảnh' });
    await wall.page.waitForURL('**/dashboards/leaders*', { timeout: WITHIN_MS });
    await heading(wall.page, 'Toàn cảnh');
    await expectWall(wall.page);
  });

  it('may not go where it was not sent, and is given nothing personal', async () => {
    for (const path of ['/admin/screens', '/gallery', '/screen']) {
      await wall.page.goto(new URL(path.slice(1), gateway.url).href);
      await wall.page.waitForURL('**/dashboards/*');
    }
    await expectWall(wall.page);
    const seen = [...gateway.wire.bodies().map(({ text }) => text), await wall.page.content(), await keptOnDevice(wall.page)].join('\n');
    expect(truth.persons.filter((person) => seen.includes(person))).toEqual([]);
    const refused = await wall.page.evaluate(async () => (await fetch('/api/people')).status);
    expect(refused).toBe(403);
  });

  it('is blank within seconds of being taken back, says so, and waits to be paired again', async () => {
    await deeds().getByRole('button', { name: 'Thu hồi' }).click();
    const dialog = desk.page.getByRole('dialog', { name: `Thu hồi màn hình “${NAME}”?` });
    await dialog.waitFor();
    expect(await accessibilityFaults(desk.page)).toEqual([]);
    const since = Date.now();
    await dialog.getByRole('button', { name: 'Thu hồi', exact: true }).click();
    await wall.page.waitForURL('**/screen', { timeout: WITHIN_MS });
    expect(Date.now() - since).toBeLessThan(WITHIN_MS);
    await wall.page.getByText(`Màn hình “${NAME}” không còn được ghép với cổng.`).waitFor();
    await wall.page.getByLabel('Mã ghép nối').waitFor();
    expect(await wall.page.locator('[data-widget]').count()).toBe(0);
    const device = await keptOnDevice(wall.page);
    expect(truth.rows.filter(({ mark }) => device.includes(mark))).toEqual([]);
    await expectWall(wall.page);
    desk.assertClean([SIGN_ON, FAILED_REQUEST]);
    wall.assertClean([FAILED_REQUEST]);
    await wall.close();
    await desk.close();
  });
});
