import { FIRST_MISSING, STATUS_INDEX, strides } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { UnitRegistry } from '@/domain/org-unit/types';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { cellReader, holdsCell, unitDimensions } from './cut-cube';
import { classOf } from './field-class';
import type { Sight } from './sight';
import { deducible, sumsAlong, type Sum } from './sums';

/** What is measured and not counted: a small number of it points at nobody. */
const NOT_COUNTED: ReadonlySet<UnitOfMeasure | undefined> = new Set<UnitOfMeasure>([
  'percent', 'point', 'index', 'rank', 'ratio', 'per-thousand', 'billion-dong', 'million-dong', 'dong', 'million-usd', 'hectare', 'tonne',
  'celsius', 'kilowatt', 'second', 'millisecond', 'minute', 'hour', 'day', 'working-day',
]);

/**
 * Counts above zero and below the dataset's limit become `hidden`, and with them the next smallest wherever the first could be had by
 * subtraction. Which cells these are is settled on the public part alone, so that nobody sees less for having more rights. Whoever
 * sees the internal class of all units of a cube sees it as it is; of some of them, their small counts, while what is hidden beside
 * small counts stays so: it stands before those of other units.
 */
export function hideSmallCells(cube: Cube, sight: Sight, units: UnitRegistry): Cube {
  const limit = sight.dataset.smallCellBelow;
  const internal = sight.reachIn('internal');
  if (limit === undefined || internal === 'all') return cube;
  const isOwn = holdsCell(cube, sight, internal);
  const small = smallCells(cube, sight, limit);
  if (small.size === 0 || cube.values.every((_, cell) => isOwn(cell))) return cube;
  const hidden = new Set(small);
  widen(cube, sight, units, hidden);
  const values = cube.values.slice();
  const status = cube.status.slice();
  for (const cell of hidden) {
    if (small.has(cell) && isOwn(cell)) continue;
    values[cell] = NaN;
    status[cell] = STATUS_INDEX.hidden;
  }
  return { ...cube, values, status };
}

const hasNumber = ({ values, status }: Cube, cell: number): boolean => (status[cell] ?? FIRST_MISSING) < FIRST_MISSING && Number.isFinite(values[cell]);

/** Cells of public metrics that are too small to be shown, and those that were hidden before. */
function smallCells(cube: Cube, sight: Sight, limit: number): Set<number> {
  const metric = cube.dimensions.findIndex((each) => each.role === 'metric');
  const counted = metric < 0 ? [isPublic(sight, '')] : cube.dimensions[metric]?.categories.map(({ code, unit }) => isPublic(sight, code) && !NOT_COUNTED.has(unit)) ?? [];
  const at = cellReader(cube);
  const small = new Set<number>();
  cube.status.forEach((standing, cell) => {
    if (!counted[metric < 0 ? 0 : at(cell, metric)]) return;
    const value = cube.values[cell] ?? NaN;
    if (standing === STATUS_INDEX.hidden || (hasNumber(cube, cell) && value > 0 && value < limit)) small.add(cell);
  });
  return small;
}

const isPublic = ({ dataset }: Sight, field: string): boolean => classOf(dataset, field) === 'public';

/** Adds cells until nothing hidden can be had from the sums of any line. */
function widen(cube: Cube, sight: Sight, units: UnitRegistry, hidden: Set<number>): void {
  const named = unitDimensions(cube, sight);
  const steps = strides(cube.dimensions);
  const along = cube.dimensions.map((each, d) => ({ step: steps[d] ?? 1, d, sums: sumsAlong(each, named.includes(d), sight.dataset, units) })).filter(({ sums }) => sums.length > 0);
  const at = cellReader(cube);
  for (let before = -1; before < hidden.size;) {
    before = hidden.size;
    for (const { step, d, sums } of along) {
      const lines = new Set([...hidden].map((cell) => cell - at(cell, d) * step));
      for (const start of lines) widenLine(cube, hidden, sums, (place) => start + place * step);
    }
  }
}

function widenLine(cube: Cube, hidden: Set<number>, sums: readonly Sum[], cellOf: (place: number) => number): void {
  const places = [...new Set(sums.flatMap(({ total, parts }) => (total === null ? parts : [total, ...parts])))];
  for (;;) {
    const given = deducible(sums, new Set(places.filter((place) => hidden.has(cellOf(place)))));
    if (given === undefined) return;
    const beside = sums.filter(({ total, parts }) => total === given || parts.includes(given)).flatMap(({ total, parts }) => (total === null ? parts : [...parts, total]));
    const next = smallest(cube, beside.map(cellOf).filter((cell) => !hidden.has(cell) && hasNumber(cube, cell)));
    if (next === undefined) return;
    hidden.add(next);
  }
}

/** The cell of the smallest number above zero; a zero where there is nothing else. */
function smallest({ values }: Cube, cells: readonly number[]): number | undefined {
  const rank = (cell: number): number => Math.abs(values[cell] ?? 0) || Infinity;
  return [...cells].sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)))[0];
}
