import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Grant } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Db } from '../store/store';
import type { ClaimedPerson, HeldGrant, KnownPerson } from './people';

const PERSON = ['id', 'name', 'title', 'unit', 'status'] as const;

/** Whoever changes grants or standings does so one after the other: the last administrator is counted, then acted upon. */
export const lockPeople = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${0x70656f70}::integer, 1)`.execute(db);
};

export const personById = (db: Db, id: string): Promise<KnownPerson | undefined> => db.selectFrom('person').select(PERSON).where('id', '=', id).executeTakeFirst();

/** Known under issuer and subject, made known where they are not. `fresh` takes the place of name, title and unit. */
export async function knowPerson(db: Db, { issuer, subject, name, title, unit }: ClaimedPerson, now: number, fresh = true): Promise<KnownPerson> {
  const at = new Date(now);
  const made = { id: randomBytes(16).toString('base64url'), issuer, subject, name, title, unit, status: 'active' as const, created_at: at, updated_at: at };
  return db.insertInto('person').values(made)
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doUpdateSet(fresh ? { name, title, unit, updated_at: at } : { updated_at: at }))
    .returning(PERSON).executeTakeFirstOrThrow();
}

const heldOf = (row: { id: number; role: string; unit: string | null; origin: HeldGrant['origin']; granted_at: Date }): HeldGrant =>
  ({ id: row.id, role: row.role, unit: row.unit, origin: row.origin, grantedAt: row.granted_at.getTime() });

/** Standing grants by person, oldest first; nobody is left out for being disabled. */
export async function grantsByPerson(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, readonly HeldGrant[]>> {
  const found = new Map<string, HeldGrant[]>(people.map((id) => [id, []]));
  if (people.length === 0) return found;
  const rows = await db.selectFrom('grant_held').select(['id', 'person', 'role', 'unit', 'origin', 'granted_at'])
    .where('person', 'in', [...people]).where('revoked_at', 'is', null).orderBy('id').execute();
  for (const row of rows) found.get(row.person)?.push(heldOf(row));
  return found;
}

export const addGrant = async (db: Db, person: string, { role, unit }: Grant, origin: HeldGrant['origin'], by: string, now: number): Promise<void> => {
  await db.insertInto('grant_held').values({ person, role, unit, origin, granted_by: by, granted_at: new Date(now), revoked_at: null }).execute();
};

export const endGrants = async (db: Db, ids: readonly number[], now: number): Promise<void> => {
  if (ids.length > 0) await db.updateTable('grant_held').set({ revoked_at: new Date(now) }).where('id', 'in', [...ids]).where('revoked_at', 'is', null).execute();
};

/** Grants of people who are not disabled, by roles. */
export const standingGrants = (db: Db, roles: readonly string[]): Promise<{ person: string; role: string; unit: string | null }[]> =>
  roles.length === 0 ? Promise.resolve([]) : db.selectFrom('grant_held').innerJoin('person', 'person.id', 'grant_held.person')
    .select(['grant_held.person', 'grant_held.role', 'grant_held.unit'])
    .where('grant_held.revoked_at', 'is', null).where('person.status', '=', 'active').where('grant_held.role', 'in', [...roles]).execute();

/** People of these units or with a standing grant there, by name; everybody for null. */
export function peopleOf(db: Db, units: readonly UnitCode[] | null): Promise<KnownPerson[]> {
  const all = db.selectFrom('person').select(PERSON).orderBy('name').orderBy('id');
  if (units === null) return all.execute();
  if (units.length === 0) return Promise.resolve([]);
  return all.where(({ or, eb, exists, selectFrom }) => or([
    eb('person.unit', 'in', [...units]),
    exists(selectFrom('grant_held').select('grant_held.id').whereRef('grant_held.person', '=', 'person.id').where('grant_held.revoked_at', 'is', null).where('grant_held.unit', 'in', [...units])),
  ])).execute();
}
