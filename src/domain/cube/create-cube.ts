import { err, ok, type Result } from '../result';
import { FIRST_MISSING, STATUS_INDEX, codeIndex, strides } from './cube';
import type { CellStatus, Cube, Dimension } from './types';

/** One cell by name: a category code per dimension in order, then the value (null where there is none), then its standing. */
export type CubeRow = readonly (string | number | null | undefined)[];

/** Cells as rows by name, cells not named being `not-available`; or dense in row-major order, the last dimension fastest. */
export type CubeCells = readonly CubeRow[] | DenseCells;
export interface DenseCells {
  readonly values: ArrayLike<number | null>;
  readonly status?: ArrayLike<string | null | undefined>;
}
const isRows = (cells: CubeCells): cells is readonly CubeRow[] => Array.isArray(cells);

export type CubeFaultCode =
  | 'duplicate-dimension' | 'duplicate-category' | 'too-large' | 'wrong-length' | 'unknown-category' | 'duplicate-cell' | 'not-a-number' | 'unknown-status' | 'contradiction';

/** Why the parts make no cube; `pointer` is a JSON pointer into `{dimensions, cells}`. */
export interface CubeFault {
  readonly code: CubeFaultCode;
  readonly pointer: string;
  readonly expected: string;
  /** At most 64 characters. */
  readonly got: string;
}

/** Most cells a cube may hold: 560 units × 120 months × 40 metrics stays below half of it. */
export const MAX_CELLS = 6_000_000;

const fault = (code: CubeFaultCode, pointer: string, expected: string, got: unknown): { ok: false; error: CubeFault } =>
  err({ code, pointer, expected, got: String(got).slice(0, 64) });

function checkDimensions(dimensions: readonly Dimension[]): Result<number, CubeFault> {
  const ids = new Set<string>();
  let size = 1;
  for (const [d, each] of dimensions.entries()) {
    const pointer = `/dimensions/${d}`;
    if (ids.has(each.id)) return fault('duplicate-dimension', `${pointer}/id`, 'a name of its own', each.id);
    ids.add(each.id);
    const index = codeIndex(each);
    if (index.size !== each.categories.length) {
      const twice = each.categories.findIndex((category, c) => index.get(category.code) !== c);
      return fault('duplicate-category', `${pointer}/categories/${twice}/code`, 'a code of its own', each.categories[twice]?.code);
    }
    size *= each.categories.length;
    // Refused before any array is made: a few large declared sizes must not exhaust the device.
    if (size > MAX_CELLS) return fault('too-large', pointer, `at most ${MAX_CELLS} cells`, size);
  }
  return ok(size);
}

/** Writes one cell after checking that value and standing agree. Returns what was wrong, with what was expected. */
function writeCell(cube: Cube, at: number, value: unknown, standing: unknown): readonly [CubeFaultCode, string, unknown] | undefined {
  if (standing !== undefined && standing !== null && !Object.hasOwn(STATUS_INDEX, String(standing))) return ['unknown-status', 'a known standing', standing];
  const status = STATUS_INDEX[(standing ?? 'official') as CellStatus];
  if (value === null || value === undefined || Number.isNaN(value)) {
    cube.values[at] = NaN;
    // "Official" without a number says only that there is none.
    cube.status[at] = status >= FIRST_MISSING ? status : FIRST_MISSING;
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return ['not-a-number', 'a finite number or null', value];
  if (status >= FIRST_MISSING) return ['contradiction', 'no number beside a reason for missing', `${value} ${String(standing)}`];
  cube.values[at] = value + 0;
  cube.status[at] = status;
  return undefined;
}

function fillRows(cube: Cube, rows: readonly CubeRow[]): CubeFault | undefined {
  const { dimensions } = cube;
  const steps = strides(dimensions);
  const indexes = dimensions.map(codeIndex);
  const seen = new Uint8Array(cube.values.length);
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r] as CubeRow;
    let at = 0;
    for (let d = 0; d < dimensions.length; d++) {
      const index = indexes[d]?.get(String(row[d]));
      if (index === undefined) return fault('unknown-category', `/cells/${r}/${d}`, `a code of ${dimensions[d]?.id ?? ''}`, row[d]).error;
      at += index * (steps[d] as number);
    }
    if (seen[at]) return fault('duplicate-cell', `/cells/${r}`, 'each cell once', row.slice(0, dimensions.length)).error;
    seen[at] = 1;
    const wrong = writeCell(cube, at, row[dimensions.length], row[dimensions.length + 1]);
    if (wrong) return fault(wrong[0], `/cells/${r}`, wrong[1], wrong[2]).error;
  }
  return undefined;
}

/**
 * A cube from its dimensions and cells, checked: ids and codes of their own, every coordinate known, one value a cell, finite numbers,
 * no number beside a reason for missing. −0 becomes 0.
 */
export function createCube(dimensions: readonly Dimension[], cells: CubeCells, label?: string): Result<Cube, CubeFault> {
  const checked = checkDimensions(dimensions);
  if (!checked.ok) return checked;
  const size = checked.value;
  const cube: Cube = {
    kind: 'cube',
    ...(label === undefined ? {} : { label }),
    dimensions,
    values: new Float64Array(size).fill(NaN),
    status: new Uint8Array(size).fill(FIRST_MISSING),
  };
  if (!isRows(cells)) {
    if (cells.values.length !== size) return fault('wrong-length', '/cells/values', `${size} cells`, cells.values.length);
    for (let at = 0; at < size; at++) {
      const wrong = writeCell(cube, at, cells.values[at], cells.status?.[at]);
      if (wrong) return fault(wrong[0], `/cells/values/${at}`, wrong[1], wrong[2]);
    }
    return ok(cube);
  }
  const wrong = fillRows(cube, cells);
  return wrong ? err(wrong) : ok(cube);
}

/** For samples and tests: a cube from parts known to be right. Throws on a fault. */
export function cubeOf(dimensions: readonly Dimension[], cells: CubeCells, label?: string): Cube {
  const made = createCube(dimensions, cells, label);
  if (!made.ok) throw new TypeError(`${made.error.code} at ${made.error.pointer}: expected ${made.error.expected}, got ${made.error.got}`);
  return made.value;
}
