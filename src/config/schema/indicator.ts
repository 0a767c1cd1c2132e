import * as z from 'zod/mini';
import { INDICATOR_GROUPS } from '@/domain/indicator';
import type { AggregationRule, Indicator, Thresholds } from '@/domain/indicator';
import { oncePerPeriod, target } from './targets';
import { calendar, code, date, filled, id, integer, list, number, periodKind, rule, text, unitLevel, unitOfMeasure, words } from './values';

const aggregation: z.ZodMiniType<AggregationRule> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['sum', 'last', 'max', 'min', 'none']) }),
  z.strictObject({ kind: z.literal('ratio'), numerator: code, denominator: code, scale: number.check(z.gt(0)) }),
]);

const thresholds: z.ZodMiniType<Thresholds> = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.enum(['value', 'ratio-to-target']), watch: number, act: number }),
  z.strictObject({ basis: z.literal('band'), low: number, high: number, actLow: number, actHigh: number }).check(
    rule((band) => band.actLow <= band.low && band.low <= band.high && band.high <= band.actHigh, 'contradiction', 'actLow ≤ low ≤ high ≤ actHigh'),
  ),
]);

/** Limits have to lie the way the direction points, or every colour would say the opposite. */
function agreesWithDirection({ direction, thresholds: limits }: Pick<Indicator, 'direction' | 'thresholds'>): boolean {
  if (!limits) return true;
  if (limits.basis === 'band') return direction === 'target-band';
  if (direction === 'higher-better') return limits.act <= limits.watch;
  return direction === 'lower-better' && limits.act >= limits.watch;
}

/** One entry of `indicators.json`: the card that tile, map, report and alert read. */
export const indicator: z.ZodMiniType<Indicator> = z.strictObject({
  id,
  group: z.exactOptional(z.enum(INDICATOR_GROUPS)),
  name: text(),
  shortName: text(24),
  definition: text(2_000),
  formula: z.exactOptional(text(1_000)),
  unit: unitOfMeasure,
  decimals: integer(0, 6),
  direction: z.enum(['higher-better', 'lower-better', 'target-band', 'neutral']),
  owner: text(),
  calendar,
  periodKind,
  dataset: id,
  metric: code,
  yearToDateMetric: z.exactOptional(code),
  alsoFrom: z.exactOptional(list(z.strictObject({ dataset: id, metric: code, owner: text() }), 5)),
  levels: filled(unitLevel, 4),
  overUnits: aggregation,
  overTime: aggregation,
  targets: list(target, 100).check(oncePerPeriod),
  thresholds: z.exactOptional(thresholds),
  legalBasis: z.exactOptional(words(500)),
  validFrom: date,
  validTo: z.exactOptional(date),
  change: z.enum(['relative', 'difference']),
}).check(
  rule(agreesWithDirection, 'contradiction', 'limits that lie the way the direction points', ['thresholds']),
  rule((card) => card.validTo === undefined || card.validFrom < card.validTo, 'contradiction', 'validTo after validFrom', ['validTo']),
);
