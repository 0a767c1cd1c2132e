import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { keptOnDevice, openAs, SIGN_ON } from './support/gateway-people';
import { truthOf } from './support/gateway-shares';

/** As long as a purpose stands here; the province's is a quarter of an hour. */
const STANDS_MS = 8_000;
const REMARK = 'Công văn 123/UBND-VX ngày 20/11/2026';

let browser: Browser;
let gateway: TestGateway;
let persons: readonly string[];
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway({ times: { purposeMs: STANDS_MS } })]);
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
  ({ persons } = await truthOf(gateway.mockUrl, month, { department: 'H41.06', commune: '16681' }));
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const shown = async (page: Page): Promise<readonly string[]> => {
  const text = await page.locator('body').innerText();
  return persons.filter((person) => text.includes(person));
};
const ask = (page: Page): Promise<void> => page.getByRole('button', { name: 'Xem thông tin cá nhân…' }).click();

describe('who may see personal fields', () => {
  it('states a purpose first, sees them for its time and not a moment longer; nobody else does; the trail has it', async () => {
    const head = await openAs(browser, 'giam-doc-so', { url: gateway.url });
    const colleague = await openAs(browser, 'chuyen-vien', { url: gateway.url });
    const { page } = head;
    expect(await shown(page)).toEqual([]);
    await page.getByText('Đã che thông tin cá nhân').waitFor();

    await ask(page);
    const dialog = page.getByRole('dialog', { name: 'Xem thông tin cá nhân' });
    await dialog.getByText(/Nhật ký kiểm toán ghi/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const confirm = dialog.getByRole('button', { name: 'Ghi nhận và hiện thông tin' });
    await confirm.click();
    await dialog.getByRole('alert').filter({ hasText: 'Hãy chọn mục đích.' }).waitFor();
    await dialog.getByRole('radio', { name: 'Giải quyết hồ sơ' }).check();
    await confirm.click();
    await dialog.getByRole('alert').filter({ hasText: 'Hãy ghi nội dung vụ việc.' }).waitFor();
    await dialog.getByRole('textbox').fill(REMARK);
    gateway.wire.clear();
    await confirm.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/Đang hiện thông tin cá nhân: .*, còn 0:0\d/).waitFor();
    await expect.poll(() => shown(page).then(({ length }) => length), { timeout: STANDS_MS - 2_000 }).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await shown(colleague.page)).toEqual([]);
    expect(await colleague.page.getByRole('dialog').count()).toBe(0);
    expect(await colleague.page.getByText(/Đang hiện thông tin cá nhân/).count()).toBe(0);
    const device = await keptOnDevice(page);
    expect(persons.filter((person) => device.includes(person)), 'kept on the device').toEqual([]);

    await expect.poll(() => shown(page), { timeout: STANDS_MS + 3_000 }).toEqual([]);
    await page.getByText('Đã che thông tin cá nhân').waitFor();
    expect(await page.getByText(/Đang hiện thông tin cá nhân/).count()).toBe(0);
    // Whoever asks now is given nothing: it is not only the page that covers.
    gateway.wire.clear();
    await page.reload();
    await page.getByText('Đã che thông tin cá nhân').waitFor();
    const given = gateway.wire.bodies().map(({ text }) => text).join('\n');
    expect(persons.filter((person) => given.includes(person))).toEqual([]);
    head.assertClean([SIGN_ON]);
    colleague.assertClean([SIGN_ON]);
    await head.close();
    await colleague.close();

    const administrator = await openAs(browser, 'quan-tri-tinh', { url: gateway.url });
    await administrator.page.goto(`${gateway.url}admin/audit`);
    const entry = administrator.page.getByRole('row').filter({ hasText: 'xem thông tin cá nhân' }).filter({ hasText: 'procedure-overdue-dossiers' });
    await entry.filter({ hasText: 'settle-dossier' }).filter({ hasText: 'đã làm' }).waitFor();
    const trail = await administrator.page.getByRole('main').innerText();
    expect([REMARK, ...persons].filter((text) => trail.includes(text))).toEqual([]);
    await administrator.close();
  });

  it('covers them again before the time, at a press', async () => {
    const { page, close, assertClean } = await openAs(browser, 'chu-tich-xa', { url: gateway.url });
    await ask(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Kiểm tra, giám sát' }).check();
    await dialog.getByRole('textbox').fill(REMARK);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(page).then(({ length }) => length), { timeout: STANDS_MS - 2_000 }).toBeGreaterThan(0);
    await page.getByRole('complementary', { name: 'Thông báo về phiên làm việc' }).getByRole('button', { name: 'Che lại' }).click();
    await expect.poll(() => shown(page), { timeout: 1_000 }).toEqual([]);
    assertClean([SIGN_ON]);
    await close();
  });
});
