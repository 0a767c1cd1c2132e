import type { LocalDate } from '../time';
import type { ChangeKind, OrgUnit, UnitCode } from './types';

/** A span of days over which the map did not change: from `start` to the day before the next epoch's. */
export interface Epoch {
  readonly index: number;
  readonly start: LocalDate;
  readonly byCode: ReadonlyMap<UnitCode, OrgUnit>;
}

/** How units of the epoch before went over into this one's. */
export interface Succession {
  /** By later unit: the earlier ones it came from. */
  readonly from: ReadonlyMap<OrgUnit, readonly OrgUnit[]>;
  /** By earlier unit: the later ones that took of it. */
  readonly into: ReadonlyMap<OrgUnit, readonly { readonly unit: OrgUnit; readonly change: ChangeKind }[]>;
}

export const isValidOn = (unit: OrgUnit, date: LocalDate): boolean =>
  unit.validFrom <= date && (unit.validTo === null || date < unit.validTo);

/** The epochs of a set of units, ascending. The first begins with the earliest unit; there is at least one unit in the last. */
export function epochsOf(units: readonly OrgUnit[]): Epoch[] {
  const starts = [...new Set(units.flatMap((unit) => (unit.validTo === null ? [unit.validFrom] : [unit.validFrom, unit.validTo])))].sort();
  const epochs = starts.map((start, index) => {
    const byCode = new Map<UnitCode, OrgUnit>();
    for (const unit of units) if (isValidOn(unit, start)) byCode.set(unit.code, unit);
    return { index, start, byCode };
  });
  // After the last unit has ended there is no map: the last map stays in force for reading.
  while (epochs.at(-1)?.byCode.size === 0) epochs.pop();
  return epochs;
}

/** Position of the epoch that holds a date; the first for any earlier date. */
export function epochAt(epochs: readonly Epoch[], date: LocalDate): number {
  let index = epochs.length - 1;
  while (index > 0 && date < (epochs[index] as Epoch).start) index--;
  return index;
}

/** Who came from whom at the start of `after`. */
export function successionAt(before: Epoch, after: Epoch): Succession {
  const from = new Map<OrgUnit, OrgUnit[]>();
  const into = new Map<OrgUnit, { unit: OrgUnit; change: ChangeKind }[]>();
  for (const unit of after.byCode.values()) {
    if (unit.validFrom !== after.start) continue;
    for (const predecessor of unit.predecessors) {
      const earlier = before.byCode.get(predecessor.code);
      if (!earlier) continue;
      from.set(unit, [...(from.get(unit) ?? []), earlier]);
      into.set(earlier, [...(into.get(earlier) ?? []), { unit, change: predecessor.change }]);
    }
  }
  return { from, into };
}
