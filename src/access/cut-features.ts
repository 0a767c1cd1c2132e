import type { Feature, Features } from '@/domain/dataset';
import { baseClass } from './field-class';
import { holdsRow, type Sight } from './sight';

/** Features whose place is seen, with the properties that are; the others are dropped. Where something lies is of the dataset's own class. */
export function cutFeatures(data: Features, sight: Sight): { readonly data: Features; readonly withheld: boolean } {
  const base = sight.reachIn(baseClass(sight.dataset));
  const features = data.features.flatMap((feature) => {
    const unit = sight.unitField === undefined ? undefined : feature.properties[sight.unitField];
    return holdsRow(sight, base, unit) ? [cut(feature, sight, unit)] : [];
  });
  const whole = features.length === data.features.length && features.every((each, at) => each === data.features[at]);
  return { data: whole ? data : { ...data, features }, withheld: features.length < data.features.length };
}

/** Whether something of a feature is seen only because of its unit: its place, or one of its properties. */
const bounded = (sight: Sight, shown: ReadonlySet<string>): boolean =>
  sight.reachIn(baseClass(sight.dataset)) !== 'all' || [...shown].some((name) => sight.reachOf(name) !== 'all');

function cut(feature: Feature, sight: Sight, unit: unknown): Feature {
  const entries = Object.entries(feature.properties);
  const shown = new Set(entries.filter(([name]) => holdsRow(sight, sight.reachOf(name), unit)).map(([name]) => name));
  // What is seen for a unit's sake says which unit that is.
  const seen = entries.filter(([name]) => shown.has(name) || (name === sight.unitField && bounded(sight, shown)));
  return seen.length === entries.length ? feature : { ...feature, properties: Object.fromEntries(seen) };
}
