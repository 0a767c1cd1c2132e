import type { Province } from '@/config/province';
import { fold } from '@/domain/fold';
import type { Figure } from '@/domain/figure';
import type { Indicator } from '@/domain/indicator';
import { measured, type ObservationStatus } from '@/domain/measure';
import { parsePeriod } from '@/domain/period/text';
import type { Instant } from '@/domain/time';

/** One correction as the gateway noticed it: codes by dimension, and what stood before and after. */
export interface NoticedRevision {
  readonly at: { readonly [dimension: string]: string };
  readonly before: { readonly value: number; readonly status: ObservationStatus };
  readonly after: { readonly value: number; readonly status: ObservationStatus };
  readonly noticedAt: Instant;
}

/** A correction of an indicator's figure for one unit. */
export interface Revised {
  readonly before: Figure;
  readonly after: Figure;
  readonly noticedAt: Instant;
  /** The number itself was corrected, and not only made final. */
  readonly corrected: boolean;
}

/** Corrections that are of `unit`: those of a table without units are the province's. In the order given. */
export function revisedFigures(card: Indicator, revisions: readonly NoticedRevision[], unit: string, province: Pick<Province, 'unit' | 'units'>): readonly Revised[] {
  const known = new Set(province.units.all.map(({ code }) => fold(code)));
  return revisions.flatMap(({ at, before, after, noticedAt }) => {
    const codes = Object.values(at);
    const named = codes.find((code) => known.has(fold(code))) ?? province.unit;
    const period = codes.map(parsePeriod).find(({ ok }) => ok);
    if (named !== unit) return [];
    const figure = ({ value, status }: NoticedRevision['before']): Figure => ({
      measure: measured(value, status), unit: card.unit, decimals: card.decimals, period: period?.ok ? period.value : null, orgUnit: named, boundary: { kind: 'as-reported' },
      indicator: card.id, slots: [], formula: null, attention: 'unknown',
    });
    return [{ before: figure(before), after: figure(after), noticedAt, corrected: before.value !== after.value }];
  });
}
