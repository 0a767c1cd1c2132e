import * as z from 'zod';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Inbox } from './create-inbox';

/** Open to whoever can sign: there is no session behind a system, and no page. */
const SIGNED = { rules: { right: { kind: 'open' }, effect: 'signed', rate: 'push' } satisfies RouteRules };
const MOST_BYTES = 1024 * 1024;
const receipt = z.object({ received: z.number(), stored: z.number(), repeated: z.number(), outdated: z.number() });

/** Where systems push. The bytes are kept as they came: what was signed is what is read. */
export function inboxRoutes(app: Gateway, inbox: Inbox): void {
  void app.register((scope, _options, done) => {
    scope.removeContentTypeParser(['application/json']);
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, parsed) => parsed(null, body));
    (scope as Gateway).post('/api/inbox/:source', {
      config: SIGNED, bodyLimit: MOST_BYTES,
      schema: { tags: ['inbox'], summary: 'Takes what a system pushes, signed by X-Signature (or by a bearer token, from Alertmanager)', params: z.object({ source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/) }), response: { 200: receipt } },
    }, async (request) => {
      const taken = await inbox.take({
        source: request.params.source, signature: request.headers['x-signature'], authorization: request.headers.authorization,
        body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
      });
      if (taken.ok) return taken.value;
      switch (taken.error.kind) {
        case 'not-found': throw new Problem('not-found');
        case 'signature': throw new Problem('signature');
        case 'form': throw new Problem('bad-request', { at: taken.error.at, expected: taken.error.expected });
      }
    });
    done();
  });
}
