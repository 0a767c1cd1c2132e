import { reachOf } from '@/access/reach';
import { covers, type Reach, type Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import { ADMINISTRATOR_ROLE, ANONYMOUS_ROLE, SCREEN_ROLE, type Actor, type Grant, type Role } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import type { Classification } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';

/** Whoever may give and take roles, looked at on one day. */
export interface Giver {
  readonly actor: Actor;
  readonly rights: Rights;
  readonly province: Province;
  readonly now: Instant;
}

/** Ground of a grant: the whole province has one name. */
export const groundOf = (province: Province, unit: UnitCode | null): UnitCode | null => (unit === province.unit ? null : unit);

/** Whether an action is held for a unit, or for the whole province where it is null. */
export const mayFor = ({ rights, province }: Pick<Giver, 'rights' | 'province'>, action: 'people.read' | 'people.grant', unit: UnitCode | null): boolean =>
  rights.may(action, unit ?? province.unit);

/**
 * Whether a giver may give or take a grant. For the whole province: any role of persons. Otherwise only for a unit of their own ground, and
 * only a role that reads no class and does no thing they do not hold themselves there; never the administrator's.
 */
export function mayGive(giver: Giver, { role: id, unit }: Grant): boolean {
  const role = roleOf(giver.province, id);
  if (!role || !mayFor(giver, 'people.grant', unit)) return false;
  if (mayFor(giver, 'people.grant', null)) return true;
  if (id === ADMINISTRATOR_ROLE || unit === null) return false;
  return role.may.every((action) => giver.rights.may(action, unit)) && role.reads.every((read) => readsHeld(giver, read, unit));
}

/** Taking is giving, but for a role that the pack no longer has: that one gives nothing and may go wherever the ground is one's own. */
export const mayTake = (giver: Giver, grant: Grant): boolean =>
  (giver.province.access.roles.has(grant.role) ? mayGive(giver, grant) : mayFor(giver, 'people.grant', grant.unit));

/** A role that a person may hold. */
export const roleOf = ({ access }: Province, id: string): Role | undefined => (id === ANONYMOUS_ROLE || id === SCREEN_ROLE ? undefined : access.roles.get(id));

/** Whether a grant makes its holder one who gives roles in the whole province. */
export const isAdministration = (province: Province, { role, unit }: Grant): boolean =>
  groundOf(province, unit) === null && (roleOf(province, role)?.may.includes('people.grant') ?? false);

function readsHeld(giver: Giver, { datasets, classes, units }: Role['reads'][number], unit: UnitCode): boolean {
  const ids = datasets === '*' ? [...giver.province.datasets.keys()] : datasets;
  const inner = classes.filter((each) => each !== 'public');
  const holdings = giver.actor.kind === 'person' ? giver.actor.grants.map((grant) => ({ role: roleOf(giver.province, grant.role), reach: reachOf(giver.province, grant.unit, civilDate(giver.now)) })) : [];
  const held = (id: string, shown: Classification): boolean =>
    holdings.some(({ role, reach }) => role !== undefined && isNonEmpty(reach) && role.reads.some((read) => {
      const ground: Reach = read.units === 'all' ? 'all' : reach;
      return read.classes.includes(shown) && (read.datasets === '*' || read.datasets.includes(id)) && (units === 'all' ? ground === 'all' : covers(ground, unit));
    }));
  return ids.every((id) => inner.every((each) => held(id, each)));
}

const isNonEmpty = (reach: Reach): boolean => reach === 'all' || reach.size > 0;
