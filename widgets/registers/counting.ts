import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import { dimensionByRole } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import { missing, type Measure } from '@/domain/measure';
import { parsePeriod } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { cellIn, cubeIn, momentFigure } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import type { Part, Rate } from './books';
import type { RegistersOptions } from './options';

export type Input = ModelInput<RegistersOptions>;

/** Every way of choosing one category of each classification, among those a part counts. */
function choices(cube: Cube, keep: Part['keep']): readonly { readonly [dimension: string]: string }[] {
  const classes = cube.dimensions.filter(({ role }) => role === 'classification');
  return classes.reduce<readonly { readonly [dimension: string]: string }[]>(
    (made, { id, categories }) => made.flatMap((each) => categories.filter(({ code }) => keep?.[id]?.includes(code) ?? true).map(({ code }) => ({ ...each, [id]: code }))),
    [{}],
  );
}

/**
 * A part added up over units and categories. Cells that do not apply are no part of it; one that is missing or withheld leaves the whole
 * missing: sums are never smaller in silence.
 */
export function countOf(cube: Cube | null, part: Part, units: readonly string[] | null, time: string | null): Measure {
  if (!cube) return missing('not-available');
  const [geo, when] = [dimensionByRole(cube, 'geo')?.id, dimensionByRole(cube, 'time')?.id];
  const fixed = { metric: part.metric, ...(when && time !== null ? { [when]: time } : {}) };
  const places = geo && units ? units.map((unit) => ({ [geo]: unit })) : [{}];
  const ways = choices(cube, part.keep);
  const cells = places.flatMap((place) => ways.map((way) => cellIn(cube, { ...fixed, ...way, ...place })));
  const own = cells.filter((cell) => cell.kind === 'value' || cell.reason !== 'not-applicable');
  return own.length === 0 && cells.length > 0 ? missing('not-applicable') : aggregate(own, 'sum');
}

export const rateOf = (cube: Cube | null, { numerator, denominator }: Rate, units: readonly string[] | null, time: string | null): Measure =>
  ratioOf(countOf(cube, numerator, units, time), countOf(cube, denominator, units, time), 100);

/** Units the register has figures of, the province's own total aside. */
export function unitsOf(input: Input, slot: string): readonly string[] {
  const cube = cubeIn(input, slot);
  return ((cube && dimensionByRole(cube, 'geo'))?.categories ?? []).map(({ code }) => code).filter((code) => code !== input.province.unit);
}

/** Periods of the answer, ascending. */
export function periodsOf(cube: Cube | null): readonly Period[] {
  const found = ((cube && dimensionByRole(cube, 'time'))?.categories ?? []).flatMap(({ code }) => {
    const parsed = parsePeriod(code);
    return parsed.ok ? parsed.value : [];
  });
  return found.sort((a, b) => (a.start < b.start ? -1 : 1));
}

export const partFigure = (input: Input, slot: string, part: Part, measure: Measure, period: Period | null, over: Partial<Figure> = {}): Figure =>
  momentFigure(input, slot, measure, part.unit, { decimals: part.decimals ?? 0, period, formula: 'sum', boundary: { kind: 'as-reported' }, ...over });
export const rateFigure = (input: Input, slot: string, measure: Measure, period: Period | null, over: Partial<Figure> = {}): Figure =>
  momentFigure(input, slot, measure, 'percent', { decimals: 1, period, formula: 'ratio', boundary: { kind: 'as-reported' }, ...over });
