import type { LocalDate } from '../time';
import { epochAt, successionAt, type Epoch, type Succession } from './epochs';
import type { OrgUnit, UnitRegistry } from './types';

type Cover = ReturnType<UnitRegistry['cover']>;

/** Units and whether they are the same ground as what was asked for. */
interface Ground {
  readonly units: ReadonlySet<OrgUnit>;
  readonly exact: boolean;
}

const children = (unit: OrgUnit, epoch: Epoch): OrgUnit[] => [...epoch.byCode.values()].filter((each) => each.parent === unit.code);

/**
 * Each unit, or its children (and theirs) where `goesOver` says that the unit itself left no trace across the change:
 * a district abolished in 2025 has no successor, but its communes have. `lost` where neither leads anywhere.
 */
function expand(units: Iterable<OrgUnit>, epoch: Epoch, goesOver: (unit: OrgUnit) => boolean): { readonly traced: Set<OrgUnit>; readonly lost: boolean } {
  const traced = new Set<OrgUnit>();
  let lost = false;
  for (const unit of units) {
    if (goesOver(unit)) {
      traced.add(unit);
      continue;
    }
    const below = expand(children(unit, epoch), epoch, goesOver);
    if (below.traced.size === 0 || below.lost) lost = true;
    for (const each of below.traced) traced.add(each);
  }
  return { traced, lost };
}

/** Where the ground of an earlier unit went at a change: to itself where it lived on, else to its successors. */
function heirs(unit: OrgUnit, after: Epoch, succession: Succession): { readonly units: readonly OrgUnit[]; readonly whole: boolean } {
  if (after.byCode.get(unit.code) === unit) return { units: [unit], whole: true };
  const taken = succession.into.get(unit) ?? [];
  // A single split with nothing beside it: the other part lies outside this registry.
  return { units: taken.map((each) => each.unit), whole: taken.length > 1 || taken[0]?.change !== 'split' };
}

function stepForward(ground: Ground, before: Epoch, after: Epoch, succession: Succession): Ground {
  const { traced, lost } = expand(ground.units, before, (unit) => heirs(unit, after, succession).units.length > 0);
  let exact = ground.exact && !lost;
  const units = new Set<OrgUnit>();
  for (const unit of traced) {
    const next = heirs(unit, after, succession);
    if (!next.whole) exact = false;
    for (const heir of next.units) units.add(heir);
  }
  // An heir that also took ground from outside is larger than what was asked for.
  for (const heir of units) if (succession.from.get(heir)?.some((earlier) => !traced.has(earlier))) exact = false;
  return { units, exact };
}

function stepBack(ground: Ground, before: Epoch, after: Epoch, succession: Succession): Ground {
  const ancestors = (unit: OrgUnit): readonly OrgUnit[] =>
    before.byCode.get(unit.code) === unit ? [unit] : (succession.from.get(unit) ?? []);
  const { traced, lost } = expand(ground.units, after, (unit) => ancestors(unit).length > 0);
  let exact = ground.exact && !lost;
  const units = new Set<OrgUnit>();
  for (const unit of traced) {
    for (const earlier of ancestors(unit)) units.add(earlier);
    // A predecessor named but unknown to the map before is ground that cannot be traced.
    if (ancestors(unit)[0] !== unit && ancestors(unit).length < unit.predecessors.length) exact = false;
  }
  // An earlier unit of which some part went elsewhere is larger than what was asked for: a split.
  for (const earlier of units) {
    const next = heirs(earlier, after, succession);
    if (!next.whole || next.units.some((heir) => !traced.has(heir))) exact = false;
  }
  return { units, exact };
}

/**
 * Follows ground across changes of the map, change by change, in either direction. `exact` means that the units found are the very
 * ground of the unit asked for, no more and no less. Every answer is remembered.
 */
export function coverOver(epochs: readonly Epoch[]): UnitRegistry['cover'] {
  const successions = epochs.slice(1).map((after, index) => successionAt(epochs[index] as Epoch, after));
  const known = new Map<OrgUnit, Map<number, Cover>>();

  function follow(unit: OrgUnit, target: number): Cover {
    const first = epochAt(epochs, unit.validFrom);
    let at = Math.min(Math.max(target, first), lastEpoch(unit, first));
    let ground: Ground = { units: new Set([unit]), exact: true };
    for (; at < target; at++) ground = stepForward(ground, epochs[at] as Epoch, epochs[at + 1] as Epoch, successions[at] as Succession);
    for (; at > target; at--) ground = stepBack(ground, epochs[at - 1] as Epoch, epochs[at] as Epoch, successions[at - 1] as Succession);
    const units = [...ground.units].sort((a, b) => (a.code < b.code ? -1 : 1));
    return { units, exact: ground.exact && units.length > 0 };
  }

  function lastEpoch(unit: OrgUnit, first: number): number {
    let last = first;
    while (last + 1 < epochs.length && (unit.validTo === null || (epochs[last + 1] as Epoch).start < unit.validTo)) last++;
    return last;
  }

  return (unit: OrgUnit, date: LocalDate): Cover => {
    const target = epochAt(epochs, date);
    const ofUnit = known.get(unit) ?? new Map<number, Cover>();
    known.set(unit, ofUnit);
    const cover = ofUnit.get(target) ?? follow(unit, target);
    ofUnit.set(target, cover);
    return cover;
  };
}
