import { randomBytes, randomUUID } from 'node:crypto';
import { hashOf } from '../../../server/session/secrets';
import type { Store } from '../../../server/store/store';

/** A department and a commune of the shipped province; each is the other's `other`. */
export const DEPARTMENT = 'H41.06';
export const COMMUNE = '16681';

/** How somebody of the tests stands: one column of the table of rights. `unit` null is the whole province. */
export type Standing =
  | { readonly kind: 'person'; readonly role: string | null; readonly unit: string | null; readonly gone?: 'suspended' | 'expired' }
  | { readonly kind: 'screen'; readonly unit: string | null; readonly classes: readonly string[]; readonly dashboards: readonly string[]; readonly revoked?: true }
  | { readonly kind: 'nobody' };

const person = (role: string | null, unit: string | null = null): Standing => ({ kind: 'person', role, unit });
const ALL_DASHBOARDS = ['leaders', 'department', 'operations', 'commune'] as const;

/** Every role of `access.json` under its own id, and every other way to stand before the gateway. */
export const STANDINGS = {
  'provincial-leader': person('provincial-leader'),
  'department-head': person('department-head', DEPARTMENT),
  'commune-chair': person('commune-chair', COMMUNE),
  staff: person('staff', DEPARTMENT),
  'ioc-operator': person('ioc-operator'),
  'unit-administrator': person('unit-administrator', DEPARTMENT),
  'province-administrator': person('province-administrator'),
  'no-role': person(null, DEPARTMENT),
  suspended: { kind: 'person', role: 'province-administrator', unit: null, gone: 'suspended' },
  expired: { kind: 'person', role: 'province-administrator', unit: null, gone: 'expired' },
  anonymous: { kind: 'nobody' },
  screen: { kind: 'screen', unit: null, classes: ['public', 'internal'], dashboards: ALL_DASHBOARDS },
  'unit-screen': { kind: 'screen', unit: DEPARTMENT, classes: ['public', 'internal'], dashboards: ['department'] },
  'public-screen': { kind: 'screen', unit: null, classes: ['public'], dashboards: ['leaders'] },
  'revoked-screen': { kind: 'screen', unit: null, classes: ['public', 'internal'], dashboards: ALL_DASHBOARDS, revoked: true },
} as const satisfies Readonly<Record<string, Standing>>;
export type StandingName = keyof typeof STANDINGS;
export const STANDING_NAMES = Object.keys(STANDINGS) as readonly StandingName[];

/** The unit that a standing calls its own: whoever has the whole province is asked about the department. */
export const ownUnit = (standing: Standing): string => (standing.kind === 'nobody' ? DEPARTMENT : standing.unit ?? DEPARTMENT);
export const otherUnit = (standing: Standing): string => (ownUnit(standing) === DEPARTMENT ? COMMUNE : DEPARTMENT);

/** Somebody in the store, with what their browser sends. */
export interface Visitor {
  readonly id: string;
  readonly session: string;
  readonly secret: string;
  readonly csrf: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const newSecret = (): string => randomBytes(32).toString('base64url');
/** As our own page sends it. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' } as const;
const HOUR_MS = 3_600_000;

/** A person who is known to the portal, with one grant where `role` is not null. */
export async function seedPerson({ db }: Store, now: number, { role, unit, id = `p-${randomUUID()}`, status = 'active' }: { readonly role: string | null; readonly unit: string | null; readonly id?: string; readonly status?: 'active' | 'disabled' }): Promise<{ readonly id: string; readonly grant: number | null }> {
  const at = new Date(now - HOUR_MS);
  await db.insertInto('person').values({ id, issuer: 'https://sso.test', subject: id, name: `Người ${id.slice(0, 8)}`, title: '', unit, status, created_at: at, updated_at: at }).execute();
  if (role === null) return { id, grant: null };
  const held = await db.insertInto('grant_held').values({ person: id, role, unit, origin: 'admin', granted_by: 'test', granted_at: at, revoked_at: null }).returning('id').executeTakeFirstOrThrow();
  return { id, grant: held.id };
}

/** A session of a person, signed in just now; `expired`: not used for longer than a session may rest. */
export async function seedSession({ db }: Store, now: number, id: string, expired = false): Promise<Visitor> {
  const [secret, csrf, session] = [newSecret(), newSecret(), `s-${randomUUID()}`];
  const seen = new Date(expired ? now - 2 * HOUR_MS : now);
  await db.insertInto('session').values({
    id: session, secret: hashOf(secret), previous_secret: null, secret_since: new Date(now), person: id, csrf, created_at: seen, seen_at: seen,
    expires_at: new Date(now + 8 * HOUR_MS), provider_session: null, id_token: null, agent: 'Test/1.0', address: '10.9.8.7', ended_at: null, ended_because: null,
  }).execute();
  return { id, session, secret, csrf, headers: { cookie: `__Host-portal=${secret}`, 'x-csrf-token': csrf, ...OWN_PAGE } };
}

/** A paired display. */
export async function seedScreen({ db }: Store, now: number, gift: { readonly unit: string | null; readonly classes?: readonly string[]; readonly dashboards?: readonly string[]; readonly revoked?: true }): Promise<Visitor> {
  const [id, secret] = [`screen-${randomUUID()}`, newSecret()];
  const at = new Date(now - HOUR_MS);
  await db.insertInto('screen').values({
    id, name: `Màn hình ${id.slice(7, 12)}`, unit: gift.unit, classes: JSON.stringify(gift.classes ?? ['public']), dashboards: JSON.stringify(gift.dashboards ?? ['leaders']), datasets: null,
    secret: hashOf(secret), previous_secret: null, secret_since: at, paired_by: 'test', paired_at: at, seen_at: at, shows: null,
    revoked_at: gift.revoked ? at : null, revoked_by: null,
  }).execute();
  return { id, session: '', secret, csrf: '', headers: { cookie: `__Host-screen=${secret}`, ...OWN_PAGE } };
}

/** Somebody new who stands as told. */
export async function seedVisitor(store: Store, now: number, standing: Standing): Promise<Visitor> {
  switch (standing.kind) {
    case 'nobody': return { id: '', session: '', secret: '', csrf: '', headers: OWN_PAGE };
    case 'screen': return seedScreen(store, now, standing);
    case 'person': {
      const { id } = await seedPerson(store, now, { role: standing.role, unit: standing.unit, status: standing.gone === 'suspended' ? 'disabled' : 'active' });
      return seedSession(store, now, id, standing.gone === 'expired');
    }
  }
}
