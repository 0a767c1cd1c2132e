import type { FastifyRequest } from 'fastify';
import type { SourceHealth } from '@/federation/health';
import type { Core } from '../core';
import type { Gateway } from '../http/route';
import { cspReportRoute } from './csp-reports';
import { createDrain, type Drain } from './drain';
import { registerGauges, type GatewayMetrics } from './gateway-metrics';
import { healthRoutes, watchStore } from './health-routes';
import { describeApi } from './open-api';
import { operateRoutes } from './operate-routes';
import { shedLoad, watchPressure, type Pressure } from './pressure';
import type { ReloadableProvince } from './province-in-force';
import { createRateLimiter } from './rate-limits';
import { createRefusals } from './refusals';
import { createReload, type Reload } from './reload';
import { logRequests } from './request-log';

export interface OperateParts {
  readonly core: Core;
  readonly metrics: GatewayMetrics;
  readonly inForce: ReloadableProvince;
  /** Log lines lost since the start. */
  readonly lost: () => number;
  readonly sourceHealth: () => readonly SourceHealth[];
  readonly pressure?: Pressure;
}

export interface Operate {
  readonly drain: Drain;
  readonly reload: Reload['reload'];
  /** For the guard: writes a refusal down. */
  readonly denied: (request: FastifyRequest) => Promise<void>;
  /** Hang right behind the guard: limits by reader, and the routes of operation. */
  readonly hang: () => void;
  /** After the application is closed: writes what is still to be written. */
  readonly stop: () => Promise<void>;
}

/** The concerns of operation joined in the order of `gateway.ts`, for their own tests. */
export async function createOperate(app: Gateway, { core, metrics, inForce, lost, sourceHealth, pressure = watchPressure(core.log) }: OperateParts): Promise<Operate> {
  await describeApi(app);
  const drain = createDrain(app, core.settings.times.drainMs);
  const storeWatch = watchStore(core);
  registerGauges(core.metrics, { lost, inFlight: drain.inFlight, loopDelayMs: pressure.loopDelayMs, storeOk: storeWatch.ok });
  const refusals = createRefusals(core.audit, core.clock);
  const reload = createReload({ core, inForce, onOutcome: metrics.reloaded });

  logRequests(app, core.log, metrics);
  const limiter = await createRateLimiter(app, refusals, metrics.limited);
  limiter.byAddress(app);
  shedLoad(app, pressure, metrics.shed);
  return {
    drain,
    reload: reload.reload,
    denied: (request) => refusals.note(request, request.actor.kind === 'anonymous' ? 'sign-in-needed' : 'not-allowed'),
    hang: () => {
      limiter.byReader(app);
      healthRoutes(app, core, { pressure, drain, storeWatch, inForce });
      cspReportRoute(app, { log: core.log, onReport: metrics.policyReport });
      operateRoutes(app, core, reload, sourceHealth);
    },
    stop: async () => {
      pressure.stop();
      reload.stop();
      await refusals.flush();
    },
  };
}
