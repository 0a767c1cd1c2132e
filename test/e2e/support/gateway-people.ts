import type { Browser, Page } from 'playwright-core';
import { openPage, whenReady, type OpenedPage, type PageOptions } from './browser';

/** Accounts of the mock sign-on (`mock/sso/people.ts`). */
export type Account = 'lanh-dao-tinh' | 'giam-doc-so' | 'chu-tich-xa' | 'chuyen-vien' | 'truc-ioc' | 'quan-tri-don-vi' | 'quan-tri-tinh';

/** What the browser says while one is signed in: the sign-on is another origin. */
export const SIGN_ON = /^outside: http:\/\/127\.0\.0\.1:\d+\/sso\//;

/** From any page of the portal through the sign-on and back, by the buttons a person presses. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.getByRole('link', { name: 'Đăng nhập', exact: true }).first().click();
  await chooseAccount(page, account);
}

/** On the sign-on's page: one press, and back at the portal until every tile has settled. */
export async function chooseAccount(page: Page, account: Account): Promise<void> {
  await page.getByRole('button', { name: account }).click();
  await page.getByRole('button', { name: /^Tài khoản/ }).waitFor();
  await whenReady(page);
}

/** A browser of its own in which `account` is signed in at `path`, by the address that the link for it leads to; null is nobody. */
export async function openAs(browser: Browser, account: Account | null, options: PageOptions): Promise<OpenedPage> {
  if (account === null) return openPage(browser, options);
  const opened = await openPage(browser, { ...options, path: `/auth/login?returnTo=${encodeURIComponent(options.path ?? '/')}`, waitReady: false });
  await chooseAccount(opened.page, account);
  return opened;
}

/** Opens the account's menu, which comes when it is first asked for. */
export async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('button', { name: 'Phiên đăng nhập của tôi…' }).waitFor();
}

/** Signs out by the menu, and at the sign-on too. */
export async function signOut(page: Page): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).and(page.locator('[name="logout"]')).click();
}

/** Everything this origin keeps on the device, as one text: databases, caches, local and session storage. */
export function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(new Error(String(request.error)));
    });
    const parts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        parts.push(`${name}/${store}: ${JSON.stringify([await asked(rows.getAllKeys()), await asked(rows.getAll())])}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const path = new URL(request.url).pathname;
        const isFile = /^\/(assets|fonts)\/|\.(js|css|woff2|svg|html|webmanifest)$/.test(path);
        parts.push(`${name} ${path}: ${isFile ? '' : ((await (await cache.match(request))?.text()) ?? '')}`);
      }
    }
    return parts.join('\n');
  });
}
