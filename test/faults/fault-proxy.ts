import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createGzip } from 'node:zlib';

/** What the proxy does to the next answers, by the rows of the fault matrix. `none` passes everything on. */
export type WireFault =
  | { readonly kind: 'none' }
  | { readonly kind: 'refuse' }                       // S1: nobody listens
  | { readonly kind: 'silence' }                      // S3: accepted, and then nothing
  | { readonly kind: 'reset' }                        // S4: in the middle of the body
  | { readonly kind: 'early-end' }                    // S4: shorter than its length
  | { readonly kind: 'drip' }                         // S5: a byte now and then
  | { readonly kind: 'latency'; readonly ms: number } // S6: ±50 %
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly every?: number } // S7–S10
  | { readonly kind: 'login-page' }                   // S11
  | { readonly kind: 'body'; readonly change: (body: string) => string } // S12–S15
  | { readonly kind: 'clock'; readonly skewMs: number } // S16
  | { readonly kind: 'flood'; readonly bytes: number; readonly packed: boolean; readonly told?: boolean } // S19
  | { readonly kind: 'redirect'; readonly to: string }; // S20

/** A proxy before one upstream, that spoils its answers on command. */
export interface FaultProxy {
  readonly url: string;
  /** Connections that are open: what a timed-out question must have let go. */
  readonly sockets: ReadonlySet<Socket>;
  /** Questions that came, since `set` was called. */
  readonly asked: () => number;
  readonly set: (fault: WireFault) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Upstream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const DRIP_MS = 20;
const FLOOD_CHUNK = Buffer.alloc(64 * 1024, 0x20);

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function passOn(upstream: URL, req: IncomingMessage, body: Buffer): Promise<Upstream> {
  return new Promise((done, fail) => {
    const { 'accept-encoding': _, host: __, ...headers } = req.headers;
    const target = new URL(`.${req.url ?? '/'}`, upstream);
    const out = ask(target, { method: req.method ?? 'GET', headers }, (reply) => {
      bytesOf(reply).then((whole) => done({ status: reply.statusCode ?? 502, headers: reply.headers, body: whole }), fail);
    });
    out.on('error', fail);
    out.end(body);
  });
}

const typeOf = ({ headers }: Upstream): Record<string, string> => ({ 'content-type': headers['content-type'] ?? 'application/octet-stream', ...(headers.date ? { date: headers.date } : {}) });

/** Sends until the far side leaves or there is no more, no faster than it is taken. */
function flood(res: ServerResponse, { bytes, packed, told }: Extract<WireFault, { kind: 'flood' }>): void {
  const gzip = packed ? createGzip({ level: 1 }) : null;
  res.writeHead(200, { 'content-type': 'application/json', ...(packed ? { 'content-encoding': 'gzip' } : {}), ...(told ? { 'content-length': String(bytes) } : {}) });
  gzip?.pipe(res);
  const out = gzip ?? res;
  let left = bytes;
  const pour = (): void => {
    while (left > 0 && !res.destroyed) {
      left -= FLOOD_CHUNK.length;
      if (!out.write(FLOOD_CHUNK)) return void out.once('drain', pour);
    }
    if (!res.destroyed) out.end();
  };
  res.on('close', () => gzip?.destroy());
  pour();
}

function drip(res: ServerResponse, upstream: Upstream): void {
  res.writeHead(200, typeOf(upstream));
  let at = 0;
  const timer = setInterval(() => res.write(upstream.body.subarray(at, ++at)), DRIP_MS);
  res.on('close', () => clearInterval(timer));
}

function brokenOff(res: ServerResponse, upstream: Upstream, reset: boolean): void {
  res.writeHead(200, { ...typeOf(upstream), 'content-length': String(upstream.body.length + 1) });
  res.write(upstream.body.subarray(0, Math.ceil(upstream.body.length / 2)), () => {
    if (reset) res.socket?.resetAndDestroy();
    else res.socket?.end();
  });
}

function plainly(res: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer): void {
  res.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  res.end(body);
}

/** Answers that need nothing of the upstream; false where it has to be asked. */
function withoutUpstream(fault: WireFault, res: ServerResponse, turn: number): boolean {
  switch (fault.kind) {
    case 'silence': return true;
    case 'status':
      if (turn % (fault.every ?? 1) !== 0) return false;
      plainly(res, fault.status, { 'content-type': 'text/plain', ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }) }, 'no');
      return true;
    case 'login-page': plainly(res, 200, { 'content-type': 'text/html; charset=utf-8' }, '<!doctype html><title>Đăng nhập</title><form method="post"></form>'); return true;
    case 'flood': flood(res, fault); return true;
    case 'redirect': plainly(res, 302, { location: fault.to }, ''); return true;
    default: return false;
  }
}

function withUpstream(fault: WireFault, res: ServerResponse, upstream: Upstream): void {
  switch (fault.kind) {
    case 'reset': case 'early-end': return brokenOff(res, upstream, fault.kind === 'reset');
    case 'drip': return drip(res, upstream);
    case 'latency': return void setTimeout(() => plainly(res, upstream.status, typeOf(upstream), upstream.body), fault.ms * (0.5 + Math.random()));
    case 'body': return plainly(res, upstream.status, typeOf(upstream), fault.change(upstream.body.toString('utf8')));
    case 'clock': return plainly(res, upstream.status, { ...typeOf(upstream), date: new Date(Date.now() + fault.skewMs).toUTCString() }, upstream.body);
    default: return plainly(res, upstream.status, typeOf(upstream), upstream.body);
  }
}

/** Starts a proxy before an upstream, on a port of its own. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let fault: WireFault = { kind: 'none' };
  let turn = 0;
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const now = fault;
    const body = await bytesOf(req);
    if (!withoutUpstream(now, res, turn++)) withUpstream(now, res, await passOn(new URL(upstream), req, body));
  };
  const server: Server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> => new Promise((done) => server.listen(port, '127.0.0.1', done));
  const leave = (): Promise<void> => new Promise((done) => { server.closeAllConnections(); if (server.listening) server.close(() => done()); else done(); });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`, sockets, asked: () => turn,
    async set(next) {
      fault = next;
      turn = 0;
      if (next.kind === 'refuse') await leave();
      else if (!server.listening) await listen(port);
    },
    close: leave,
  };
}
