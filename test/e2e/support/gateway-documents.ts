import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openMenu } from './gateway-people';

export const THEMES = { light: 'Sáng', dark: 'Tối', wall: 'Màn hình lớn' } as const;
export type Theme = keyof typeof THEMES;

/** How long a change may take to be seen elsewhere, ms: a slow, shared machine included. */
export const SOON_MS = 15_000;

/** Path of one's own preferences. */
export const PREFERENCES = '/api/documents/preferences/mine';

export const themeOf = (page: Page): Promise<string | null> => page.locator('html').getAttribute('data-theme');

/** The dialog of display options, opened from the account's menu. */
export async function openSettings(page: Page): Promise<Locator> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Tùy chọn hiển thị…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tùy chọn hiển thị' });
  await dialog.waitFor();
  return dialog;
}

/** Chooses a theme as a person does; the dialog stays open. */
export async function chooseTheme(page: Page, theme: Theme): Promise<Locator> {
  const dialog = await openSettings(page);
  await dialog.getByRole('radio', { name: THEMES[theme] }).check();
  return dialog;
}

export interface Revision {
  readonly revision: number;
  readonly author: { readonly name: string | null };
  readonly reason: string;
}

/** The history of the preferences of whoever is signed in at this page, newest first, as the gateway tells it. */
export async function revisionsOf(page: Page): Promise<readonly Revision[]> {
  const reply = await page.context().request.get(new URL(`${PREFERENCES}/revisions`, page.url()).href);
  if (reply.status() === 404) return [];
  return ((await reply.json()) as { readonly items: readonly Revision[] }).items;
}

/** What of one's own the browser keeps on its disk, by table. */
export function keptWork(page: Page): Promise<{ readonly drafts: number; readonly saves: number }> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(new Error(String(request.error)));
    });
    const database = await asked(indexedDB.open('toan-canh'));
    const count = (name: string): Promise<number> => asked(database.transaction(name).objectStore(name).count());
    const [drafts, saves] = [await count('draft'), await count('outbox')];
    database.close();
    return { drafts, saves };
  });
}

/** Ends the browser of a profile at once, without a chance to write anything down. */
export async function killBrowser(profile: string): Promise<void> {
  const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
  if (!Number.isInteger(pid) || pid <= 1) throw new Error('no browser of this profile');
  process.kill(pid, 'SIGKILL');
  for (const until = Date.now() + 5_000; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
    try {
      process.kill(pid, 0);
    } catch {
      // Nobody there any more.
      return;
    }
  }
  throw new Error('the browser did not die');
}
