import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Core } from '../core';
import type { Drain } from './drain';
import type { Pressure } from './pressure';
import type { ReloadableProvince } from './province-in-force';

const OPEN = { right: { kind: 'open' }, effect: 'read', rate: 'none' } as const satisfies RouteRules;
/** Storage is asked at most so often however many ask us, and given up after so long, ms. */
const STORE_LOOK_MS = 1_000;
const STORE_WAIT_MS = 2_000;

const alive = z.object({ status: z.enum(['alive', 'slow']), eventLoopDelayMs: z.int() });
const readiness = z.object({
  ready: z.boolean(),
  parts: z.object({
    store: z.enum(['ok', 'read-only', 'unavailable']),
    configuration: z.enum(['ok', 'reload-refused']).describe('With `reload-refused` the old configuration is in force'),
    draining: z.boolean(),
  }),
});

export type StoreState = z.infer<typeof readiness>['parts']['store'];
/** Asks storage how it is, not more often than it can bear. */
export interface StoreWatch {
  readonly state: () => Promise<StoreState>;
  /** From the last look; null before the first. */
  readonly ok: () => boolean | null;
}

export function watchStore({ store, clock }: Pick<Core, 'store' | 'clock'>): StoreWatch {
  let [lookedAt, running]: [number, Promise<StoreState> | null] = [-Infinity, null];
  let seen: StoreState | null = null;
  const look = async (): Promise<StoreState> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((done) => { timer = setTimeout(() => done(null), STORE_WAIT_MS); });
    const health = await Promise.race([store.health().catch(() => null), late]);
    clearTimeout(timer);
    return !health?.ok ? 'unavailable' : health.writable ? 'ok' : 'read-only';
  };
  return {
    ok: () => seen && seen !== 'unavailable',
    state: async () => {
      if (seen !== null && clock() - lookedAt < STORE_LOOK_MS) return seen;
      running ??= look().finally(() => { running = null; });
      seen = await running;
      lookedAt = clock();
      return seen;
    },
  };
}

export interface HealthParts {
  readonly pressure: Pick<Pressure, 'loopDelayMs' | 'overloaded'>;
  readonly drain: Pick<Drain, 'draining'>;
  readonly storeWatch: StoreWatch;
  readonly inForce: Pick<ReloadableProvince, 'refused'>;
}

/** For the supervisor, the front server and the collector of metrics. No session is looked at, no secret or address is told. */
export function healthRoutes(app: Gateway, core: Pick<Core, 'metrics' | 'settings'>, { pressure, drain, storeWatch, inForce }: HealthParts): void {
  app.get('/healthz', {
    config: { rules: OPEN },
    schema: { tags: ['operate'], summary: 'The process lives', response: { 200: alive } },
  }, (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: pressure.overloaded() ? 'slow' : 'alive', eventLoopDelayMs: Math.round(pressure.loopDelayMs()) } as const;
  });
  app.get('/readyz', {
    config: { rules: OPEN },
    schema: { tags: ['operate'], summary: 'Requests may be sent here', response: { 200: readiness, 503: readiness } },
  }, async (_request, reply) => {
    const store = await storeWatch.state();
    const ready = store !== 'unavailable' && !drain.draining();
    const configuration = inForce.refused().length === 0 ? 'ok' : 'reload-refused';
    return reply.code(ready ? 200 : 503).header('cache-control', 'no-store').send({ ready, parts: { store, configuration, draining: drain.draining() } });
  });
  app.get('/metrics', {
    config: { rules: OPEN },
    schema: { tags: ['operate'], summary: 'Figures for Prometheus', produces: ['text/plain'] },
  }, async (request, reply) => {
    if (!mayReadMetrics(request, core.settings.metricsToken)) throw new Problem('not-found');
    await storeWatch.state();
    return reply.header('cache-control', 'no-store').type(core.metrics.contentType).send(await core.metrics.metrics());
  });
}

/** From this very machine, not through a front; or with the token. */
function mayReadMetrics({ headers, socket }: FastifyRequest, token: string | null): boolean {
  const given = /^Bearer ([\x21-\x7e]{1,512})$/.exec(headers.authorization ?? '')?.[1];
  if (token !== null && given !== undefined) return isSame(given, token);
  const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'].some((name) => headers[name] !== undefined);
  return !passedOn && /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
