import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseEncoding, documentFor, holdText } from './document';
import { documentHeaders } from './headers';

export interface SiteOptions {
  /** Folder of the built site. */
  readonly dist: string;
  /** Written into the page; null leaves the page as built. */
  readonly province: string | null;
  readonly policy: string;
}

const YEAR_S = 31_536_000;
/** Text without a charset of its own in the type table. */
const NEEDS_CHARSET = /^(application\/(json|manifest\+json)|image\/svg\+xml)$/;

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Worth an application page: a person going somewhere, not a script, style or picture that is missing. */
function isNavigation(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = decoded(request.url.split('?', 1)[0] ?? '/');
  if (path === null || path.includes('//')) return false;
  if (/^\/(assets|provinces|sources|maps)(\/|$)/.test(path)) return false;
  if (path.split('/').some((segment) => segment.startsWith('.'))) return false;
  // A dot in the last segment is a file's name; unit and period codes stand in the query.
  if (/\.[^/]*$/.test(path)) return false;
  const { accept = '*/*', 'sec-fetch-mode': mode } = request.headers;
  if (mode === 'navigate' || accept.includes('text/html')) return true;
  // A script that asks without saying for what gets no page; a plain client without fetch metadata does.
  return mode === undefined && accept.includes('*/*');
}

/** Only canonical paths of published files: no dot files, source maps, or the page itself (it is served rendered). */
function isPublished(path: string): boolean {
  return path !== '/index.html' && !/\.(br|gz|map)$|^\/maps(\/|$)/.test(path) && !path.split('/').some((segment) => segment.startsWith('.'));
}

function cacheRule(path: string): string {
  return path.startsWith('/assets/') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
}

/** Serves the built site; see `docs/guides/operate.md` for the same rules in a front server. */
export async function site(app: FastifyInstance, options: SiteOptions): Promise<void> {
  const built = readFileSync(join(options.dist, 'index.html'), 'utf8');
  const page = holdText(options.province === null ? built : documentFor(built, options.province));
  const pageHeaders = documentHeaders(options.policy);

  const sendPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    reply.headers({ ...pageHeaders, 'cache-control': 'no-store', etag: page.tags[encoding], vary: 'accept-encoding' });
    if (request.headers['if-none-match']?.includes(page.tags[encoding])) return reply.code(304).send();
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.type('text/html; charset=utf-8').send(page.bodies[encoding]);
  };

  await app.register(fastifyStatic, {
    root: options.dist,
    index: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'deny',
    allowedPath: isPublished,
    setHeaders: (reply, file) => {
      const path = file.slice(options.dist.length).replaceAll('\\', '/').replace(/\.(br|gz)$/, '');
      reply.header('cache-control', cacheRule(path));
      // A worker takes its policy from its own script's answer, not from the page.
      if (/^\/(sw\.js$|assets\/worker-)/.test(path)) reply.headers(pageHeaders);
    },
  });

  app.addHook('onSend', async (_request, reply) => {
    const type = reply.getHeader('content-type');
    if (typeof type === 'string' && NEEDS_CHARSET.test(type)) reply.header('content-type', `${type}; charset=utf-8`);
  });

  app.get('/', sendPage);
  app.get('/index.html', sendPage);
  app.setNotFoundHandler((request, reply) => {
    if (isNavigation(request)) return sendPage(request, reply);
    return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('404: không có / not found\n');
  });
}
