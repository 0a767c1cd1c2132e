import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, whenReady, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openAs, SIGN_ON } from './support/gateway-people';

/** The first commune of the demo province, where the chair of the mock sign-on works. */
const UNIT = '16681';
const FORM = 'form-06';
const WORDS = 'Máy quét hỏng từ ngày 12; đề nghị cấp mới.';
const NUMBER = '163/BC-UBND';

let browser: Browser;
let gateway: TestGateway;
let staff: OpenedPage;
let head: OpenedPage;
let report = '';
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  [staff, head] = await Promise.all([openAs(browser, 'truc-ioc', { url: gateway.url }), openAs(browser, 'chu-tich-xa', { url: gateway.url })]);
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

/** The file that a press brings: its name and bytes. */
async function fileBy(page: Page, press: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
const textOfWord = (bytes: Buffer): string => strFromU8(unzipSync(new Uint8Array(bytes))['word/document.xml'] ?? new Uint8Array()).replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
const word = (page: Page) => () => page.locator('[data-format="docx"]').click();
const figuresOf = (page: Page): Promise<readonly string[]> => page.locator('.sheet td .figure').allInnerTexts();

it('a form of last month of one commune is a Word file within six presses of a dashboard, with the figures on screen', async () => {
  const { page } = staff;
  await page.goto(new URL(`dashboards/leaders?unit=${UNIT}`, gateway.url).href);
  await whenReady(page);
  let presses = 0;
  const press = async (selector: string): Promise<void> => {
    presses += 1;
    await page.locator(selector).click();
  };
  await press('.pages a[href^="/reports"]');
  await press(`[data-form="${FORM}"]`);
  await page.locator(`[data-template="${FORM}"] input:checked`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('[data-make]');
  await page.locator('.sheet').first().waitFor({ timeout: 30_000 });
  await whenReady(page);
  report = new URL(page.url()).pathname;
  const file = await fileBy(page, () => press('[data-format="docx"]'));
  expect(presses).toBeLessThanOrEqual(6);
  expect(file.name).toMatch(/\.docx$/);

  const shown = await figuresOf(page);
  expect(shown.filter((text) => /\d/.test(text)).length).toBeGreaterThan(10);
  const printed = textOfWord(file.bytes);
  for (const text of new Set(shown)) expect(printed).toContain(text);
  expect(printed).toContain('Thành Vinh');
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('a figure tells where it is from; what is written is kept and handed in with the report', async () => {
  const { page } = staff;
  await page.locator('.sheet td .figure').first().click();
  await page.getByRole('dialog').getByText('Số liệu đến').first().waitFor();
  await page.keyboard.press('Escape');
  const required = page.locator('.checks button', { hasText: 'Chưa viết phần bắt buộc' });
  await required.first().waitFor();
  for (let left = await required.count(); left > 0; left -= 1) {
    await required.first().click();
    await page.keyboard.type(WORDS);
    await expect.poll(() => required.count(), { timeout: 10_000 }).toBe(left - 1);
  }
  await page.locator('[data-save="saved"]').waitFor();
  await page.locator('[data-deed="submit"]').click();
  await page.locator('.report[data-state="submitted"]').waitFor();
  expect(await page.locator('.sheet').first().innerText()).toContain(WORDS);
  expect(await page.locator('.sheet textarea').count()).toBe(0);
});

it('who heads the unit approves and issues it; from then on its file is the same bytes', async () => {
  const { page } = head;
  await page.goto(new URL('reports?state=submitted', gateway.url).href);
  await whenReady(page);
  await page.locator(`a[href^="${report}"]`).click();
  await page.locator('[data-deed="approve"]').click();
  await page.locator('[data-deed="issue"]').click();
  await page.getByLabel('Số văn bản').fill('163');
  await page.getByRole('dialog').getByRole('button', { name: 'Ban hành' }).click();
  await page.locator('.report[data-state="issued"]').waitFor();
  expect(await page.locator('.sheet').first().innerText()).toContain(NUMBER);

  const first = await fileBy(page, word(page));
  await page.reload();
  await whenReady(page);
  const second = await fileBy(page, word(page));
  expect(second.bytes.equals(first.bytes)).toBe(true);
  expect(textOfWord(first.bytes)).toContain(WORDS);
  expect(textOfWord(first.bytes)).toContain(NUMBER);
  [staff, head].forEach(({ assertClean }) => assertClean([SIGN_ON]));
});
