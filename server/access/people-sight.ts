import { toInstant } from '@/domain/time';
import type { Core } from '../core';
import type { Db } from '../store/store';
import { mayFor, mayTake, type Giver } from './grant-rules';
import type { Administrator, HeldGrant, KnownPerson, PersonView } from './people';
import { grantsByPerson, personById } from './person-rows';

export const giverOf = (core: Core, { actor, rights }: Administrator): Giver => ({ actor, rights, province: core.province.current(), now: toInstant(core.clock()) });

export const isSelf = ({ actor }: Giver, person: string): boolean => actor.kind === 'person' && actor.id === person;

export const grantsOf = async (db: Db, person: string): Promise<readonly HeldGrant[]> => (await grantsByPerson(db, [person])).get(person) ?? [];

/** Null where the person is not of this administrator's ground: neither by unit nor by a grant. */
export function seen(giver: Giver, person: KnownPerson, grants: readonly HeldGrant[]): PersonView | null {
  if (![person.unit, ...grants.map((grant) => grant.unit)].some((unit) => mayFor(giver, 'people.read', unit))) return null;
  return {
    ...person,
    grants: grants.filter((grant) => mayFor(giver, 'people.read', grant.unit)),
    // Whoever has a role that this administrator could not take is out of reach as a whole.
    mayManage: !isSelf(giver, person.id) && mayFor(giver, 'people.grant', person.unit) && grants.every((grant) => mayTake(giver, grant)),
  };
}

export async function look(db: Db, giver: Giver, id: string): Promise<PersonView | null> {
  const person = await personById(db, id);
  return person ? seen(giver, person, await grantsOf(db, id)) : null;
}
