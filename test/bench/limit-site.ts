import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { build } from 'vite';
import { ROOT } from '../../server/build/build';
import { createPortal } from '../../server/portal';
import { compressTree } from '../../server/static/compress';
import { limitData } from './limit-data';

const OUT = join(ROOT, '.cache', 'bench', 'limit');
const PUBLIC = join(ROOT, '.cache', 'bench', 'limit-public');

/** Builds the limit page with the same bundler, compresses it with the same code; returns its folder. */
export async function buildLimit(): Promise<string> {
  rmSync(PUBLIC, { recursive: true, force: true });
  mkdirSync(PUBLIC, { recursive: true });
  writeFileSync(join(PUBLIC, 'data.json'), JSON.stringify(limitData()));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./limit', import.meta.url)),
    publicDir: PUBLIC,
    logLevel: 'warn',
    build: { outDir: OUT, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 1_000 },
  });
  await compressTree(OUT);
  return OUT;
}

/** Serves it by the portal's own server: same headers, same compression, same caching. */
export async function serveLimit(folder: string): Promise<{ readonly url: string; readonly app: FastifyInstance }> {
  const app = createPortal({ dist: folder, province: null, upstreams: new Map(), outside: { connect: [], images: [] } });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/`, app };
}
