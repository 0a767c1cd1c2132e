import type { Server, ServerResponse } from 'node:http';
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib';

/** What left the gateway, byte by byte. The browser itself forgets bodies that a page reads as a stream. */
export interface Wire {
  /** Bodies of `/api` since `clear`, streams that still run included, in the order of their requests. */
  bodies(): readonly { readonly path: string; readonly text: string }[];
  /** Requests for `path` since `clear`. */
  count(path: string): number;
  /** Answers to `path` that are still being given, whenever they began. */
  running(path: string): number;
  clear(): void;
  /** Follows a server before it listens. */
  follow(server: Server): void;
}

interface Heard {
  readonly path: string;
  readonly res: ServerResponse;
  readonly chunks: Buffer[];
}

export function tapWire(): Wire {
  let heard: Heard[] = [];
  const running = new Set<Heard>();
  return {
    bodies: () => heard.map(({ path, res, chunks }) => ({ path, text: textOf(Buffer.concat(chunks), String(res.getHeader('content-encoding') ?? '')) })),
    count: (path) => heard.filter((one) => one.path === path).length,
    running: (path) => [...running].filter((one) => one.path === path).length,
    clear: () => { heard = []; },
    follow: (server) => {
      server.prependListener('request', (req, res) => {
        const [path = ''] = (req.url ?? '').split('?', 1);
        if (!path.startsWith('/api/')) return;
        const one: Heard = { path, res, chunks: [] };
        heard.push(one);
        running.add(one);
        res.once('close', () => running.delete(one));
        keepWritten(res, one.chunks);
      });
    },
  };
}

function keepWritten(res: ServerResponse, chunks: Buffer[]): void {
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const write = res.write.bind(res) as (...args: unknown[]) => boolean;
  const end = res.end.bind(res) as (...args: unknown[]) => ServerResponse;
  let ending = false;
  res.write = (...args: unknown[]) => {
    // `end` with a body writes it by this same way.
    if (!ending) keep(args[0]);
    return write(...args);
  };
  res.end = (...args: unknown[]) => {
    if (!ending) keep(args[0]);
    ending = true;
    return end(...args);
  };
}

function textOf(bytes: Buffer, encoding: string): string {
  if (bytes.length === 0) return '';
  // A stream that still runs has no last block yet.
  if (encoding === 'br') return brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH }).toString('utf8');
  if (encoding === 'gzip') return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
  return bytes.toString('utf8');
}
