import * as z from 'zod';
import { extensionPath } from '@/domain/extension';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { ExtensionShelf } from './extension-shelf';

const READ = { rules: { right: { kind: 'open' }, effect: 'read', rate: 'api' } satisfies RouteRules };

/**
 * `GET /extensions/:id/:hash.js`: a third-party widget's module, if the pack in force allows exactly these bytes. The address names the hash,
 * so the content under it never changes; `409 extension-altered` where other bytes are in its place.
 */
export function extensionRoutes(app: Gateway, core: Core, shelf: ExtensionShelf): void {
  app.get('/extensions/:id/:file', {
    config: READ,
    schema: {
      tags: ['pages'], summary: 'The module of a third-party widget, verified',
      params: z.object({ id: z.string().max(64), file: z.string().max(100) }),
      response: { 200: z.unknown().describe('The module, as JavaScript.') },
    },
  }, async (request, reply) => {
    const { id, file } = request.params;
    const manifest = core.province.current().extensions.get(id);
    if (!manifest || extensionPath(manifest) !== `/extensions/${id}/${file}`) throw new Problem('not-found');
    const found = await shelf.give(manifest);
    if (!found.ok) {
      core.log.warn({ extension: id, because: found.error }, 'a third-party widget is not given out');
      throw new Problem(found.error === 'altered' ? 'extension-altered' : 'not-found');
    }
    return reply.headers({ 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'text/javascript; charset=utf-8' }).send(found.value);
  });
}
