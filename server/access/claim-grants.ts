import type { Grant } from '@/domain/access';
import type { Core } from '../core';
import type { Db } from '../store/store';
import { addGrant, endGrants, grantsByPerson, lockPeople } from './person-rows';

const keyOf = ({ role, unit }: Grant): string => JSON.stringify([role, unit]);
const textOf = ({ role, unit }: Grant): string => `${role}@${unit ?? '*'}`;

/** Makes the grants that the sign-on gave a person exactly these. Every gateway hears of it where something changed. */
export async function changeClaimGrants(core: Core, db: Db, person: string, grants: readonly Grant[]): Promise<void> {
  await lockPeople(db);
  const held = ((await grantsByPerson(db, [person])).get(person) ?? []).filter((each) => each.origin === 'claims');
  const wanted = new Map(grants.map((grant) => [keyOf(grant), grant]));
  const standing = new Set(held.map(keyOf));
  const gone = held.filter((grant) => !wanted.has(keyOf(grant)));
  const added = [...wanted.values()].filter((grant) => !standing.has(keyOf(grant)));
  if (gone.length === 0 && added.length === 0) return;
  await endGrants(db, gone.map(({ id }) => id), core.clock());
  for (const grant of added) await addGrant(db, person, grant, 'claims', 'sign-on', core.clock());
  await core.events.publish(db, { kind: 'rights-changed', audience: { to: 'person', id: person }, payload: {} });
  await core.audit.append(db, {
    action: 'people', actor: { kind: 'system' }, target: `person:${person}`, outcome: 'done',
    detail: { deed: 'sign-on', given: added.map(textOf), taken: gone.map(textOf) },
  });
}
