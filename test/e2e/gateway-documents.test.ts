import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, CHROMIUM_ARGS, FAILED_REQUEST, launchBrowser, openPage, whenReady, type OpenedPage } from './support/browser';
import { findChromium } from './support/chromium';
import { chooseTheme, keptWork, killBrowser, openSettings, PREFERENCES, revisionsOf, SOON_MS, themeOf } from './support/gateway-documents';
import { openAs, openMenu, signIn, SIGN_ON } from './support/gateway-people';
import { startGatewayProcess, type GatewayProcess } from './support/gateway-process';

let browser: Browser;
let gateway: GatewayProcess;
let here: OpenedPage;
let there: OpenedPage;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startGatewayProcess()]);
  [here, there] = await Promise.all([openAs(browser, 'giam-doc-so', { url: gateway.url, keepsFiles: true }), openAs(browser, 'giam-doc-so', { url: gateway.url, keepsFiles: true })]);
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const soon = { timeout: SOON_MS };
const expectTheme = (page: Page, theme: string): Promise<void> => expect.poll(() => themeOf(page), soon).toBe(theme);
const expectRevisions = (page: Page, count: number): Promise<void> => expect.poll(() => revisionsOf(page).then(({ length }) => length), soon).toBe(count);
const mark = (page: Page): Promise<void> => page.evaluate(() => document.documentElement.setAttribute('data-mark', 'same page'));
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.getAttribute('data-mark') === 'same page');
const close = (page: Page): Promise<void> => page.keyboard.press('Escape');

describe('what one person chose', () => {
  it('is at their other browser at once, without a reload; what only an address says is not', async () => {
    await mark(there.page);
    // What a page has opened once is there without a network.
    await openSettings(there.page).then(() => close(there.page));
    const dialog = await chooseTheme(here.page, 'dark');
    await dialog.getByRole('status').filter({ hasText: 'Đã lưu' }).waitFor(soon);
    await expectTheme(there.page, 'dark');
    expect(await isMarked(there.page)).toBe(true);
    expect(await accessibilityFaults(here.page)).toEqual([]);
    await close(here.page);
    await here.page.goto(`${gateway.url}?theme=light`).then(() => whenReady(here.page));
    expect(await themeOf(here.page)).toBe('light');
    expect(await revisionsOf(here.page)).toMatchObject([{ revision: 1, author: { name: 'Trần Quốc Bảo' }, reason: 'Giao diện: Tối' }]);
    // Without the document as well: from the person's own copy on this device.
    await here.page.route(`**${PREFERENCES}`, (route) => route.abort());
    await here.page.goto(gateway.url).then(() => whenReady(here.page));
    expect(await themeOf(here.page)).toBe('dark');
    await here.page.unroute(`**${PREFERENCES}`);
  });

  it('without a network waits on the device, is said to, and lands once', async () => {
    await here.context.setOffline(true);
    const dialog = await chooseTheme(here.page, 'light');
    await dialog.getByRole('status').filter({ hasText: 'chờ gửi' }).waitFor(soon);
    expect(await themeOf(here.page)).toBe('light');
    expect(await keptWork(here.page)).toEqual({ drafts: 0, saves: 1 });
    await here.context.setOffline(false);
    await dialog.getByRole('status').filter({ hasText: 'Đã lưu' }).waitFor(soon);
    await expectTheme(there.page, 'light');
    await expectRevisions(here.page, 2);
    await close(here.page);
  });
});

describe('two browsers of one person, both without a network', () => {
  /** Each chooses, and they come back one after the other; the second then meets what the first did. */
  async function apart(theirs: (page: Page) => Promise<unknown>, mine: (page: Page) => Promise<unknown>): Promise<void> {
    await Promise.all([here.context.setOffline(true), there.context.setOffline(true)]);
    await mine(here.page);
    await theirs(there.page);
    // A choice that is not written down yet would count as one that was sent.
    for (const { page } of [here, there]) await expect.poll(() => keptWork(page), soon).toMatchObject({ saves: 1 });
    await there.context.setOffline(false);
    await expect.poll(() => keptWork(there.page), soon).toMatchObject({ saves: 0 });
    await here.context.setOffline(false);
  }
  const language = async (page: Page): Promise<void> => (await openSettings(page)).getByRole('radio', { name: 'English' }).check();

  it('see both choices of one thing side by side; the other stands, or one\'s own does', async () => {
    for (const [choice, revisions, theme] of [['Theo máy khác', 3, 'wall'], ['Theo máy này', 5, 'dark']] as const) {
      await apart((page) => chooseTheme(page, choice === 'Theo máy khác' ? 'wall' : 'light'), (page) => chooseTheme(page, 'dark'));
      await here.page.getByRole('dialog').getByRole('status').filter({ hasText: 'Máy khác của anh/chị đã chọn khác' }).waitFor(soon);
      expect(await themeOf(here.page)).toBe('dark');
      await close(here.page);
      await here.page.getByRole('status').filter({ hasText: 'khác với máy khác của anh/chị' }).getByRole('button', { name: 'So sánh và chọn' }).click();
      const dialog = here.page.getByRole('dialog', { name: 'Hai máy chọn khác nhau' });
      expect(await dialog.getByRole('row').last().innerText()).toMatch(/Giao diện\s+Tối\s+(Màn hình lớn|Sáng)\s+cả hai máy/);
      expect(await accessibilityFaults(here.page)).toEqual([]);
      await close(there.page);
      await dialog.getByRole('button', { name: choice }).click();
      await expectTheme(there.page, theme);
      await expectTheme(here.page, theme);
      await expectRevisions(here.page, revisions);
      await expect.poll(() => keptWork(here.page), soon).toEqual({ drafts: 0, saves: 0 });
    }
  });

  it('have one history: who chose what and when; an old choice becomes the newest again', async () => {
    const { page } = here;
    await (await openSettings(page)).getByRole('button', { name: 'Lịch sử thay đổi…' }).click();
    const history = page.getByRole('dialog', { name: 'Lịch sử thay đổi' });
    const rows = history.getByRole('listitem');
    await expect.poll(() => rows.count(), soon).toBe(5);
    const [newest = '', , , , oldest = ''] = await rows.allInnerTexts();
    expect(newest).toMatch(/Bản 5 · đang dùng[^]*Trần Quốc Bảo[^]*Giao diện: Tối/);
    expect(oldest).toMatch(/Bản 1\s[^]*Trần Quốc Bảo[^]*Giao diện: Tối/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await history.getByRole('button', { name: 'Lấy lại bản 3' }).click();
    await history.getByLabel('Lý do').fill('Họp tại phòng lớn');
    await page.keyboard.press('Enter');
    await history.getByText('Đã lấy lại bản 3.').waitFor(soon);
    await expectTheme(there.page, 'wall');
    expect((await revisionsOf(page)).slice(0, 2).map(({ revision, reason }) => [revision, reason])).toEqual([[6, 'Họp tại phòng lớn'], [5, 'Giao diện: Tối']]);
    await close(page);
    // The keyboard is where it was.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Lịch sử thay đổi…');
    await close(page);
  });

  it('that chose different things have both, and nobody is asked', async () => {
    await apart(language, (page) => chooseTheme(page, 'light'));
    await expect.poll(() => here.page.locator('html').getAttribute('lang'), soon).toBe('en');
    await expectTheme(there.page, 'light');
    await expectRevisions(here.page, 8);
    await expect.poll(() => keptWork(here.page), soon).toEqual({ drafts: 0, saves: 0 });
    there.assertClean([SIGN_ON, FAILED_REQUEST]);
  });
});

describe('signing out', () => {
  it('asks first where something was not sent, and does with it what the person says', async () => {
    const { page } = here;
    await page.route(`**${PREFERENCES}`, (route) => (route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue()));
    const dialog = page.getByRole('dialog', { name: 'Display options' });
    await dialog.getByRole('radio', { name: 'Dark' }).check();
    await dialog.getByRole('status').filter({ hasText: 'waiting to go up' }).waitFor(soon);
    await close(page);
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    const question = page.getByRole('alert').filter({ hasText: '1 unsent item(s) exist only on this device.' });
    await question.waitFor(soon);
    expect(await accessibilityFaults(page)).toEqual([]);
    await question.getByRole('button', { name: 'Delete and sign out' }).click();
    await page.waitForURL('**/sso/**');
    await page.goto(gateway.url).then(() => whenReady(page));
    expect(await keptWork(page)).toEqual({ drafts: 0, saves: 0 });
    expect(await page.evaluate(() => Object.keys(localStorage))).not.toContain('toan-canh.preferences.person');
    expect([await themeOf(page), await page.locator('html').getAttribute('lang')]).toEqual(['light', 'vi']);
    here.assertClean([SIGN_ON, FAILED_REQUEST]);
  });
});

describe('killed without a word', () => {
  it('a gateway that took a save and could not say so has it once, and the page hears of it', async () => {
    const { page, close: end, assertClean } = await openAs(browser, 'chu-tich-xa', { url: gateway.url });
    const dialog = await chooseTheme(page, 'dark');
    await dialog.getByRole('status').filter({ hasText: 'Đã lưu' }).waitFor(soon);
    let taken = 0;
    await page.route(`**${PREFERENCES}`, async (route) => {
      if (route.request().method() !== 'PUT' || taken > 0) return route.continue();
      // Sent by the browser itself it would say where it comes from.
      taken = (await route.fetch({ headers: { ...route.request().headers(), origin: new URL(gateway.url).origin, 'sec-fetch-site': 'same-origin' } })).status();
      await gateway.kill9();
      return route.abort('connectionreset');
    });
    await dialog.getByRole('radio', { name: 'Sáng' }).check();
    await dialog.getByRole('status').filter({ hasText: 'chờ gửi' }).waitFor(soon);
    await expect.poll(() => taken, soon).toBe(200);
    await gateway.start();
    await dialog.getByRole('status').filter({ hasText: 'Đã lưu' }).waitFor({ timeout: 30_000 });
    await expectRevisions(page, 2);
    expect(await themeOf(page)).toBe('light');
    expect(await keptWork(page)).toEqual({ drafts: 0, saves: 0 });
    assertClean([SIGN_ON, FAILED_REQUEST]);
    await end();
  });

  it('a browser keeps what was not sent: for its person, who sends it on their next visit, and for nobody else', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'profile-'));
    const open = async (): Promise<{ context: BrowserContext; page: Page }> => {
      const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium() ?? '', args: CHROMIUM_ARGS, locale: 'vi-VN', viewport: { width: 1440, height: 900 } });
      const { page } = await openPage(browser, { url: gateway.url, context });
      return { context, page };
    };
    const before = await open();
    await signIn(before.page, 'chuyen-vien');
    let puts = 0;
    await before.page.route(`**${PREFERENCES}`, (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      puts += 1;
      return new Promise(() => undefined);
    });
    await chooseTheme(before.page, 'dark');
    await expect.poll(() => puts, soon).toBe(1);
    await killBrowser(profile);

    const after = await open();
    expect(await keptWork(after.page)).toEqual({ drafts: 0, saves: 1 });
    // The browser had not yet written down who was signed in, or has and lets them go on.
    expect(await themeOf(after.page)).toBe('light');
    // Nor had it written down whom the sign-on knows, or it had: then nobody would be asked who they are.
    await after.context.clearCookies();
    await signIn(after.page, 'truc-ioc');
    const dialog = await openSettings(after.page);
    await dialog.getByText('Lựa chọn đi theo tài khoản').waitFor();
    expect(await dialog.getByText(/chờ gửi|Lịch sử/).count()).toBe(0);
    expect(await themeOf(after.page)).toBe('light');
    expect(await revisionsOf(after.page)).toEqual([]);
    await close(after.page);
    await openMenu(after.page);
    await after.page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await after.page.getByRole('button', { name: 'Đăng xuất', exact: true }).and(after.page.locator('[name="logout"]')).click();
    await whenReady(after.page);
    expect(await keptWork(after.page)).toEqual({ drafts: 0, saves: 1 });

    await signIn(after.page, 'chuyen-vien');
    await expectTheme(after.page, 'dark');
    await expectRevisions(after.page, 1);
    await expect.poll(() => keptWork(after.page), soon).toEqual({ drafts: 0, saves: 0 });
    await after.context.close();
    rmSync(profile, { recursive: true, force: true });
  });
});
