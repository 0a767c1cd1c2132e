import { cellAt } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import { valueOf } from '@/domain/measure';
import { sampleCube } from '@/widget-kit/testing/sample-province';

/** One cube of several that differ only in their metrics, as a source that answers for all of them would give it. */
export function mergeAnswers(cubes: readonly Cube[]): Cube | undefined {
  const [first] = cubes;
  const [unit, period] = first?.dimensions ?? [];
  if (!unit || !period) return undefined;
  const metrics = cubes.flatMap((cube) => cube.dimensions.find((one) => one.id === 'metric')?.categories.map((one) => ({ cube, code: one.code })) ?? []);
  const cells = unit.categories.flatMap((place) => period.categories.flatMap((time) => metrics.map(({ cube, code }) => [
    place.code, time.code, code, valueOf(cellAt(cube, { unit: place.code, period: time.code, metric: code })),
  ])));
  return sampleCube([
    { id: 'unit', role: 'geo', categories: unit.categories },
    { id: 'period', role: 'time', categories: period.categories },
    { id: 'metric', role: 'metric', categories: metrics.map(({ code }) => code) },
  ], cells);
}
