import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults, FAILED_REQUEST, launchBrowser, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openAs, SIGN_ON } from './support/gateway-people';

const soon = { timeout: 15_000 };

let browser: Browser;
let gateway: TestGateway;
let head: OpenedPage;
let other: OpenedPage;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  // Both of one department, both may change what belongs to it; the other works by finger.
  head = await openAs(browser, 'giam-doc-so', { url: gateway.url, keepsFiles: true });
  other = await openAs(browser, 'quan-tri-don-vi', { url: gateway.url, viewport: { width: 1024, height: 1100 }, touch: true });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const said = (page: Page, words: string | RegExp): Promise<void> => page.getByRole('status').filter({ hasText: words }).first().waitFor(soon);
const stands = (page: Page, sending: string): Promise<void> => page.locator(`.save-state[data-sending="${sending}"]`).waitFor(soon);
const placeOf = async (page: Page, tile: string): Promise<readonly number[]> => {
  const label = (await page.locator(`[data-tile="${tile}"]`).getAttribute('aria-label')) ?? '';
  return [...label.matchAll(/\d+/g)].slice(-4).map(Number);
};
/** Presses keys until the element has the focus, as somebody does who sees where the focus is. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${wanted}`);
}
const focused = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('data-tile') ?? null);
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

let address = '';

it('a head makes a dashboard of one of the province\'s with the keyboard alone, and gives it to the department', async () => {
  const { page } = head;
  await page.goto(`${gateway.url}dashboards/department/edit`);
  await page.getByRole('heading', { name: 'Sửa trên một bản sao' }).waitFor(soon);
  expect(await accessibilityFaults(page)).toEqual([]);
  await tabTo(page, 'button[type="submit"]');
  await press(page, 'Enter');
  await page.locator('[data-tile]').first().waitFor(soon);
  address = page.url();
  const count = await page.locator('[data-tile]').count();

  await tabTo(page, '[data-tile]');
  await press(page, 'ArrowRight');
  const tile = (await focused(page)) ?? '';
  const [column, row, width, height] = await placeOf(page, tile);
  await press(page, 'Enter');
  await said(page, 'Đang giữ');
  await press(page, 'ArrowRight');
  await said(page, `sang cột ${Number(column) + 1}, hàng`);
  await press(page, 'Shift+ArrowDown');
  await said(page, `cao ${Number(height) + 1} hàng`);
  expect(await focused(page)).toBe(tile);
  await press(page, 'Escape', 'Control+d');
  await said(page, 'Đã nhân đôi');
  await expect.poll(() => page.locator('[data-tile]').count(), soon).toBe(count + 1);
  await press(page, 'Delete');
  await said(page, 'Đã xóa');
  // All the way back, and two steps forth: moved and resized, nothing more.
  await press(page, 'Control+z', 'Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => placeOf(page, tile), soon).toEqual([column, row, width, height]);
  await press(page, 'Control+z');
  await said(page, 'Không còn gì để hoàn tác');
  await press(page, 'Control+Shift+z', 'Control+Shift+z');
  await expect.poll(() => placeOf(page, tile), soon).toMatchObject([Number(column) + 1, {}, width, Number(height) + 1].map((one) => (typeof one === 'number' ? one : expect.any(Number))));
  // One more, from the gallery: found without accents, drawn there with figures, then on the page.
  await tabTo(page, '[role="toolbar"] button:nth-of-type(3)');
  await press(page, 'Enter');
  const gallery = page.getByRole('dialog', { name: 'Thêm ô' });
  await gallery.locator('[data-widget]').waitFor(soon);
  await tabTo(page, 'input[role="combobox"]');
  await page.keyboard.type('van ban');
  await press(page, 'Enter');
  await said(page, 'Đã thêm');
  await expect.poll(() => page.locator('[data-tile]').count(), soon).toBe(count + 1);
  await press(page, '?');
  await page.getByRole('dialog', { name: 'Phím tắt khi sửa bảng' }).waitFor(soon);
  await press(page, 'Escape');
  expect(await accessibilityFaults(page)).toEqual([]);

  await press(page, 'Control+s');
  const dialog = page.getByRole('dialog', { name: 'Lưu bảng' });
  await dialog.waitFor(soon);
  await tabTo(page, '[role="dialog"] input[type="text"], dialog input[type="text"]');
  await page.keyboard.type('Bố trí lại cho giao ban');
  await press(page, 'Tab', 'ArrowDown');
  expect(await dialog.getByRole('radio', { name: /^Đơn vị của tôi/ }).isChecked()).toBe(true);
  await press(page, 'Enter');
  await stands(page, 'none');
});

it('another of the department changes it by finger at the same time; both are asked, and both remain', async () => {
  const mine = head.page;
  const { page } = other;
  // The head changes the name where there is no network: it waits on their device.
  await mine.context().setOffline(true);
  await mine.getByRole('button', { name: 'Thiết lập bảng' }).click();
  const name = mine.getByLabel('Tên bảng', { exact: true });
  await name.fill('Giao ban của sở');
  await name.press('Tab');
  await stands(mine, 'draft');
  await mine.getByRole('button', { name: 'Lưu…' }).click();
  await mine.getByRole('button', { name: 'Lưu', exact: true }).click();
  await stands(mine, 'waiting');

  // Meanwhile the other moves a tile.
  await page.goto(address);
  const [first, second] = [page.locator('[data-tile]').first(), page.locator('[data-tile]').nth(1)];
  await first.waitFor(soon);
  const id = (await first.getAttribute('data-tile')) ?? '';
  const before = await placeOf(page, id);
  await first.tap();
  const [grip, aim] = await Promise.all([first.locator('.grip').boundingBox(), second.boundingBox()]);
  if (!grip || !aim) throw new Error('nothing to take hold of');
  // What a finger does: touch points through the browser's own input.
  const touch = await page.context().newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const from = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
  await finger('touchStart', from.x, from.y);
  for (let step = 1; step <= 6; step += 1) await finger('touchMove', from.x + (aim.x - grip.x) * step / 6, from.y + step * 20);
  await finger('touchEnd');
  await said(page, 'Đã chuyển');
  expect(await placeOf(page, id)).not.toEqual(before);
  await page.getByRole('button', { name: 'Lưu…' }).tap();
  await page.getByRole('button', { name: 'Lưu', exact: true }).tap();
  await stands(page, 'none');

  await mine.context().setOffline(false);
  await stands(mine, 'conflict');
  await mine.getByRole('button', { name: 'So sánh và chọn' }).click();
  const dialog = mine.getByRole('dialog', { name: 'Hai người cùng sửa' });
  expect(await dialog.innerText()).toMatch(/Giao ban của sở/);
  await dialog.getByRole('button', { name: 'Gộp cả hai' }).click();
  await stands(mine, 'none');
  expect(await placeOf(mine, id)).not.toEqual(before);
  await page.getByRole('heading', { level: 1, name: 'Sửa: Giao ban của sở' }).waitFor(soon);
});

it('a head lets whoever looks choose a field of procedures by name; another chooses, the tile follows, and the address carries it', async () => {
  const { page } = head;
  await page.goto(address);
  await page.locator('[data-tile]').first().waitFor(soon);
  /** Typed without accents, as far as it takes, and taken with Enter. */
  const choose = async (box: string, typed: string): Promise<void> => {
    const field = page.getByRole('complementary').getByRole('combobox', { name: box, exact: true });
    await field.fill(typed);
    await page.getByRole('option').first().waitFor(soon);
    await field.press('Enter');
  };
  await page.getByRole('button', { name: 'Thiết lập bảng' }).click();
  await page.getByRole('button', { name: 'Thêm biến' }).click();
  await page.getByText('Biến mới $bien').click();
  const name = page.getByLabel('Tên hiện cho người xem', { exact: true });
  await name.fill('Lĩnh vực');
  await name.press('Tab');
  await page.getByLabel('Lấy giá trị từ').selectOption('category');
  await choose('Bộ dữ liệu', 'thu tuc hanh chinh theo linh vuc');
  await page.getByText('Đang hỏi bộ dữ liệu').waitFor({ state: 'detached', ...soon });
  await choose('Chiều phân tổ', 'field');
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Thêm ô' }).click();
  const gallery = page.getByRole('dialog', { name: 'Thêm ô' });
  await gallery.locator('input[type="search"]').fill('bieu do');
  await gallery.locator('input[type="search"]').press('Enter');
  await said(page, 'Đã thêm');
  await choose('Bộ số liệu', 'thu tuc hanh chinh theo linh vuc');
  await choose('Chiều của trục', 'chi so');
  await choose('Lĩnh vực', '$bien');
  await page.getByRole('button', { name: 'Lưu…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lưu bảng' });
  await dialog.getByRole('textbox').fill('Chọn được lĩnh vực');
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await stands(page, 'none');

  const { page: theirs } = other;
  await theirs.goto(address.replace(/\/edit$/, ''));
  await theirs.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 30_000 });
  const chart = theirs.locator('[data-widget="chart"]').last();
  const before = await chart.innerText();
  const list = theirs.locator('label', { hasText: /^Lĩnh vực/ }).getByRole('combobox');
  const [first, second] = await list.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  expect(await list.inputValue()).toBe(first);
  await list.selectOption(second ?? '');
  await theirs.waitForURL((url) => url.searchParams.get('v.bien') === second);
  await expect.poll(() => chart.innerText(), soon).not.toBe(before);
});

it('the department finds it in the list of all, marks it, and sees what each version changed', async () => {
  const { page } = other;
  await page.goto(`${gateway.url}dashboards`);
  const row = page.getByRole('main').locator('li', { has: page.getByRole('link', { name: 'Giao ban của sở', exact: true }) });
  await row.waitFor(soon);
  await page.getByLabel('Tìm bảng').fill('giao ban cua so');
  expect(await page.getByRole('main').locator('li').count()).toBe(1);
  await page.getByLabel('Tìm bảng').fill('');
  await row.first().getByRole('button', { name: 'Đánh dấu yêu thích “Giao ban của sở”' }).click();
  // It stands among the favourites and in its own group, and in the header.
  await expect.poll(() => page.getByRole('main').getByRole('link', { name: 'Giao ban của sở', exact: true }).count(), soon).toBe(2);
  expect(await accessibilityFaults(page)).toEqual([]);

  await row.first().getByRole('button', { name: 'Lịch sử của “Giao ban của sở”' }).click();
  const versions = page.getByRole('dialog', { name: 'Lịch sử thay đổi' });
  await versions.locator('[data-revision]').nth(1).waitFor(soon);
  await versions.getByRole('button', { name: 'Xem thay đổi của bản 2' }).click();
  await versions.getByRole('status').filter({ hasText: /ô/ }).waitFor(soon);
  expect(await versions.getByRole('img', { name: 'Trước' }).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

it('a remark on a figure is read and answered by the other, and stands on the trend', async () => {
  const [mine, theirs] = [head.page, other.page];
  const card = async (page: Page) => {
    await page.goto(`${gateway.url}dashboards/department`);
    await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 30_000 });
    await page.locator('[data-widget="indicator-card"] .body button').first().click();
    const remarks = page.getByRole('region', { name: 'Ghi chú, trao đổi' });
    await remarks.waitFor(soon);
    return remarks;
  };
  const words = 'Chưa gồm hồ sơ liên thông; bổ sung trước ngày 05.';
  const written = await card(mine);
  await written.getByLabel('Ghi chú về số liệu này').fill(words);
  await written.getByRole('button', { name: 'Ghi', exact: true }).click();
  await written.getByText(words).waitFor(soon);
  expect(await accessibilityFaults(mine)).toEqual([]);

  const read = await card(theirs);
  await read.getByText(words).waitFor(soon);
  await read.getByRole('button', { name: 'Trả lời' }).click();
  await read.getByLabel(/^Trả lời ghi chú của/).fill('Rõ.');
  await read.getByRole('button', { name: 'Ghi', exact: true }).first().click();
  // Told by the gateway: the head's card is open all the while.
  await written.getByText('Rõ.').waitFor(soon);
  for (const one of [head, other]) one.assertClean([SIGN_ON, FAILED_REQUEST]);
});
