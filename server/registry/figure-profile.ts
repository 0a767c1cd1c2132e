import { FIRST_MISSING, strides } from '@/domain/cube/cube';
import type { Cube, Dimension } from '@/domain/cube/types';

/** Figures last believed of one question: by metric, by cell (category codes of the other dimensions), a sample that stays the same. */
export type FigureProfile = { readonly [metric: string]: { readonly [cell: string]: KnownFigure } };
/** A number and its standing, by place in {@link CELL_STATUS}. */
export type KnownFigure = readonly [value: number, status: number];

/** A figure that is no longer what it was: corrected, or made final. */
export interface Revision {
  readonly metric: string;
  readonly cell: string;
  /** Category code by dimension, the metric left out. */
  readonly at: { readonly [dimension: string]: string };
  readonly before: KnownFigure;
  readonly after: KnownFigure;
}

/** All figures of one metric that are a factor away from what they were. */
export interface Jump {
  readonly metric: string;
  /** After over before: 1000, 0.01. */
  readonly factor: number;
  readonly example: { readonly cell: string; readonly before: number; readonly after: number };
}

/** Cells kept a metric. */
const SAMPLE = 256;
const MOST_KEPT = 512;
/** Looked at in one answer; of a longer one the newest, which stand last in time. */
const MOST_CELLS = 50_000;
/** A factor that many figures do not take together unless their unit changed; and one that even a single figure does not. */
const MANY = { cells: 8, factor: 50 } as const;
const FEW = { cells: 1, factor: 500 } as const;
/** A share told as a percentage or the other way round. */
const PERCENT = { cells: 3, least: 80, most: 125 } as const;
/** Figures that have to jump together, of those that can be compared. */
const TOGETHER = 0.8;

/** FNV-1a, 32 bits: which cells are sampled must not depend on how many others there are. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

interface Cell {
  readonly metric: string;
  readonly cell: string;
  readonly codes: readonly string[];
  readonly figure: KnownFigure;
}

function* cellsOf(cube: Cube): Generator<Cell> {
  const steps = strides(cube.dimensions);
  const metricAt = cube.dimensions.findIndex(({ role }) => role === 'metric');
  const codeAt = (dimension: Dimension, at: number, position: number): string =>
    dimension.categories[Math.floor(position / (steps[at] ?? 1)) % dimension.categories.length]?.code ?? '';
  for (let position = Math.max(0, cube.values.length - MOST_CELLS); position < cube.values.length; position += 1) {
    const value = cube.values[position] ?? NaN;
    const status = cube.status[position] ?? FIRST_MISSING;
    if (status >= FIRST_MISSING || !Number.isFinite(value)) continue;
    const codes = cube.dimensions.map((dimension, at) => codeAt(dimension, at, position));
    yield { metric: codes[metricAt] ?? '', cell: codes.filter((_, at) => at !== metricAt).join(' '), codes, figure: [value, status] };
  }
}

const smallest = (cells: Iterable<readonly [cell: string, figure: KnownFigure]>, most: number): [string, KnownFigure][] =>
  [...cells].map((entry) => [hashOf(entry[0]), entry] as const).sort(([a], [b]) => a - b).slice(0, most).map(([, [cell, figure]]) => [cell, figure]);

/** A sample of a cube's figures; what is missing is left out. */
export function profileOf(cube: Cube): FigureProfile {
  const metrics = new Map<string, [string, KnownFigure][]>();
  for (const { metric, cell, figure } of cellsOf(cube)) {
    const cells = metrics.get(metric) ?? [];
    metrics.set(metric, cells);
    cells.push([cell, figure]);
  }
  return Object.fromEntries([...metrics].map(([metric, cells]) => [metric, Object.fromEntries(smallest(cells, SAMPLE))]));
}

/** What is known after a believed answer: its figures over those known before. */
export const joinedProfile = (before: FigureProfile, now: FigureProfile): FigureProfile =>
  ({ ...before, ...Object.fromEntries(Object.entries(now).map(([metric, cells]) => [metric, Object.fromEntries(smallest(Object.entries({ ...before[metric], ...cells }), MOST_KEPT))])) });

/** Metrics of an answer that cannot be in the unit they were in: a ×1000, a share that was a percentage. Sorted by metric. */
export function jumpsOf(before: FigureProfile, cube: Cube): readonly Jump[] {
  const pairs = new Map<string, { cell: string; before: number; after: number }[]>();
  for (const { metric, cell, figure: [value] } of cellsOf(cube)) {
    const [known] = before[metric]?.[cell] ?? [];
    // Zero says nothing of a size.
    if (!known || value === 0) continue;
    const found = pairs.get(metric) ?? [];
    pairs.set(metric, found);
    found.push({ cell, before: known, after: value });
  }
  return [...pairs].flatMap(([metric, compared]) => jumpOf(metric, compared) ?? []).sort((a, b) => (a.metric < b.metric ? -1 : 1));
}

/** Figures of an answer that are not what they were, as far as they are known. */
export function revisionsOf(before: FigureProfile, cube: Cube): readonly Revision[] {
  const others = cube.dimensions.flatMap((dimension, at) => (dimension.role === 'metric' ? [] : [{ id: dimension.id, at }]));
  return [...cellsOf(cube)].flatMap(({ metric, cell, codes, figure }) => {
    const known = before[metric]?.[cell];
    if (!known || (known[0] === figure[0] && known[1] === figure[1])) return [];
    return [{ metric, cell, at: Object.fromEntries(others.map(({ id, at }) => [id, codes[at] ?? ''])), before: known, after: figure }];
  });
}

function jumpOf(metric: string, compared: readonly { readonly cell: string; readonly before: number; readonly after: number }[]): Jump | null {
  const ratios = compared.map(({ before, after }) => Math.abs(after / before)).sort((a, b) => a - b);
  const factor = ratios[Math.floor(ratios.length / 2)] ?? 1;
  const size = factor >= 1 ? factor : 1 / factor;
  const far = (least: number): number => ratios.filter((ratio) => (factor >= 1 ? ratio >= least : ratio <= 1 / least)).length / ratios.length;
  const jumped = [MANY, FEW].some(({ cells, factor: least }) => ratios.length >= cells && size >= least && far(least) >= TOGETHER)
    || (ratios.length >= PERCENT.cells && size >= PERCENT.least && size <= PERCENT.most && far(PERCENT.least) >= TOGETHER);
  const [example] = compared;
  return jumped && example ? { metric, factor, example } : null;
}
