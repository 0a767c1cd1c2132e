import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { lastPeriods, samePeriod } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Text } from '@/domain/text';
import type { Instant } from '@/domain/time';
import { readIndicator } from '@/widget-kit/indicator-reading';
import { indicatorPeriod, indicatorSlot, indicatorSlots } from '@/widget-kit/indicator-slots';
import type { ModelInput, Slots } from '@/widget-kit/widget';

/** How many periods back a source that answers one at a time is asked for. */
const SINGLE_PERIODS = 6;

/** One owner's telling of the indicator: the card as it would be if that dataset were its own. */
export interface Telling {
  readonly owner: Text;
  readonly card: Indicator;
}

/** The card's own telling first, then the others. */
export const tellingsOf = (card: Indicator): readonly Telling[] => [
  { owner: card.owner, card },
  ...(card.alsoFrom ?? []).map(({ dataset, metric, owner }): Telling => {
    const { yearToDateMetric: _own, ...rest } = card;
    return { owner, card: { ...rest, dataset, metric, owner, overUnits: { kind: 'none' } } };
  }),
];

const takesPeriod = (province: Province, { dataset }: Indicator): boolean => province.datasets.get(dataset)?.parameters.some(({ name }) => name === 'period') ?? false;
const slotAt = (card: Indicator, period: Period): string => `${indicatorSlot(card)}@${periodText(period)}`;

function periodsOf(card: Indicator, scope: Scope, now: Instant): readonly Period[] {
  return lastPeriods(indicatorPeriod(card, scope, now), SINGLE_PERIODS);
}

/** Questions for every telling of a card; a source that answers one period at a time is asked for the newest few. */
export function conflictSlots(card: Indicator, scope: Scope, province: Province, now: Instant, history: boolean): Slots {
  return Object.assign({}, ...tellingsOf(card).map((telling): Slots => {
    const own = indicatorSlots(telling.card, scope, province, now);
    const asked: DatasetQuery | undefined = own[indicatorSlot(telling.card)];
    if (!asked) return {};
    if (!takesPeriod(province, telling.card)) return { [indicatorSlot(telling.card)]: asked };
    const periods = history ? periodsOf(telling.card, scope, now) : periodsOf(telling.card, scope, now).slice(-1);
    return Object.fromEntries(periods.map((period) => [slotAt(telling.card, period), { ...asked, params: { ...asked.params, period: periodText(period) } }]));
  })) as Slots;
}

/** What one owner says, and when they said it. */
export interface Said {
  readonly telling: Telling;
  readonly figure: Figure;
  readonly asOf: Instant | null;
  readonly slot: string;
}

export interface Pair {
  readonly period: Period;
  readonly own: number;
  readonly other: number;
  /** Own less other, in the indicator's unit. */
  readonly difference: number;
}

export interface Conflict {
  readonly card: Indicator;
  readonly own: Said;
  readonly other: Said;
  /** Periods both have a figure for, ascending. */
  readonly pairs: readonly Pair[];
  /** The newest of them; null where there is none. */
  readonly newest: Pair | null;
  /** Share of the larger figure the newest difference is, 0–1: what tellings in different units are compared by. */
  readonly share: number | null;
  /** Whose figures stand at a later moment; null where equal, or one does not say. */
  readonly newer: 'own' | 'other' | null;
}

type Input = Omit<ModelInput<unknown>, 'options'>;

/** Figures of one telling by period, ascending. */
function seriesOf(telling: Telling, input: Input): readonly { readonly figure: Figure; readonly slot: string }[] {
  const { province, scope, now } = input;
  const slot = indicatorSlot(telling.card);
  if (!takesPeriod(province, telling.card)) return readIndicator(telling.card, input).series.map((figure) => ({ figure, slot }));
  return periodsOf(telling.card, scope, now).flatMap((period) => {
    const at = slotAt(telling.card, period);
    const snapshot = input.snapshots[at];
    if (!snapshot) return [];
    const { figure } = readIndicator(telling.card, { ...input, scope: { ...scope, period }, snapshots: { [slot]: snapshot } });
    return [{ figure: { ...figure, slots: [at] }, slot: at }];
  });
}

/** The indicator as its first two owners tell it; null where only one does. Pure. */
export function conflictOf(card: Indicator, input: Input): Conflict | null {
  const [first, second] = tellingsOf(card);
  if (!first || !second) return null;
  const [own, other] = [seriesOf(first, input), seriesOf(second, input)];
  const pairs = own.flatMap(({ figure }): Pair[] => {
    const { period } = figure;
    const beside = period && other.find((one) => one.figure.period && samePeriod(one.figure.period, period));
    const [a, b] = [valueOf(figure.measure), beside ? valueOf(beside.figure.measure) : null];
    return period && a !== null && b !== null ? [{ period, own: a, other: b, difference: a - b }] : [];
  });
  const newest = pairs.at(-1) ?? null;
  const said = (telling: Telling, all: typeof own): Said | null => {
    const found = all.find(({ figure }) => newest && figure.period && samePeriod(figure.period, newest.period)) ?? all.findLast(({ figure }) => figure.measure.kind === 'value') ?? all.at(-1);
    return found ? { telling, figure: found.figure, slot: found.slot, asOf: input.snapshots[found.slot]?.asOf ?? null } : null;
  };
  const [a, b] = [said(first, own), said(second, other)];
  if (!a || !b) return null;
  const larger = newest ? Math.max(Math.abs(newest.own), Math.abs(newest.other)) : 0;
  return {
    card, own: a, other: b, pairs, newest,
    share: newest && larger > 0 ? Math.abs(newest.difference) / larger : null,
    newer: a.asOf === null || b.asOf === null || a.asOf === b.asOf ? null : a.asOf > b.asOf ? 'own' : 'other',
  };
}

/** Largest difference first, by its share; what cannot be compared yet stands last. */
export const byDifference = (a: Conflict, b: Conflict): number => (b.share ?? -1) - (a.share ?? -1);
