import { mix32 } from '../random';
import type { Era, MockUnit, UnitBook } from '../province/units';
import type { Dossiers } from './dossiers';

/**
 * Which unit of an era answers for a dossier. A dossier belongs to the unit that received it until the map changes, then to the
 * unit its work went to; where that was split, each dossier went to one of the parts.
 */
export interface Holders {
  readonly era: Era;
  /** Index in the unit book of the unit of this era that holds dossier `row`. */
  holder(row: number): number;
  /** Ranges of dossiers that may belong to the unit, as `[from, to)` pairs; with splits, check {@link holder} too. */
  ranges(unit: MockUnit): readonly (readonly [number, number])[];
}

export function createHolders(units: UnitBook, era: Era, dossiers: Dossiers): Holders {
  const working = era.units.filter((unit) => unit.level === 'commune');
  /** Per receiving unit: the units of this era its work went to. */
  const heirs = units.all.map((unit) => {
    if (unit.from >= era.to) return [];
    const found = units.successors(unit, era).map((heir) => heir.index);
    return found.length > 0 ? found : working.map((heir) => heir.index);
  });
  const feeders = new Map<number, (readonly [number, number])[]>();
  for (const unit of units.all) {
    const range = [dossiers.start[unit.index] ?? 0, dossiers.start[unit.index + 1] ?? 0] as const;
    if (range[0] === range[1]) continue;
    for (const heir of heirs[unit.index] ?? []) {
      const list = feeders.get(heir);
      if (list) list.push(range);
      else feeders.set(heir, [range]);
    }
  }
  const single = Int32Array.from(heirs, (list) => (list.length === 1 ? (list[0] ?? -1) : -1));
  return {
    era,
    holder: (row) => {
      const receiver = dossiers.unit[row] as number;
      const only = single[receiver] as number;
      if (only >= 0) return only;
      const list = heirs[receiver] ?? [];
      return list[mix32(dossiers.received[row] as number, dossiers.due[row] as number) % list.length] ?? -1;
    },
    ranges: (unit) => feeders.get(unit.index) ?? [],
  };
}

/** The province that a unit belongs to on its era's map; itself for a province. */
export function provinceOf(unit: MockUnit, era: Era): MockUnit | undefined {
  let at: MockUnit | undefined = unit;
  for (let steps = 0; at && at.level !== 'province' && steps < 5; steps++) at = at.parent === null ? undefined : era.byCode.get(at.parent);
  return at?.level === 'province' ? at : undefined;
}
