import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** What came back; `status` 0 where nothing did. */
export interface Reply {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: string;
  /** From sending until the last byte was here, ms. */
  readonly ms: number;
}

export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** A browser of one reader: its own cookie and its own few connections, kept open. */
export interface Client {
  readonly send: (sent: Sent) => Promise<Reply>;
  readonly close: () => void;
}

const CONNECTIONS = 6;
const ANSWER_MS = 30_000;

/** Never rejects: a connection that breaks is a reply with status 0. `connections` bounds what is open at once. */
export function createClient(origin: string, cookie: string, connections: number = CONNECTIONS): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(origin);
  return {
    send: ({ method = 'GET', path, headers, body }) => new Promise((done) => {
      const begun = performance.now();
      const lost = (): void => done({ status: 0, etag: undefined, body: '', ms: performance.now() - begun });
      const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const sending = request({
        agent, hostname, port, method, path, timeout: ANSWER_MS,
        headers: {
          cookie, 'accept-encoding': 'gzip', 'sec-fetch-site': 'same-origin', ...headers,
          ...(text ? { 'content-type': 'application/json', 'content-length': String(text.length) } : {}),
        },
      }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', lost);
        answer.on('end', () => {
          const ms = performance.now() - begun;
          const whole = Buffer.concat(parts);
          const plain = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole;
          done({ status: answer.statusCode ?? 0, etag: answer.headers.etag, body: plain.toString('utf8'), ms });
        });
      });
      sending.on('timeout', () => sending.destroy(new Error('no answer in time')));
      sending.on('error', lost);
      sending.end(text);
    }),
    close: () => agent.destroy(),
  };
}
