import type { FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { createPeople } from '../../access/create-people';
import { ROOT } from '../../build/build';
import type { PortalEvent } from '../../events/event-log';
import type { GatewaySettings, IdentitySettings } from '../../gateway-settings';
import { createApp } from '../../http/app';
import { guard } from '../../http/guard';
import type { Gateway } from '../../http/route';
import { checkPack } from '../../packs/check-pack';
import type { Store } from '../../store/store';
import { TEST_ORIGIN, testCore, type TestCore } from '../../testing/test-gateway';
import { createSessions, type SessionParts, type SessionsInside } from '../create-sessions';
import { sessionRoutes } from '../session-routes';

export const CLIENT = { clientId: 'toan-canh', clientSecret: 'Zq7-kL02_vXw9RtB' } as const;

export interface TestPortal {
  readonly core: TestCore;
  readonly app: Gateway;
  readonly sessions: SessionsInside;
  readonly close: () => Promise<void>;
}

export async function shippedProvince(id = 'nghe-an'): Promise<Province> {
  const { province } = await checkPack(join(ROOT, 'public', 'provinces'), id);
  if (!province) throw new Error(`the pack ${id} does not open`);
  return province;
}

export const identityAt = (issuer: string): IdentitySettings => ({ issuer, ...CLIENT, scopes: ['openid', 'profile'], allowInsecure: true });

/** A core whose events reach who listens, as soon as they are published. */
function withEvents(core: TestCore): TestCore {
  const listeners = new Set<(event: PortalEvent) => void>();
  return {
    ...core,
    events: {
      publish: async (db, event) => {
        await core.events.publish(db, event);
        for (const tell of listeners) tell({ id: core.published.length, epoch: 'test', at: core.clock(), ...event });
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

/** The portal with the real guard and this concern only, ready to be asked in memory under {@link TEST_ORIGIN}. */
export async function testPortal(store: Store, province: Province, identity: IdentitySettings | null, parts: SessionParts & { readonly settings?: Partial<GatewaySettings> } = {}): Promise<TestPortal> {
  const core = withEvents(testCore(store, province, { identity, origins: [TEST_ORIGIN, 'http://other.test:8080'], ...parts.settings }));
  const people = createPeople(core, (...ended) => sessions.endAllOf(...ended));
  const sessions: SessionsInside = createSessions(core, people, { monotonic: core.clock, ...parts });
  await sessions.provider.start();
  const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  guard(app, {
    identify: sessions.identify, csrfOf: sessions.csrfOf,
    rightsOf: (actor: Actor) => rightsOf(actor, core.province.current(), toInstant(core.clock())),
    denied: (request: FastifyRequest) => core.audit.write({ action: 'denied', actor: request.actor, target: request.routeOptions.url ?? '', outcome: 'refused' }),
  });
  sessionRoutes(app, core, sessions);
  await app.ready();
  return { core, app, sessions, close: () => Promise.all([app.close(), sessions.close()]).then(() => undefined) };
}
