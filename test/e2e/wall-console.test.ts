import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, answered, FAILED_REQUEST, launchBrowser, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openAs, SIGN_ON } from './support/gateway-people';
import { pairedScreen } from './support/gateway-screens';

const LEFT = 'Tường trái';
const RIGHT = 'Tường phải';
const SHOWN_MS = 15_000;

let browser: Browser;
let gateway: TestGateway;
let desk: OpenedPage;
let left: OpenedPage;
let right: OpenedPage;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  desk = await openAs(browser, 'truc-ioc', { url: gateway.url });
  left = await pairedScreen(browser, gateway.url, desk.page, { name: LEFT, dashboards: ['leaders'] });
  right = await pairedScreen(browser, gateway.url, desk.page, { name: RIGHT, dashboards: ['operations'] });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const button = (name: string | RegExp): Locator => desk.page.getByRole('button', { name });
const said = (text: string): Promise<void> => desk.page.locator('[data-said]').filter({ hasText: text }).waitFor();
const dialog = (name: string): Locator => desk.page.getByRole('dialog', { name });
/** What stands on a screen's surface: its scene, its mode. */
const surface = (page: Page, part: string): Promise<void> => page.locator(`.surface${part}`).waitFor({ timeout: SHOWN_MS });
const both = async (part: string): Promise<void> => void (await Promise.all([surface(left.page, part), surface(right.page, part)]));
/** Keys are the desk's while nothing on the page has the keyboard. */
const press = async (key: string): Promise<void> => {
  await answered('leaving what has the keyboard', desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()));
  await answered(`the key ${key}`, desk.page.keyboard.press(key));
};

describe('the operator’s desk', () => {
  it('shows paired screens, and hangs them side by side by keyboard', async () => {
    const { page } = desk;
    await page.goto(`${gateway.url}wall`);
    await page.getByRole('heading', { level: 1, name: 'Điều khiển màn hình' }).waitFor();
    await page.locator(`[data-screen="${LEFT}"]`).waitFor();
    await button('Thêm tường').click();
    await page.getByLabel('Tên tường').fill('Phòng giao ban');
    await button(`Treo ${LEFT} lên tường`).click();
    await button(`Treo ${RIGHT} lên tường`).click();
    await page.locator(`[data-hung="${RIGHT}"]`).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('status').filter({ hasText: `${RIGHT}: hàng 1, cột 1` }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/Chữ nhỏ nhất được dùng: \d+ điểm ảnh/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Lưu').click();
    await page.getByRole('region', { name: 'Phòng giao ban', exact: true }).waitFor();
    await page.getByText(`2 màn hình được chọn: ${LEFT}, ${RIGHT}`).waitFor();
    await page.locator('[data-alarm]').first().waitFor({ state: 'detached' });
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('has editors of which Escape closes the dialog alone: what was begun stays, and the focus is back where it was', async () => {
    const { page } = desk;
    const focus = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    await page.getByRole('region', { name: 'Phòng giao ban', exact: true }).getByRole('button', { name: 'Sửa sơ đồ' }).click();
    await page.getByLabel('Tên tường').fill('Phòng giao ban mới');
    await button(`${LEFT}: Chia màn hình…`).focus();
    await page.keyboard.press('Enter');
    await dialog(`Chia màn hình ${LEFT}`).getByRole('button', { name: 'Hai cột' }).click();
    await page.keyboard.press('Escape');
    await dialog(`Chia màn hình ${LEFT}`).waitFor({ state: 'detached' });
    expect([await focus(), await page.getByLabel('Tên tường').inputValue()]).toEqual([`${LEFT}: Chia tiếp (chưa lưu)…`, 'Phòng giao ban mới']);
    await page.keyboard.press('Enter');
    await dialog(`Chia màn hình ${LEFT}`).getByRole('button', { name: 'Hai cột', pressed: true }).waitFor();
    await dialog(`Chia màn hình ${LEFT}`).getByRole('button', { name: 'Bỏ thay đổi' }).click();
    await page.keyboard.press('Escape');
    await button(`${LEFT}: Chia màn hình…`).waitFor();
    await button('Bỏ tường này…').click();
    await page.keyboard.press('Escape');
    await expect.poll(focus).toBe('Bỏ tường này…');
    await button('Thôi').click();
    await page.getByText(`2 màn hình được chọn: ${LEFT}, ${RIGHT}`).waitFor();
  });

  it('takes the four scenes, each after it was seen', async () => {
    const { page } = desk;
    for (const [key, scene] of [['1', 'duty'], ['2', 'flood-storm'], ['3', 'morning-brief'], ['4', 'visitors']] as const) {
      const card = page.locator(`[data-scene-card="${scene}"]`);
      expect(await card.locator('kbd').innerText()).toBe(key);
      await press(key);
      await page.locator(`[data-preview="${RIGHT}"] .surface[data-scene="${scene}"]`).waitFor({ state: 'attached' });
      expect(await left.page.locator(`.surface[data-scene="${scene}"]`).count()).toBe(0);
      await press('Enter');
      await said('trên 2 màn hình');
      await both(`[data-scene="${scene}"]`);
    }
    // What hangs at the second cell is not what hangs at the first.
    const [first, second] = await Promise.all([left, right].map(({ page: wall }) => wall.locator('.zone').first().innerText()));
    expect(first).not.toBe(second);
    await button('Trả lại như trước').click();
    await both('[data-scene="morning-brief"]');
    await said('Đã trả lại như trước.');
  });

  it('goes on, stops, holds, darkens, and tells, with what was done in words', async () => {
    const { page } = desk;
    const items = (): Promise<(string | null)[]> => Promise.all([left, right].map(({ page: wall }) => wall.locator('[data-item]').first().getAttribute('data-item')));
    expect(await items()).toEqual(['0', '0']);
    await press(' ');
    await said('Đã chuyển mục tiếp trên 2 màn hình');
    await Promise.all([left, right].map(({ page: wall }) => wall.locator('[data-item="1"]').first().waitFor()));
    for (const [key, mode, off] of [['p', 'paused', 'Chạy tiếp P'], ['f', 'frozen', 'Thả hình F']] as const) {
      await press(key);
      await both(`[data-mode="${mode}"]`);
      await button(off).click();
      await both('[data-mode="run"]');
    }
    await press('b');
    await dialog('Xác nhận').getByText('Sẽ tắt hình 2 màn hình.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog('Xác nhận').getByRole('button', { name: 'Thực hiện' }).click();
    await both('[data-mode="blank"]');
    await press('b');
    await both('[data-mode="run"]');
    await press('m');
    await dialog('Thông điệp lên màn hình').getByRole('button', { name: 'Đề nghị giữ trật tự' }).click();
    await dialog('Thông điệp lên màn hình').getByRole('button', { name: 'Hiện thông điệp' }).click();
    await Promise.all([left, right].map(({ page: wall }) => wall.getByText('Đề nghị giữ trật tự').waitFor({ timeout: SHOWN_MS })));
  });

  it('lets an alert take over and gives back; visitors see what is public', async () => {
    await button('Cảnh báo…').click();
    const alert = dialog('Cảnh báo chiếm màn hình');
    await alert.getByLabel('Tiêu đề cảnh báo').fill('Bão số 9 đổ bộ');
    await alert.getByRole('button', { name: 'Phát cảnh báo…' }).click();
    await dialog('Xác nhận').getByRole('button', { name: 'Thực hiện' }).click();
    await Promise.all([left, right].map(({ page: wall }) => wall.getByRole('heading', { name: 'Bão số 9 đổ bộ' }).waitFor({ timeout: SHOWN_MS })));
    await desk.page.getByText(/tự trả lại sau/).waitFor();
    await button('Kết thúc cảnh báo').click();
    await said('Đã kết thúc cảnh báo');
    await left.page.getByRole('heading', { name: 'Bão số 9 đổ bộ' }).waitFor({ state: 'detached', timeout: SHOWN_MS });
    await button('Chuyển sang có khách…').click();
    await dialog('Xác nhận').getByText(/chỉ số liệu công khai còn hiện/).waitFor();
    await dialog('Xác nhận').getByRole('button', { name: 'Thực hiện' }).click();
    await said('sang có khách');
    await button('Trả lại như trước').click();
    await said('Đã trả lại như trước.');
  });

  it('says which screen went silent, and names it when it is driven', async () => {
    const { page } = desk;
    // As when somebody takes the display away; its browser is left alone: giving a whole browser's room back has been seen to take minutes.
    await right.page.goto('about:blank');
    // A last word of the screen that is still on its way would be heard at the later hour.
    await expect.poll(() => gateway.wire.running('/api/screen/standing')).toBe(0);
    gateway.turn(61_000);
    await page.locator('[data-alarm="silent"]').filter({ hasText: RIGHT }).waitFor({ timeout: 45_000 });
    await page.locator(`[data-screen="${RIGHT}"]`).getByText(/Im lặng/).waitFor();
    await press('1');
    await press('Enter');
    await said(`Chưa thấy báo về: `);
    expect(await page.locator('[data-said]').innerText()).toContain(RIGHT);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 120_000);

  it('is not there for an administrator of one unit, nor for its screens', async () => {
    const other = await openAs(browser, 'quan-tri-don-vi', { url: gateway.url });
    await other.page.goto(`${gateway.url}wall`);
    await other.page.getByRole('alert').filter({ hasText: 'không điều khiển được màn hình' }).waitFor();
    expect(await other.page.evaluate(async () => (await fetch('/api/walls')).status)).toBe(403);
    desk.assertClean([SIGN_ON, FAILED_REQUEST]);
    await other.close();
  });
});
