import * as z from 'zod/mini';
import type { Json } from '@/domain/dataset';
import type { Dashboard, Tile } from '../dashboard';
import { calendar, filled, id, integer, isRecord, period, periodKind, rule, text, unitCode, unitLevel } from './values';

/** Columns of the grid; rows are as many as the dashboard says, up to a screen that nobody scrolls. */
export const COLUMNS = 12;
const MAX_ROWS = 60;

const place = z.strictObject({ x: integer(0, COLUMNS - 1), y: integer(0, MAX_ROWS - 1), w: integer(1, COLUMNS), h: integer(1, MAX_ROWS) }).check(
  rule((at) => at.x + at.w <= COLUMNS, 'range', `x + w ≤ ${COLUMNS}`, ['w']),
);

/** One tile. Which widgets exist and what their options may be, the widgets know. */
export const tile: z.ZodMiniType<Tile> = z.strictObject({
  id,
  widget: id,
  widgetVersion: integer(1, 1_000),
  title: text(120),
  place,
  options: z.custom<Json>(isRecord, { params: { fault: 'type', expected: 'object' } }),
  scope: z.exactOptional(z.strictObject({ unit: z.exactOptional(unitCode), period: z.exactOptional(period) })),
});

/** A dashboard but for its tiles, each of which stands or falls alone. */
export const dashboardFrame: z.ZodMiniType<Omit<Dashboard, 'tiles'> & { readonly tiles: readonly unknown[] }> = z.strictObject({
  id,
  title: text(120),
  audience: text(120),
  rows: integer(1, MAX_ROWS),
  tiles: filled(z.unknown(), 60),
  scope: z.exactOptional(z.strictObject({
    unit: z.exactOptional(unitCode),
    level: z.exactOptional(unitLevel),
    periodKind: z.exactOptional(periodKind),
    calendar: z.exactOptional(calendar),
  })),
});
