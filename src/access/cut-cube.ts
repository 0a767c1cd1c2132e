import { sliceCube, STATUS_INDEX, strides } from '@/domain/cube/cube';
import type { Cube, Dimension } from '@/domain/cube/types';
import { covers, type Reach } from './rights';
import { baseClass } from './field-class';
import type { Sight } from './sight';

/** Place of a cell along each dimension. */
export type CellReader = (cell: number, dimension: number) => number;

/** Dimensions that name units: `geo` by role, and the one the dataset names. */
export const unitDimensions = ({ dimensions }: Cube, { unitField }: Sight): number[] =>
  dimensions.flatMap((each, at) => (each.role === 'geo' || (each.id === unitField && each.role !== 'metric') ? [at] : []));

export function cellReader({ dimensions }: Cube): CellReader {
  const steps = strides(dimensions);
  return (cell, at) => Math.floor(cell / (steps[at] ?? 1)) % (dimensions[at]?.categories.length ?? 1);
}

/** For each place along the unit dimensions: whether a reach holds it. */
export function holdsCell(cube: Cube, sight: Sight, reach: Reach): (cell: number) => boolean {
  if (reach === 'all') return () => true;
  const dims = unitDimensions(cube, sight);
  if (dims.length === 0) {
    const whole = sight.coversUnnamed(reach);
    return () => whole;
  }
  const at = cellReader(cube);
  const held = dims.map((d) => cube.dimensions[d]?.categories.map(({ code }) => covers(reach, code)) ?? []);
  return (cell) => dims.every((d, index) => held[index]?.[at(cell, d)] === true);
}

/**
 * The cube with every cell `denied` that is of a unit or a metric outside the share. Categories of a classification that only others
 * have figures for go: their very names would tell.
 */
export function cutCube(cube: Cube, sight: Sight): { readonly data: Cube; readonly withheld: boolean } {
  const metric = cube.dimensions.findIndex((each) => each.role === 'metric');
  const reaches = metric < 0
    ? [sight.reachIn(baseClass(sight.dataset))]
    : cube.dimensions[metric]?.categories.map(({ code }) => sight.reachOf(code)) ?? [];
  if (reaches.every((reach) => reach === 'all')) return { data: cube, withheld: false };
  const known = new Map<Reach, (cell: number) => boolean>();
  for (const reach of reaches) if (!known.has(reach)) known.set(reach, holdsCell(cube, sight, reach));
  const seen = reaches.map((reach) => known.get(reach) ?? (() => false));
  const at = cellReader(cube);
  const values = cube.values.slice();
  const status = cube.status.slice();
  for (let cell = 0; cell < values.length; cell += 1) {
    if (seen[metric < 0 ? 0 : at(cell, metric)]?.(cell)) continue;
    values[cell] = NaN;
    status[cell] = STATUS_INDEX.denied;
  }
  return withoutForeign({ ...cube, values, status }, sight);
}

/** Without the categories of which this reader sees nothing but absence, while others may see more. */
function withoutForeign(cube: Cube, sight: Sight): { readonly data: Cube; readonly withheld: boolean } {
  const named = unitDimensions(cube, sight);
  const at = cellReader(cube);
  const keep: { [dimension: string]: readonly string[] } = {};
  cube.dimensions.forEach((each, d) => {
    if (each.role !== 'classification' || named.includes(d)) return;
    const own = new Uint8Array(each.categories.length);
    const foreign = new Uint8Array(each.categories.length);
    cube.status.forEach((standing, cell) => {
      if (standing === STATUS_INDEX.denied) foreign[at(cell, d)] = 1;
      else if (standing !== STATUS_INDEX['not-available']) own[at(cell, d)] = 1;
    });
    if (foreign.some((yes, index) => yes === 1 && own[index] === 0)) {
      keep[each.id] = each.categories.flatMap(({ code }, index) => (own[index] === 1 || foreign[index] === 0 ? [code] : []));
    }
  });
  if (Object.keys(keep).length === 0) return { data: cube, withheld: false };
  const slice = sliceCube(cube, keep);
  return { data: { ...slice, dimensions: slice.dimensions.map(withoutLostParents) }, withheld: true };
}

function withoutLostParents(dimension: Dimension): Dimension {
  const codes = new Set(dimension.categories.map(({ code }) => code));
  if (dimension.categories.every(({ parent }) => parent === undefined || codes.has(parent))) return dimension;
  return { ...dimension, categories: dimension.categories.map(({ parent, ...rest }) => (parent === undefined || !codes.has(parent) ? rest : { ...rest, parent })) };
}
