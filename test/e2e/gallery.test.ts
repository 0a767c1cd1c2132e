import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, launchBrowser, openPage } from './support/browser';
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

describe('the gallery: every widget in every state, in the real host', () => {
  it.each(['light', 'dark', 'wall'])('draws them all in the %s theme without a complaint', async (theme) => {
    const { page, assertClean, close } = await openPage(browser, { url: portal.url, path: `/gallery?theme=${theme}` });
    const tiles = await page.locator('[data-widget]').evaluateAll((all) => all.map((tile) => ({
      name: tile.getAttribute('data-instance') ?? '', state: tile.getAttribute('data-state'), text: tile.textContent,
    })));
    expect(tiles.length).toBeGreaterThanOrEqual(7 * 8);
    for (const { name, state, text } of tiles) {
      expect(state, name).not.toBe('crashed');
      expect(state, name).not.toBe('loading');
      expect(text, name).not.toMatch(/undefined|NaN|\[object/);
      // What a widget holds itself is nobody's to refuse and cannot fail to come.
      const own = /^(media|text)-/.test(name);
      if (name.endsWith('-denied')) expect(state, name).toBe(own ? 'self' : 'denied');
      if (name.endsWith('-empty')) expect(state, name).toBe(own ? 'self' : 'no-data');
    }
    const missing = await page.locator('[data-instance$="-missing"] [data-value]').evaluateAll((all) => all.map((one) => one.getAttribute('data-value')));
    expect(missing.filter((value) => value === '0'), 'a missing figure is never a number').toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    // The samples of live pictures name places that are not there.
    assertClean([/\/sources\/nobody\/camera\.jpg/, /\/streams\/harbour\.m3u8/]);
    await close();
  }, 120_000);
});
