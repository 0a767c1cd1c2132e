import fastify, { type FastifyError, type FastifyServerOptions } from 'fastify';
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../store/store';
import { Problem, problemBody, PROBLEMS, type ProblemCode, type ProblemPlace } from './problems';
import type { Gateway } from './route';

export interface AppOptions {
  readonly loggerInstance: FastifyServerOptions['loggerInstance'];
  readonly trustedProxies: readonly string[];
}

/** Largest JSON body taken unless a route says otherwise, bytes. */
const BODY_LIMIT = 1024 * 1024;
/** How long a reader may take to send a request, ms. */
const REQUEST_MS = 30_000;

/** An empty gateway: schemas by zod, problems by one handler, nothing told of ourselves. Hooks and routes are hung on it by others. */
export function createApp({ loggerInstance, trustedProxies }: AppOptions): Gateway {
  const app = fastify({
    ...(loggerInstance ? { loggerInstance } : { logger: false as const }),
    disableRequestLogging: true,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 512 },
    exposeHeadRoutes: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    frameworkErrors: (_fault, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end('400\n');
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((fault: FastifyError | Problem | StoreUnavailable, request, reply) => {
    const [code, place] = problemOf(fault);
    if (PROBLEMS[code][0] >= 500) request.log.error({ err: fault }, 'request failed');
    if (place.retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(place.retryAfterSeconds)));
    return reply
      .code(PROBLEMS[code][0])
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(problemBody(code, place, request.id));
  });
  return app;
}

/** What went wrong, in words of the closed list. */
function problemOf(fault: FastifyError | Problem | StoreUnavailable): readonly [ProblemCode, ProblemPlace] {
  if (fault instanceof Problem) return [fault.code, fault.place];
  if (fault instanceof StoreUnavailable) return ['store-unavailable', { retryAfterSeconds: 5 }];
  if (hasZodFastifySchemaValidationErrors(fault)) {
    const first = fault.validation[0];
    return ['bad-request', { at: `${fault.validationContext ?? 'body'}${first?.instancePath ?? ''}`, expected: first?.message ?? 'another form' }];
  }
  switch ('statusCode' in fault ? fault.statusCode : 500) {
    case 400: return ['bad-request', {}];
    case 404: return ['not-found', {}];
    case 405: return ['method-not-allowed', {}];
    case 413: return ['too-large', {}];
    case 415: return ['media-type', {}];
    case 429: return ['too-many', {}];
    default: return ['internal', {}];
  }
}
