import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { MockReply } from './system';

/** A reply ready for the wire. */
export interface Prepared {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A reply with what is computed from it once, however often it is asked for. */
export interface KeptReply {
  readonly reply: MockReply;
  readonly etag: string;
  gzipped?: Buffer;
}

const SMALLEST_TO_COMPRESS = 512;

export const keep = (reply: MockReply): KeptReply => ({
  reply,
  etag: `"${createHash('sha256').update(reply.bytes ?? reply.body).digest('base64url').slice(0, 22)}"`,
});

const acceptsGzip = (req: IncomingMessage): boolean => /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/i.test(String(req.headers['accept-encoding'] ?? ''));

const matches = (req: IncomingMessage, etag: string): boolean =>
  String(req.headers['if-none-match'] ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');

/** Headers every answer carries: readable from another origin, marked as sample data, dated by the system's own clock. */
export const commonHeaders = (now: number): Record<string, string> => ({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Date, ETag, Retry-After, X-Sample-Data',
  'X-Sample-Data': 'true',
  Date: new Date(now).toUTCString(),
});

/** The part of a file that is asked for; null for the whole. */
function partAsked(req: IncomingMessage, length: number): { readonly from: number; readonly to: number } | null {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(req.headers['range'] ?? '')) ?? [];
  const part = { from: Number(from), to: Math.min(Number(to), length - 1) };
  return part.from <= part.to ? part : null;
}

/** Headers and bytes of a reply for one request: compressed where accepted, 304 where the asker has it already. */
export function prepare(req: IncomingMessage, kept: KeptReply, now: number): Prepared {
  const { reply, etag } = kept;
  const headers: Record<string, string> = { ...commonHeaders(now), 'Content-Type': reply.type, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
  if (reply.status === 200) headers['ETag'] = etag;
  if (reply.status === 200 && req.method === 'GET' && matches(req, etag)) return { status: 304, headers, body: Buffer.alloc(0) };
  const compress = !reply.bytes && reply.body.length >= SMALLEST_TO_COMPRESS && acceptsGzip(req);
  if (compress) kept.gzipped ??= gzipSync(reply.body, { level: 6 });
  const body = compress && kept.gzipped ? kept.gzipped : reply.bytes ?? Buffer.from(reply.body, 'utf8');
  if (compress) headers['Content-Encoding'] = 'gzip';
  const part = reply.status === 200 && reply.bytes ? partAsked(req, body.length) : null;
  if (part) return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${part.from}-${part.to}/${body.length}` }, body: body.subarray(part.from, part.to + 1) };
  return { status: reply.status, headers, body };
}

/** Sends all of it at once. */
export function send(res: ServerResponse, prepared: Prepared): void {
  const { status, headers, body } = prepared;
  res.writeHead(status, status === 304 ? headers : { ...headers, 'Content-Length': String(body.length) });
  res.end(status === 304 ? undefined : body);
}
