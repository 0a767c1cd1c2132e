import { randomUUID } from 'node:crypto';
import type { Core } from '../../core';
import type { Db } from '../../store/store';
import type { PeoplePort } from '../people-port';

/** People and grants straight from their tables, without the rules of `server/access`. */
export function peopleDouble({ store, clock }: Pick<Core, 'store' | 'clock'>): PeoplePort {
  const now = (): Date => new Date(clock());
  return {
    upsertFromClaims: (db, { issuer, subject, name, title, unit }) =>
      db
        .insertInto('person')
        .values({ id: randomUUID(), issuer, subject, name, title, unit, status: 'active', created_at: now(), updated_at: now() })
        .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doUpdateSet({ name, title, unit, updated_at: now() }))
        .returning(['id', 'name', 'title', 'unit', 'status'])
        .executeTakeFirstOrThrow(),
    replaceClaimGrants: async (db, person, grants) => {
      await db.deleteFrom('grant_held').where('person', '=', person).where('origin', '=', 'claims').execute();
      for (const { role, unit } of grants) await grantTo(db, person, role, unit, now(), 'claims');
    },
    grantsOf: (person, db = store.db) => db.selectFrom('grant_held').select(['role', 'unit']).where('person', '=', person).where('revoked_at', 'is', null).orderBy('id').execute(),
    statusOf: async (person, db = store.db) => (await db.selectFrom('person').select('status').where('id', '=', person).executeTakeFirst())?.status ?? null,
  };
}

export const grantTo = async (db: Db, person: string, role: string, unit: string | null, at: Date, origin: 'claims' | 'admin' = 'admin'): Promise<void> => {
  await db.insertInto('grant_held').values({ person, role, unit, origin, granted_by: 'test', granted_at: at, revoked_at: null }).execute();
};
