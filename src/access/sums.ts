import type { Dimension } from '@/domain/cube/types';
import type { Dataset } from '@/domain/dataset';
import type { UnitRegistry } from '@/domain/org-unit/types';
import { addDays } from '@/domain/civil';

/** Parts of one line of a cube that add up to a total: places along the dimension. */
export interface Sum {
  /** Null: a total that is not in the cube, but may well be published elsewhere. */
  readonly total: number | null;
  readonly parts: readonly number[];
}

/**
 * What adds up along a dimension. Units: whatever is below a unit on any map. Metrics: what the dataset says. A classification: every
 * set of sisters, whether their total is in the cube or not. Periods and everything else: nothing.
 */
export function sumsAlong(dimension: Dimension, isUnits: boolean, dataset: Dataset, units: UnitRegistry): readonly Sum[] {
  const place = new Map(dimension.categories.map(({ code }, at) => [code, at]));
  const parents = dimension.categories.map(({ parent }) => parent);
  if (isUnits) return [...familiesOf(parents, place, false), ...mapsOf(units).flatMap((tree) => familiesOf(dimension.categories.map(({ code }) => tree(code)), place, false))];
  if (dimension.role === 'metric') return (dataset.sums ?? []).flatMap((sum) => declared(sum, place));
  return dimension.role === 'classification' ? familiesOf(parents, place, true) : [];
}

/** Parent of a unit on each map the province has had. */
const mapsOf = (units: UnitRegistry): ((code: string) => string | undefined)[] => {
  const [first] = units.changeDates;
  const days = first === undefined ? units.all.slice(0, 1).map((unit) => unit.validFrom) : [addDays(first, -1), ...units.changeDates];
  return days.map((day) => units.treeAt(day)).map((tree) => (code) => tree.get(code)?.parent ?? undefined);
};

/** Categories by parent; those without one only where `orphans`. */
function familiesOf(parents: readonly (string | undefined)[], place: ReadonlyMap<string, number>, orphans: boolean): Sum[] {
  const families = new Map<string | undefined, number[]>();
  parents.forEach((parent, at) => {
    const known = parent !== undefined && place.has(parent) ? parent : undefined;
    const family = families.get(known) ?? [];
    family.push(at);
    families.set(known, family);
  });
  return [...families].flatMap(([parent, parts]) => (parent === undefined && !orphans ? [] : [{ total: parent === undefined ? null : place.get(parent) ?? null, parts }]));
}

/** A declared sum of which every metric is in the cube. */
function declared([total, ...parts]: readonly string[], place: ReadonlyMap<string, number>): Sum[] {
  const at = total === undefined ? undefined : place.get(total);
  const places = parts.flatMap((code) => place.get(code) ?? []);
  return at === undefined || places.length < parts.length ? [] : [{ total: at, parts: places }];
}

/**
 * A place among `unknown` whose number follows from the sums and from all other numbers of the line; undefined where none does.
 * Elimination over the unknowns: a row left with one of them gives it away.
 */
export function deducible(sums: readonly Sum[], unknown: ReadonlySet<number>): number | undefined {
  const columns = [...unknown].sort((a, b) => a - b);
  const rows = sums.map(({ total, parts }) => {
    const members = new Set(parts);
    return columns.map((place): number => (place === total ? -1 : members.has(place) ? 1 : 0));
  }).filter((row) => row.some((each) => each !== 0));
  let pivot = 0;
  for (let column = 0; column < columns.length && pivot < rows.length; column += 1) {
    const found = rows.findIndex((row, index) => index >= pivot && Math.abs(row[column] ?? 0) > EPSILON);
    if (found < 0) continue;
    const [taken = []] = rows.splice(found, 1);
    const lead = taken[column] ?? 1;
    const unit = taken.map((each) => each / lead);
    rows.forEach((row, index) => {
      const times = row[column] ?? 0;
      if (times !== 0) rows[index] = row.map((each, at) => clean(each - times * (unit[at] ?? 0)));
    });
    rows.splice(pivot, 0, unit);
    pivot += 1;
  }
  const bare = rows.find((row) => row.filter((each) => each !== 0).length === 1);
  return bare && columns[bare.findIndex((each) => each !== 0)];
}

const EPSILON = 1e-9;
const clean = (value: number): number => (Math.abs(value) < EPSILON ? 0 : value);
