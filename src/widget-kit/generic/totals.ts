import type { Province } from '@/config/province';
import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import type { CombineRule } from '@/domain/cube/aggregate';
import type { Dimension } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import type { AggregationRule } from '@/domain/indicator';
import type { Scope } from '@/domain/scope';
import { addDays } from '@/domain/civil';
import type { Label } from '../blocks';

/** How a metric of a dataset is combined along a dimension, as the cards say; `none` where nobody says, and then there is no total. */
export function ruleAlong(dimension: Dimension, metric: string | undefined, dataset: string, province: Province): AggregationRule {
  if (metric === undefined || dimension.role === 'metric') return { kind: 'none' };
  const cards = [...province.indicators.values()].filter((card) => card.dataset === dataset);
  const own = cards.find((card) => card.metric === metric && card.overUnits.kind !== 'ratio');
  const isPart = cards.some(({ overUnits }) => overUnits.kind === 'ratio' && (overUnits.numerator === metric || overUnits.denominator === metric));
  const over: AggregationRule = own?.overUnits ?? (isPart ? { kind: 'sum' } : { kind: 'none' });
  if (dimension.role === 'geo') return over;
  if (dimension.role === 'time') return own?.overTime ?? { kind: 'none' };
  // Categories of one another's whole must not be added; a metric that is not additive over units is none over categories either.
  const nested = dimension.categories.some(({ parent }) => parent !== undefined);
  return over.kind === 'sum' && !nested ? over : { kind: 'none' };
}

/** Units of which one lies in another must not be added: the total would count ground twice. */
export function unitsOverlap(codes: readonly string[], province: Province, scope: Scope): boolean {
  const tree = province.units.treeAt(addDays(scope.period.end, -1));
  const here = new Set(codes);
  return codes.some((code) => !tree.get(code) || tree.ancestors(code).some((unit) => here.has(unit.code)));
}

/** The word of a total by its rule: "Tổng" of a maximum would be a lie. */
export function totalLabel(rule: AggregationRule): Label {
  return { key: { sum: 'generic.total', last: 'generic.last', max: 'generic.max', min: 'generic.min', ratio: 'generic.ratio', none: 'generic.total' }[rule.kind] };
}

/** Figures combined by a rule; null where the rule gives no total. A missing part makes it missing, never smaller. */
export function totalOf(figures: readonly Figure[], rule: AggregationRule, parts?: { readonly numerator: readonly Figure[]; readonly denominator: readonly Figure[] }): Figure | null {
  const [first] = figures;
  if (!first || rule.kind === 'none') return null;
  const combine = (each: readonly Figure[], by: CombineRule) => aggregate(each.map(({ measure }) => measure), by);
  if (rule.kind === 'ratio') {
    if (!parts) return null;
    return { ...first, measure: ratioOf(combine(parts.numerator, 'sum'), combine(parts.denominator, 'sum'), rule.scale), formula: 'ratio', indicator: null };
  }
  return { ...first, measure: combine(figures, rule.kind), indicator: null };
}
