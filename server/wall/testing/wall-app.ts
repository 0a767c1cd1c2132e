import { rightsOf } from '@/access/rights-of';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { packOf, put } from '@/config/testing/good-pack';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { createApp } from '../../http/app';
import { guard } from '../../http/guard';
import { createScreens } from '../../screens/create-screens';
import { screenRoutes } from '../../screens/screen-routes';
import type { Screens } from '../../screens/screens';
import { createAttempts } from '../../session/attempts';
import { cookieOf } from '../../session/cookies';
import { hashOf, newSecret } from '../../session/secrets';
import type { Store } from '../../store/store';
import { testCore, type TestCore } from '../../testing/test-gateway';
import { wallRoutes } from '../wall-routes';

const TITLE = { vi: 'Trực ban', en: 'Duty' };
/** A scene as a pack or a document has it, without its version. */
export const aScene = (dashboard = 'leaders') => ({ title: TITLE, transition: 'cut', zones: [{ shows: { kind: 'dashboard', dashboard } }] });

export function wallProvince(): Province {
  const role = (id: string, units: string, may: string[]) => ({ id, name: { vi: id, en: id }, reads: [{ datasets: '*', classes: ['public', 'internal'], units }], may, dashboards: '*' });
  const { province, faults } = parsePack(packOf((trees) => {
    put(trees['base/access.json'] ?? {}, '/roles/4', role('operator', 'all', ['screen.pair', 'screen.command']));
    put(trees['base/access.json'] ?? {}, '/roles/5', role('local', 'own', ['screen.pair', 'screen.command']));
    trees['base/scenes/duty.json'] = { schemaVersion: 1, id: 'duty', ...aScene(), purpose: { vi: 'Ca trực', en: 'On duty' } };
    trees['base/scenes/flood-storm.json'] = { schemaVersion: 1, id: 'flood-storm', ...aScene('commune') };
  }));
  if (!province) throw new Error(JSON.stringify(faults));
  return province;
}

const person = (id: string, role: string, unit: string | null): Actor => ({ kind: 'person', id, name: `Ông ${id}`, title: '', unit, session: `s-${id}`, grants: [{ role, unit }], purposes: [] });
export const OPERATOR = person('op', 'operator', null);
export const SECOND = person('hai', 'operator', null);
export const LOCAL = person('xa', 'local', '16681');
export const LEADER = person('ld', 'leader', null);

export interface Told {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly etag: string | undefined;
}
export interface WallApp {
  readonly core: TestCore;
  readonly screens: Screens;
  readonly province: Province;
  /** As our own page asks: a person, or a screen by its secret. */
  readonly ask: (as: Actor | string, method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, body?: object, headers?: { readonly [name: string]: string }) => Promise<Told>;
  /** A paired screen: its id and its secret. */
  readonly screen: (unit?: string | null, name?: string) => Promise<{ readonly id: string; readonly secret: string }>;
  /** A scene that people share, or one's own draft. */
  readonly shareScene: (id: string, holder: { readonly owner: string | null; readonly unit: string | null }) => Promise<void>;
  readonly close: () => Promise<void>;
}

let screensMade = 0;

/** The routes of screens and walls over a store, with real rights. `known`: the clock and lists of a gateway that ran before. */
export function wallApp(store: Store, known?: TestCore): WallApp {
  const province = wallProvince();
  const core = known ?? testCore(store, province);
  const screens = createScreens(core, createAttempts(core));
  const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  const people = new Map<string, Actor>();
  guard(app, {
    identify: async ({ headers }) => {
      const secret = cookieOf(headers.cookie, '__Host-screen');
      const known = secret === null ? people.get(headers.cookie ?? '') : await screens.identify(secret);
      return known ?? { kind: 'anonymous' };
    },
    csrfOf: () => Promise.resolve(null), denied: () => Promise.resolve(),
    rightsOf: (actor) => rightsOf(actor, province, toInstant(core.clock())),
  });
  screenRoutes(app, core, screens);
  wallRoutes(app, core, screens);
  return {
    core, screens, province,
    ask: async (as, method, url, body, headers = {}) => {
      const cookie = typeof as === 'string' ? `__Host-screen=${as}` : `${as.kind}=${'id' in as ? as.id : ''}`;
      if (typeof as !== 'string') people.set(cookie, as);
      const answer = await app.inject({ method, url, headers: { 'sec-fetch-site': 'same-origin', cookie, ...headers }, ...(body ? { payload: body } : {}) });
      const etag = answer.headers.etag;
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), etag: typeof etag === 'string' ? etag : undefined };
    },
    screen: async (unit = null, name = 'Sảnh chính') => {
      screensMade += 1;
      const [id, secret] = [`screen-${String(screensMade).padStart(12, '0')}`, newSecret()];
      await store.db.insertInto('screen').values({
        id, name, unit, classes: '["public","internal"]', dashboards: '["leaders"]', datasets: null, secret: hashOf(secret), previous_secret: null, secret_since: new Date(core.clock()),
        paired_by: 'op', paired_at: new Date(core.clock()), seen_at: null, shows: null, revoked_at: null, revoked_by: null,
      }).execute();
      return { id, secret };
    },
    shareScene: async (id, holder) => {
      await store.db.insertInto('document').values({ kind: 'scene', id, ...holder, revision: 1, body: JSON.stringify({ schemaVersion: 2, ...aScene() }), author: 'op', updated_at: new Date(core.clock()), deleted: false }).execute();
    },
    close: async () => {
      screens.stop();
      await app.close();
    },
  };
}
