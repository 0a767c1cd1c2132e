/** A value axis: ends and marks are multiples of `step`. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly ticks: readonly number[];
  /** Decimals a tick needs to be told from its neighbour. */
  readonly decimals: number;
}

export interface ScaleRequest {
  /** Most steps between marks; at least 1, and 2 where the axis crosses zero. */
  readonly steps: number;
  /** `always`: bars, whose length is the value. `near`: lines, when zero is close enough not to flatten them. */
  readonly zero: 'always' | 'near';
  /** Ranks: no half places. */
  readonly integers: boolean;
}

/** Zero joins a line's axis when the smallest value is below this share of the largest. */
const NEAR_ZERO = 0.35;
/** Below this share of the values' size a difference is no longer told apart by a mark's twelve digits: the line is flat. */
const FLAT = 1e-9;
const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Smallest of 1, 2, 2.5, 5 × 10ⁿ that is not below `raw` (> 0). */
function niceStep(raw: number, integers: boolean): number {
  const least = integers ? Math.max(raw, 1) : raw;
  const power = 10 ** Math.floor(Math.log10(least));
  const found = STEPS.find((step) => step * power >= least * (1 - 1e-9) && (!integers || Number.isInteger(step * power)));
  return (found ?? 10) * power;
}

/** Multiples kept exact in decimal: 3 × 0.1 is 0.3. */
const times = (count: number, step: number): number => Number((count * step).toPrecision(12));

/** Axis that covers every finite value given; with none, 0–1. */
export function niceScale(values: readonly number[], request: ScaleRequest): Scale {
  const finite = values.filter(Number.isFinite);
  let low = finite.length > 0 ? Math.min(...finite) : 0;
  let high = finite.length > 0 ? Math.max(...finite) : 1;
  const near = low >= 0 ? low <= high * NEAR_ZERO : high >= low * NEAR_ZERO;
  if (request.zero === 'always' || (near && !request.integers)) {
    low = Math.min(low, 0);
    high = Math.max(high, 0);
  }
  if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * FLAT) {
    const room = low === 0 ? 1 : Math.abs(low) * 0.05;
    low = low === 0 ? 0 : low - room;
    high += room;
  }
  if (request.integers) {
    low = Math.floor(low);
    high = Math.ceil(high);
  }
  const most = low < 0 && high > 0 ? Math.max(2, request.steps) : request.steps;
  let step = niceStep((high - low) / most, request.integers);
  while (Math.ceil(high / step - 1e-9) - Math.floor(low / step + 1e-9) > most) step = niceStep(step * 1.01, request.integers);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => times(first + index, step));
  const decimals = Math.max(0, ...ticks.map((tick) => (String(tick).includes('e') ? 0 : (String(tick).split('.')[1] ?? '').length)));
  return { min: times(first, step), max: times(last, step), step, ticks, decimals };
}
