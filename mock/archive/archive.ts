import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { archivePage } from './archive-page';

/** Where reports of the demonstration arrive. */
export const ARCHIVE_PATH = '/kho-van-ban/';
const MOST_BYTES = 64 * 1_048_576;
/** The oldest go; this is a demonstration. */
const MOST_FILES = 60;
const MINUTES = 5;

/** A file that was put into the folder or came to the webhook. */
export interface Arrived {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly at: number;
  readonly by: 'webdav' | 'webhook';
}
export interface ArchiveOptions {
  readonly now: () => number;
  /** Of the webhook `tiep-nhan`; without it there is none. */
  readonly secret?: string;
  /** Methods the folder does not know, for tests. */
  readonly without?: readonly string[];
}
export interface Archive {
  readonly answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly files: () => readonly Arrived[];
}

/** Kho văn bản: a WebDAV folder as an office keeps one, and a webhook beside it. In memory; what does not come whole does not come. */
export function createArchive({ now, secret, without = [] }: ArchiveOptions): Archive {
  const files = new Map<string, Arrived>();
  const folders = new Set(['']);
  const known = new Map<string, string>();

  const put = (file: Arrived): void => {
    files.delete(file.path);
    files.set(file.path, file);
    for (const oldest of files.keys()) if (files.size > MOST_FILES) files.delete(oldest);
  };

  async function folder(method: string, path: string, req: IncomingMessage): Promise<Told> {
    const there = files.get(path);
    const tag = { ETag: etagOf(there?.bytes) };
    switch (method) {
      case 'GET': case 'HEAD': return there ? { status: 200, headers: { ...tag, 'Content-Type': there.type, 'Content-Disposition': 'attachment' }, body: there.bytes } : { status: 404 };
      case 'DELETE': return { status: files.delete(path) ? 204 : 404 };
      case 'MKCOL': {
        const name = path.replace(/\/$/, '');
        if (folders.has(name)) return { status: 405 };
        if (!folders.has(parentOf(name))) return { status: 409 };
        folders.add(name);
        return { status: 201 };
      }
      case 'PUT': {
        if (!folders.has(parentOf(path))) return { status: 409 };
        if (there && req.headers['if-none-match'] === '*') return { status: 412 };
        const bytes = await bodyOf(req);
        if (bytes === null) return { status: 413 };
        put({ path, type: String(req.headers['content-type'] ?? ''), bytes, at: now(), by: 'webdav' });
        return { status: there ? 204 : 201, headers: { ETag: etagOf(bytes) } };
      }
      case 'MOVE': {
        const to = targetOf(req);
        if (!there || to === null || !folders.has(parentOf(to))) return { status: there ? 409 : 404 };
        if (files.has(to) && req.headers['overwrite'] === 'F') return { status: 412 };
        files.delete(path);
        put({ ...there, path: to });
        return { status: 201, headers: tag };
      }
      default: return { status: 405 };
    }
  }

  /** Signed, and known by its key: the same again is kept once. */
  async function webhook(req: IncomingMessage): Promise<Told> {
    const body = await bodyOf(req);
    if (body === null) return { status: 413 };
    if (secret === undefined || !isSigned(String(req.headers['x-signature'] ?? ''), body, secret, now())) return { status: 401 };
    const key = String(req.headers['idempotency-key'] ?? '');
    const id = known.get(key) ?? `vb-${known.size + 1}`;
    if (!known.has(key)) put({ path: `tiep-nhan/${id}`, type: String(req.headers['content-type'] ?? ''), bytes: body, at: now(), by: 'webhook' });
    known.set(key, id);
    return { status: 201, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify({ id })) };
  }

  return {
    files: () => [...files.values()],
    async answer(req, res) {
      const path = decodeURIComponent(new URL(req.url ?? '/', 'http://localhost').pathname).slice(ARCHIVE_PATH.length);
      const method = req.method ?? 'GET';
      const told = without.includes(method) ? { status: 405 }
        : path === '' && method === 'GET' ? { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: Buffer.from(archivePage([...files.values()])) }
        : path === 'tiep-nhan' && method === 'POST' ? await webhook(req) : await folder(method, path, req);
      const body = 'body' in told && told.body ? told.body : Buffer.alloc(0);
      res.writeHead(told.status, { 'X-Sample-Data': 'true', 'X-Content-Type-Options': 'nosniff', ...('headers' in told ? told.headers : {}), 'Content-Length': String(body.length) });
      res.end(method === 'HEAD' ? undefined : body);
    },
  };
}

interface Told {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/');
const etagOf = (bytes: Buffer | undefined): string => `"${createHash('sha256').update(bytes ?? '').digest('hex').slice(0, 16)}"`;

/** Null where it lies elsewhere. */
function targetOf(req: IncomingMessage): string | null {
  const text = String(req.headers['destination'] ?? '');
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.host === req.headers.host && url?.pathname.startsWith(ARCHIVE_PATH) ? decodeURIComponent(url.pathname).slice(ARCHIVE_PATH.length) : null;
}

/** Null where it is too long; rejects where it breaks off. */
async function bodyOf(req: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > MOST_BYTES) return null;
  }
  return Buffer.concat(parts);
}

/** What every receiver has to check: the signature over time and body, in constant time, and that the time is now. */
export function isSigned(header: string, body: Uint8Array, secret: string, now: number): boolean {
  const [, time = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  return given !== '' && timingSafeEqual(Buffer.from(given, 'hex'), wanted) && Math.abs(now / 1_000 - Number(time)) <= MINUTES * 60;
}
