import type { Series } from './readings';
import { BadQuery, type Expression, type Matcher } from './promql-parse';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
export type Value = number | readonly Sample[];

/** What is measured, and until when. */
export interface Store {
  readonly series: readonly Series[];
  /** Epoch s: nothing was scraped after it. */
  readonly now: number;
}

/** A sample is taken for the present this long. */
const LOOKBACK = 300;
/** Points looked at in a range: enough for a mean, few enough for a month of days. */
const POINTS = 24;

/** A matcher as a test of a label's value. */
function testOf({ operator, value }: Matcher): (own: string) => boolean {
  if (operator === '=') return (own) => own === value;
  if (operator === '!=') return (own) => own !== value;
  try {
    const pattern = new RegExp(`^(?:${value})$`, 's');
    return (own) => pattern.test(own) === (operator === '=~');
  } catch {
    throw new BadQuery(`1:1: parse error: error parsing regexp: ${value}`);
  }
}

const nameless = (labels: Series['labels']): Series['labels'] => Object.fromEntries(Object.entries(labels).filter(([label]) => label !== '__name__'));
const keyOf = (labels: Series['labels']): string => JSON.stringify(Object.entries(nameless(labels)).sort());

function selected({ series }: Store, matchers: readonly Matcher[]): readonly Series[] {
  const tests = matchers.map((matcher) => [matcher.label, testOf(matcher)] as const);
  return series.filter(({ labels }) => tests.every(([label, test]) => test(labels[label] ?? '')));
}

function over(store: Store, name: string, { at: read }: Series, from: number, to: number): number | null {
  const end = Math.min(to, store.now);
  if (end <= from) return null;
  if (name === 'rate' || name === 'increase') {
    const [first, last] = [read(from), read(end)];
    if (first === null || last === null) return null;
    const grown = ((last - first) * (to - from)) / (end - from);
    return name === 'rate' ? grown / (to - from) : grown;
  }
  const values = Array.from({ length: POINTS }, (_, at) => read(from + ((end - from) * (at + 1)) / POINTS)).filter((value) => value !== null);
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return name === 'avg_over_time' ? sum / values.length : name === 'sum_over_time' ? sum : Math[name === 'min_over_time' ? 'min' : 'max'](...values);
}

function aggregated(name: string, by: readonly string[], samples: readonly Sample[]): Sample[] {
  const groups = new Map<string, { readonly labels: Record<string, string>; readonly values: number[] }>();
  for (const { labels, value } of samples) {
    const kept = Object.fromEntries(by.flatMap((label) => (labels[label] ? [[label, labels[label]] as const] : [])));
    const key = keyOf(kept);
    const group = groups.get(key) ?? { labels: kept, values: [] };
    group.values.push(value);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ labels, values }) => {
    const sum = values.reduce((total, value) => total + value, 0);
    return { labels, value: name === 'sum' ? sum : name === 'avg' ? sum / values.length : name === 'count' ? values.length : Math[name === 'min' ? 'min' : 'max'](...values) };
  });
}

const OPERATIONS = { '+': (a: number, b: number) => a + b, '-': (a: number, b: number) => a - b, '*': (a: number, b: number) => a * b, '/': (a: number, b: number) => a / b } as const;

function combined(operator: keyof typeof OPERATIONS, left: Value, right: Value): Value {
  const apply = OPERATIONS[operator];
  if (typeof left === 'number') return typeof right === 'number' ? apply(left, right) : right.map(({ labels, value }) => ({ labels: nameless(labels), value: apply(left, value) }));
  if (typeof right === 'number') return left.map(({ labels, value }) => ({ labels: nameless(labels), value: apply(value, right) }));
  const others = new Map(right.map(({ labels, value }) => [keyOf(labels), value]));
  return left.flatMap(({ labels, value }) => {
    const other = others.get(keyOf(labels));
    return other === undefined ? [] : [{ labels: nameless(labels), value: apply(value, other) }];
  });
}

function instant(store: Store, { matchers, range }: Extract<Expression, { kind: 'select' }>, at: number): Sample[] {
  if (range !== null) throw new BadQuery('invalid expression type "range vector" for range query, must be Scalar or instant Vector');
  if (at > store.now + LOOKBACK) return [];
  return selected(store, matchers).flatMap(({ labels, at: read }) => {
    const value = read(Math.min(at, store.now));
    return value === null ? [] : [{ labels, value }];
  });
}

function ranged(store: Store, { name, of }: Extract<Expression, { kind: 'over' }>, at: number): Sample[] {
  if (of.kind !== 'select' || of.range === null) throw new BadQuery('expected type range vector');
  const { range, matchers } = of;
  return selected(store, matchers).flatMap((series) => {
    const value = over(store, name, series, at - range, at);
    return value === null ? [] : [{ labels: nameless(series.labels), value }];
  });
}

/** The value of an expression at a moment (epoch s). Throws {@link BadQuery} where Prometheus would. */
export function evaluate(store: Store, expression: Expression, at: number): Value {
  switch (expression.kind) {
    case 'number': return expression.value;
    case 'select': return instant(store, expression, at);
    case 'over': return ranged(store, expression, at);
    case 'aggregate': {
      const of = evaluate(store, expression.of, at);
      if (typeof of === 'number') throw new BadQuery('1:1: parse error: expected type instant vector in aggregation expression, got scalar');
      return aggregated(expression.name, expression.by, of);
    }
    case 'binary': return combined(expression.operator, evaluate(store, expression.left, at), evaluate(store, expression.right, at));
  }
}
