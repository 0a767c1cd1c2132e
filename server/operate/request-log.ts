import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Gateway } from '../http/route';
import type { GatewayMetrics } from './gateway-metrics';

/** Routes whose every answer would only fill the log. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** The route as it was registered; parameters and queries are in no log and no label. */
export const routeOf = (request: Pick<FastifyRequest, 'routeOptions'>): string => request.routeOptions.url ?? 'unknown';

/** One line and one count an answer: id, route, status, time, and who by kind and id. Streams are told when they end. */
export function logRequests(app: Gateway, log: Logger, metrics: Pick<GatewayMetrics, 'answered'>): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => {
      const [route, status, ms] = [routeOf(request), reply.raw.statusCode, reply.elapsedTime];
      metrics.answered(route, request.method, status, ms / 1_000);
      if (QUIET.has(route) || (route === '/*' && status < 400)) return;
      const actor = request.routeOptions.config.rules ? { kind: request.actor.kind, ...('id' in request.actor ? { id: request.actor.id } : {}) } : undefined;
      log.info({ request: request.id, route, method: request.method, status, ms: Math.round(ms), actor, broken: reply.raw.writableFinished ? undefined : true }, 'answered');
    });
  });
}
