import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, openPage, type OpenedPage } from './support/browser';
import { startPortal } from './support/portal';
import type { RunningPortal } from './support/portal';

let browser: Browser;
let portal: RunningPortal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const SCREENS = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'full HD', viewport: { width: 1920, height: 1080 } },
  { name: '4K', viewport: { width: 3840, height: 2160 } },
] as const;

/** Text cut off by its own box, which is a failure of the layout. */
function cutText(): string[] {
  const hidden = (style: CSSStyleDeclaration): boolean => style.overflowX === 'hidden' || style.overflowX === 'clip';
  return [...document.querySelectorAll<HTMLElement>('.tile *')].flatMap((element) => {
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const isCut = says && element.scrollWidth > element.clientWidth + 1 && hidden(getComputedStyle(element)) && element.clientWidth > 1;
    return isCut ? [`${element.closest('.tile')?.getAttribute('data-instance') ?? ''}: ${element.textContent.trim().slice(0, 40)}`] : [];
  });
}

async function expectReadable(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  expect(await page.evaluate(cutText)).toEqual([]);
}

describe('a provincial leader at a desk', () => {
  let desk: OpenedPage;
  beforeAll(async () => { desk = await openPage(browser, { url: portal.url }); });
  afterAll(() => desk.close());

  it('sees at least twelve tiles and a map, every one settled, sourced and aged', async () => {
    const { page, assertClean } = desk;
    const tiles = await page.locator('[data-widget]').evaluateAll((all) => all.map((tile) => ({
      widget: tile.getAttribute('data-widget'), state: tile.getAttribute('data-state') ?? '', foot: tile.querySelector('.foot')?.textContent.trim() ?? '',
    })));
    expect(tiles.length).toBeGreaterThanOrEqual(12);
    expect(tiles.filter((tile) => tile.widget === 'gis-map')).toHaveLength(1);
    for (const tile of tiles) {
      expect(['live', 'provisional', 'delayed', 'partial'], `${tile.widget ?? ''} is ${tile.state}`).toContain(tile.state);
      expect(tile.foot).not.toBe('');
    }
    assertClean();
  });

  it('reads everything: nothing cut, nothing sideways', () => expectReadable(desk.page));
  it('finds no barrier', async () => expect(await accessibilityFaults(desk.page)).toEqual([]));

  it('finds the figure of the page in its machine form', async () => {
    const { page } = desk;
    const onTime = page.locator('[data-instance="on-time"] [data-value]').first();
    const value = Number(await onTime.getAttribute('data-value'));
    expect(value).toBeGreaterThan(80);
    expect(value).toBeLessThanOrEqual(100);
    const shown = (await onTime.innerText()).replace(/[^\d,]/g, '').replace(',', '.');
    expect(Number(shown)).toBeCloseTo(value, 1);
  });

  it('opens the card and the origin of any figure with one press, and closes them with Escape', async () => {
    const { page, assertClean } = desk;
    await page.locator('[data-instance="on-time"] button[data-value]').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nguồn gốc số liệu').waitFor();
    await dialog.getByText('Định nghĩa').waitFor();
    await dialog.getByText(/GET|POST/).first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assertClean();
  });
});

describe('a provincial leader', () => {
  it.each(SCREENS)('reads everything on a $name screen: nothing cut, nothing sideways', async ({ viewport }) => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, viewport });
    await expectReadable(page);
    assertClean();
    await close();
  });

  it('on the wall has nothing to press, nothing to scroll, no text below 1/54 of the height and no barrier', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/?theme=wall', viewport: { width: 1920, height: 1080 } });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080);
    expect(await page.locator('.tile button').count()).toBe(0);
    const small = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!element || node.textContent?.trim() === '' || element.closest('.visually-hidden, .skip, script, style')) continue;
        if (element.getClientRects().length > 0 && parseFloat(getComputedStyle(element).fontSize) < 19.9) found.push(`${getComputedStyle(element).fontSize} ${node.textContent ?? ''}`);
      }
      return found;
    });
    expect(small).toEqual([]);
    expect(await page.evaluate(cutText)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    assertClean();
    await close();
  });

  it('finds no barrier in the dark theme', async () => {
    const { page, close } = await openPage(browser, { url: portal.url, path: '/?theme=dark' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });

  it('reads the same page in English', async () => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: '/?lang=en' });
    await page.getByText(/sources on time/).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.getByRole('heading', { name: 'Budget revenue' }).waitFor();
    assertClean();
    await close();
  });
});
