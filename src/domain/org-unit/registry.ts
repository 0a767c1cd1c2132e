import { err, ok, type Result } from '../result';
import { coverOver } from './cover';
import { epochAt, epochsOf, isValidOn, type Epoch } from './epochs';
import type { OrgUnit, UnitCode, UnitRegistry, UnitTree } from './types';
import { mapFaults, validityFaults, type UnitFault } from './unit-faults';

/** Made once and late: building it costs milliseconds, which a start without a list of units need not pay. */
let collator: Intl.Collator | undefined;
const byName = (a: OrgUnit, b: OrgUnit): number => {
  collator ??= new Intl.Collator('vi', { numeric: true });
  return collator.compare(a.name, b.name) || (a.code < b.code ? -1 : 1);
};

const NONE: readonly OrgUnit[] = [];

/** A tree of one epoch, without its date. Children are sorted when first asked for. */
function treeOf(epoch: Epoch, rootCode: UnitCode | undefined): Omit<UnitTree, 'date'> {
  const { byCode } = epoch;
  const below = new Map<UnitCode | null, OrgUnit[]>();
  for (const unit of byCode.values()) {
    const siblings = below.get(unit.parent);
    if (siblings) siblings.push(unit);
    else below.set(unit.parent, [unit]);
  }
  const first = (unit: OrgUnit): number => (unit.code === rootCode ? 0 : 1);
  const roots = (below.get(null) ?? []).sort((a, b) => first(a) - first(b) || (a.code < b.code ? -1 : 1));
  const sorted = new Set<UnitCode>();
  const children = (code: UnitCode): readonly OrgUnit[] => {
    const units = below.get(code);
    if (units && !sorted.has(code)) {
      units.sort(byName);
      sorted.add(code);
    }
    return units ?? NONE;
  };
  const parent = (unit: OrgUnit | undefined): OrgUnit | undefined => (unit?.parent == null ? undefined : byCode.get(unit.parent));
  return {
    root: roots[0] as OrgUnit,
    roots,
    units: [...byCode.values()],
    get: (code) => byCode.get(code),
    children,
    ancestors: (code) => {
      const above: OrgUnit[] = [];
      for (let unit = parent(byCode.get(code)); unit; unit = parent(unit)) above.push(unit);
      return above;
    },
    descendants: function down(code): readonly OrgUnit[] {
      return children(code).flatMap((unit) => [unit, ...down(unit.code)]);
    },
    peers: (code) => {
      const unit = byCode.get(code);
      if (!unit) return NONE;
      const siblings = unit.parent === null ? roots : children(unit.parent);
      return siblings.filter((each) => each.level === unit.level && each !== unit);
    },
  };
}

/**
 * The units of a province over time, or every fault found in them. The province's history begins with its earliest unit: an earlier
 * date is read on that first map. `changeDates` are the days after that beginning on which some unit began or ended.
 */
export function createUnitRegistry(units: readonly OrgUnit[]): Result<UnitRegistry, readonly UnitFault[]> {
  const faults = validityFaults(units);
  const epochs = faults.length === 0 ? epochsOf(units) : [];
  if (units.length === 0) faults.push({ code: 'no-units', unit: '', validFrom: null, about: '', date: null });
  faults.push(...mapFaults(epochs));
  if (faults.length > 0) return err(faults);

  const today = [...(epochs.at(-1) as Epoch).byCode.values()].find((unit) => unit.parent === null);
  const trees = new Map<Epoch, Omit<UnitTree, 'date'>>();
  const epochOf = (date: OrgUnit['validFrom']): Epoch => epochs[epochAt(epochs, date)] as Epoch;
  return ok({
    all: units,
    changeDates: epochs.slice(1).map((epoch) => epoch.start),
    treeAt: (date) => {
      const epoch = epochOf(date);
      const tree = trees.get(epoch) ?? treeOf(epoch, today?.code);
      trees.set(epoch, tree);
      return { date, ...tree };
    },
    resolve: (code, date) => {
      const unit = epochOf(date).byCode.get(code);
      return unit && isValidOn(unit, date) ? unit : undefined;
    },
    cover: coverOver(epochs),
  });
}
