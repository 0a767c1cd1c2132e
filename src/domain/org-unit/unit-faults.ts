import type { Epoch } from './epochs';
import type { LocalDate } from '../time';
import type { OrgUnit, UnitCode } from './types';

export type UnitFaultCode =
  | 'no-units'             // nothing to build from
  | 'empty-validity'       // ends on or before the day it begins
  | 'overlap'              // two holders of one code on one day
  | 'unknown-parent'       // no holder of the parent's code on some day of the unit's life
  | 'unknown-predecessor'  // nobody held the code on the day before
  | 'outlived'             // the predecessor gave ground and yet lives on as if nothing had happened: end it and open it anew
  | 'cycle'                // a unit above itself
  | 'no-root';             // a map on which every unit has a parent

/** Why the units make no history. `unit` and `validFrom` say which record; `about` is the code it stumbled on. */
export interface UnitFault {
  readonly code: UnitFaultCode;
  readonly unit: UnitCode;
  readonly validFrom: LocalDate | null;
  readonly about: UnitCode;
  /** Day on which it is wrong. */
  readonly date: LocalDate | null;
}

const at = (code: UnitFaultCode, unit: OrgUnit, about: UnitCode, date: LocalDate): UnitFault => ({ code, unit: unit.code, validFrom: unit.validFrom, about, date });

/** Records that are wrong by themselves or beside others of the same code. */
export function validityFaults(units: readonly OrgUnit[]): UnitFault[] {
  const faults: UnitFault[] = [];
  const holders = new Map<UnitCode, OrgUnit[]>();
  for (const unit of units) {
    if (unit.validTo !== null && unit.validTo <= unit.validFrom) faults.push(at('empty-validity', unit, unit.code, unit.validTo));
    holders.set(unit.code, [...(holders.get(unit.code) ?? []), unit]);
  }
  for (const same of holders.values()) {
    const inTime = [...same].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    for (const [position, unit] of inTime.entries()) {
      const before = inTime[position - 1];
      if (before && (before.validTo === null || unit.validFrom < before.validTo)) faults.push(at('overlap', unit, unit.code, unit.validFrom));
    }
  }
  return faults;
}

function hasCycle(unit: OrgUnit, epoch: Epoch): boolean {
  const above = new Set<OrgUnit>();
  for (let each: OrgUnit | undefined = unit; each; each = each.parent === null ? undefined : epoch.byCode.get(each.parent)) {
    if (above.has(each)) return each === unit;
    above.add(each);
  }
  return false;
}

/** Records that are wrong against the maps they live on. Each is told once, on the first day it is wrong. */
export function mapFaults(epochs: readonly Epoch[]): UnitFault[] {
  const faults: UnitFault[] = [];
  const told = new Set<OrgUnit>();
  for (const epoch of epochs) {
    const before = epochs[epoch.index - 1];
    for (const unit of epoch.byCode.values()) {
      for (const predecessor of unit.validFrom === epoch.start ? unit.predecessors : []) {
        const earlier = before?.byCode.get(predecessor.code);
        if (!earlier) faults.push(at('unknown-predecessor', unit, predecessor.code, epoch.start));
        else if (epoch.byCode.get(earlier.code) === earlier) faults.push(at('outlived', unit, predecessor.code, epoch.start));
      }
      if (told.has(unit) || unit.parent === null) continue;
      const code = !epoch.byCode.has(unit.parent) ? 'unknown-parent' : hasCycle(unit, epoch) ? 'cycle' : null;
      if (!code) continue;
      told.add(unit);
      faults.push(at(code, unit, unit.parent, epoch.start));
    }
    const some = [...epoch.byCode.values()];
    const [first] = some;
    if (first && some.every((unit) => unit.parent !== null)) faults.push(at('no-root', first, first.code, epoch.start));
  }
  return faults;
}
