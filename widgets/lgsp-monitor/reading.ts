import { ratioOf } from '@/domain/cube/aggregate';
import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Measure } from '@/domain/measure';
import type { Period } from '@/domain/period/types';
import { judge, targetFor } from '@/domain/thresholds';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { momentFigure } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import type { LgspOptions } from './options';

export type Input = ModelInput<LgspOptions>;

const ERROR_RATE = 'lgsp-error-rate';
const AVAILABILITY = 'lgsp-availability';

/** The cells every figure of one row is made of. */
export interface Cells {
  readonly requests: Measure;
  readonly errors: Measure;
  readonly p95: Measure;
  readonly availability: Measure;
}
export interface Figures {
  readonly requests: Figure;
  readonly errors: Figure;
  readonly errorRate: Figure;
  readonly p95: Figure;
  readonly availability: Figure;
}

/** How bad a figure is by its card; `unknown` where the pack has no such card. */
function judged(input: Input, card: string, measure: Measure, period: Period): Attention {
  const indicator = input.province.indicators.get(card);
  return indicator ? judge(indicator, measure, period) : 'unknown';
}
const known = (input: Input, card: string): string | null => (input.province.indicators.has(card) ? card : null);

/** The platform is the province's: its figures are of the province whatever unit is in view. `own` rows carry no card, which is of the whole. */
export const lgspFigure = (input: Input, slot: string, measure: Measure, unit: UnitOfMeasure, over: Partial<Figure> = {}): Figure =>
  momentFigure(input, slot, measure, unit, { orgUnit: input.province.unit, boundary: { kind: 'as-reported' }, ...over });

export function errorRateFigure(input: Input, slot: string, period: Period, cells: Pick<Cells, 'requests' | 'errors'>, whole: boolean): Figure {
  const rate = ratioOf(cells.errors, cells.requests, 100);
  return lgspFigure(input, slot, rate, 'percent', {
    period, decimals: 2, formula: 'ratio', indicator: whole ? known(input, ERROR_RATE) : null, attention: judged(input, ERROR_RATE, rate, period),
  });
}

/** Figures of one day: of the platform (`whole`, which the cards describe) or of one service. */
export function figuresOf(input: Input, slot: string, period: Period, cells: Cells, whole: boolean): Figures {
  const at = (measure: Measure, unit: UnitOfMeasure, over: Partial<Figure> = {}): Figure => lgspFigure(input, slot, measure, unit, { period, ...over });
  return {
    requests: at(cells.requests, 'request', { indicator: whole ? known(input, 'lgsp-requests') : null }),
    errors: at(cells.errors, 'request'),
    errorRate: errorRateFigure(input, slot, period, cells, whole),
    p95: at(cells.p95, 'millisecond'),
    availability: at(cells.availability, 'percent', {
      decimals: 2, indicator: whole ? known(input, AVAILABILITY) : null, attention: judged(input, AVAILABILITY, cells.availability, period),
    }),
  };
}

/** The availability agreed for the day, percent. */
export function serviceLevel(input: Input, period: Period): number | null {
  const card = input.province.indicators.get(AVAILABILITY);
  return (card && targetFor(card, period)?.value) ?? null;
}

const RANK: Readonly<Record<Attention, number>> = { act: 0, watch: 1, unknown: 2, good: 3 };
export const byAttention = (a: { readonly attention: Attention }, b: { readonly attention: Attention }): number => RANK[a.attention] - RANK[b.attention];
export const worstOf = (attentions: readonly Attention[]): Attention => [...attentions].sort((a, b) => RANK[a] - RANK[b])[0] ?? 'unknown';
