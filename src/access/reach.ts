import type { Province } from '@/config/province';
import { addDays } from '@/domain/civil';
import type { OrgUnit, UnitCode, UnitRegistry, UnitTree } from '@/domain/org-unit/types';
import type { LocalDate } from '@/domain/time';
import type { Reach } from './rights';

const known = new WeakMap<Province, Map<string, Reach>>();

/** The map in force on a day, by the number of changes before it. */
export const mapOf = ({ changeDates }: UnitRegistry, date: LocalDate): number => changeDates.filter((each) => each <= date).length;

/**
 * Codes under which a unit's figures stand: its own, those of all below it on `date`, and those of the units they came from on earlier
 * maps. A former code that anybody outside has ever held is left out, since a figure names its unit by code alone. Nothing for a unit
 * that does not live on `date`; `all` for the province and for null. Remembered per province and map.
 */
export function reachOf(province: Province, unit: UnitCode | null, date: LocalDate): Reach {
  if (unit === null || unit === province.unit) return 'all';
  const reaches = known.get(province) ?? new Map<string, Reach>();
  known.set(province, reaches);
  const key = `${mapOf(province.units, date)} ${unit}`;
  const reach = reaches.get(key) ?? ground(province.units, unit, date);
  // Codes come from tables and cookies: one that is no unit must not stay in memory.
  if (reach === 'all' || reach.size > 0) reaches.set(key, reach);
  return reach;
}

function ground(units: UnitRegistry, code: UnitCode, date: LocalDate): Reach {
  const tree = units.treeAt(date);
  const held = withBelow(tree, [code]);
  if (held.size === 0) return new Set();
  if (tree.roots.length === 1 && tree.root.code === code) return 'all';
  const ours = new Set(held);
  for (const day of daysBefore(units, date)) {
    const then = units.treeAt(day);
    const covered = [...held].flatMap((unit) => units.cover(unit, day).units.map((each) => each.code));
    for (const unit of withBelow(then, covered)) ours.add(unit);
  }
  const now = new Set([...held].map((unit) => unit.code));
  const others = new Set(units.all.filter((unit) => unit.validFrom <= date && !ours.has(unit)).map((unit) => unit.code));
  return new Set([...ours].map((unit) => unit.code).filter((each) => now.has(each) || !others.has(each)));
}

const withBelow = (tree: UnitTree, codes: readonly UnitCode[]): Set<OrgUnit> =>
  new Set(codes.flatMap((code) => [tree.get(code) ?? [], tree.descendants(code)].flat()));

/** A day of every map before that of `date`. */
const daysBefore = ({ changeDates }: UnitRegistry, date: LocalDate): LocalDate[] =>
  changeDates.filter((change) => change <= date).map((change) => addDays(change, -1));
