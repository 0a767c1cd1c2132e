import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';

/** Units whose shared documents an actor reads; `province` is whether what belongs to no unit in particular is read too. */
export interface SharedUnits {
  readonly province: boolean;
  readonly units: 'all' | ReadonlySet<UnitCode>;
}

/**
 * The line of each unit the actor holds a grant for: itself, what is above it and what is below. A grant for the whole province shares
 * every unit. Nobody signed in shares nothing, and neither does a role the province has not, or a unit that does not live.
 */
export function sharedUnits(actor: Actor, province: Province, now: Instant): SharedUnits {
  if (actor.kind === 'anonymous') return { province: false, units: new Set() };
  const tree = province.units.treeAt(civilDate(now));
  const known = actor.kind === 'person' ? actor.grants.filter(({ role }) => province.access.roles.has(role)).map(({ unit }) => unit) : [actor.unit];
  const held = known.filter((unit) => unit === null || tree.get(unit) !== undefined);
  if (held.includes(null)) return { province: true, units: 'all' };
  const units = new Set(held.flatMap((unit) => (unit === null ? [] : [unit, ...[...tree.ancestors(unit), ...tree.descendants(unit)].map(({ code }) => code)])));
  return { province: held.length > 0, units };
}

/** Whether the actor shares `unit` (null: the whole province): who is told of, and reads, its documents. */
export function sharesUnit(actor: Actor, unit: UnitCode | null, province: Province, now: Instant): boolean {
  const shared = sharedUnits(actor, province, now);
  return unit === null ? shared.province : shared.units === 'all' || shared.units.has(unit);
}
