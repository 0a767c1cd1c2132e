import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, FAILED_REQUEST, launchBrowser, openPage, whenReady, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { keptOnDevice, openAs, openMenu, SIGN_ON } from './support/gateway-people';
import { truthOf, type Truth } from './support/gateway-shares';

const WALL = { width: 1920, height: 1080 };
const NAME = 'Phòng họp tầng 2';
const SECOND = 'Phòng họp tầng 3';
const WITHIN_MS = 5_000;
/** Two screens of one wall change within this. */
const IN_STEP_MS = 250;

let browser: Browser;
let gateway: TestGateway;
let truth: Truth;
let wall: OpenedPage;
let other: OpenedPage;
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

interface Answer { readonly status: number; readonly body: { readonly [name: string]: unknown } }
/** A call as the operator's page makes it. */
const asOperator = (method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => desk.page.evaluate(async (call) => {
  const session = await (await fetch('/api/session')).json() as { csrf: string };
  const reply = await fetch(call.path, { method: call.method, headers: { 'content-type': 'application/json', 'X-CSRF-Token': session.csrf, ...call.headers }, body: JSON.stringify(call.body) });
  return { status: reply.status, body: await reply.json() as { [name: string]: unknown } };
}, { method, path, body, headers });
let screens: string[] = [];
async function drive(deed: object): Promise<void> {
  const { status, body } = await asOperator('POST', '/api/wall/commands', { screens, deed, key: randomUUID() });
  expect(status, JSON.stringify(body)).toBe(200);
}
const surface = (page: Page, attributes: string): Promise<void> => page.locator(`.surface${attributes}`).waitFor({ timeout: 2 * WITHIN_MS });
const bothShow = (attributes: string): Promise<unknown> => Promise.all([wall, other].map(({ page }) => surface(page, attributes)));
/** When each page drew each revision of its program for the first time, epoch ms. */
const recordTurns = (page: Page): Promise<void> => page.evaluate(() => {
  const turns: Record<string, number> = {};
  Object.assign(window, { turns });
  const note = (): void => {
    const revision = document.querySelector('.surface')?.getAttribute('data-revision') ?? '';
    requestAnimationFrame((at) => { turns[revision] ??= performance.timeOrigin + at; });
  };
  new MutationObserver(note).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-revision'], childList: true });
});
const turnsOf = (page: Page): Promise<Record<string, number>> => page.evaluate(() => (window as unknown as { turns: Record<string, number> }).turns);

/** The wall holds nothing a hand could press, scrolls nowhere, and is read from across the room. */
async function expectWall(page: Page): Promise<void> {
  await whenReady(page);
  expect(await page.locator('button, a[href], select, input, textarea, [role="button"]').evaluateAll((all) => all.filter((one) => (one as HTMLElement).offsetParent !== null && one.getBoundingClientRect().top >= 0).map((one) => one.outerHTML.slice(0, 80)))).toEqual([]);
  expect(await page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth, document.documentElement.scrollHeight - document.documentElement.clientHeight])).toEqual([0, 0]);
  expect(await smallest(page)).toBeGreaterThanOrEqual(WALL.height / 54 - 0.01);
}

describe('a wall of the operations centre', () => {
  it('shows a code that is read from across the room', async () => {
    wall = await openPage(browser, { url: gateway.url, path: '/screen', viewport: WALL, keepsFiles: true });
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

    await wall.page.waitForURL('**/show', { timeout: 10_000 });
    await heading(wall.page, 'Trực vận hành');
    await wall.page.getByRole('status').filter({ hasText: 'Chưa có cảnh nào được chọn' }).waitFor();
    await expectWall(wall.page);
    expect(await wall.page.locator('[data-widget][data-state="denied"]').count()).toBe(0);
    expect(await accessibilityFaults(wall.page)).toEqual([]);
    await deeds().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('keeps what it is over a reload, and obeys its operator', async () => {
    await wall.page.reload();
    await expectWall(wall.page);
    expect(new URL(wall.page.url()).pathname).toBe('/show');
    await heading(wall.page, 'Trực vận hành');

    await deeds().getByRole('button', { name: 'Hiện tên' }).click();
    await wall.page.getByRole('status').filter({ hasText: NAME }).waitFor({ timeout: WITHIN_MS });
    await deeds().getByRole('combobox').selectOption({ label: 'Toàn cảnh' });
    await heading(wall.page, 'Toàn cảnh');
    await expectWall(wall.page);
  });

  it('stands beside a second one, and both take scenes at one moment', async () => {
    other = await openPage(browser, { url: gateway.url, path: '/screen', viewport: WALL, keepsFiles: true });
    const code = (await other.page.getByLabel('Mã ghép nối').innerText()).replace(/\s/g, '');
    const paired = await asOperator('POST', `/api/pairings/${code}/confirm`, { name: SECOND, unit: null, classes: ['public', 'internal'], dashboards: ['leaders', 'operations', 'noc', 'flood-storm', 'visitors'] });
    expect(paired.status, JSON.stringify(paired.body)).toBe(200);
    await other.page.waitForURL('**/show', { timeout: 10_000 });
    await whenReady(other.page);
    const list = await desk.page.evaluate(async () => (await fetch('/api/walls')).json() as Promise<{ screens: { id: string }[] }>);
    screens = list.screens.map(({ id }) => id);
    expect(screens).toHaveLength(2);
    await Promise.all([recordTurns(wall.page), recordTurns(other.page)]);
    for (const scene of ['morning-brief', 'flood-storm', 'visitors', 'duty']) {
      await drive({ do: 'take', scene });
      await bothShow(`[data-scene="${scene}"]`);
      for (const { page } of [wall, other]) {
        await whenReady(page);
        expect(await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])).toEqual([0, 0]);
        expect(await smallest(page)).toBeGreaterThanOrEqual(WALL.height / 54 - 0.01);
      }
      expect(await accessibilityFaults(wall.page), scene).toEqual([]);
    }
    const [first, second] = await Promise.all([turnsOf(wall.page), turnsOf(other.page)]);
    const apart = Object.keys(first).filter((revision) => revision in second).map((revision) => Math.abs((first[revision] ?? 0) - (second[revision] ?? 0)));
    expect(apart.length).toBeGreaterThanOrEqual(4);
    // The middle one: a machine that does something else for a moment is no wall out of step.
    expect(apart.sort((a, b) => a - b)[Math.floor(apart.length / 2)]).toBeLessThan(IN_STEP_MS);
  });

  it('obeys: next, pause, a line, a held picture, the dark, and an alert that gives the screen back', async () => {
    await surface(wall.page, ' [data-item="0"]');
    await drive({ do: 'next' });
    await bothShow(' .stage.seen [data-item="1"]');
    await drive({ do: 'pause' });
    await bothShow('[data-mode="paused"]');
    await drive({ do: 'message', text: 'Họp giao ban lúc 9 giờ', seconds: null });
    await Promise.all([wall, other].map(({ page }) => page.getByRole('status').filter({ hasText: 'Họp giao ban lúc 9 giờ' }).waitFor({ timeout: WITHIN_MS })));
    await expectWall(wall.page);
    await drive({ do: 'clear-message' });
    await drive({ do: 'freeze' });
    await wall.page.getByText(/Đang giữ hình · từ \d\d:\d\d/).waitFor({ timeout: 2 * WITHIN_MS });
    expect(await accessibilityFaults(wall.page)).toEqual([]);
    await drive({ do: 'alert', scene: 'flood-storm', title: 'Lũ trên sông Lam vượt báo động 2', seconds: 5 });
    await heading(wall.page, 'Lũ trên sông Lam vượt báo động 2');
    await wall.page.getByText(/Quay về lúc \d\d:\d\d/).waitFor();
    await wall.page.getByText(/Đang giữ hình · từ \d\d:\d\d/).waitFor({ timeout: 3 * WITHIN_MS });
    await drive({ do: 'blank' });
    await wall.page.getByLabel('Giờ hiện tại').waitFor({ timeout: WITHIN_MS });
    await drive({ do: 'unblank' });
    await drive({ do: 'resume' });
    await bothShow('[data-mode="run"]');
  });

  it('may not go where it was not sent, and is given nothing personal', async () => {
    for (const path of ['/admin/screens', '/dashboards/leaders', '/screen']) {
      await wall.page.goto(new URL(path.slice(1), gateway.url).href);
      await wall.page.waitForURL('**/show');
    }
    await expectWall(wall.page);
    const seen = [...gateway.wire.bodies().map(({ text }) => text), await wall.page.content(), await keptOnDevice(wall.page)].join('\n');
    expect(truth.persons.filter((person) => seen.includes(person))).toEqual([]);
    const refused = await wall.page.evaluate(async () => (await fetch('/api/people')).status);
    expect(refused).toBe(403);
  });

  it('goes on without the network and the gateway, begins again without them, and comes back by itself', async () => {
    const turns = { schemaVersion: 2, title: { vi: 'Lần lượt', en: 'In turn' }, transition: 'cut', zones: [{ shows: { kind: 'playlist', items: ['leaders', 'operations'].map((dashboard) => ({ shows: { kind: 'dashboard', dashboard }, seconds: 5 })) } }] };
    const saved = await asOperator('PUT', '/api/documents/scene/lan-luot', { body: turns, owner: 'unit', unit: null }, { 'If-None-Match': '*', 'Idempotency-Key': 'e2e-lan-luot-0001' });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    await drive({ do: 'take', scene: 'lan-luot' });
    await bothShow('[data-scene="lan-luot"]');
    await heading(wall.page, 'Trực vận hành');
    await wall.page.waitForSelector('html[data-offline="ready"]', { state: 'attached', timeout: 20_000 });
    await gateway.stop();
    await wall.context.setOffline(true);
    await heading(wall.page, 'Toàn cảnh');
    await heading(wall.page, 'Trực vận hành');
    await wall.page.reload();
    await surface(wall.page, '[data-scene="lan-luot"]');
    await heading(wall.page, 'Toàn cảnh');
    await wall.page.getByRole('status').filter({ hasText: 'Chưa kết nối được tới cổng' }).waitFor({ timeout: 3 * WITHIN_MS });
    await heading(wall.page, 'Trực vận hành');
    await gateway.start();
    await wall.context.setOffline(false);
    await wall.page.getByRole('status').filter({ hasText: 'Chưa kết nối được tới cổng' }).waitFor({ state: 'detached', timeout: 60_000 });
    await drive({ do: 'take', scene: 'duty' });
    await bothShow('[data-scene="duty"]');
    await drive({ do: 'pause' });
    await other.close();
  }, 120_000);

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
