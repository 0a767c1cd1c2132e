import { dayAt } from '../clock';
import { between, noise } from '../random';
import type { World } from '../world';

/** Systems by security level 1–5, and of them those whose level is approved. Level 5 belongs to no province. */
export function systemsByLevel(world: World, now: number): { readonly level: number; readonly systems: number; readonly approved: number }[] {
  // Approvals grow through the year.
  const progress = Math.min(1, Math.max(0, (dayAt(now) - 20_600) / 365));
  const known = [[1, 19, 0.94], [2, 31, 0.83], [3, 22, 0.7], [4, 2, 0.5], [5, 0, 0]] as const;
  return known.map(([level, systems, share]) => ({
    level, systems,
    approved: Math.min(systems, Math.round(systems * Math.min(1, share + 0.06 * progress + 0.02 * noise(world.seed, 'approved', level)))),
  }));
}

/** How much of the province's estate is watched and patched. */
export function estate(world: World, now: number): Readonly<Record<string, number>> {
  const day = dayAt(now);
  const machines = 2_600 + 46 * world.units.communes.length;
  const slow = Math.floor(day / 7);
  return {
    endpoints_total: machines,
    endpoints_with_agent: Math.round(machines * Math.min(0.985, 0.9 + 0.004 * (slow % 12) + 0.01 * noise(world.seed, 'agents', slow))),
    systems_total: systemsByLevel(world, now).reduce((sum, { systems }) => sum + systems, 0),
    systems_monitored: 66,
    vulns_critical: Math.round(between(2, 9, world.seed, 'critical', day)),
    vulns_high: Math.round(between(28, 61, world.seed, 'high', slow)),
    patches_overdue: Math.round(between(90, 240, world.seed, 'patches', slow)),
  };
}
