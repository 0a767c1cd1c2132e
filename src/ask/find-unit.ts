import type { UnitCode } from '@/domain/org-unit/types';
import type { LocalDate } from '@/domain/time';
import type { Span } from './spans';
import type { NamedUnit, Vocabulary } from './vocabulary';

/** Which unit a question means on a day. `ended`: it was not there any more. `unclear`: nobody can say which of several. */
export type UnitFinding =
  | { readonly is: 'one'; readonly unit: UnitCode; readonly former: boolean; readonly others: readonly UnitCode[] }
  | { readonly is: 'ended' | 'unclear'; readonly unit: UnitCode; readonly others: readonly UnitCode[] }
  | { readonly is: 'several'; readonly others: readonly UnitCode[] };

/**
 * The unit of the whole question; the province where none is named. A name that a living unit and an ended one share means the living
 * one on a day of today's map, and the one of that day before.
 */
export function findUnit(spans: readonly Span<readonly NamedUnit[]>[], day: LocalDate, { province }: Vocabulary): UnitFinding {
  // A commune "of the province" is the commune.
  const below = spans.filter(({ value }) => !value.every(({ code }) => code === province.unit));
  const named = [...new Map(below.map(({ value }) => [value.map(({ code }) => code).join(), value])).values()];
  if (named.length > 1) return { is: 'several', others: named.flatMap((units) => units.map(({ code }) => code)) };
  const [units] = named;
  if (!units) return { is: 'one', unit: province.unit, former: false, others: [] };
  const there = units.filter(({ code, validTo }) => (validTo === null || day < validTo) && (province.units.resolve(code, day)?.validTo ?? null) === validTo);
  const [first] = there;
  const codes = (of: readonly NamedUnit[]): readonly UnitCode[] => [...new Set(of.map(({ code }) => code))];
  if (there.length === 1 && first) return { is: 'one', unit: first.code, former: first.former, others: codes(units).filter((code) => code !== first.code) };
  if (there.length > 1 && first) return { is: 'unclear', unit: first.code, others: codes(there) };
  const [gone] = units;
  return { is: 'ended', unit: gone?.code ?? province.unit, others: gone ? successors(gone, day, province) : [] };
}

/** The units that stand on its ground on that day. */
function successors({ code, validTo }: NamedUnit, day: LocalDate, { units }: Vocabulary['province']): readonly UnitCode[] {
  const unit = units.all.find((each) => each.code === code && each.validTo === validTo);
  return unit ? units.cover(unit, day).units.map((each) => each.code) : [];
}
