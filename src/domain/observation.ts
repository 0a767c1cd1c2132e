import { ratioOf } from './cube/aggregate';
import { cellAt, dimensionByRole } from './cube/cube';
import type { Cube } from './cube/types';
import type { Indicator } from './indicator';
import type { Measure } from './measure';
import type { UnitCode } from './org-unit/types';
import { periodText } from './period/text';
import type { Period } from './period/types';

/** Which cell: unit and period by role, any other dimension by its id. What the cube has not is ignored. */
export interface ObservationPlace {
  readonly unit?: UnitCode | undefined;
  readonly period?: Period | string | undefined;
  readonly [dimension: string]: string | Period | undefined;
}

/** Coordinates of a cell by dimension id, the metric being given. */
function coordinates(cube: Cube, metric: string, at: ObservationPlace): { [dimension: string]: string | undefined } {
  const found: { [dimension: string]: string | undefined } = {};
  for (const each of cube.dimensions) {
    const named = each.role === 'geo' ? at.unit : each.role === 'time' ? at.period : each.role === 'metric' ? metric : at[each.id];
    found[each.id] = typeof named === 'object' ? periodText(named) : named;
  }
  return found;
}

/**
 * What an indicator reads in a cube at one place, in the indicator's own unit. A ratio is always recomputed from its numerator and
 * denominator categories; anything else is the cell of the indicator's metric.
 * A cube without units (one province) answers for any `unit`: whether the indicator is kept at that level is the caller's to ask.
 */
export function observation(indicator: Pick<Indicator, 'metric' | 'overUnits'>, cube: Cube, at: ObservationPlace): Measure {
  const rule = indicator.overUnits;
  if (rule.kind === 'ratio') {
    const part = (metric: string): Measure => cellAt(cube, coordinates(cube, metric, at));
    return ratioOf(part(rule.numerator), part(rule.denominator), rule.scale);
  }
  return cellAt(cube, coordinates(cube, indicator.metric, at));
}

/** The indicator along the cube's own time dimension, or along the periods given: one measure each, in order. */
export function series(indicator: Pick<Indicator, 'metric' | 'overUnits'>, cube: Cube, at: ObservationPlace, periods?: readonly (Period | string)[]): Measure[] {
  const times = periods ?? dimensionByRole(cube, 'time')?.categories.map((category) => category.code) ?? [];
  return times.map((period) => observation(indicator, cube, { ...at, period }));
}
