import type { Province } from '@/config/province';
import type { Cube } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import type { Attention, Indicator } from '@/domain/indicator';
import { missing, type Measure } from '@/domain/measure';
import { observation } from '@/domain/observation';
import { rebaseCube } from '@/domain/org-unit/rebase';
import type { OrgUnit, UnitCode } from '@/domain/org-unit/types';
import { lastDay } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import { judge } from '@/domain/thresholds';
import type { LocalDate } from '@/domain/time';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Label, ModelInput } from '@/widget-kit';
import type { ProcedureOptions } from './options';

export type Input = ModelInput<ProcedureOptions>;

/** Cards that give thresholds, targets and words to the figures here; a province may do without them. */
export const CARD = { onTime: 'on-time-rate', overdue: 'overdue-dossiers', online: 'online-rate' } as const;

/** What a cube of procedure results says, as figures of one slot. */
export interface Reading {
  readonly cube: Cube | null;
  /** A count as the cube gives it. */
  count(metric: string, place: Place): Figure;
  /** A measure computed from several cells. */
  computed(measure: Measure, place: Place, formula: 'sum' | 'ratio', as?: Partial<Pick<Figure, 'unit' | 'decimals' | 'indicator' | 'attention'>>): Figure;
  /** (6)+(7) over (5), percent, judged by its card. */
  onTime(place: Place): Figure;
}
export interface Place {
  readonly unit: UnitCode;
  readonly period: Period;
  readonly field?: string;
}

/** Recomputed from its parts whether or not the province keeps a card for it (Quyết định 766/QĐ-TTg, 2.1). */
const ON_TIME: Pick<Indicator, 'metric' | 'overUnits'> = {
  metric: 'settledInTime', overUnits: { kind: 'ratio', numerator: 'settledInTime', denominator: 'settled', scale: 100 },
};
const COUNT: UnitOfMeasure = 'dossier';

/** The same input read as it was reported, on the map of its own day. */
export const asReported = (input: Input): Input => ({ ...input, scope: { ...input.scope, boundary: { kind: 'as-reported' } } });

/** Reads a slot on the scope's map; `periods` are those its cells speak of. */
export function readSlot(input: Input, slot: string, periods: readonly Period[]): Reading {
  const data = input.snapshots[slot]?.data;
  const cube = data?.kind === 'cube' ? onMap(data, input, periods) : null;
  const figure = (measure: Measure, place: Place, over: Partial<Figure>): Figure => ({
    measure, unit: COUNT, decimals: 0, period: place.period, orgUnit: place.unit, boundary: input.scope.boundary,
    indicator: null, slots: [slot], formula: null, attention: 'unknown', ...over,
  });
  const at = (place: Place, of: Pick<Indicator, 'metric' | 'overUnits'>): Measure =>
    cube ? observation(of, cube, { unit: place.unit, period: place.period, field: place.field }) : missing('not-available');
  return {
    cube,
    count: (metric, place) => figure(at(place, { metric, overUnits: { kind: 'sum' } }), place, metric === 'pendingOverdue' ? cardOf(input.province, CARD.overdue) : {}),
    computed: (measure, place, formula, as = {}) => figure(measure, place, { formula, ...as }),
    onTime: (place) => rate(at(place, ON_TIME), place, input.province, figure),
  };
}

function rate(measure: Measure, place: Place, province: Province, figure: (measure: Measure, place: Place, over: Partial<Figure>) => Figure): Figure {
  const card = province.indicators.get(CARD.onTime);
  return figure(measure, place, {
    unit: 'percent', decimals: card?.decimals ?? 1, indicator: card?.id ?? null, formula: 'ratio', attention: judgeOnTime(province, measure, place.period),
  });
}

/** What the province's card makes of an on-time rate; unknown where it keeps none. */
export function judgeOnTime(province: Province, measure: Measure, period: Period): Attention {
  const card = province.indicators.get(CARD.onTime);
  return card ? judge(card, measure, period) : 'unknown';
}

const cardOf = (province: Province, id: string): Pick<Figure, 'indicator'> => ({ indicator: province.indicators.has(id) ? id : null });

/** Counts are additive, so every metric of these cubes is summed over predecessors. */
const onMap = (cube: Cube, input: Input, periods: readonly Period[]): Cube =>
  rebaseCube(cube, input.province.units, input.scope.boundary, () => ({ kind: 'sum' }), periods.at(-1)).cube;

/** The day whose units a table shows: the reading's own, else the last of the period. */
export const mapDate = (scope: Scope): LocalDate =>
  scope.boundary.kind === 'on-date' ? scope.boundary.date : lastDay(scope.period);

/** The unit behind a code on the map shown. */
export function unitAt(input: Pick<Input, 'province' | 'scope'>, code: UnitCode): OrgUnit | undefined {
  const { units } = input.province;
  return units.resolve(code, mapDate(input.scope)) ?? units.resolve(code, input.scope.period.start);
}

export const unitLabel = (unit: OrgUnit | undefined, code: UnitCode): Label => ({ literal: unit?.fullName ?? code });
export const unitShortLabel = (unit: OrgUnit | undefined, code: UnitCode): Label =>
  ({ literal: unit?.level === 'department' ? unit.name : unit?.fullName ?? code });

/** Worst of several: what colours a tile's edge. */
export function worst(attentions: readonly Attention[]): Attention {
  return (['act', 'watch', 'good'] as const).find((one) => attentions.includes(one)) ?? 'unknown';
}
