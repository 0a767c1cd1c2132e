import * as z from 'zod';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway } from '../http/route';
import type { EventHub } from './hub';
import { parsePosition, POSITION } from './position';

/** A dead reader behind a silent network is found by the system within this and ten seconds, as long as nothing waits for it. */
const KEEP_ALIVE_MS = 4_000;
const RETRY_SECONDS = 30;
const LAST_WORD_MS = 100;

/**
 * `GET /api/events`: one server-sent stream. `id` is `<epoch>.<n>`; `data` is `{after, at, payload}` where `after` is the `n` before it on
 * this stream. Besides the kinds of events: `hello`, `heartbeat` (`{after, serverTime}`), `resync`, `retry` (`{retryMs}`).
 */
export function eventRoutes(app: Gateway, core: Pick<Core, 'log'>, hub: EventHub): void {
  app.addHook('preClose', async () => {
    const waiting = hub.clients() > 0;
    hub.drain();
    // The framework closes what is open right after this; the last word is on its way first.
    if (waiting) await new Promise((done) => setTimeout(done, LAST_WORD_MS));
  });
  app.get('/api/events', {
    exposeHeadRoute: false,
    config: { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'stream' } },
    schema: {
      tags: ['events'],
      summary: 'What changes, as it changes (server-sent events)',
      querystring: z.object({ lastEventId: z.string().regex(POSITION).optional() }),
      response: { 200: z.string().meta({ contentMediaType: 'text/event-stream' }).describe('A stream that does not end by itself.') },
      produces: ['text/event-stream'],
    },
  }, (request, reply) => {
    const from = positionOf(request.headers['last-event-id'], request.query.lastEventId);
    const refusal = hub.refusal(request.actor, request.ip);
    if (refusal) throw new Problem(refusal, { retryAfterSeconds: RETRY_SECONDS });
    const { raw } = reply;
    const { socket } = raw;
    // A second request on a connection whose first is not answered yet: nothing of ours asks so.
    if (!socket || socket.destroyed) throw new Problem('bad-request', { expected: 'a connection of its own' });
    reply.hijack();
    // The answer ends with the connection: events go out as they are, not in chunks.
    raw.useChunkedEncodingByDefault = false;
    raw.shouldKeepAlive = false;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    raw.flushHeaders();
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('error', (fault) => core.log.debug({ err: fault }, 'an event stream broke'));
    hub.open({ actor: request.actor, address: request.ip, socket, from });
  });
}

function positionOf(header: string | string[] | undefined, query: string | undefined) {
  const text = header ?? query;
  if (text === undefined || text === '') return null;
  const position = typeof text === 'string' ? parsePosition(text) : null;
  if (!position) throw new Problem('bad-request', { at: 'headers/last-event-id', expected: '<epoch>.<number>', got: String(text) });
  return position;
}
