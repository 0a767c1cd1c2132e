import { between } from '../random';
import type { MockUnit, UnitBook } from './units';

/** People by unit, invented so that they add up to the province's published total. */
export interface Population {
  /** Persons in a unit at the middle of a year. Units that hold nobody (departments) have 0. */
  of(unit: MockUnit, year: number): number;
  /** Share of the province's people, 0–1, at the time of the unit. */
  share(unit: MockUnit): number;
}

/** Population of the province at the reform of 2025, persons (Nghị quyết 202/2025/QH15 for merged provinces). */
const PERSONS_2025: Readonly<Record<string, number>> = { '31': 4_664_124, '37': 4_412_264, '40': 3_831_694, '79': 14_002_598 };
/** Where nothing is known: the usual size of a commune-level unit after the reform. */
const PERSONS_A_COMMUNE = 26_000;
const GROWTH_A_YEAR = 0.0087;

const degreesBetween = (a: MockUnit, b: MockUnit): number => {
  const [lonA, latA] = a.centre ?? [0, 0];
  const [lonB, latB] = b.centre ?? [0, 0];
  return Math.hypot((lonA - lonB) * Math.cos((latA * Math.PI) / 180), latA - latB);
};

/** Shares of today's communes: wards hold most people, and the further from any ward the fewer. */
function communeShares(units: UnitBook, seed: number): Map<MockUnit, number> {
  const wards = units.communes.filter((unit) => unit.kind === 'ward');
  const weights = units.communes.map((unit) => {
    const distance = wards.reduce((nearest, ward) => Math.min(nearest, degreesBetween(unit, ward)), wards.length > 0 ? 9 : 0);
    return (0.33 + 0.67 * Math.exp(-distance / 0.45)) * (unit.kind === 'ward' ? 2.4 : 1) * between(0.75, 1.25, seed, 'people', unit.code);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(units.communes.map((unit, at) => [unit, (weights[at] ?? 0) / total]));
}

/** Shares of earlier communes: each gives its part to the units it went into; a commune split in two had a part of both. */
function earlierShares(units: UnitBook, seed: number, shares: Map<MockUnit, number>): void {
  const last = units.eras.at(-1);
  if (!last) return;
  const parts = new Map<MockUnit, { unit: MockUnit; weight: number }[]>();
  for (const unit of units.all) {
    if (unit.level !== 'commune' || shares.has(unit)) continue;
    const heirs = units.successors(unit, last);
    for (const heir of heirs) {
      const list = parts.get(heir) ?? [];
      list.push({ unit, weight: between(0.6, 1.4, seed, 'people', unit.code, 'before') * (unit.kind === 'commune' ? 1 : 1.3) / heirs.length });
      parts.set(heir, list);
    }
  }
  for (const [heir, list] of parts) {
    const total = list.reduce((sum, part) => sum + part.weight, 0);
    for (const part of list) shares.set(part.unit, (shares.get(part.unit) ?? 0) + ((shares.get(heir) ?? 0) * part.weight) / total);
  }
}

/** Everything above communes is the sum of what lies below it at its own time. */
function addUpwards(units: UnitBook, shares: Map<MockUnit, number>): void {
  for (const level of ['district', 'province'] as const) {
    for (const unit of units.all) {
      if (unit.level !== level) continue;
      const era = units.eraAt(Math.max(unit.from, units.eras[0]?.from ?? unit.from));
      const below = era.units.filter((each) => each.parent === unit.code && each !== unit && each.level !== 'department');
      shares.set(unit, below.reduce((sum, each) => sum + (shares.get(each) ?? 0), 0));
    }
  }
}

export function createPopulation(units: UnitBook, seed: number): Population {
  const shares = communeShares(units, seed);
  earlierShares(units, seed, shares);
  addUpwards(units, shares);
  const total = PERSONS_2025[units.root.code] ?? units.communes.length * PERSONS_A_COMMUNE;
  return {
    share: (unit) => shares.get(unit) ?? 0,
    of: (unit, year) => Math.round((shares.get(unit) ?? 0) * total * (1 + GROWTH_A_YEAR) ** (year - 2025)),
  };
}
