import type { Grant } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import { err, ok, type Result } from '@/domain/result';
import type { Core } from '../core';
import type { Db } from '../store/store';
import { groundOf, isAdministration, mayGive, mayTake, roleOf, type Giver } from './grant-rules';
import type { Administrator, EndAllOf, HeldGrant, PeopleDirectory, PeopleRefusal, PersonView } from './people';
import { giverOf, grantsOf, isSelf, look } from './people-sight';
import { addGrant, endGrants, lockPeople, standingGrants } from './person-rows';

type Detail = Readonly<Record<string, string | number | null>>;
/** What is written down of a deed; null where there was nothing to do. */
type Deed = (db: Db, giver: Giver, person: PersonView) => Promise<Result<Detail | null, PeopleRefusal>>;

/** What administrators do to people: one after the other, each whole or not at all. */
export function peopleChanges(core: Core, endAllOf: EndAllOf): Pick<PeopleDirectory, 'grant' | 'revoke' | 'setStatus' | 'endSessions'> {
  const change = changer(core);
  return {
    grant: (by, id, wish) => change(by, id, async (db, giver) => {
      const grant: Grant = { role: wish.role, unit: groundOf(giver.province, wish.unit) };
      if (!roleOf(giver.province, grant.role) || !lives(giver, grant)) return err('bad-request');
      if (isSelf(giver, id)) return err('own-grants');
      if (!mayGive(giver, grant)) return err('not-allowed');
      if ((await grantsOf(db, id)).some((each) => each.origin !== 'claims' && each.role === grant.role && each.unit === grant.unit)) return ok(null);
      await addGrant(db, id, grant, 'admin', by.actor.kind === 'person' ? by.actor.id : by.actor.kind, core.clock());
      return ok({ deed: 'grant', ...grant });
    }),
    revoke: (by, id, number) => change(by, id, async (db, giver, person) => {
      const grant = person.grants.find((each) => each.id === number);
      if (!grant) return err('not-found');
      if (isSelf(giver, id)) return err('own-grants');
      if (!mayTake(giver, grant)) return err('not-allowed');
      if (grant.origin === 'claims') return err('grant-by-sign-on');
      if (person.status === 'active' && (await isLast(db, giver, id, (each) => each.id === number))) return err('last-administrator');
      await endGrants(db, [number], core.clock());
      return ok({ deed: 'revoke', role: grant.role, unit: grant.unit });
    }),
    setStatus: (by, id, status) => change(by, id, async (db, giver, person) => {
      if (isSelf(giver, id)) return err('own-grants');
      if (!person.mayManage) return err('not-allowed');
      if (person.status === status) return ok(null);
      if (status === 'disabled' && (await isLast(db, giver, id, () => true))) return err('last-administrator');
      await db.updateTable('person').set({ status, updated_at: new Date(core.clock()) }).where('id', '=', id).execute();
      if (status === 'disabled') await endAllOf(db, id, 'disabled', by.actor);
      return ok({ deed: status === 'disabled' ? 'disable' : 'enable' });
    }),
    endSessions: async (by, id) => {
      let ended = 0;
      const done = await change(by, id, async (db, giver, person) => {
        if (!person.mayManage && !isSelf(giver, id)) return err('not-allowed');
        ended = await endAllOf(db, id, 'ended-by-administrator', by.actor);
        return ok({ deed: 'end-sessions', ended });
      });
      return done.ok ? ok({ ended }) : done;
    },
  };
}

/** A change to a person whom the administrator sees: told to their pages and written down with it. Gives the person as then seen. */
const changer = (core: Core) => (by: Administrator, id: string, deed: Deed): Promise<Result<PersonView, PeopleRefusal>> =>
  core.store.transact(async (db) => {
    await lockPeople(db);
    const giver = giverOf(core, by);
    const person = await look(db, giver, id);
    if (!person) return err('not-found');
    const done = await deed(db, giver, person);
    if (!done.ok) return done;
    // Taking the last role on this ground takes the person out of sight as well.
    const after = (await look(db, giver, id)) ?? { ...person, grants: [], mayManage: false };
    if (done.value) {
      await core.events.publish(db, { kind: 'rights-changed', audience: { to: 'person', id }, payload: {} });
      await core.audit.append(db, { action: 'people', actor: by.actor, target: `person:${id}`, outcome: 'done', from: by.from, detail: done.value });
    }
    return ok(after);
  });

/** Whether nobody could give roles in the whole province any more once these grants of a person are gone. */
async function isLast(db: Db, { province }: Giver, person: string, isGone: (grant: HeldGrant) => boolean): Promise<boolean> {
  const administrations = (await grantsOf(db, person)).filter((grant) => isAdministration(province, grant));
  if (!administrations.some(isGone) || !administrations.every(isGone)) return false;
  const roles = [...province.access.roles.keys()].filter((role) => isAdministration(province, { role, unit: null }));
  return !(await standingGrants(db, roles)).some((grant) => grant.person !== person && isAdministration(province, grant));
}

const lives = ({ province, now }: Giver, { unit }: Grant): boolean => unit === null || province.units.treeAt(civilDate(now)).get(unit) !== undefined;
