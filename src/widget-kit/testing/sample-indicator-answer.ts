import type { Cube } from '@/domain/cube/types';
import type { DatasetQuery } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { lastPeriods, periodRange } from '@/domain/period/period';
import { parsePeriod, periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { sampleCube } from './sample-province';

const periodOfText = (text: string | undefined): Period[] => {
  const parsed = text === undefined ? null : parsePeriod(text);
  return parsed?.ok ? [parsed.value] : [];
};
const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The periods a question names, by whichever of the usual parameters it uses. */
function periodsAsked(query: DatasetQuery): readonly Period[] {
  const { from, to, period, periods } = query.params;
  if (periods) return listOf(periods).flatMap(periodOfText);
  const [first] = periodOfText(listOf(from)[0]);
  const [last] = periodOfText(listOf(to)[0]);
  if (first && last) return periodRange(first, last);
  return listOf(period).flatMap(periodOfText);
}

/**
 * An answer to an indicator's question: `value(index, count)` per period, for every category the card reads.
 * A ratio's numerator takes the value as its share of a denominator of `scale`.
 */
export function indicatorAnswer(indicator: Indicator, query: DatasetQuery, value: (index: number, count: number) => number | null): Cube {
  const asked = periodsAsked(query);
  const periods = asked.length > 0 ? asked : lastPeriods(periodOfText('calendar:2026-11')[0] as Period, 13);
  const units = listOf(query.params['units'] ?? query.params['unit'] ?? '40');
  const rule = indicator.overUnits;
  const metrics = rule.kind === 'ratio' ? [rule.numerator, rule.denominator] : [indicator.metric];
  const cells = units.flatMap((unit) => periods.flatMap((period, index) => metrics.map((metric) => {
    const amount = value(index, periods.length);
    return [unit, periodText(period), metric, rule.kind === 'ratio' && metric === rule.denominator && amount !== null ? rule.scale : amount];
  })));
  return sampleCube([
    { id: 'unit', role: 'geo', categories: units },
    { id: 'period', role: 'time', categories: periods.map(periodText) },
    { id: 'metric', role: 'metric', categories: metrics },
  ], cells);
}
