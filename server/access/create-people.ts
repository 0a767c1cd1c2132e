import { reachOf } from '@/access/reach';
import type { Grant } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import { fold } from '@/domain/fold';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Core } from '../core';
import { changeClaimGrants } from './claim-grants';
import { groundOf, mayFor, mayGive, type Giver } from './grant-rules';
import type { EndAllOf, PeopleDirectory } from './people';
import { peopleChanges } from './people-changes';
import { giverOf, grantsOf, look, seen } from './people-sight';
import { grantsByPerson, knowPerson, peopleOf, personById } from './person-rows';

const MOST_LISTED = 200;

/** The people of the portal over the shared store. `endAllOf` is how their sessions end: `sessions.endAllOf`. */
export function createPeople(core: Core, endAllOf: EndAllOf): PeopleDirectory {
  const { db: shared } = core.store;
  return {
    upsertFromClaims: (db, claimed) => knowPerson(db, claimed, core.clock()),
    replaceClaimGrants: (db, person, grants) => changeClaimGrants(core, db, person, grants),
    grantsOf: async (person, db = shared) => {
      const known = await personById(db, person);
      return known?.status === 'active' ? (await grantsOf(db, person)).map(({ role, unit }): Grant => ({ role, unit })) : [];
    },
    statusOf: async (person, db = shared) => (await personById(db, person))?.status ?? null,
    find: (by, person) => look(shared, giverOf(core, by), person),
    list: async (by, { unit, text }) => {
      const giver = giverOf(core, by);
      if (unit !== undefined && !mayFor(giver, 'people.read', unit)) return null;
      const found = await peopleOf(shared, unitsSeen(giver, unit));
      const wanted = fold(text ?? '');
      const matching = found.filter(({ name, title }) => wanted === '' || fold(`${name} ${title}`).includes(wanted));
      const shown = matching.slice(0, MOST_LISTED);
      const grants = await grantsByPerson(shared, shown.map(({ id }) => id));
      return { people: shown.flatMap((person) => seen(giver, person, grants.get(person.id) ?? []) ?? []), more: matching.length > shown.length };
    },
    mayGive: (by, unit) => {
      const giver = giverOf(core, by);
      const ground = groundOf(giver.province, unit);
      return [...giver.province.access.roles.keys()].filter((role) => mayGive(giver, { role, unit: ground }));
    },
    ...peopleChanges(core, endAllOf),
  };
}

/** Units whose people are listed; null is everybody, also who has no unit. */
function unitsSeen(giver: Giver, unit: UnitCode | undefined): readonly UnitCode[] | null {
  const { province, now } = giver;
  const reach = unit === undefined ? 'all' : reachOf(province, unit, civilDate(now));
  if (reach === 'all' && mayFor(giver, 'people.read', null)) return null;
  const units = reach === 'all' ? new Set(province.units.all.map(({ code }) => code)) : reach;
  return [...units].filter((code) => mayFor(giver, 'people.read', code));
}
