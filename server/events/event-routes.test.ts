import { request as ask, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import { createApp } from '../http/app';
import { guard } from '../http/guard';
import type { Gateway } from '../http/route';
import { eventRoutes } from './event-routes';
import { EPOCH, framesIn, hubBench, person, rightsStub, type HubBench } from './hub.fixture';

let app: Gateway;
let bench: HubBench;
let port = 0;

beforeEach(async () => {
  bench = hubBench({ limits: { perReader: 2 } });
  app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  guard(app, {
    identify: ({ headers }) => Promise.resolve<Actor>(headers.cookie ? person(headers.cookie) : { kind: 'anonymous' }),
    csrfOf: () => Promise.resolve(null), rightsOf: rightsStub, denied: () => Promise.resolve(),
  });
  eventRoutes(app, { log: pino({ level: 'silent' }) }, bench.hub);
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  bench.hub.stop();
  await app.close();
});

interface Stream {
  readonly answer: IncomingMessage;
  readonly text: () => string;
  readonly ended: () => boolean;
  readonly leave: () => void;
}
const stream = (headers: Record<string, string> = {}, query = '', method = 'GET'): Promise<Stream> =>
  new Promise((done, failed) => {
    const asked = ask({ port, host: '127.0.0.1', path: `/api/events${query}`, headers, method, agent: false }, (answer) => {
      let text = '';
      let ended = false;
      answer.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('close', () => { ended = true; }).on('error', () => { ended = true; });
      done({ answer, text: () => text, ended: () => ended, leave: () => asked.destroy() });
    });
    asked.on('error', failed);
    asked.end();
  });

describe('GET /api/events', () => {
  it('streams public events to anybody, unbuffered and kept nowhere', async () => {
    const { answer, text, leave } = await stream();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['transfer-encoding']).toBeUndefined();
    bench.log.emit({});
    await expect.poll(() => framesIn(text())).toMatchObject([{ event: 'hello', id: `${EPOCH}.0` }, { event: 'dataset-changed', id: `${EPOCH}.1`, data: { after: 0, payload: { dataset: 'areas' } } }]);
    leave();
    await expect.poll(() => bench.hub.clients()).toBe(0);
  });

  it('goes on where the reader left off, by header or by query', async () => {
    for (let n = 0; n < 3; n += 1) bench.log.emit({});
    for (const one of [await stream({ 'last-event-id': `${EPOCH}.1` }), await stream({}, `?lastEventId=${EPOCH}.1`)]) {
      await expect.poll(() => framesIn(one.text()).map(({ id }) => id)).toEqual([`${EPOCH}.1`, `${EPOCH}.2`, `${EPOCH}.3`]);
    }
  });

  it.each(['junk', 'e1.', 'e1.-3', 'e1.1e3', '.5', 'e1.99999999999999999', 'e 1.5', 'e1.5,e1.6', `${'e'.repeat(40)}.1`])('answers 400 to the position %j', async (position) => {
    expect((await stream({ 'last-event-id': position })).answer.statusCode).toBe(400);
    expect((await stream({}, `?lastEventId=${encodeURIComponent(position)}`)).answer.statusCode).toBe(400);
  });

  it('answers 400 to a position with line breaks', async () => {
    expect((await stream({}, '?lastEventId=e1.5%0d%0aevent:%20x')).answer.statusCode).toBe(400);
    const raw = await new Promise<string>((done) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /api/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: e1.5\r\n\u0000junk: y\r\n\r\n'));
      socket.on('data', (part) => { text += part.toString(); }).on('close', () => done(text));
    });
    expect(raw).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('refuses one stream too many with a time to wait, keeps the others, and is no HEAD', async () => {
    const open = [await stream({ cookie: 'an' }), await stream({ cookie: 'an' })];
    const refused = await stream({ cookie: 'an' });
    expect([refused.answer.statusCode, refused.answer.headers['retry-after']]).toEqual([429, '30']);
    expect((await stream({}, '', 'HEAD')).answer.statusCode).toBeGreaterThanOrEqual(404);
    bench.log.emit({});
    for (const one of open) await expect.poll(() => framesIn(one.text()).length).toBe(2);
  });

  it('ends with the session', async () => {
    const an = await stream({ cookie: 'an' });
    bench.log.emit({ kind: 'session-ended', audience: { to: 'session', id: 's-an' }, payload: { reason: 'revoked' } });
    await expect.poll(() => an.ended()).toBe(true);
    expect(framesIn(an.text()).at(-1)).toMatchObject({ event: 'session-ended', data: { payload: { reason: 'revoked' } } });
  });

  it('tells everybody when to come back before the gateway goes', async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => stream()));
    await app.close();
    for (const one of open) {
      await expect.poll(() => one.ended()).toBe(true);
      expect(framesIn(one.text()).at(-1)?.event).toBe('retry');
    }
  });
});
