/** Classes of a choropleth: class `i` holds `edges[i] ≤ value < edges[i + 1]`; the last also holds its upper edge. */
export interface Classes {
  /** Ascending, one more than there are classes; empty when there is no value. */
  readonly edges: readonly number[];
  /** Decimals each edge needs to be written exactly. */
  readonly decimals: readonly number[];
  /** Class of a value; null for missing, and for a value outside every class. */
  indexOf(value: number | null): number | null;
}

/** Distinct values beyond this are thinned evenly before classing: the grouping costs their square. */
const MOST_DISTINCT = 600;

/**
 * Groups values so that each class is as alike as possible (Fisher–Jenks natural breaks, exact), then moves each border to
 * the roundest number in the gap between the classes, so rounding never moves a value to another class.
 * Fewer classes where there are fewer distinct values.
 */
export function classify(values: readonly (number | null)[], count: number): Classes {
  const distinct = [...new Set(values.filter((value): value is number => value !== null && Number.isFinite(value)))].sort((a, b) => a - b);
  const low = distinct[0];
  const high = distinct.at(-1);
  if (low === undefined || high === undefined || count < 1) return { edges: [], decimals: [], indexOf: () => null };
  const weights = countEach(values);
  const starts = naturalStarts(thin(distinct, MOST_DISTINCT), weights, Math.min(count, distinct.length));
  const borders = starts.map((start) => roundest(distinct[lowerBound(distinct, start) - 1] ?? start, start));
  const span = high - low;
  const first = span === 0 ? low : Math.min(low, roundestAtOrBelow(low, span));
  const last = span === 0 ? high : Math.max(high, -roundestAtOrBelow(-high, span));
  const edges = [first, ...borders, last];
  return { edges, decimals: edges.map(decimalsOf), indexOf: (value) => find(edges, value) };
}

function find(edges: readonly number[], value: number | null): number | null {
  const first = edges[0];
  const last = edges.at(-1);
  if (value === null || first === undefined || last === undefined || !(value >= first && value <= last)) return null;
  for (let index = edges.length - 2; index > 0; index -= 1) if (value >= (edges[index] ?? Infinity)) return index;
  return 0;
}

function countEach(values: readonly (number | null)[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function thin(sorted: readonly number[], most: number): readonly number[] {
  if (sorted.length <= most) return sorted;
  return Array.from({ length: most }, (_, index) => sorted[Math.round((index * (sorted.length - 1)) / (most - 1))] ?? 0);
}

function lowerBound(sorted: readonly number[], value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? Infinity) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Smallest value of every class but the first. Dynamic programme over the sorted distinct values:
 * best[k][j] = least sum of squared deviations of the first j values in k classes.
 * Source: Fisher, "On grouping for maximum homogeneity", JASA 53 (1958).
 */
function naturalStarts(sorted: readonly number[], weights: ReadonlyMap<number, number>, classes: number): readonly number[] {
  const size = sorted.length;
  const centre = sorted[size >> 1] ?? 0; // Keeps squares small where values are large and close together.
  const weight = new Float64Array(size + 1);
  const sum = new Float64Array(size + 1);
  const square = new Float64Array(size + 1);
  sorted.forEach((value, index) => {
    const times = weights.get(value) ?? 1;
    const off = value - centre;
    weight[index + 1] = (weight[index] ?? 0) + times;
    sum[index + 1] = (sum[index] ?? 0) + times * off;
    square[index + 1] = (square[index] ?? 0) + times * off * off;
  });
  const spread = (from: number, to: number): number => {
    const total = (sum[to] ?? 0) - (sum[from] ?? 0);
    return Math.max(0, (square[to] ?? 0) - (square[from] ?? 0) - (total * total) / ((weight[to] ?? 0) - (weight[from] ?? 0)));
  };

  let best = Float64Array.from({ length: size + 1 }, (_, to) => (to === 0 ? Infinity : spread(0, to)));
  const cuts: Int32Array[] = [];
  for (let made = 2; made <= classes; made += 1) {
    const next = new Float64Array(size + 1).fill(Infinity);
    const cut = new Int32Array(size + 1);
    for (let to = made; to <= size; to += 1) {
      for (let from = made - 1; from < to; from += 1) {
        const cost = (best[from] ?? Infinity) + spread(from, to);
        if (cost < (next[to] ?? Infinity)) {
          next[to] = cost;
          cut[to] = from;
        }
      }
    }
    best = next;
    cuts.push(cut);
  }

  const starts: number[] = [];
  let to = size;
  for (const cut of cuts.reverse()) {
    to = cut[to] ?? 0;
    starts.unshift(sorted[to] ?? 0);
  }
  return starts;
}

/** A number close to a power of ten that JSON would write shortly: 12.5, not 12.500000000000002. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The number with the fewest digits in `(below, at]`; for equal digits the one nearest the middle. */
function roundest(below: number, at: number): number {
  const gap = at - below;
  for (let power = Math.ceil(Math.log10(Math.max(Math.abs(at), gap))); power > -12; power -= 1) {
    for (const factor of [5, 2, 1]) {
      const unit = factor * 10 ** power;
      const nearest = tidy(Math.round((below + gap / 2) / unit) * unit);
      if (nearest > below && nearest <= at) return nearest;
      const highest = tidy(Math.floor(at / unit) * unit);
      if (highest > below && highest <= at) return highest;
    }
  }
  return at;
}

/** A round number not above `value`, no further from it than a tenth of the span, or zero when that is near. */
function roundestAtOrBelow(value: number, span: number): number {
  if (value >= 0 && value <= span / 2) return 0;
  const room = span / 10;
  for (let power = Math.ceil(Math.log10(Math.abs(value) + span)); power > -12; power -= 1) {
    for (const factor of [5, 2, 1]) {
      const unit = factor * 10 ** power;
      const found = tidy(Math.floor(value / unit) * unit);
      if (value - found <= room && found <= value) return found === 0 ? 0 : found;
    }
  }
  return value;
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}
