import type { World } from '../world';
import { pick } from '../random';

/** Departments, and some wards, that own information systems: where an alert or an incident is. */
export function systemOwner(world: World, ...key: readonly (string | number)[]): string {
  const { departments, communes } = world.units;
  const owners = departments.length > 0 ? [...departments.slice(0, 14), ...communes.slice(0, 6)] : communes;
  return pick(owners, world.seed, 'owner', ...key).code;
}
