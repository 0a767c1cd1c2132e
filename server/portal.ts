import { STATUS_CODES } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import type { Upstreams } from './forward/upstreams';
import { askSource } from './sources';
import { COMMON_HEADERS, contentSecurityPolicy, type OutsideOrigins } from './static/headers';
import { site } from './static/site';

export interface PortalOptions {
  readonly dist: string;
  readonly province: string | null;
  readonly upstreams: Upstreams;
  readonly outside: OutsideOrigins;
}

/** The whole HTTP side of the portal: the built site, and the configured sources under `/sources/`. Call `listen` on it. */
export function createPortal(options: PortalOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: (_fault, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end('400\n');
    },
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(COMMON_HEADERS);
    if (askSource(request.raw, reply.raw, request.raw.url ?? '', options.upstreams)) {
      reply.hijack();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      reply.code(405).header('allow', 'GET, HEAD').header('connection', 'close').type('text/plain; charset=utf-8').send('405\n');
      return reply;
    }
    return undefined;
  });

  app.setErrorHandler((fault: { statusCode?: number }, _request, reply) => {
    const given = fault.statusCode ?? 500;
    const status = given >= 400 && given < 500 ? given : 500;
    return reply.code(status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${status}: ${STATUS_CODES[status]}\n`);
  });

  site(app, { dist: options.dist, province: options.province, policy: contentSecurityPolicy(options.outside) });
  return app;
}
