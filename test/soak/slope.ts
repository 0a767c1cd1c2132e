import { median } from '../bench/statistics';

/** What the page weighed after so many cycles, garbage collected. */
export interface Sample {
  readonly cycle: number;
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
}

export interface Verdict {
  readonly cycles: number;
  readonly slopeBytesPerCycle: number;
  readonly growthPct: number;
  readonly nodesPct: number;
  readonly listenersPct: number;
  readonly liveCharts: number;
  readonly liveMaps: number;
}

/** What a run may come to: bytes for each cycle, percent. */
export interface Gate {
  readonly slope: number;
  readonly growth: number;
  readonly flat: number;
}
export const GATE: Gate = { slope: 64, growth: 5, flat: 2 };

/** Least squares through the points: how much `y` rises with each `x`. Zero for fewer than two points. */
export function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const count = points.length;
  if (count < 2) return 0;
  const [meanX, meanY] = [points.reduce((sum, { x }) => sum + x, 0) / count, points.reduce((sum, { y }) => sum + y, 0) / count];
  const across = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return across === 0 ? 0 : points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / across;
}

/**
 * The median of the slopes from each point to the next: what rises all the time, whatever jumped once. For runs too short for a line to
 * forget a jump. Zero for fewer than two points.
 */
export function steadySlopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const slopes = points.slice(1).map((to, at) => (to.y - (points[at]?.y ?? 0)) / (to.x - (points[at]?.x ?? 0)));
  return slopes.length === 0 ? 0 : median(slopes);
}

/** Samples at either end that speak for it: one alone may be an accident. */
const AT_EITHER_END = 3;

/** From the first samples to the last, in percent of the first. */
export function growthOf(values: readonly number[]): number {
  const [first, last] = [median(values.slice(0, AT_EITHER_END)), median(values.slice(-AT_EITHER_END))];
  return ((last - first) / first) * 100;
}

/** What samples after the warm-up come to. Throws where there are none. */
export function verdictOf(cycles: number, samples: readonly Sample[], left: { readonly charts: number; readonly maps: number }): Verdict {
  const rounded = (value: number): number => Math.round(value * 100) / 100 || 0;
  return {
    cycles,
    slopeBytesPerCycle: rounded(slopeOf(samples.map(({ cycle, heapBytes }) => ({ x: cycle, y: heapBytes })))),
    growthPct: rounded(growthOf(samples.map(({ heapBytes }) => heapBytes))),
    nodesPct: rounded(growthOf(samples.map(({ nodes }) => nodes))),
    listenersPct: rounded(growthOf(samples.map(({ listeners }) => listeners))),
    liveCharts: left.charts,
    liveMaps: left.maps,
  };
}

/** What passes the gate, one line each; empty is sound. A page that becomes lighter is sound; nodes and listeners stay what they are. */
export function faultsOf(verdict: Verdict, gate: Gate = GATE): readonly string[] {
  const above = (name: string, value: number, most: number, of: string): readonly string[] => (value > most ? [`${name} ${value} ${of}, at most ${most}`] : []);
  return [
    ...above('heap', verdict.slopeBytesPerCycle, gate.slope, 'B for each cycle'),
    ...above('heap', verdict.growthPct, gate.growth, '%'),
    ...above('nodes', Math.abs(verdict.nodesPct), gate.flat, '%'),
    ...above('listeners', Math.abs(verdict.listenersPct), gate.flat, '%'),
    ...above('charts left', Math.abs(verdict.liveCharts), 0, ''),
    ...above('maps left', Math.abs(verdict.liveMaps), 0, ''),
  ];
}
