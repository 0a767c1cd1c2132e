import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { build, type Plugin } from 'vite';
import { ROOT } from '../../server/build/build';
import { strictVue } from '../../server/build/strict-vue';

const SITE = fileURLToPath(new URL('./site', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/** Charts are made through a module that counts them. */
const countedCharts = (): Plugin => ({
  name: 'counted-charts',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'echarts/core' && !importer?.includes('counted-echarts') ? join(SITE, 'counted-echarts.ts') : null),
});

/** Builds the page in `site` from the portal's own source and serves it; nothing of it is in what is shipped. */
export async function serveSoak(site = SITE): Promise<{ readonly url: string; close(): Promise<void> }> {
  const out = mkdtempSync(join(tmpdir(), 'soak-'));
  await build({
    configFile: false,
    root: site,
    publicDir: false,
    logLevel: 'warn',
    plugins: [countedCharts(), vue({ features: { optionsAPI: false }, template: { compilerOptions: { hoistStatic: false } } }), strictVue()],
    resolve: { alias: { '@': join(ROOT, 'src'), dexie: join(ROOT, 'node_modules/dexie/dist/modern/dexie.mjs') } },
    worker: { format: 'es' },
    build: { outDir: out, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 4_000 },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://soak').pathname;
    const file = join(out, normalize(path === '/' ? '/index.html' : path));
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      rmSync(out, { recursive: true, force: true });
      return new Promise((done) => { server.close(() => done()); });
    },
  };
}
