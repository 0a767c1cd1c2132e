import { civilDate } from '@/domain/civil';
import { cellAt } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { EventRow, Events } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import { measured, missing, type Measure } from '@/domain/measure';
import { DAY_MS, toInstant, type Instant } from '@/domain/time';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Label } from './blocks';
import type { ModelInput } from './widget';

/** As much of a model's input as reading its answers takes. */
export type ReadingInput = Pick<ModelInput<unknown>, 'snapshots' | 'scope' | 'province' | 'now'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A figure of this moment, of the unit in view, without card or period; `over` says what is otherwise. */
export const momentFigure = (input: Pick<ReadingInput, 'scope'>, slot: string, measure: Measure, unit: UnitOfMeasure, over: Partial<Figure> = {}): Figure => ({
  measure, unit, decimals: 0, period: null, orgUnit: input.scope.unit, boundary: input.scope.boundary,
  indicator: null, slots: [slot], formula: null, attention: 'unknown', ...over,
});

/** A span in the unit a person would say: minutes up to two hours, hours up to two days, then days; never rounded up. Null is missing. */
export function spanFigure(input: Pick<ReadingInput, 'scope'>, slot: string, ms: number | null, attention: Attention = 'unknown'): Figure {
  if (ms === null) return momentFigure(input, slot, missing('not-available'), 'minute');
  const span = Math.max(0, ms);
  const [unit, size] = span < 2 * HOUR_MS ? (['minute', MINUTE_MS] as const) : span < 2 * DAY_MS ? (['hour', HOUR_MS] as const) : (['day', DAY_MS] as const);
  return momentFigure(input, slot, measured(Math.floor(span / size)), unit, { attention });
}

/**
 * How many of a list. Missing where there is no list, never zero; `incomplete` where it is not known of every row whether it belongs.
 */
export function countFigure(input: Pick<ReadingInput, 'scope'>, slot: string, rows: readonly unknown[] | null, unit: UnitOfMeasure, attention: Attention = 'unknown', known = true): Figure {
  const measure = rows === null ? missing('not-available') : known ? measured(rows.length) : missing('incomplete');
  return momentFigure(input, slot, measure, unit, { formula: 'sum', attention: measure.kind === 'value' ? attention : 'unknown' });
}

export const cubeIn = (input: Pick<ReadingInput, 'snapshots'>, slot: string): Cube | null => {
  const data = input.snapshots[slot]?.data;
  return data?.kind === 'cube' ? data : null;
};

/** One cell by category code per dimension id; `not-available` where there is no cube. */
export const cellIn = (cube: Cube | null, at: { readonly [dimension: string]: string }): Measure =>
  cube ? cellAt(cube, at) : missing('not-available');

export const eventsIn = (input: Pick<ReadingInput, 'snapshots'>, slot: string): Events | null => {
  const data = input.snapshots[slot]?.data;
  return data?.kind === 'events' ? data : null;
};

/**
 * The rows of a list that belong to the unit in view and those below it, each once; null where there is no list.
 * A row that names no unit belongs to the province.
 */
export function rowsInView(input: ReadingInput, slot: string, field = 'unit'): readonly EventRow[] | null {
  const events = eventsIn(input, slot);
  if (!events) return null;
  const rows = [...new Map(events.rows.map((row) => [row.id, row])).values()];
  const { scope, province } = input;
  if (scope.unit === province.unit) return rows;
  const tree = province.units.treeAt(civilDate(input.now));
  const inView = new Set([scope.unit, ...tree.descendants(scope.unit).map((unit) => unit.code)]);
  return rows.filter((row) => inView.has(String(row.values[field])));
}

export const textOf = (row: EventRow, field: string): string | null => {
  const value = row.values[field];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
};
export const numberOf = (row: EventRow, field: string): number | null => {
  const value = row.values[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
export const instantOf = (row: EventRow, field: string): Instant | null => {
  const value = numberOf(row, field);
  return value === null ? null : toInstant(value);
};
/** One word of a closed list, or `other` for anything else the source says. */
export const wordOf = <W extends string>(row: EventRow, field: string, words: readonly W[]): W | 'other' => {
  const text = textOf(row, field);
  return words.find((word) => word === text) ?? 'other';
};

/** A unit's short name by its code; the code itself where it is not known. */
export const unitLabelOf = (input: Pick<ReadingInput, 'province' | 'now'>, code: string): Label =>
  ({ literal: input.province.units.resolve(code, civilDate(input.now))?.name ?? code });
