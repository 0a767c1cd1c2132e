import { join } from 'node:path';
import type { Plugin } from 'vite';
import { composePackText, packIds } from './compose-pack.ts';

const ADDRESS = /^\/provinces\/([a-z0-9-]+)\/(pack|catalogue)\.json(?:\?|$)/;

/**
 * `/provinces/<id>/pack.json`, and `catalogue.json` beside it: composed on each request while developing, written once per pack by a build.
 * The folders themselves are copied by Vite as they are; the portal asks only for these two.
 */
export function packPlugin(): Plugin {
  let root = '';
  return {
    name: 'province-packs',
    configResolved(config) {
      root = join(config.publicDir, 'provinces');
    },
    configureServer(server) {
      server.watcher.add(root);
      server.middlewares.use((request, response, next) => {
        const [, id, file] = ADDRESS.exec(request.url ?? '') ?? [];
        if (id === undefined) return next();
        composePackText(root, id, file === 'catalogue' ? 'catalogue' : 'first').then(
          (text) => response.setHeader('content-type', 'application/json; charset=utf-8').setHeader('cache-control', 'no-cache').end(text),
          () => { response.statusCode = 404; response.end(); },
        );
      });
    },
    async generateBundle() {
      for (const id of await packIds(root)) {
        this.emitFile({ type: 'asset', fileName: `provinces/${id}/pack.json`, source: await composePackText(root, id) });
        this.emitFile({ type: 'asset', fileName: `provinces/${id}/catalogue.json`, source: await composePackText(root, id, 'catalogue') });
      }
    },
  };
}
