import { ADMINISTRATOR_ROLE } from '@/domain/access';
import { err, ok, type Result } from '@/domain/result';
import type { Core } from '../core';
import { isAdministration, roleOf } from './grant-rules';
import { addGrant, grantsByPerson, knowPerson, lockPeople, standingGrants } from './person-rows';

export interface FirstAdministrator {
  readonly issuer: string;
  readonly subject: string;
  /** Until the person signs in and their claims say it. */
  readonly name: string;
  /** Also where the province has an administrator already: all of them may be out of reach. */
  readonly force?: boolean;
}

/** As much of a gateway as this needs: commands run without one. */
type AdministratorGround = Pick<Core, 'store' | 'audit' | 'events' | 'clock'> & { readonly province: Pick<Core['province'], 'current'> };

/**
 * Gives somebody the administrator's role, whether or not they have ever signed in; a disabled account is used again. On the machine only:
 * no route leads here. `exists`: the province has an administrator who is not disabled; `no-role`: the pack has no such role.
 */
export function firstAdministrator(core: AdministratorGround, wish: FirstAdministrator): Promise<Result<{ readonly person: string }, 'exists' | 'no-role'>> {
  return core.store.transact(async (db) => {
    await lockPeople(db);
    const province = core.province.current();
    if (!roleOf(province, ADMINISTRATOR_ROLE)) return err('no-role');
    const roles = [...province.access.roles.keys()].filter((role) => isAdministration(province, { role, unit: null }));
    const standing = (await standingGrants(db, roles)).some((grant) => isAdministration(province, grant));
    if (standing && wish.force !== true) return err('exists');
    const { issuer, subject, name } = wish;
    const { id } = await knowPerson(db, { issuer, subject, name, title: '', unit: null }, core.clock(), false);
    const held = (await grantsByPerson(db, [id])).get(id) ?? [];
    if (!held.some((grant) => grant.role === ADMINISTRATOR_ROLE && grant.unit === null && grant.origin !== 'claims')) {
      await addGrant(db, id, { role: ADMINISTRATOR_ROLE, unit: null }, 'cli', 'cli', core.clock());
    }
    await db.updateTable('person').set({ status: 'active' }).where('id', '=', id).execute();
    await core.events.publish(db, { kind: 'rights-changed', audience: { to: 'person', id }, payload: {} });
    await core.audit.append(db, { action: 'people', actor: { kind: 'system' }, target: `person:${id}`, outcome: 'done', detail: { deed: 'first-administrator', forced: standing } });
    return ok({ person: id });
  });
}
