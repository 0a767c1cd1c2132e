import { cellAt, dimensionByRole } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { EventRow } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import { measured, missing, type Measure } from '@/domain/measure';
import { DAY_MS, toInstant, type Instant } from '@/domain/time';
import { civilDate } from '@/domain/civil';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Label, ModelInput } from '@/widget-kit';
import type { SecurityOptions } from './options';
import { SEVERITIES, type AlertSeverity, type Severity } from './view-model';

export type Input = ModelInput<SecurityOptions>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Figures here are of this moment and name no period. */
export const figureOf = (input: Input, slot: string, measure: Measure, unit: UnitOfMeasure, over: Partial<Figure> = {}): Figure => ({
  measure, unit, decimals: 0, period: null, orgUnit: input.scope.unit, boundary: input.scope.boundary,
  indicator: null, slots: [slot], formula: null, attention: 'unknown', ...over,
});

/** A span in the unit a person would say: minutes up to two hours, hours up to two days, then days; never rounded up. */
export function durationOf(input: Input, slot: string, ms: number | null, attention: Attention = 'unknown'): Figure {
  const span = ms === null ? null : Math.max(0, ms);
  if (span === null) return figureOf(input, slot, missing('not-available'), 'minute');
  const [unit, size] = span < 2 * HOUR_MS ? (['minute', MINUTE_MS] as const) : span < 2 * DAY_MS ? (['hour', HOUR_MS] as const) : (['day', DAY_MS] as const);
  return figureOf(input, slot, measured(Math.floor(span / size)), unit, { attention });
}

/**
 * The rows of a list that belong to the unit in view and those below it, each once; null where there is no list.
 * A row that names no unit belongs to the province.
 */
export function rowsIn(input: Input, slot: string): readonly EventRow[] | null {
  const data = input.snapshots[slot]?.data;
  if (data?.kind !== 'events') return null;
  const rows = [...new Map(data.rows.map((row) => [row.id, row])).values()];
  const { scope, province } = input;
  if (scope.unit === province.unit) return rows;
  const tree = province.units.treeAt(civilDate(input.now));
  const inView = new Set([scope.unit, ...tree.descendants(scope.unit).map((unit) => unit.code)]);
  return rows.filter((row) => inView.has(String(row.values['unit'])));
}

export const cubeIn = (input: Input, slot: string): Cube | null => {
  const data = input.snapshots[slot]?.data;
  return data?.kind === 'cube' ? data : null;
};

/** A cell by role; a dimension the cube has not is left out. */
export function cell(cube: Cube | null, at: { readonly time?: string; readonly classification?: string; readonly metric: string }): Measure {
  if (!cube) return missing('not-available');
  const place: { [dimension: string]: string } = {};
  for (const role of ['time', 'classification', 'metric'] as const) {
    const found = dimensionByRole(cube, role)?.id;
    const code = at[role];
    if (found && code !== undefined) place[found] = code;
  }
  return cellAt(cube, place);
}

export const textOf = (row: EventRow, field: string): string | null => {
  const value = row.values[field];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
};
export const instantOf = (row: EventRow, field: string): Instant | null => {
  const value = row.values[field];
  return typeof value === 'number' && Number.isFinite(value) ? toInstant(value) : null;
};

const isSeverity = (text: string | null): text is Severity => SEVERITIES.some((severity) => severity === text);
export const severityOf = (row: EventRow): AlertSeverity => {
  const text = textOf(row, 'severity');
  return isSeverity(text) ? text : 'other';
};
/** Position in the order of severity, the worst first. */
export const weightOf = (severity: AlertSeverity): number => (severity === 'other' ? SEVERITIES.length : SEVERITIES.indexOf(severity));

export function unitOf(input: Input, row: EventRow): Label | null {
  const code = textOf(row, 'unit');
  return code === null ? null : { literal: input.province.units.resolve(code, civilDate(input.now))?.name ?? code };
}

/**
 * How many of a list; missing where there is no list, never zero, and `incomplete` where it is not known of every row
 * whether it belongs.
 */
export function countOf(input: Input, slot: string, rows: readonly unknown[] | null, unit: UnitOfMeasure, attention: Attention = 'unknown', known = true): Figure {
  const measure = rows === null ? missing('not-available') : known ? measured(rows.length) : missing('incomplete');
  return figureOf(input, slot, measure, unit, { formula: 'sum', attention: measure.kind === 'value' ? attention : 'unknown' });
}
