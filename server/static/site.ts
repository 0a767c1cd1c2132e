import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentFor, type PageMode } from './document';
import { documentHeaders } from './headers';
import { chooseEncoding, holdSite, holdText, tagOf, type HeldFile } from './site-files';

export interface SiteOptions {
  /** Folder of the built site; read once, at start. */
  readonly dist: string;
  /** Written into the page; null leaves the page as built. */
  readonly province: string | null;
  /** How the page gets its figures; `direct` where left out. */
  readonly mode?: PageMode;
  readonly policy: string;
}

/** How a province's sources are asked: a page behind the gateway gets its reader's share of it from there. */
const PACKS = '/provinces/';
const FOR_EVER = 'public, max-age=31536000, immutable';

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Worth an application page: a person going somewhere, not a script, style or picture that is missing. */
function isNavigation(request: FastifyRequest): boolean {
  const path = decoded(pathOf(request));
  if (path === null || path.includes('//')) return false;
  if (/^\/(assets|provinces|sources|maps|api|auth)(\/|$)/.test(path)) return false;
  if (path.split('/').some((segment) => segment.startsWith('.'))) return false;
  // A dot in the last segment is a file's name; unit and period codes stand in the query.
  if (/\.[^/]*$/.test(path)) return false;
  const { accept = '*/*', 'sec-fetch-mode': mode } = request.headers;
  if (mode === 'navigate' || accept.includes('text/html')) return true;
  // A script that asks without saying for what gets no page; a plain client without fetch metadata does.
  return mode === undefined && accept.includes('*/*');
}

function give(request: FastifyRequest, reply: FastifyReply, file: HeldFile, caching: string): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding'], file);
  const tag = tagOf(file, encoding);
  reply.headers({ 'cache-control': caching, etag: tag, vary: 'accept-encoding' });
  if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.header('content-type', file.type).send(file.bodies[encoding]);
}

/** Serves the built site; see `docs/guides/operate.md` for the same rules in a front server. */
export function site(app: FastifyInstance, options: SiteOptions): void {
  const files = holdSite(options.dist);
  const built = readFileSync(join(options.dist, 'index.html'), 'utf8');
  const page = holdText(options.province === null ? built : documentFor(built, options.province, options.mode ?? 'direct'), 'text/html; charset=utf-8');
  const pageHeaders = documentHeaders(options.policy);

  const missing = (reply: FastifyReply): FastifyReply =>
    reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('404: không có / not found\n');

  app.setNotFoundHandler((_request, reply) => missing(reply));
  app.get('/*', (request, reply) => {
    const path = pathOf(request);
    const file = options.mode === 'gateway' && path.startsWith(PACKS) ? undefined : files.get(path);
    if (file) {
      // A worker takes its policy from its own script's answer, not from the page.
      if (/^\/(sw\.js$|assets\/worker-)/.test(path)) reply.headers(pageHeaders);
      return give(request, reply, file, path.startsWith('/assets/') ? FOR_EVER : 'no-cache');
    }
    if (path === '/' || path === '/index.html' || isNavigation(request)) return give(request, reply.headers(pageHeaders), page, 'no-store');
    return missing(reply);
  });
}
