import { measured, missing, type Measure, type MeasuredValue, type Missing, type ObservationStatus } from '../measure';
import { FIRST_MISSING, STATUS_INDEX, strides } from './cube';
import type { Cube, Dimension } from './types';

/** Rules that combine cells one by one; a ratio is recomputed from its parts instead. */
export type CombineRule = 'sum' | 'max' | 'min' | 'last';

const COMBINE: Record<CombineRule, (total: number, next: number) => number> = {
  sum: (total, next) => total + next,
  max: (total, next) => Math.max(total, next),
  min: (total, next) => Math.min(total, next),
  last: (_, next) => next,
};

/** From firm to soft, as {@link CELL_STATUS} stores them: a total is as soft as its softest part. */
const SOFTNESS: readonly ObservationStatus[] = ['official', 'provisional', 'estimated'];
const softest = (parts: readonly MeasuredValue[]): ObservationStatus =>
  SOFTNESS[Math.max(0, ...parts.map((part) => SOFTNESS.indexOf(part.status)))] ?? 'official';

/** What a total lacks when some parts have no number: their common reason where all agree, else `incomplete`. */
function reasonOf(gaps: readonly Missing[], parts: number): Missing {
  const [first] = gaps;
  const common = first && gaps.length === parts && gaps.every((gap) => gap.reason === first.reason);
  return missing(common ? first.reason : 'incomplete');
}

function coverageOf(parts: readonly MeasuredValue[], absent: number): Pick<MeasuredValue, 'coverage'> {
  if (absent === 0 && parts.every((part) => !part.coverage)) return {};
  const present = parts.reduce((sum, part) => sum + (part.coverage?.present ?? 1), 0);
  const expected = parts.reduce((sum, part) => sum + (part.coverage?.expected ?? 1), absent);
  return { coverage: { present, expected } };
}

/**
 * Combines measures into one. A missing part makes the whole missing (`incomplete`, or the reason common to all parts), never a smaller
 * total; with `allowPartial` the parts present are combined and the value says its coverage. No parts: `not-available`.
 * `last` takes the last part as it stands (with `allowPartial`, the last that has a number).
 */
export function aggregate(measures: readonly Measure[], rule: CombineRule, options: { readonly allowPartial?: boolean } = {}): Measure {
  if (measures.length === 0) return missing('not-available');
  const present = measures.filter((part) => part.kind === 'value');
  const gaps = measures.filter((part) => part.kind === 'missing');
  if (rule === 'last') return (options.allowPartial ? present : measures).at(-1) ?? reasonOf(gaps, measures.length);
  if (present.length === 0 || (gaps.length > 0 && !options.allowPartial)) return reasonOf(gaps, measures.length);
  const total = measured(present.map((part) => part.value).reduce(COMBINE[rule]), softest(present));
  return total.kind === 'value' ? { ...total, ...coverageOf(present, gaps.length) } : total;
}

/**
 * A rate from its parts: numerator ÷ denominator × scale (100 for percent). Denominator zero is `not-applicable`, never 0 or 100 %.
 * A missing part passes on its reason; two different reasons are `incomplete`.
 */
export function ratioOf(numerator: Measure, denominator: Measure, scale: number): Measure {
  if (numerator.kind === 'missing' || denominator.kind === 'missing') {
    const gaps = [numerator, denominator].filter((part) => part.kind === 'missing');
    return reasonOf(gaps, gaps.length);
  }
  if (denominator.value === 0) return missing('not-applicable');
  // Scaled before dividing: 57 × 100 ÷ 100 is exactly 57, 57 ÷ 100 × 100 is not.
  const rate = measured((numerator.value * scale) / denominator.value, softest([numerator, denominator]));
  const coverage = numerator.coverage ?? denominator.coverage;
  return rate.kind === 'value' && coverage ? { ...rate, coverage } : rate;
}

/** Missing parts among cells: none yet, one common reason, or several. */
const mergeReason = (known: number, next: number): number =>
  known === 0 || known === next ? next : STATUS_INDEX.incomplete;

/**
 * The cube with one dimension combined away, cell by cell as {@link aggregate} does without `allowPartial`.
 * A cube that has no such dimension is returned as it is.
 */
export function aggregateOver(cube: Cube, dimensionId: string, rule: CombineRule): Cube {
  const along = cube.dimensions.findIndex((each) => each.id === dimensionId);
  if (along < 0) return cube;
  const dimensions = cube.dimensions.filter((_, d) => d !== along);
  const count = (cube.dimensions[along] as Dimension).categories.length;
  const step = strides(cube.dimensions)[along] as number;
  const size = dimensions.reduce((product, each) => product * each.categories.length, 1);
  const values = new Float64Array(size).fill(NaN);
  const status = new Uint8Array(size).fill(FIRST_MISSING);
  const combine = COMBINE[rule];
  for (let cell = 0; cell < size; cell++) {
    const origin = Math.floor(cell / step) * step * count + (cell % step);
    let total = NaN;
    let softness = 0;
    let reason = 0;
    let gaps = 0;
    for (let part = rule === 'last' ? Math.max(0, count - 1) : 0; part < count; part++) {
      const from = origin + part * step;
      const standing = cube.status[from] as number;
      const value = cube.values[from] as number;
      if (standing >= FIRST_MISSING || Number.isNaN(value)) {
        gaps++;
        reason = mergeReason(reason, Math.max(standing, FIRST_MISSING));
        continue;
      }
      total = Number.isNaN(total) ? value : combine(total, value);
      softness = Math.max(softness, standing);
    }
    if (gaps === 0 && count > 0) {
      values[cell] = total;
      status[cell] = softness;
    } else if (gaps > 0) status[cell] = Number.isNaN(total) ? reason : STATUS_INDEX.incomplete;
  }
  return { ...cube, dimensions, values, status };
}
