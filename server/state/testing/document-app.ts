import type { Rights } from '@/access/rights';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { packOf } from '@/config/testing/good-pack';
import { ACTIONS, type Actor } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Json } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { createApp } from '../../http/app';
import { guard } from '../../http/guard';
import type { Gateway } from '../../http/route';
import { testCore, type TestCore } from '../../testing/test-gateway';
import type { Store } from '../../store/store';
import { createDocuments } from '../create-documents';
import { documentRoutes } from '../document-routes';

export type Person = Extract<Actor, { kind: 'person' }>;

/** A person of the small test province; `role` editor may change what the unit of the grant shares, reader may not. */
export const person = (id: string, unit: UnitCode | null, role: 'editor' | 'reader' = 'editor'): Person =>
  ({ kind: 'person', id, name: id, title: '', unit, session: `s-${id}`, grants: [{ role, unit }], purposes: [] });

export const screen = (id: string, unit: UnitCode | null, dashboards: readonly string[]): Actor => ({ kind: 'screen', id, name: id, unit, classes: ['public'], dashboards });

export function testProvince(): Province {
  const role = (id: string) => ({ id, name: { vi: id, en: id }, reads: [], may: [], dashboards: '*' });
  const { province, faults } = parsePack(packOf((trees) => {
    const access = trees['base/access.json'];
    if (access) access['roles'] = [...(access['roles'] as readonly Json[]), role('editor'), role('reader')];
  }));
  if (!province) throw new Error(JSON.stringify(faults));
  return province;
}

/** Rights of the test's own two roles: how grants become rights is tested where it is done. */
function rightsOfTest(actor: Actor, province: Province, now: number): Rights {
  const grants = actor.kind === 'person' ? actor.grants.filter(({ role }) => role === 'editor') : [];
  const tree = province.units.treeAt(civilDate(toInstant(now)));
  const holds = (unit: UnitCode): boolean => grants.some((grant) => grant.unit === null || grant.unit === unit || tree.ancestors(unit).some(({ code }) => code === grant.unit));
  return {
    identity: actor.kind, roles: [], share: () => null, actions: ACTIONS, landing: null,
    may: (_action, unit) => (unit === undefined ? grants.length > 0 : holds(unit)),
    dashboards: actor.kind === 'screen' ? actor.dashboards : '*',
  };
}

export interface DocumentApp {
  readonly app: Gateway;
  readonly core: TestCore;
  /** A request as our own page sends it. */
  readonly ask: (as: Actor, method: 'GET' | 'PUT' | 'DELETE' | 'POST', path: string, body?: unknown, headers?: { readonly [name: string]: string }) => Promise<{ readonly status: number; readonly body: Record<string, unknown>; readonly etag: string | undefined }>;
}

export function documentApp(store: Store, province = testProvince()): DocumentApp {
  const core = testCore(store, province);
  const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  const people = new Map<string, Actor>();
  guard(app, {
    identify: ({ headers }) => Promise.resolve(people.get(headers.cookie ?? '') ?? { kind: 'anonymous' }),
    csrfOf: (actor) => Promise.resolve(actor.kind === 'anonymous' ? null : 'token'),
    rightsOf: (actor) => rightsOfTest(actor, province, core.clock()),
    denied: () => Promise.resolve(),
  });
  documentRoutes(app, core, createDocuments(core));
  return {
    app, core,
    ask: async (as, method, path, body, headers = {}) => {
      const cookie = `${as.kind}:${'id' in as ? as.id : ''}`;
      people.set(cookie, as);
      const answer = await app.inject({
        method, url: `/api/documents/${path}`,
        headers: { cookie, 'sec-fetch-site': 'same-origin', 'x-csrf-token': 'token', ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json<Record<string, unknown>>()), etag: answer.headers.etag as string | undefined };
    },
  };
}

let keys = 0;
/** Headers of a new save on `revision` (0: a new document). */
export const onto = (revision: number, key = `test-save-key-${String((keys += 1)).padStart(6, '0')}`): { readonly [name: string]: string } => ({
  'idempotency-key': key, ...(revision === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${revision}"` }),
});
