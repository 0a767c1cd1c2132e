import { connect, type ClientHttp2Session, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { HOST, ORIGIN, type Front } from './front';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Every header as it came, also what came twice. */
  readonly raw: readonly (readonly [string, string])[];
  readonly body: Buffer;
}
export interface Wish {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly timeoutMs?: number;
  /** Told of each piece of the body as it comes. */
  readonly onPart?: (part: Buffer) => void;
  readonly signal?: AbortSignal;
}

/** The answer ended before its time. `begun`: its head was there already. */
export class BrokenOff extends Error {
  constructor(readonly begun: boolean, why: string) {
    super(why);
  }
}

const ANSWER_MS = 20_000;

/** A browser at the front: one HTTP/2 connection, its own address, cookies. */
export class Visitor {
  readonly #front: Front;
  readonly #address: string;
  readonly #cookies = new Map<string, string>();
  #session: ClientHttp2Session | null = null;

  /** `address`: one of 127.0.0.0/8, by which the front knows this visitor. */
  constructor(front: Front, address = '127.0.0.1') {
    this.#front = front;
    this.#address = address;
  }

  cookie = (name: string): string | undefined => this.#cookies.get(name);

  ask(path: string, { method = 'GET', headers = {}, body, timeoutMs = ANSWER_MS, onPart, signal }: Wish = {}): Promise<Answer> {
    const stream = this.#open().request({ ':method': method, ':path': path, ...this.#cookieHeader(), ...headers }, { endStream: body === undefined });
    if (body !== undefined) stream.end(body);
    return this.#answerOf(stream, timeoutMs, onPart, signal);
  }

  close = (): void => {
    this.#session?.destroy();
    this.#session = null;
  };

  #cookieHeader(): Record<string, string> {
    return this.#cookies.size === 0 ? {} : { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #open(): ClientHttp2Session {
    if (this.#session && !this.#session.destroyed && !this.#session.closed) return this.#session;
    const { port, certificate } = this.#front;
    const session = connect(ORIGIN, {
      createConnection: () => connectTls({ socket: connectTcp({ host: '127.0.0.1', port, localAddress: this.#address }), servername: HOST, ca: certificate, ALPNProtocols: ['h2'] }),
    });
    // Each request says it too.
    session.on('error', () => undefined);
    this.#session = session;
    return session;
  }

  #answerOf(stream: ClientHttp2Stream, timeoutMs: number, onPart: Wish['onPart'], signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((done, failed) => {
      let head: Omit<Answer, 'body'> | null = null;
      let fault = '';
      const parts: Buffer[] = [];
      const leave = (): void => stream.close();
      signal?.addEventListener('abort', leave, { once: true });
      stream.setTimeout(timeoutMs, () => stream.destroy(new Error('silence')));
      stream.on('response', (headers, _flags, raw?: readonly string[]) => {
        head = { status: Number(headers[':status']), headers, raw: pairs(raw ?? []) };
        for (const line of headers['set-cookie'] ?? []) this.#take(line);
      });
      stream.on('data', (part: Buffer) => {
        if (onPart) onPart(part);
        else parts.push(part);
      });
      let isWhole = false;
      stream.on('end', () => { isWhole = stream.rstCode === 0; });
      stream.on('error', (why) => { fault = why.message; });
      stream.on('close', () => {
        signal?.removeEventListener('abort', leave);
        if (head && isWhole && stream.rstCode === 0) done({ ...head, body: Buffer.concat(parts) });
        else failed(new BrokenOff(head !== null, fault || `reset ${stream.rstCode}`));
      });
    });
  }

  #take(line: string): void {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}

export const json = (answer: Answer): Readonly<Record<string, unknown>> => JSON.parse(answer.body.toString()) as Readonly<Record<string, unknown>>;
