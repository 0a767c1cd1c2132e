import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, FAILED_REQUEST, launchBrowser, openPage, whenReady } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { chooseAccount, keptOnDevice, openAs, openMenu, signIn, SIGN_ON, signOut } from './support/gateway-people';
import { leaks, truthOf, type Truth } from './support/gateway-shares';

const MINUTE = 60_000;
const WITHIN_MS = 5_000;

let browser: Browser;
let gateway: TestGateway;
let truth: Truth;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway({ times: { sessionAbsoluteMs: 31 * MINUTE } })]);
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
  truth = await truthOf(gateway.mockUrl, month, { department: 'H41.06', commune: '16681' });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

describe('signing in', () => {
  it('says why it did not happen, and offers it again', async () => {
    const { page, close, assertClean } = await openPage(browser, { url: gateway.url, keepsFiles: true });
    await page.getByRole('link', { name: 'Đăng nhập', exact: true }).first().click();
    await page.getByRole('button', { name: 'Không đăng nhập, quay lại cổng' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'Chưa đăng nhập: yêu cầu đã bị hủy hoặc bị từ chối ở hệ thống đăng nhập.' });
    await notice.waitFor();
    await whenReady(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await notice.getByRole('link', { name: 'Đăng nhập lại' }).click();
    await chooseAccount(page, 'lanh-dao-tinh');
    expect(await notice.count()).toBe(0);
    expect(page.url()).not.toContain('sign-in');
    assertClean([SIGN_ON]);
    await close();
  });

  it('brings one back to where one was, unit and all', async () => {
    const { page, close, assertClean } = await openPage(browser, { url: gateway.url, keepsFiles: true, path: '/dashboards/commune?unit=17329' });
    await signIn(page, 'lanh-dao-tinh');
    expect(`${new URL(page.url()).pathname}${new URL(page.url()).search}`).toBe('/dashboards/commune?unit=17329');
    assertClean([SIGN_ON]);
    await close();
  });

  it('is not led away from the portal by an address somebody made up', async () => {
    const { page, close } = await openPage(browser, { url: gateway.url, keepsFiles: true });
    await page.goto(`${gateway.url}auth/login?returnTo=${encodeURIComponent('//example.org/x')}`);
    await chooseAccount(page, 'chuyen-vien');
    expect(new URL(page.url()).origin).toBe(new URL(gateway.url).origin);
    await close();
  });
});

describe('one person at two browsers', () => {
  it('sees both, ends the other, and the page there ends within seconds and says so', async () => {
    const here = await openAs(browser, 'giam-doc-so', { url: gateway.url, keepsFiles: true });
    const there = await openAs(browser, 'giam-doc-so', { url: gateway.url, keepsFiles: true, viewport: { width: 390, height: 844 } });
    await openMenu(here.page);
    await here.page.getByRole('button', { name: 'Phiên đăng nhập của tôi…' }).click();
    const dialog = here.page.getByRole('dialog', { name: 'Phiên đăng nhập của tôi' });
    const rows = dialog.getByRole('listitem');
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    expect(await rows.filter({ hasText: 'phiên này' }).count()).toBe(1);
    expect(await rows.first().innerText()).toMatch(/Chrom/);
    expect(await there.page.getByText('Trần Quốc Bảo').count() + await there.page.getByRole('button', { name: /Trần Quốc Bảo/ }).count()).toBeGreaterThan(0);

    const since = Date.now();
    await dialog.getByRole('button', { name: /^Kết thúc phiên trên/ }).click();
    await there.page.getByText('Phiên làm việc đã kết thúc.').waitFor({ timeout: WITHIN_MS });
    expect(Date.now() - since).toBeLessThan(WITHIN_MS);
    await dialog.getByText('Đã kết thúc 1 phiên.').waitFor();
    await expect.poll(() => rows.count()).toBe(1);
    await whenReady(there.page);
    await there.page.getByText('Cần đăng nhập để xem số liệu này').first().waitFor();
    expect(leaks([await there.page.content(), await keptOnDevice(there.page)], truth, { units: [], dossiers: false, incidents: false })).toEqual([]);
    here.assertClean([SIGN_ON]);
    there.assertClean([SIGN_ON, FAILED_REQUEST]);
    await here.close();
    await there.close();
  });
});

describe('two people at one browser, one after the other', () => {
  it('leaves nothing of the first: not on the device, not on the page, not behind the back button', async () => {
    const { page, close, assertClean } = await openAs(browser, 'lanh-dao-tinh', { url: gateway.url, keepsFiles: true });
    await page.getByRole('link', { name: 'Trực vận hành' }).click();
    await page.waitForURL('**/dashboards/operations*');
    await whenReady(page);
    await page.waitForFunction(() => document.querySelector('[data-widget]') !== null && document.querySelector('[data-state="loading"]') === null);
    const theirs = truth.rows.filter(({ of, unit }) => of === 'incidents' && unit !== '16681').map(({ mark }) => mark);
    // There is something to leave behind, or this test proves nothing.
    await expect.poll(async () => {
      const device = await keptOnDevice(page);
      return theirs.filter((mark) => device.includes(mark)).length;
    }).toBeGreaterThan(0);

    await signOut(page);
    await page.getByText('Đã đăng xuất. Số liệu lưu trên máy này đã được xóa.').waitFor();
    await whenReady(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    const nobody = { units: [], dossiers: false, incidents: false };
    const after = await keptOnDevice(page);
    expect(leaks([after, await page.content()], truth, nobody)).toEqual([]);
    expect(after).not.toMatch(/Nguyễn Thị Lan Anh|person:/);

    let portals = 0;
    for (let steps = 0; steps < 6 && (await page.goBack()) !== null; steps += 1) {
      // Between the portal's own pages lie those of the sign-on.
      if (page.url().startsWith(gateway.url)) {
        await whenReady(page);
        portals += 1;
        expect(await page.getByRole('button', { name: /^Tài khoản/ }).count()).toBe(0);
      }
      expect(leaks([await page.content()], truth, nobody)).toEqual([]);
    }
    expect(portals).toBeGreaterThan(0);

    await page.goto(gateway.url).then(() => whenReady(page));
    gateway.wire.clear();
    await signIn(page, 'chu-tich-xa');
    const share = { units: ['16681'], dossiers: true, incidents: true };
    expect(leaks([await page.content(), await keptOnDevice(page), ...gateway.wire.bodies().map(({ text }) => text)], truth, share)).toEqual([]);
    expect(await page.content()).not.toContain('Nguyễn Thị Lan Anh');
    assertClean([SIGN_ON, FAILED_REQUEST]);
    await close();
  });
});

describe('by the keyboard alone', () => {
  it('signs in, finds the menu and its sessions, and signs out everywhere', async () => {
    const { page, close, assertClean } = await openPage(browser, { url: gateway.url, keepsFiles: true });
    const focus = async (name: RegExp, most = 60): Promise<void> => {
      for (let at = 0; at < most; at += 1) {
        await page.keyboard.press('Tab');
        const said = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
        if (name.test(said.trim())) return;
      }
      throw new Error(`no ${name.source} within ${most} steps of the keyboard`);
    };
    await focus(/^Đăng nhập$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sso/**');
    await focus(/chu-tich-xa/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Tài khoản/ }).waitFor();
    await whenReady(page);
    await focus(/^Tài khoản/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Phiên đăng nhập của tôi…' }).waitFor();
    await focus(/^Phiên đăng nhập của tôi/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await focus(/^Đăng xuất khỏi mọi thiết bị$/);
    await page.keyboard.press('Enter');
    await focus(/^Đăng xuất tất cả$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sso/**');
    assertClean([SIGN_ON, FAILED_REQUEST]);
    await close();
  });
});

/** Sessions age by a clock that does not jump with the wall's; one that starts begins with it. */
async function later(ms: number): Promise<void> {
  gateway.turn(ms);
  await gateway.stop();
  await gateway.start();
}

// The gateway's clock goes ahead from here on: last in this file.
describe('a session that comes to its end', () => {
  it('is said to end two minutes before, and its page ends with it', async () => {
    const { page, close, assertClean } = await openAs(browser, 'truc-ioc', { url: gateway.url, keepsFiles: true });
    await later(29.5 * MINUTE);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const notice = page.getByRole('status').filter({ hasText: /Phiên làm việc kết thúc sau [01]:\d\d/ });
    await notice.waitFor({ timeout: 10_000 });
    expect(await notice.getByRole('link', { name: 'Đăng nhập lại (mở thẻ mới)' }).count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await later(2 * MINUTE);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Phiên làm việc đã kết thúc.').waitFor({ timeout: 15_000 });
    await whenReady(page);
    expect(await page.getByRole('button', { name: /^Tài khoản/ }).count()).toBe(0);
    assertClean([SIGN_ON, FAILED_REQUEST]);
    await close();
  });
});
