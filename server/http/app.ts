import fastify, { LogController, type FastifyError, type FastifyServerOptions } from 'fastify';
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { StoreUnavailable } from '../store/store';
import { setAnswerHeaders } from './answer-headers';
import { faultPlace } from './fault-place';
import { knownPaths } from './known-paths';
import { Problem, problemBody, PROBLEMS, type ProblemCode, type ProblemPlace } from './problems';
import type { Gateway } from './route';

export interface AppOptions {
  readonly loggerInstance: FastifyServerOptions['loggerInstance'];
  readonly trustedProxies: readonly string[];
  /** Browsers reach the portal over https: they are told to stay there. */
  readonly secure?: boolean;
}

/** Largest JSON body taken unless a route says otherwise, bytes. */
const BODY_LIMIT = 1024 * 1024;
/** How long a reader may take to send a request, its headers, and how often the slow are looked for, ms. */
const REQUEST_MS = 25_000;
const HEADERS_MS = 10_000;
const CHECK_MS = 2_000;
/** Heads are taken up to this, bytes: more than the front lets through, which would take a broken connection for a dead gateway. */
const HEAD_LIMIT = 40 * 1024;
/** A refused body up to this is taken in and thrown away, bytes: cut off, the front would ask another gateway and think this one dead. */
const DISCARDED = 8 * 1024 * 1024;
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const OURS = /^\/(api|auth)(\/|$|\?)/;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** An empty gateway: schemas by zod, problems by one handler, nothing told of ourselves. Hooks and routes are hung on it by others. */
export function createApp({ loggerInstance, trustedProxies, secure = false }: AppOptions): Gateway {
  const app = fastify({
    ...(loggerInstance ? { loggerInstance } : { logger: false as const }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS, maxHeaderSize: HEAD_LIMIT },
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 512 },
    exposeHeadRoutes: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    clientErrorHandler: (_fault, socket) => refuseUnreadable(socket),
    frameworkErrors: (_fault, request, reply) => {
      setAnswerHeaders(reply.raw, request.id, secure);
      reply.hijack();
      const body = JSON.stringify(problemBody('bad-request', {}, request.id));
      reply.raw.writeHead(400, { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', connection: 'close' }).end(body);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onRequest', async (request, reply) => {
    setAnswerHeaders(reply.raw, request.id, secure);
    const { method } = request;
    // The page and its files are only read; TRACE and the like are used nowhere.
    if (OURS.test(request.url) ? METHODS.has(method) : isReading(method) || request.routeOptions.config.rules) return;
    reply.header('allow', 'GET, HEAD');
    throw new Problem('method-not-allowed');
  });
  app.setErrorHandler((fault: unknown, request, reply) => {
    const [code, place] = problemOf(fault, (invalid) => faultPlace(invalid, request));
    if (PROBLEMS[code][0] >= 500) request.log.error({ err: fault }, 'request failed');
    if (Number(request.headers['content-length']) <= DISCARDED) reply.removeHeader('connection');
    if (place.retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(place.retryAfterSeconds)));
    return reply
      .code(PROBLEMS[code][0])
      .header('cache-control', 'no-store')
      .type(PROBLEM_TYPE)
      .serializer(JSON.stringify)
      .send(problemBody(code, place, request.id));
  });
  knownPaths(app);
  return app;
}

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Bytes that are no request get the shortest answer there is; whoever sent them too slowly as well. */
function refuseUnreadable(socket: Socket): void {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n');
  else socket.destroy();
}

/** What went wrong, in words of the closed list. */
function problemOf(fault: unknown, placeOf: (invalid: Pick<FastifyError, 'validation' | 'validationContext'>) => ProblemPlace): readonly [ProblemCode, ProblemPlace] {
  if (fault instanceof Problem) return [fault.code, fault.place];
  if (fault instanceof StoreUnavailable) return ['store-unavailable', { retryAfterSeconds: 5 }];
  if (hasZodFastifySchemaValidationErrors(fault)) return ['bad-request', placeOf(fault)];
  const status = typeof fault === 'object' && fault !== null && 'statusCode' in fault ? Number(fault.statusCode) : 500;
  switch (status) {
    case 404: return ['not-found', {}];
    case 405: return ['method-not-allowed', {}];
    case 413: return ['too-large', {}];
    case 415: return ['media-type', {}];
    case 429: return ['too-many', {}];
    default: return [status >= 400 && status < 500 ? 'bad-request' : 'internal', {}];
  }
}
