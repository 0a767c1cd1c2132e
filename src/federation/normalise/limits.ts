import { strides } from '@/domain/cube/cube';
import type { Category, Cube } from '@/domain/cube/types';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { below, refuse, said } from '../fault';
import { configAt, numberAt, objectAt, optional } from '../shape';

/** Bounds outside which a metric cannot be true: a unit slipped by a thousand, a share given as a ratio. */
export type Limits = ReadonlyMap<string, { readonly min?: number; readonly max?: number }>;

/** Reads `{"metric": {"min": 0, "max": 1000}}` of a mapping. */
export function limitsAt(value: unknown, pointer: string): Limits {
  const entries = Object.entries(objectAt(value ?? {}, pointer, 'misconfigured'));
  return new Map(
    entries.map(([metric, bounds]) => {
      const at = below(pointer, metric);
      const { min, max } = configAt(bounds, at, ['min', 'max']);
      const least = optional(min, (number) => numberAt(number, `${at}/min`, 'misconfigured'));
      const most = optional(max, (number) => numberAt(number, `${at}/max`, 'misconfigured'));
      return [metric, { ...(least === undefined ? {} : { min: least }), ...(most === undefined ? {} : { max: most }) }] as const;
    }),
  );
}

/** What is counted cannot be fewer than none. */
const COUNTED: ReadonlySet<UnitOfMeasure> = new Set<UnitOfMeasure>([
  'dossier', 'procedure', 'document', 'task', 'alert', 'incident', 'system', 'request', 'machine', 'unit', 'case', 'person', 'visit',
  'enterprise', 'project', 'hectare', 'tonne', 'second', 'millisecond', 'minute', 'hour', 'day', 'working-day', 'count',
]);

function boundsOf(metric: Category, limits: Limits): { readonly min: number; readonly max: number } {
  const natural = metric.unit === 'rank' ? 1 : metric.unit && COUNTED.has(metric.unit) ? 0 : -Infinity;
  const { min = -Infinity, max = Infinity } = limits.get(metric.code) ?? {};
  return { min: Math.max(natural, min), max };
}

/** Codes of the cell at a position, in dimension order. */
function codesAt(cube: Cube, position: number): string[] {
  const steps = strides(cube.dimensions);
  return cube.dimensions.map(({ categories }, d) => categories[Math.floor(position / (steps[d] ?? 1)) % categories.length]?.code ?? '');
}

const inWords = (min: number, max: number): string =>
  max === Infinity ? `at least ${min}` : min === -Infinity ? `at most ${max}` : `${min} to ${max}`;

/**
 * Refuses (contradictory) a cube that holds a value which cannot be true: counts below zero, ranks below one, anything outside the
 * mapping's limits. The whole answer is refused, so that the value known before stays: one wrong column makes its neighbours doubtful.
 */
export function checkPlausible(cube: Cube, limits: Limits, pointerOf: (codes: readonly string[]) => string): void {
  const metricAt = cube.dimensions.findIndex((dimension) => dimension.role === 'metric');
  const metrics = cube.dimensions[metricAt]?.categories ?? [];
  const bounds = metrics.map((metric) => boundsOf(metric, limits));
  const step = strides(cube.dimensions)[metricAt] ?? 1;
  for (let position = 0; position < cube.values.length; position++) {
    const value = cube.values[position] as number;
    const { min, max } = bounds[Math.floor(position / step) % metrics.length] ?? { min: -Infinity, max: Infinity };
    if (Number.isNaN(value) || (value >= min && value <= max)) continue;
    const codes = codesAt(cube, position);
    refuse('contradictory', pointerOf(codes), `${codes[metricAt]} ${inWords(min, max)}`, said(`${value} (${codes.join(' ')})`));
  }
}

