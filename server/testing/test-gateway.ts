import type { FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';
import pino from 'pino';
import { rightsOf } from '@/access/rights-of';
import type { Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import type { AuditEntry, AuditTrail } from '../audit/trail';
import type { Core } from '../core';
import type { EventLog, PortalEvent } from '../events/event-log';
import { GATEWAY_TIMES, type GatewaySettings } from '../gateway-settings';
import { createApp } from '../http/app';
import { guard } from '../http/guard';
import type { Gateway } from '../http/route';
import type { Store } from '../store/store';

/** A core for tests of one concern: real store, audit and events written down in lists, a clock that tests turn. */
export interface TestCore extends Core {
  readonly audited: AuditEntry[];
  readonly published: Pick<PortalEvent, 'kind' | 'audience' | 'payload'>[];
  readonly turn: (ms: number) => void;
}

export const TEST_ORIGIN = 'http://portal.test';
export const TEST_NOW = Date.UTC(2026, 10, 21, 3, 0, 0);

export function testCore(store: Store, province: Province, settings: Partial<GatewaySettings> = {}): TestCore {
  const audited: AuditEntry[] = [];
  const published: Pick<PortalEvent, 'kind' | 'audience' | 'payload'>[] = [];
  let now = TEST_NOW;
  const audit: AuditTrail = {
    append: (_db, entry) => Promise.resolve(void audited.push(entry)),
    write: (entry) => Promise.resolve(void audited.push(entry)),
  };
  const events: EventLog = {
    publish: (_db, ...events) => Promise.resolve(void published.push(...events)),
    subscribe: () => () => undefined,
  };
  return {
    settings: {
      origins: [TEST_ORIGIN], dataDir: '', databaseUrl: null, identity: null, trustedProxies: [], demo: true, metricsToken: null,
      times: GATEWAY_TIMES, ...settings,
    },
    province: { current: () => province, files: () => ({}), onChange: () => () => undefined },
    store, audit, events, audited, published,
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    clock: () => now,
    turn: (ms) => { now += ms; },
  };
}

/** Headers of a request as our own page sends it. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin', 'x-csrf-token': 'test-token' } as const;

/**
 * An application with the real guard. Who asks is what `actor()` says at that moment: the sign-in has its own tests.
 */
export function testApp(core: TestCore, actor: () => Actor): Gateway {
  const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  const rights = (who: Actor): Rights => rightsOf(who, core.province.current(), toInstant(core.clock()));
  guard(app, {
    identify: () => Promise.resolve(actor()),
    csrfOf: (who) => Promise.resolve(who.kind === 'anonymous' ? null : 'test-token'),
    rightsOf: rights,
    denied: async (request: FastifyRequest) => {
      await core.audit.write({ action: 'denied', actor: request.actor, target: request.routeOptions.url ?? '', outcome: 'refused' });
    },
  });
  return app;
}
