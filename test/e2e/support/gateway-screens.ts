import type { Browser, Page } from 'playwright-core';
import { openPage, type OpenedPage } from './browser';

/** What a screen is given when it is paired. */
export interface Gift {
  readonly name: string;
  readonly unit?: string | null;
  readonly dashboards: readonly string[];
}

/** Opens a display that waits with a code, and pairs it as whoever is signed in at `desk`. */
export async function pairedScreen(browser: Browser, url: string, desk: Page, { name, unit = null, dashboards }: Gift): Promise<OpenedPage> {
  const screen = await openPage(browser, { url, path: '/screen', viewport: { width: 1920, height: 1080 } });
  const code = (await screen.page.getByLabel('Mã ghép nối').innerText()).replace(/\s/g, '');
  const status = await desk.evaluate(async ({ code: shown, gift }) => {
    const session = (await (await fetch('/api/session')).json()) as { readonly csrf: string };
    const reply = await fetch(`/api/pairings/${encodeURIComponent(shown)}/confirm`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf }, body: JSON.stringify(gift) });
    return reply.status;
  }, { code, gift: { name, unit, classes: ['public', 'internal'], dashboards } });
  if (status !== 200) throw new Error(`${name} was not paired: HTTP ${status}`);
  return screen;
}
