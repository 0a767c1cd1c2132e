import * as z from 'zod/mini';
import type { Json } from '@/domain/dataset';
import { MAIN_SECTION, type Dashboard, type DashboardSection, type DashboardTab, type DashboardVariable, type SurfaceLayout, type Tile } from '../dashboard';
import { calendar, code, filled, id, integer, isRecord, list, period, periodKind, rule, text, unitCode, unitLevel } from './values';

/** Columns of the grid; rows are as many as the section says. */
export const COLUMNS = 12;
export const MAX_ROWS = 60;
/** Rows of a section on a surface laid out by hand: a phone has every tile under the other. */
export const MAX_LAID_ROWS = 600;
/** Tiles of one dashboard, over all its tabs. */
export const MAX_TILES = 60;

const placeWithin = (rows: number) => z.strictObject({ x: integer(0, COLUMNS - 1), y: integer(0, rows - 1), w: integer(1, COLUMNS), h: integer(1, rows) }).check(
  rule((at) => at.x + at.w <= COLUMNS, 'range', `x + w ≤ ${COLUMNS}`, ['w']),
);
const place = placeWithin(MAX_ROWS);

/** One tile. Which widgets exist and what their options may be, the widgets know. */
export const tile: z.ZodMiniType<Tile> = z.strictObject({
  id,
  widget: id,
  widgetVersion: integer(1, 1_000),
  title: text(120),
  place,
  options: z.custom<Json>(isRecord, { params: { fault: 'type', expected: 'object' } }),
  section: z.exactOptional(id),
  scope: z.exactOptional(z.strictObject({ unit: z.exactOptional(unitCode), period: z.exactOptional(period) })),
  refreshSeconds: z.exactOptional(integer(5, 86_400)),
  hideTitle: z.exactOptional(z.boolean()),
});

const isOnce = (all: readonly { readonly id: string }[]): boolean => new Set(all.map((one) => one.id)).size === all.length;
const once = rule<readonly { readonly id: string }[]>(isOnce, 'duplicate-id', 'each id once');

const tab: z.ZodMiniType<DashboardTab> = z.strictObject({ id, title: text(80) });
const section: z.ZodMiniType<DashboardSection> = z.strictObject({ id, title: text(120), rows: integer(1, MAX_ROWS), tab: z.exactOptional(id) })
  .check(rule((one) => one.id !== MAIN_SECTION, 'choice', `another id than ${MAIN_SECTION}`, ['id']));

const named = { id, title: text(80), initial: code };
const variable: z.ZodMiniType<DashboardVariable> = z.discriminatedUnion('kind', [
  z.strictObject({ ...named, kind: z.literal('choice'), choices: filled(z.strictObject({ value: code, label: text(120) }), 60) })
    .check(rule((one) => one.choices.some(({ value }) => value === one.initial), 'unknown-ref', 'one of the choices', ['initial'])),
  z.strictObject({ ...named, kind: z.literal('category'), dataset: id, dimension: code }),
]);

/** Most entries of one layout: every tile once. */
const few = <T extends object>(most: number) => rule<T>((value) => Object.keys(value).length <= most, 'too-many', `at most ${most}`);
const layout: z.ZodMiniType<SurfaceLayout> = z.strictObject({
  rows: z.record(id, integer(1, MAX_LAID_ROWS)).check(few(MAX_TILES)),
  places: z.record(id, placeWithin(MAX_LAID_ROWS)).check(few(MAX_TILES)),
  hidden: list(id, MAX_TILES),
});

/** A dashboard but for its tiles, each of which stands or falls alone. */
export const dashboardFrame: z.ZodMiniType<Omit<Dashboard, 'tiles'> & { readonly tiles: readonly unknown[] }> = z.strictObject({
  id,
  title: text(120),
  audience: text(120),
  rows: integer(1, MAX_ROWS),
  tiles: filled(z.unknown(), MAX_TILES),
  tabs: z.exactOptional(filled(tab, 12).check(once)),
  sections: z.exactOptional(list(section, 24).check(once)),
  variables: z.exactOptional(list(variable, 12).check(once)),
  layouts: z.exactOptional(z.strictObject({ wall: z.exactOptional(layout), tablet: z.exactOptional(layout), phone: z.exactOptional(layout) })),
  scope: z.exactOptional(z.strictObject({
    unit: z.exactOptional(unitCode),
    level: z.exactOptional(unitLevel),
    periodKind: z.exactOptional(periodKind),
    calendar: z.exactOptional(calendar),
  })),
}).check(
  rule((board) => (board.sections ?? []).every((one) => one.tab === undefined || board.tabs?.some((known) => known.id === one.tab) === true), 'unknown-ref', 'a tab of the dashboard', ['sections']),
);
