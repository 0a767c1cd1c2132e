import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTokenHolder, type TokenHolder, type TokenPlan } from './token-holder';

const SECRET = 'kZ8vQ2mT7pLx4RnC';
const MINUTE = 60_000;
let server: Server;
let url: URL;
let handler: RequestListener;
const asked: { readonly body: string; readonly authorization: string | undefined }[] = [];
beforeAll(async () => {
  server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    req.on('end', () => {
      asked.push({ body, authorization: req.headers.authorization });
      handler(req, res);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth/token`);
});
afterAll(() => new Promise((done) => { server.closeAllConnections(); server.close(done); }));

let now = 0;
let given = 0;
const gives = (more: object = {}): RequestListener => (_req, res) => {
  given += 1;
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ access_token: `token-number-${given}-of-the-test`, token_type: 'Bearer', expires_in: 600, ...more }));
};
const says = (status: number, body: object = {}): RequestListener => (_req, res) => {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
};
const holder = (more: Partial<TokenPlan> = {}): TokenHolder =>
  createTokenHolder({ tokenUrl: url, clientId: 'trung-tam', secret: SECRET, auth: 'basic', ...more }, { clock: () => now, agents: {} });
const ask = (from: TokenHolder, renew = false, signal = new AbortController().signal) => from.authorise({ signal, renew });

beforeEach(() => {
  [now, given, asked.length] = [1_000_000, 0, 0];
  handler = gives();
});

describe('a token', () => {
  it('is asked for by the client in a header, and used for every question until shortly before it ends', async () => {
    const tokens = holder({ scope: 'read', audience: 'lgsp' });
    expect(await ask(tokens)).toEqual({ ok: true, value: { Authorization: 'Bearer token-number-1-of-the-test' } });
    now += 9 * MINUTE;
    expect((await ask(tokens)).ok).toBe(true);
    expect(asked).toEqual([{ body: 'grant_type=client_credentials&scope=read&audience=lgsp', authorization: `Basic ${Buffer.from(`trung-tam:${SECRET}`).toString('base64')}` }]);
    now += 31_000;
    expect(await ask(tokens)).toMatchObject({ value: { Authorization: 'Bearer token-number-2-of-the-test' } });
    expect(tokens.tokens()).toEqual(['token-number-2-of-the-test', 'token-number-1-of-the-test']);
  });

  it('may be asked for in the body', async () => {
    await ask(holder({ auth: 'body' }));
    expect(asked).toEqual([{ body: `grant_type=client_credentials&client_id=trung-tam&client_secret=${SECRET}`, authorization: undefined }]);
  });

  it('is fetched once for many questions, of which one that leaves takes nobody with it', async () => {
    const tokens = holder();
    const leaving = new AbortController();
    const [left, ...others] = [ask(tokens, false, leaving.signal), ...Array.from({ length: 8 }, () => ask(tokens))];
    leaving.abort('cancelled');
    expect(await left).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect((await Promise.all(others)).every((each) => each.ok)).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('is renewed once for all whose token was refused together', async () => {
    const tokens = holder();
    await ask(tokens);
    now += MINUTE;
    await Promise.all([ask(tokens, true), ask(tokens, true)]);
    expect(await ask(tokens, true)).toMatchObject({ value: { Authorization: 'Bearer token-number-2-of-the-test' } });
    expect(asked).toHaveLength(2);
  });

  it.each([[20, 11_000], ['600', 9 * MINUTE], [undefined, 4 * MINUTE], [-1, 4 * MINUTE]])('that lasts %j is kept a while', async (expires_in, after) => {
    handler = gives({ expires_in });
    const tokens = holder();
    await ask(tokens);
    now += expires_in === 20 ? 9_000 : after;
    await ask(tokens);
    expect(asked).toHaveLength(1);
    now += expires_in === 20 ? 2_000 : 2 * MINUTE;
    await ask(tokens);
    expect(asked).toHaveLength(2);
  });

  it.each([400, 401, 403])('that is refused with %d is not asked for again for 20 minutes: three tries an hour', async (status) => {
    handler = says(status, { error: 'invalid_client' });
    const tokens = holder();
    for (let minute = 0; minute < 60; minute += 1) {
      expect(await ask(tokens, minute % 2 === 1)).toMatchObject({ ok: false, error: { kind: 'denied', httpStatus: 401, got: 'token-refused' } });
      now += MINUTE;
    }
    expect(asked).toHaveLength(3);
    handler = gives();
    now += 20 * MINUTE;
    expect((await ask(tokens)).ok).toBe(true);
  });

  it.each([
    [{ access_token: '' }, '/access_token'], [{ access_token: 'a\r\nX: y' }, '/access_token'], [{ access_token: 5 }, '/access_token'], [{ token_type: 'mac' }, '/token_type'], [{ token_type: undefined }, '/token_type'],
  ])('as %j is refused, and never told', async (more, pointer) => {
    handler = gives(more);
    const answer = await ask(holder());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'malformed', pointer } });
    expect(JSON.stringify(answer)).not.toContain('token-number');
  });

  it('is a failure like another where the server fails, sends a page, or sends people elsewhere', async () => {
    handler = says(503);
    expect(await ask(holder())).toMatchObject({ ok: false, error: { kind: 'unavailable', httpStatus: 503 } });
    handler = (_req, res) => { res.writeHead(200, { 'content-type': 'text/html' }); res.end('<form>'); };
    expect(await ask(holder())).toMatchObject({ ok: false, error: { kind: 'content-type' } });
    handler = (_req, res) => { res.writeHead(302, { location: 'http://127.0.0.1:1/' }); res.end(); };
    expect(await ask(holder())).toMatchObject({ ok: false, error: { kind: 'rejected', got: 'a redirect' } });
  });
});
