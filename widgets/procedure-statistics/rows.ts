import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import { dimension, dimensionByRole } from '@/domain/cube/cube';
import { valueOf, type Measure } from '@/domain/measure';
import type { OrgUnit, UnitCode, UnitLevel } from '@/domain/org-unit/types';
import { targetFor } from '@/domain/thresholds';
import type { Label } from '@/widget-kit';
import type { ProcedureOptions } from './options';
import { asReported, CARD, judgeOnTime, mapDate, readSlot, unitAt, unitLabel, unitShortLabel, type Input, type Place, type Reading } from './reading';
import type { RowsContent, StatRow } from './view-model';

/** Levels in the order the form prints them. */
export const LEVEL_ORDER: readonly UnitLevel[] = ['department', 'district', 'commune'];
export const levelLabel = (level: UnitLevel): Label => ({ key: `level.${level}` });

interface RowHead {
  readonly id: string;
  readonly label: Label;
  readonly shortLabel?: Label;
  readonly drill?: UnitCode | null;
  readonly current?: boolean;
}

const headOf = ({ id, label, shortLabel = label, drill = null, current = false }: RowHead): Omit<StatRow, 'attention' | 'received' | 'settled' | 'onTime' | 'overdue'> =>
  ({ id, label, shortLabel, drill, current });

/** A row whose numbers stand in the cube as they are. */
function rowAt(reading: Reading, place: Place, head: RowHead): StatRow {
  const onTime = reading.onTime(place);
  return {
    ...headOf(head), onTime, attention: onTime.attention,
    received: reading.count('received', place), settled: reading.count('settled', place), overdue: reading.count('pendingOverdue', place),
  };
}

/** A place with the reading it is to be read in: units that are gone are read as they reported. */
export interface Settling {
  readonly place: Place;
  readonly unit: OrgUnit;
  readonly reading: Reading;
  readonly former: boolean;
}

/** A row that adds up others: counts are summed, the rate is recomputed, and a missing part leaves the sum missing. */
function sumRow(input: Input, reading: Reading, parts: readonly Pick<Settling, 'place' | 'reading'>[], place: Place, head: RowHead): StatRow {
  const sum = (metric: string): Measure => aggregate(parts.map((each) => each.reading.count(metric, each.place).measure), 'sum');
  const rate = ratioOf(sum('settledInTime'), sum('settled'), 100);
  const model = reading.onTime(place);
  const attention = judgeOnTime(input.province, rate, place.period);
  return {
    ...headOf(head), attention,
    received: reading.computed(sum('received'), place, 'sum'),
    settled: reading.computed(sum('settled'), place, 'sum'),
    onTime: { ...model, measure: rate, attention },
    overdue: reading.computed(sum('pendingOverdue'), place, 'sum', { indicator: reading.count('pendingOverdue', place).indicator }),
  };
}

const firstSmallest = (a: number | null, b: number | null): number => (a === null ? (b === null ? 0 : 1) : b === null ? -1 : a - b);

/** In the order asked; rows without a number last, equal ones as they came. */
export function sorted(rows: readonly StatRow[], sort: ProcedureOptions['sort']): readonly StatRow[] {
  const key = (row: StatRow): number | null => {
    const value = valueOf({ 'most-dossiers': row.received, 'most-overdue': row.overdue, 'lowest-on-time': row.onTime }[sort].measure);
    return value === null || sort === 'lowest-on-time' ? value : -value;
  };
  return [...rows].sort((a, b) => firstSmallest(key(a), key(b)));
}

const targetOf = (input: Input): number | null => {
  const card = input.province.indicators.get(CARD.onTime);
  return (card && targetFor(card, input.scope.period)?.value) ?? null;
};

/** Units of the map shown that the answer holds. */
function reported(input: Input, reading: Reading, units: readonly OrgUnit[]): readonly OrgUnit[] {
  const geo = reading.cube && dimensionByRole(reading.cube, 'geo');
  const known = new Set(geo?.categories.map((category) => category.code));
  return units.filter((unit) => known.has(unit.code) && (input.options.level === 'all' || unit.level === input.options.level));
}

/**
 * The units below the one in view: direct children, or all of a level where one is chosen. A unit with nothing below it is
 * shown among its peers.
 */
function unitsInView(input: Input, reading: Reading): readonly OrgUnit[] {
  const tree = input.province.units.treeAt(mapDate(input.scope));
  const { unit } = input.scope;
  const below = reported(input, reading, input.options.level === 'all' ? tree.children(unit) : tree.descendants(unit));
  const own = tree.get(unit);
  if (below.length > 0 || !own || tree.children(unit).length > 0) return below;
  return reported({ ...input, options: { ...input.options, level: 'all' } }, reading, [...tree.peers(unit), own]);
}

export function byUnit(input: Input): RowsContent {
  const { scope, options } = input;
  const { period } = scope;
  const reading = readSlot(input, 'units', [period]);
  const rows = unitsInView(input, reading).map((unit) =>
    rowAt(reading, { unit: unit.code, period }, {
      id: unit.code, label: unitLabel(unit, unit.code), shortLabel: unitShortLabel(unit, unit.code),
      drill: unit.code === scope.unit ? null : unit.code, current: unit.code === scope.unit,
    }),
  );
  const own = unitAt(input, scope.unit);
  const head = { id: scope.unit, label: scope.unit === input.province.unit ? { key: 'total.province' } : unitLabel(own, scope.unit) };
  return {
    kind: 'rows', of: 'unit', rows: sorted(rows, options.sort), limit: options.limit, target: targetOf(input),
    total: rowAt(reading, { unit: scope.unit, period }, head),
  };
}

/**
 * Districts that reported in the period and are not on the map shown: what they settled belongs to no unit of today, so it is
 * shown under their own names instead of being lost from the total or apportioned.
 */
function formerUnits(input: Input): readonly Settling[] {
  const { scope, province } = input;
  const then = asReported(input);
  const reading = readSlot(then, 'units', [scope.period]);
  const shown = province.units.treeAt(mapDate(scope));
  const gone = province.units.treeAt(mapDate(then.scope)).descendants(scope.unit).filter((unit) => unit.level === 'district' && shown.get(unit.code)?.level !== 'district');
  return reported(then, reading, gone).map((unit) => ({ unit, reading, former: true, place: { unit: unit.code, period: scope.period } }));
}

/** Units below the one in view that settle dossiers themselves, or the unit alone where there are none. */
export function settlingUnits(input: Input, reading: Reading): readonly Settling[] {
  const { scope } = input;
  const tree = input.province.units.treeAt(mapDate(scope));
  const below = reported(input, reading, tree.descendants(scope.unit));
  const own = tree.get(scope.unit);
  const units = below.length > 0 || !own ? below : reported(input, reading, [own]);
  return [...units.map((unit) => ({ unit, reading, former: false, place: { unit: unit.code, period: scope.period } })), ...formerUnits(input)];
}

export function byLevel(input: Input): RowsContent {
  const { scope } = input;
  const { period } = scope;
  const reading = readSlot(input, 'units', [period]);
  const settling = settlingUnits(input, reading);
  const place = { unit: scope.unit, period };
  const rows = LEVEL_ORDER.flatMap((level) => {
    const parts = settling.filter(({ unit }) => unit.level === level);
    return parts.length === 0 ? [] : [sumRow(input, reading, parts, place, { id: level, label: levelLabel(level) })];
  });
  return {
    kind: 'rows', of: 'level', rows, limit: input.options.limit, target: targetOf(input),
    total: rowAt(reading, place, { id: 'total', label: { key: 'total.all' } }),
  };
}

export function byField(input: Input): RowsContent {
  const { scope, options } = input;
  const { period } = scope;
  const reading = readSlot(input, 'fields', [period]);
  const fields = (reading.cube && (dimension(reading.cube, 'field') ?? dimensionByRole(reading.cube, 'classification')))?.categories ?? [];
  const places = fields.map((field) => ({ unit: scope.unit, period, field: field.code }));
  const rows = fields.map((field, index) =>
    rowAt(reading, places[index] ?? { unit: scope.unit, period }, { id: field.code, label: { literal: field.label } }),
  );
  return {
    kind: 'rows', of: 'field', rows: sorted(rows, options.sort), limit: options.limit, target: targetOf(input),
    total: sumRow(input, reading, places.map((place) => ({ place, reading })), { unit: scope.unit, period }, { id: 'total', label: { key: 'total.all' } }),
  };
}
