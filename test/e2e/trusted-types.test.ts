import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { Browser } from 'playwright-core';
import { build, type Plugin } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';
import { strictVue } from '../../server/build/strict-vue';
import { createPortal } from '../../server/portal';
import { launchBrowser, openPage, type OpenedPage } from './support/browser';

let browser: Browser;
beforeAll(async () => { browser = await launchBrowser(); });
afterAll(() => browser.close());

/** Builds a page of static markup, serves it under the portal's policy, and opens it. */
async function opened(name: string, plugins: Plugin[], waitReady: boolean): Promise<{ view: OpenedPage; close: () => Promise<void> }> {
  const outDir = join(ROOT, '.cache', 'e2e', name);
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./static-markup', import.meta.url)),
    mode: 'production',
    logLevel: 'error',
    plugins,
    resolve: { alias: { '@': join(ROOT, 'src') } },
    build: { outDir, emptyOutDir: true },
  });
  const app = createPortal({ dist: outDir, province: null, upstreams: new Map(), outside: { connect: [], images: [] } });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const view = await openPage(browser, { url: `${address}/`, waitReady });
  return { view, close: async () => { await view.close(); await app.close(); rmSync(outDir, { recursive: true, force: true }); } };
}

it('our build of Vue mounts static markup without a policy of its own', async () => {
  const { view, close } = await opened('strict', [vue({ template: { compilerOptions: { hoistStatic: false } } }), strictVue()], true);
  expect(await view.page.locator('li').count()).toBe(22);
  await view.page.getByRole('button').click();
  expect(await view.page.getByRole('button').textContent()).toBe('1');
  view.assertClean();
  await close();
});

it('a plain build of Vue is refused by the same policy: the strictness is real', async () => {
  const { view, close } = await opened('plain', [vue()], false);
  await expect.poll(() => view.problems.join('\n')).toMatch(/Creating a TrustedTypePolicy named 'vue' violates/);
  await expect.poll(() => view.problems.join('\n')).toMatch(/Trusted Types: HTML refused/);
  expect(() => view.assertClean()).toThrow(/browser complained/);
  await close();
});
