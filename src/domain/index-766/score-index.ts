import { aggregate, ratioOf } from '../cube/aggregate';
import { measured, missing, type Measure } from '../measure';
import type { IndexComponent, IndexGroup, IndexTable } from './types';

/** What a component is computed from, counted as its rule says. */
export interface ComponentInput {
  readonly numerator: Measure;
  readonly denominator: Measure;
}

export interface ComponentScore {
  readonly component: IndexComponent;
  /** R in percent, unrounded; missing where a part is, or the denominator is zero. */
  readonly ratio: Measure;
  /** P in points. `not-applicable` for watched components and for a zero denominator that the table so rules. */
  readonly score: Measure;
}

export interface GroupScore {
  readonly group: IndexGroup;
  /** Sum over the components that have a score; says its coverage where some input is missing. */
  readonly score: Measure;
  /** Highest sum those components could have reached. */
  readonly maximumScored: number;
}

export type IndexBand = IndexTable['bands'][number];

export interface IndexScore {
  readonly components: readonly ComponentScore[];
  readonly blocks: readonly GroupScore[];
  readonly groups: readonly GroupScore[];
  readonly total: Measure;
  readonly maximumScored: number;
  /** Null where any input is missing: a part of an index has no band. */
  readonly band: IndexBand | null;
}

/** R as a share 0–1; a rate above one earns no more than the maximum, one below zero no less than none. */
const share = (numerator: number, denominator: number): number => Math.min(1, Math.max(0, numerator / denominator));

/**
 * P of one component (Quyết định 766/QĐ-TTg, formula document of the national portal): Pmax where R ≥ T, else R × Pmax ÷ T; without a
 * threshold R × Pmax. R is not rounded before scoring: two decimals are how it is shown.
 */
export function scoreComponent(component: IndexComponent, input: ComponentInput | undefined): ComponentScore {
  const { maximum, threshold } = component;
  const { numerator, denominator } = input ?? { numerator: missing('not-available'), denominator: missing('not-available') };
  const ratio = ratioOf(numerator, denominator, 100);
  if (maximum === null) return { component, ratio, score: missing('not-applicable') };
  if (numerator.kind === 'missing' || denominator.kind === 'missing') return { component, ratio, score: ratio };
  if (ratio.kind === 'missing') {
    const score = component.zeroDenominator === 'zero' ? measured(0, denominator.status) : ratio;
    return { component, ratio, score };
  }
  const r = share(numerator.value, denominator.value);
  const points = threshold === null ? r * maximum : r >= threshold ? maximum : (r * maximum) / threshold;
  return { component, ratio, score: { ...ratio, value: points } };
}

/** Components that count: those the table weighs, less those that do not apply here. */
const counting = (scores: readonly ComponentScore[]): ComponentScore[] =>
  scores.filter(({ score }) => score.kind === 'value' || score.reason !== 'not-applicable');

function sumOf(scores: readonly ComponentScore[]): { readonly score: Measure; readonly maximumScored: number } {
  const counted = counting(scores);
  if (counted.length === 0) return { score: missing(scores.length === 0 ? 'not-available' : 'not-applicable'), maximumScored: 0 };
  const scored = counted.filter(({ score }) => score.kind === 'value');
  return {
    score: aggregate(counted.map(({ score }) => score), 'sum', { allowPartial: true }),
    maximumScored: scored.reduce((sum, { component }) => sum + (component.maximum ?? 0), 0),
  };
}

/** The band of a score out of the table's maximum. */
export const bandOf = (table: Pick<IndexTable, 'bands'>, score: number): IndexBand | null =>
  [...table.bands].sort((a, b) => b.from - a.from).find((band) => score >= band.from) ?? null;

/**
 * The index by its table: components, six blocks, five groups and total. A component without input is missing and never zero; the sums
 * then say how many of their parts they hold and `maximumScored` what these could reach. The band is judged on the share of what could be
 * reached, so a component that does not apply neither raises nor lowers it.
 */
export function scoreIndex(table: IndexTable, inputs: ReadonlyMap<string, ComponentInput>): IndexScore {
  const components = table.components.map((component) => scoreComponent(component, inputs.get(component.id)));
  const view = (groups: readonly IndexGroup[], by: 'block' | 'group'): GroupScore[] =>
    groups.map((group) => ({ group, ...sumOf(components.filter(({ component }) => component[by] === group.id)) }));
  const { score: total, maximumScored } = sumOf(components);
  const whole = total.kind === 'value' && !total.coverage && maximumScored > 0;
  return {
    components,
    blocks: view(table.blocks, 'block'),
    groups: view(table.groups, 'group'),
    total,
    maximumScored,
    band: whole ? bandOf(table, (total.value * table.maximum) / maximumScored) : null,
  };
}

/** A sum of the table that does not come out. */
export interface IndexTableFault {
  readonly view: 'blocks' | 'groups' | 'components' | 'bands';
  /** Group, component or band concerned; empty for the whole. */
  readonly id: string;
  readonly expected: number | string;
  readonly got: number | string;
}

/** Both views must add up to the maximum, each group to its components, every component belong to a group of both, bands descend. */
export function checkIndexTable(table: IndexTable): IndexTableFault[] {
  const faults: IndexTableFault[] = [];
  for (const [view, by] of [['blocks', 'block'], ['groups', 'group']] as const) {
    const whole = table[view].reduce((sum, group) => sum + group.maximum, 0);
    if (whole !== table.maximum) faults.push({ view, id: '', expected: table.maximum, got: whole });
    for (const group of table[view]) {
      const sum = table.components.reduce((total, component) => total + (component[by] === group.id ? (component.maximum ?? 0) : 0), 0);
      if (sum !== group.maximum) faults.push({ view, id: group.id, expected: group.maximum, got: sum });
    }
    for (const component of table.components) {
      if (!table[view].some((group) => group.id === component[by])) faults.push({ view: 'components', id: component.id, expected: `one of ${view}`, got: component[by] });
    }
  }
  table.bands.forEach((band, at) => {
    const above = table.bands[at - 1];
    if (above && above.from <= band.from) faults.push({ view: 'bands', id: band.id, expected: `below ${above.from}`, got: band.from });
  });
  return faults;
}
