import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/http/app';
import type { RouteRules } from '../../server/http/route';

/** Bytes are read by the server of the application alone: no concern of the gateway is needed. */
const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
const OPEN = { rules: { right: { kind: 'open' }, effect: 'read', rate: 'none' } satisfies RouteRules };
let port = 0;
beforeAll(async () => {
  app.get('/api/session', { config: OPEN }, () => ({}));
  app.post('/api/datasets/ask', { config: OPEN }, () => ({}));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

const ANSWER_MS = 1_500;

/** Bytes as they are, and whatever comes back until the other side closes or is silent. */
function send(bytes: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    const end = (): void => {
      socket.destroy();
      done(heard);
    };
    socket.setTimeout(ANSWER_MS, end);
    socket.on('data', (part: Buffer) => { heard += part.toString('latin1'); });
    socket.on('close', end);
    socket.on('error', end);
    socket.write(bytes, 'latin1');
  });
}
const statuses = (heard: string): number[] => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

/** A second request, hidden in the first: whoever answers it has been led. */
const HIDDEN = 'GET /api/hidden HTTP/1.1\r\nHost: a\r\n\r\n';
const head = (...lines: string[]): string => ['POST /api/datasets/ask HTTP/1.1', 'Host: a', 'Content-Type: application/json', ...lines, '', ''].join('\r\n');

describe('a request that two readers could understand in two ways', () => {
  it.each([
    ['both a length and chunks', head('Content-Length: 6', 'Transfer-Encoding: chunked') + `0\r\n\r\n${HIDDEN}`],
    ['chunks and then a length', head('Transfer-Encoding: chunked', 'Content-Length: 6') + `0\r\n\r\n${HIDDEN}`],
    ['two lengths', head('Content-Length: 2', 'Content-Length: 60') + `{}${HIDDEN}`],
    ['a list of lengths', head('Content-Length: 2, 60') + `{}${HIDDEN}`],
    ['a length with a sign', head('Content-Length: +2') + `{}${HIDDEN}`],
    ['a length in another base', head('Content-Length: 0x2') + `{}${HIDDEN}`],
    ['chunks by another name', head('Transfer-Encoding: xchunked') + `0\r\n\r\n${HIDDEN}`],
    ['chunks before identity', head('Transfer-Encoding: chunked, identity') + `0\r\n\r\n${HIDDEN}`],
    ['a blank before the colon', head('Transfer-Encoding : chunked') + `0\r\n\r\n${HIDDEN}`],
    ['a folded header', head('X: a', ' Transfer-Encoding: chunked') + `0\r\n\r\n${HIDDEN}`],
    ['a bare line feed', `POST /api/datasets/ask HTTP/1.1\nHost: a\nContent-Length: 2\n\n{}${HIDDEN}`],
    ['a bare carriage return', `POST /api/datasets/ask HTTP/1.1\r\nHost: a\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['a chunk whose size is none', head('Transfer-Encoding: chunked') + `2;\nxx\r\n{}\r\nfffffffffffffffff\r\n${HIDDEN}`],
    ['a chunk that does not end', head('Transfer-Encoding: chunked') + `2\r\n{}xx0\r\n\r\n${HIDDEN}`],
    ['a nought in a name', head('X\0Y: a', 'Content-Length: 2') + `{}${HIDDEN}`],
    ['no host at all', 'GET /api/session HTTP/1.1\r\n\r\n'],
    ['two hosts', 'GET /api/session HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ])('is refused, and what it hides is nobody’s: %s', async (name, bytes) => {
    const heard = await send(bytes);
    expect(heard, 'the hidden one').not.toContain('api/hidden');
    // `two hosts`: the parser takes the first; nothing here is decided by it.
    if (name === 'two hosts') return;
    expect(statuses(heard).length).toBeLessThanOrEqual(1);
    for (const status of statuses(heard)) expect(status).toBe(400);
  });

  it('is not confused with two that follow one another', async () => {
    expect(statuses(await send(`GET /api/session HTTP/1.1\r\nHost: a\r\n\r\nGET /api/hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`))).toEqual([200, 404]);
  });
});
