import { missing, type Measure, type MissingReason, type ObservationStatus } from '../measure';
import { CELL_STATUS, type Category, type CellStatus, type Cube, type Dimension, type DimensionRole } from './types';

/** Place of each standing in {@link CELL_STATUS}: what `cube.status` stores. */
export const STATUS_INDEX = Object.fromEntries(CELL_STATUS.map((status, index) => [status, index])) as Readonly<Record<CellStatus, number>>;

/** A stored status below this has a number; from here on it is the reason for having none. */
export const FIRST_MISSING = STATUS_INDEX['not-available'];

/** Category codes of one dimension by their position; remembered per dimension object. */
const positions = new WeakMap<Dimension, ReadonlyMap<string, number>>();
export function codeIndex(dimension: Dimension): ReadonlyMap<string, number> {
  let index = positions.get(dimension);
  if (!index) {
    index = new Map(dimension.categories.map((category, position) => [category.code, position]));
    positions.set(dimension, index);
  }
  return index;
}

/** Cells to step for one place along each dimension, in dimension order. */
export function strides(dimensions: readonly Dimension[]): number[] {
  const steps = new Array<number>(dimensions.length);
  let step = 1;
  for (let at = dimensions.length - 1; at >= 0; at--) {
    steps[at] = step;
    step *= dimensions[at]?.categories.length ?? 0;
  }
  return steps;
}

/** The dimension by id. */
export const dimension = (cube: Cube, id: string): Dimension | undefined => cube.dimensions.find((each) => each.id === id);

/** The first dimension that plays a role. */
export const dimensionByRole = (cube: Cube, role: DimensionRole): Dimension | undefined =>
  cube.dimensions.find((each) => each.role === role);

/** A category by code. */
export function category(of: Dimension | undefined, code: string): Category | undefined {
  return of?.categories[codeIndex(of).get(code) ?? -1];
}

/** The measure stored at a position of the arrays. */
export function measureAt(cube: Cube, position: number): Measure {
  const status = cube.status[position] ?? FIRST_MISSING;
  const value = cube.values[position] ?? NaN;
  if (status >= FIRST_MISSING) return missing((CELL_STATUS[status] ?? 'not-available') as MissingReason);
  if (!Number.isFinite(value)) return missing('not-available');
  // Adding zero turns −0 into 0.
  return { kind: 'value', value: value + 0, status: CELL_STATUS[status] as ObservationStatus };
}

/**
 * One cell by category code per dimension id. A dimension of a single category may be left out.
 * A code the cube does not know is `not-available`; a dimension of many categories left out is `not-applicable`,
 * since the question names no cell. Names of dimensions that the cube has not are ignored.
 */
export function cellAt(cube: Cube, at: { readonly [dimension: string]: string | undefined }): Measure {
  const steps = strides(cube.dimensions);
  let position = 0;
  for (let d = 0; d < cube.dimensions.length; d++) {
    const each = cube.dimensions[d] as Dimension;
    const code = at[each.id];
    if (code === undefined) {
      if (each.categories.length === 1) continue;
      return missing(each.categories.length === 0 ? 'not-available' : 'not-applicable');
    }
    const index = codeIndex(each).get(code);
    if (index === undefined) return missing('not-available');
    position += index * (steps[d] as number);
  }
  return measureAt(cube, position);
}

/**
 * The cube cut to some categories: one code, or a list in the order wanted. Every dimension stays, so that cells are read the same way;
 * codes the cube does not know fall out, and reading them gives `not-available`.
 */
export function sliceCube(cube: Cube, keep: { readonly [dimension: string]: string | readonly string[] | undefined }): Cube {
  const picked = cube.dimensions.map((each) => {
    const wanted = keep[each.id];
    if (wanted === undefined) return each.categories.map((_, index) => index);
    const index = codeIndex(each);
    return (typeof wanted === 'string' ? [wanted] : wanted).flatMap((code) => index.get(code) ?? []);
  });
  const dimensions = cube.dimensions.map((each, d) =>
    keep[each.id] === undefined ? each : { ...each, categories: (picked[d] ?? []).map((index) => each.categories[index] as Category) },
  );
  const size = picked.reduce((product, indexes) => product * indexes.length, 1);
  const values = new Float64Array(size);
  const status = new Uint8Array(size);
  const steps = strides(cube.dimensions);
  const target = strides(dimensions);
  for (let cell = 0; cell < size; cell++) {
    let from = 0;
    for (let d = 0; d < picked.length; d++) {
      const indexes = picked[d] as number[];
      from += (indexes[Math.floor(cell / (target[d] as number)) % indexes.length] as number) * (steps[d] as number);
    }
    values[cell] = cube.values[from] as number;
    status[cell] = cube.status[from] as number;
  }
  return { ...cube, dimensions, values, status };
}
