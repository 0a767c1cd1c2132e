import { codeIndex, strides } from '../cube/cube';
import type { Category, Cube, Dimension } from '../cube/types';
import type { AggregationRule } from '../indicator';
import type { Period } from '../period/types';
import { carries, carry, type Carry, type Cell, type Parts } from './carry';
import { breaksAsReported, breaksOf, byDate, epochIndex, stretchesOf, type SeriesBreak, type Stretch } from './series-break';
import type { BoundaryReading, OrgUnit, UnitRegistry, UnitTree } from './types';

export interface RebasedCube {
  readonly cube: Cube;
  /** Ascending by date, then in the order of units. */
  readonly breaks: readonly SeriesBreak[];
}

function partsOf(unit: OrgUnit, stretch: Stretch | undefined, registry: UnitRegistry, index: ReadonlyMap<string, number>): Parts {
  // A time that is no period is on no known map: its cells stay with the code they came under.
  const cover = stretch ? registry.cover(unit, stretch.day) : { units: [unit], exact: true };
  const kind = !cover.exact ? 'broken' : cover.units.length === 1 ? 'same' : 'sum';
  return { at: cover.units.map((each) => index.get(each.code) ?? -1), kind };
}

/** The cells of one unit: an offset in the cube as reported and in the new one, and which time and rule they are under. */
interface Column {
  readonly source: number;
  readonly target: number;
  readonly time: number;
  readonly metric: number;
}

function columnsOf(from: readonly Dimension[], to: readonly Dimension[], geo: number, time: number, metric: number): Column[] {
  const [sourceSteps, targetSteps] = [strides(from), strides(to)];
  let columns: Column[] = [{ source: 0, target: 0, time: 0, metric: 0 }];
  from.forEach((each, d) => {
    if (d === geo) return;
    const [s, t] = [sourceSteps[d] as number, targetSteps[d] as number];
    columns = columns.flatMap((column) => each.categories.map((_, c) => ({
      source: column.source + c * s,
      target: column.target + c * t,
      time: d === time ? c : column.time,
      metric: d === metric ? c : column.metric,
    })));
  });
  return columns;
}

/** One category of the new geo dimension and what it is made of at each time. */
interface Row {
  readonly category: Category;
  readonly parts: readonly Parts[];
}

/** Units of the chosen map of which the cube knows any part, in tree order, then codes that no unit ever held. */
function rowsOf(geo: Dimension, stretches: readonly (Stretch | undefined)[], registry: UnitRegistry, tree: UnitTree): Row[] {
  const index = codeIndex(geo);
  const rows = tree.roots.flatMap((root) => [root, ...tree.descendants(root.code)]).map((unit): Row => ({
    category: { code: unit.code, label: unit.name, ...(unit.parent === null ? {} : { parent: unit.parent }) },
    parts: stretches.map((stretch) => partsOf(unit, stretch, registry, index)),
  }));
  const held = new Set(registry.all.map((unit) => unit.code));
  const strangers = geo.categories.filter((category) => !held.has(category.code)).map((category): Row => ({
    category,
    parts: stretches.map(() => ({ at: [index.get(category.code) ?? -1], kind: 'same' })),
  }));
  return [...rows.filter(({ parts }) => parts.some((each) => each.at.some((position) => position >= 0))), ...strangers];
}

/**
 * Reads a cube on the map of a chosen day. Its geo dimension becomes the units of that day of which the cube knows any part, in tree
 * order; codes that no unit ever held stay as they are, last.
 *
 * Additive metrics are summed over the units that make up the ground; a ratio is recomputed from the sums of its numerator and
 * denominator; any other rule, and any ground that a split left without an exact cover, becomes `broken-series`: nothing is apportioned.
 * A unit whose ground did not change keeps its cells whatever the rule. A part that the cube lacks makes the total `incomplete`.
 *
 * @param rule how each metric (by code) combines over units
 * @param period what the cube speaks of, where it has no time dimension; without either it is returned as it came
 */
export function rebaseCube(cube: Cube, registry: UnitRegistry, reading: BoundaryReading, rule: (metric: string) => AggregationRule, period?: Period): RebasedCube {
  const at = (role: Dimension['role']): number => cube.dimensions.findIndex((each) => each.role === role);
  const [geo, time, metric] = [at('geo'), at('time'), at('metric')];
  const units = cube.dimensions[geo];
  if (!units || (time < 0 && !period)) return { cube, breaks: [] };
  const stretches = stretchesOf(cube.dimensions[time], period, registry);
  if (reading.kind === 'as-reported') return { cube, breaks: breaksAsReported(units, stretches, registry) };
  const home = epochIndex(registry, reading.date);
  if (stretches.every((each) => !each || each.epoch === home)) return { cube, breaks: [] };

  const rows = rowsOf(units, stretches, registry, registry.treeAt(reading.date));
  const dimensions = cube.dimensions.map((each, d) => (d === geo ? { ...units, categories: rows.map((row) => row.category) } : each));
  const columns = columnsOf(cube.dimensions, dimensions, geo, time, metric);
  const how = carries(cube.dimensions[metric], strides(cube.dimensions)[metric] ?? 0, rule);
  return {
    cube: fill(cube, dimensions, geo, rows, columns, how),
    breaks: breaksOfRows(rows, stretches, home, how, registry),
  };
}

function fill(cube: Cube, dimensions: readonly Dimension[], geo: number, rows: readonly Row[], columns: readonly Column[], how: readonly Carry[]): Cube {
  const size = columns.length * rows.length;
  const values = new Float64Array(size);
  const status = new Uint8Array(size);
  const [from, to] = [strides(cube.dimensions)[geo] as number, strides(dimensions)[geo] as number];
  const cell: Cell = { value: NaN, status: 0 };
  for (let r = 0; r < rows.length; r++) {
    const { parts } = rows[r] as Row;
    for (const column of columns) {
      carry(cube, parts[column.time] as Parts, how[column.metric] as Carry, from, column.source, cell);
      values[r * to + column.target] = cell.value;
      status[r * to + column.target] = cell.status;
    }
  }
  return { ...cube, dimensions, values, status };
}

function breaksOfRows(rows: readonly Row[], stretches: readonly (Stretch | undefined)[], home: number, how: readonly Carry[], registry: UnitRegistry): SeriesBreak[] {
  const ruleBreaks = how.some((each) => each.kind === 'broken');
  const breaks = rows.flatMap(({ category, parts }) => {
    const causes = new Map<number, SeriesBreak['cause'] | null>([[home, null]]);
    stretches.forEach((stretch, t) => {
      const kind = parts[t]?.kind;
      if (stretch) causes.set(stretch.epoch, kind === 'broken' ? 'map' : kind === 'sum' && ruleBreaks ? 'rule' : null);
    });
    return breaksOf(category.code, causes, registry.changeDates);
  });
  return breaks.sort(byDate);
}
