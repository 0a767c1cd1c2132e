import { FIRST_MISSING, STATUS_INDEX, codeIndex } from '../cube/cube';
import type { Cube, Dimension } from '../cube/types';
import type { AggregationRule } from '../indicator';

/** What a target unit is made of on one stretch. */
export interface Parts {
  /** Positions in the cube's geo dimension; −1 where the cube lacks a part. */
  readonly at: readonly number[];
  /** `same`: one unit, the very same ground, whose cells are taken as they stand. `sum`: several that make it up. `broken`: no exact cover. */
  readonly kind: 'same' | 'sum' | 'broken';
}

/** A number or the reason for none, as a cube stores them; one object serves every cell. */
export interface Cell {
  value: number;
  status: number;
}

/** Adds one cell over parts. A part without a number leaves the whole without: the reason common to all, else `incomplete`. */
function addUp(cube: Cube, at: readonly number[], geoStep: number, offset: number, into: Cell): void {
  let value = 0;
  let softness = 0;
  let reason = 0;
  let gaps = 0;
  for (const position of at) {
    const from = position * geoStep + offset;
    const standing = position < 0 ? FIRST_MISSING : (cube.status[from] as number);
    if (standing < FIRST_MISSING) {
      value += cube.values[from] as number;
      if (standing > softness) softness = standing;
    } else {
      gaps++;
      reason = reason === 0 || reason === standing ? standing : STATUS_INDEX.incomplete;
    }
  }
  into.value = gaps === 0 ? value : NaN;
  into.status = gaps === 0 ? softness : gaps === at.length ? reason : STATUS_INDEX.incomplete;
}

/** What to do with a metric where several units become one. A ratio names its two parts by their distance in cells. */
export type Carry = { readonly kind: 'sum' } | { readonly kind: 'broken' } | { readonly kind: 'ratio'; readonly numerator: number; readonly denominator: number; readonly scale: number };

/** How each category of the metric dimension is carried, in its order; a cube without metrics has one rule. */
export function carries(metric: Dimension | undefined, step: number, rule: (metric: string) => AggregationRule): Carry[] {
  const index = metric ? codeIndex(metric) : new Map([['', 0]]);
  return [...index].map(([code, position]): Carry => {
    const by = rule(code);
    if (by.kind === 'sum') return { kind: 'sum' };
    if (by.kind !== 'ratio') return { kind: 'broken' };
    const numerator = index.get(by.numerator);
    const denominator = index.get(by.denominator);
    if (numerator === undefined || denominator === undefined) return { kind: 'broken' };
    return { kind: 'ratio', numerator: (numerator - position) * step, denominator: (denominator - position) * step, scale: by.scale };
  });
}

/** Writes the carried cell into `over`. `offset` is the cell's place apart from its unit. */
export function carry(cube: Cube, parts: Parts, how: Carry, geoStep: number, offset: number, over: Cell): void {
  if (parts.kind === 'broken' || (parts.kind === 'sum' && how.kind === 'broken')) {
    over.value = NaN;
    over.status = STATUS_INDEX['broken-series'];
    return;
  }
  if (parts.kind === 'same' || how.kind !== 'ratio') {
    addUp(cube, parts.at, geoStep, offset, over);
    return;
  }
  const under: Cell = { value: 0, status: 0 };
  addUp(cube, parts.at, geoStep, offset + how.numerator, over);
  addUp(cube, parts.at, geoStep, offset + how.denominator, under);
  const gap = over.status >= FIRST_MISSING ? over.status : under.status >= FIRST_MISSING ? under.status : under.value === 0 ? STATUS_INDEX['not-applicable'] : 0;
  over.value = gap === 0 ? (over.value * how.scale) / under.value : NaN;
  over.status = gap === 0 ? Math.max(over.status, under.status) : gap;
}
