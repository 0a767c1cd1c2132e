import type { Db } from '../../store/store';

/** A role given behind the back of all rules, as an administrator on another gateway would have given it. */
export const grantTo = async (db: Db, person: string, role: string, unit: string | null, at: Date): Promise<void> => {
  await db.insertInto('grant_held').values({ person, role, unit, origin: 'admin', granted_by: 'test', granted_at: at, revoked_at: null }).execute();
};
