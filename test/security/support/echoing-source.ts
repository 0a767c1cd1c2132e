import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways in which a source gives back what it was sent. */
export const ECHOES = ['data', 'error-500', 'error-401', 'error-400', 'status-text', 'headers', 'redirect', 'content-type', 'not-json', 'json-keys', 'retry-after', 'cut-off'] as const;
export type Echo = (typeof ECHOES)[number] | 'none';

export interface EchoingSource {
  /** Ends with `/`. */
  readonly url: string;
  echo: Echo;
  /** What was sent to it as credentials since `echo` was set, so that a test knows that there was something to give back. */
  readonly heard: Set<string>;
  readonly close: () => Promise<void>;
}

const WORDS = ['authorization', 'x-api-key'] as const;
const credentialsOf = ({ headers }: IncomingMessage): string[] => WORDS.flatMap((name) => headers[name] ?? []).flat();

/** The mock province, repeating its caller's credentials in every place an answer has. */
export async function echoingSource(mockUrl: string): Promise<EchoingSource> {
  const heard = new Set<string>();
  const state = { echo: 'none' as Echo };
  const server = createServer((request, response) => {
    for (const each of credentialsOf(request)) heard.add(each);
    answer(request, response, state.echo, mockUrl).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    get echo() { return state.echo; },
    set echo(echo: Echo) {
      state.echo = echo;
      heard.clear();
    },
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Every text of a JSON tree becomes the secret, so that whatever is mapped holds it. */
const filled = (value: unknown, secret: string): unknown => {
  if (Array.isArray(value)) return value.map((each) => filled(each, secret));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, secret)]));
  return typeof value === 'string' && !/^\d|^calendar:/.test(value) ? secret : value;
};

async function answer(request: IncomingMessage, response: ServerResponse, echo: Echo, mockUrl: string): Promise<void> {
  const body = await bodyOf(request);
  const said = credentialsOf(request).join(' ').replace(/^(Bearer|Basic) /, '');
  const json = { 'content-type': 'application/json' };
  switch (echo) {
    case 'error-500': response.writeHead(500, json).end(JSON.stringify({ error: said, authorization: said })); return;
    case 'error-401': response.writeHead(401, { 'www-authenticate': `Bearer error="${said.replaceAll('"', '')}"`, ...json }).end(JSON.stringify({ error: said })); return;
    case 'error-400': response.writeHead(400, { 'content-type': 'text/html' }).end(`<p>${said}</p>`); return;
    case 'status-text': response.writeHead(502, said.replaceAll('"', ''), json).end('{}'); return;
    case 'headers': response.writeHead(503, { 'x-echo': said, etag: `"${said.replaceAll('"', '')}"`, server: said, ...json }).end('{}'); return;
    case 'redirect': response.writeHead(302, { location: `https://elsewhere.example/?key=${encodeURIComponent(said)}` }).end(); return;
    case 'content-type': response.writeHead(200, { 'content-type': `text/html; key="${said.replaceAll('"', '')}"` }).end('<p></p>'); return;
    case 'not-json': response.writeHead(200, json).end(`${said} {`); return;
    case 'json-keys': response.writeHead(200, json).end(JSON.stringify({ [said]: { [said]: said } })); return;
    case 'retry-after': response.writeHead(429, { 'retry-after': said, ...json }).end('{}'); return;
    case 'cut-off':
      response.writeHead(200, { ...json, 'content-length': '100000' }).write(said, () => response.destroy());
      return;
    case 'data':
    case 'none': {
      const upstream = await fetch(new URL((request.url ?? '/').slice(1), mockUrl), { method: request.method ?? 'GET', headers: { accept: 'application/json', ...(request.headers['content-type'] ? { 'content-type': request.headers['content-type'] } : {}) }, ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) });
      const text = await upstream.text();
      response.writeHead(upstream.status, { 'content-type': upstream.headers.get('content-type') ?? 'application/json' });
      response.end(echo === 'data' ? JSON.stringify(filled(JSON.parse(text), said)) : text);
    }
  }
}
