import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import type { Db } from '../store/store';

/**
 * Whether nobody but `person` may approve reports of a unit on the day of `now`: of those who are active and hold a role today, for the unit
 * itself or for one above it. Who was never seen here and never given a role is nobody yet.
 */
export async function approvesAlone(db: Db, person: string, unit: UnitCode, province: Province, now: Instant): Promise<boolean> {
  const roles = [...province.access.roles.values()].filter(({ may }) => may.includes('report.approve')).map(({ id }) => id);
  if (roles.length === 0) return true;
  const held = await db.selectFrom('grant_held').innerJoin('person', 'person.id', 'grant_held.person')
    .select(['grant_held.person as id', 'grant_held.role as role', 'grant_held.unit as unit'])
    .where('grant_held.revoked_at', 'is', null).where('person.status', '=', 'active').where('person.id', '<>', person).where('grant_held.role', 'in', roles).execute();
  // The one rule of who may do what answers for each; a role for ground that no longer lives gives nothing.
  return !held.some(({ id, ...grant }) => rightsOf({ kind: 'person', id, name: '', title: '', unit: null, session: '', grants: [grant], purposes: [] }, province, now).may('report.approve', unit));
}
