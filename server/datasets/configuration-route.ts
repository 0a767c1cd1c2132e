import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as z from 'zod';
import type { Core } from '../core';
import type { Gateway, RouteRules } from '../http/route';
import { partOf, type PackPart } from './pack-part';
import { readerPack } from './reader-pack';

const READ = { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'api' } satisfies RouteRules };
/** Once a configuration, so the small size is worth its while. */
const BROTLI_QUALITY = 9;
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

interface Body {
  readonly etag: string;
  readonly plain: Buffer;
  readonly packed: { readonly br: Promise<Buffer>; readonly gzip: Promise<Buffer> };
}
type Files = Readonly<Record<string, string>>;

/**
 * `GET /api/configuration`: `{files}`, what a page begins with of the pack in force, by path; `?part=catalogue`: the rest of it. The same for
 * every reader: rights are held where figures are asked.
 */
export function configurationRoute(app: Gateway, core: Core): void {
  const bodies = { first: new WeakMap<Files, Body>(), catalogue: new WeakMap<Files, Body>() };
  const bodyOf = (files: Files, part: PackPart): Body => {
    const body = bodies[part].get(files) ?? makeBody(partOf(files, part));
    bodies[part].set(files, body);
    return body;
  };
  app.get('/api/configuration', {
    config: READ,
    schema: {
      tags: ['datasets'], summary: 'The configuration of the province, for the page',
      querystring: z.object({ part: z.literal('catalogue').optional().describe('What the page asks for only when it needs it.') }),
      response: { 200: z.unknown().describe('`{files}`: texts of the pack’s files by path.'), 304: z.unknown().describe('The one held still stands.') },
    },
  }, async (request, reply) => {
    const { etag, plain, packed } = bodyOf(core.province.files(), request.query.part ?? 'first');
    const coding = codingOf(request.headers['accept-encoding'] ?? '');
    const tag = coding ? `"${etag}-${coding}"` : `"${etag}"`;
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding, Cookie' });
    const held = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
    if (held.includes(tag)) return reply.code(304).send();
    void reply.type('application/json; charset=utf-8');
    if (!coding) return reply.send(plain);
    return reply.header('content-encoding', coding).send(await packed[coding]);
  });
}

function makeBody(files: Files): Body {
  const plain = Buffer.from(JSON.stringify({ files: readerPack(files) }));
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const br = brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
  return { etag, plain, packed: { br, gzip: gzipped(plain) } };
}

function codingOf(header: string): 'br' | 'gzip' | null {
  const taken = header.split(',').map((each) => each.trim().toLowerCase()).filter((each) => !/;\s*q=0(?:\.0*)?$/.test(each)).map((each) => each.split(';')[0]?.trim());
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null;
}
