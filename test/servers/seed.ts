import { randomBytes } from 'node:crypto';
import { hashOf } from '../../server/session/secrets';
import type { Store } from '../../server/store/store';

/** Somebody who is signed in before the gateway knows it. */
export interface SeededPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string | null;
  readonly secret: string;
  readonly csrf: string;
}
/** A display that is paired already. */
export interface SeededScreen {
  readonly id: string;
  readonly secret: string;
  readonly classes: readonly string[];
  readonly dashboards: readonly string[];
}
export interface Seed {
  readonly people: readonly SeededPerson[];
  readonly screens: readonly SeededScreen[];
}

const DAY_MS = 86_400_000;
const secret = (): string => randomBytes(32).toString('base64url');

export const seededPeople = (count: number, role = 'provincial-leader', unit: string | null = null): readonly SeededPerson[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${role}-${index + 1}`, name: `Người thử ${index + 1}`, role, unit, secret: secret(), csrf: secret() }));

export const seededScreens = (count: number, dashboards: readonly string[]): readonly SeededScreen[] =>
  Array.from({ length: count }, (_, index) => ({ id: `screen-${index + 1}`, secret: secret(), classes: ['public', 'internal'], dashboards }));

/** Puts them into a store; at a second start their sessions are opened anew under the same secrets. */
export async function plant({ transact }: Store, { people, screens }: Seed): Promise<void> {
  const now = new Date();
  await transact(async (db) => {
    if (people.length > 0) {
      await db.insertInto('person')
        .values(people.map(({ id, name, unit }) => ({ id, issuer: 'test', subject: id, name, title: '', unit, status: 'active' as const, created_at: now, updated_at: now })))
        .onConflict((clash) => clash.doNothing()).execute();
      const held = new Set((await db.selectFrom('grant_held').select('person').execute()).map(({ person }) => person));
      const grants = people.filter(({ id }) => !held.has(id)).map(({ id, role, unit }) => ({ person: id, role, unit, origin: 'cli' as const, granted_by: 'test', granted_at: new Date(now.getTime() - DAY_MS), revoked_at: null }));
      if (grants.length > 0) await db.insertInto('grant_held').values(grants).execute();
      const sessions = people.map(({ id, secret: mine, csrf }) => ({
        id: `session-${id}`, person: id, secret: hashOf(mine), previous_secret: null, secret_since: now, csrf, created_at: now, seen_at: now, expires_at: new Date(now.getTime() + DAY_MS),
        provider_session: null, id_token: null, agent: 'test', address: '127.0.0.1', ended_at: null, ended_because: null,
      }));
      await db.insertInto('session').values(sessions).onConflict((clash) => clash.column('id').doUpdateSet((row) => ({
        secret: row.ref('excluded.secret'), previous_secret: null, secret_since: now, seen_at: now, expires_at: row.ref('excluded.expires_at'),
      }))).execute();
    }
    const [pairedBy] = people;
    if (screens.length > 0 && pairedBy) {
      await db.insertInto('screen').values(screens.map(({ id, secret: mine, classes, dashboards }) => ({
        id, name: id, unit: null, classes: JSON.stringify(classes), dashboards: JSON.stringify(dashboards), datasets: null, secret: hashOf(mine), previous_secret: null,
        secret_since: now, paired_by: pairedBy.id, paired_at: now, seen_at: null, shows: null, revoked_at: null, revoked_by: null,
      }))).onConflict((clash) => clash.doNothing()).execute();
    }
  });
}
