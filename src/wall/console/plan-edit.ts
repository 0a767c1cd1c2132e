import { MOST_ACROSS } from '@/config/schema/scene';
import type { ScreenPlace, WallPlan } from '@/domain/wall';

/** A plan as a new wall begins: two displays side by side, 55 inches, full HD, read from five metres. */
export const newPlan = (name: string): WallPlan => ({ name, rows: 1, columns: 2, bezelMm: 4, panel: { diagonalInches: 55, width: 1920, height: 1080 }, distanceM: 5, screens: {} });

const covers = ({ row, column, rowSpan, columnSpan }: ScreenPlace, atRow: number, atColumn: number): boolean =>
  atRow >= row && atRow < row + rowSpan && atColumn >= column && atColumn < column + columnSpan;
const meet = (a: ScreenPlace, b: ScreenPlace): boolean =>
  a.row < b.row + b.rowSpan && b.row < a.row + a.rowSpan && a.column < b.column + b.columnSpan && b.column < a.column + a.columnSpan;
const isInside = ({ row, column, rowSpan, columnSpan }: ScreenPlace, { rows, columns }: Pick<WallPlan, 'rows' | 'columns'>): boolean =>
  row >= 1 && column >= 1 && rowSpan >= 1 && columnSpan >= 1 && row + rowSpan - 1 <= rows && column + columnSpan - 1 <= columns;

/** The screen at a cell; null where there is none. */
export const screenAt = ({ screens }: WallPlan, row: number, column: number): string | null =>
  Object.entries(screens).find(([, place]) => covers(place, row, column))?.[0] ?? null;

const without = (screens: WallPlan['screens'], id: string): WallPlan['screens'] => Object.fromEntries(Object.entries(screens).filter(([one]) => one !== id));

/**
 * Hangs a screen at a cell. One that hangs there already changes places with it; where it came from the list, the other goes back to the
 * list. A span that no longer fits shrinks to one cell.
 */
export function placed(plan: WallPlan, screen: string, row: number, column: number): WallPlan {
  if (row < 1 || column < 1 || row > plan.rows || column > plan.columns) return plan;
  const from = plan.screens[screen];
  if (from?.row === row && from.column === column) return plan;
  const there = screenAt(plan, row, column);
  const others = without(without(plan.screens, screen), there ?? screen);
  const wanted = { row, column, rowSpan: from?.rowSpan ?? 1, columnSpan: from?.columnSpan ?? 1 };
  const place = fits(plan, others, wanted) ? wanted : { ...wanted, rowSpan: 1, columnSpan: 1 };
  const screens = { ...others, [screen]: place };
  if (!there || there === screen || !from) return { ...plan, screens };
  const back = { row: from.row, column: from.column, rowSpan: 1, columnSpan: 1 };
  return { ...plan, screens: fits(plan, screens, back) ? { ...screens, [there]: back } : screens };
}
const fits = (plan: WallPlan, others: WallPlan['screens'], place: ScreenPlace): boolean => isInside(place, plan) && !Object.values(others).some((one) => meet(one, place));

/** Takes a screen off the wall. */
export const removed = (plan: WallPlan, screen: string): WallPlan => ({ ...plan, screens: without(plan.screens, screen) });

/** Lets a screen cover more or fewer cells; the same plan where that would cover another or leave the wall. */
export function spanned(plan: WallPlan, screen: string, by: { readonly rows: number; readonly columns: number }): WallPlan {
  const from = plan.screens[screen];
  if (!from) return plan;
  const place = { ...from, rowSpan: from.rowSpan + by.rows, columnSpan: from.columnSpan + by.columns };
  return fits(plan, without(plan.screens, screen), place) ? { ...plan, screens: { ...plan.screens, [screen]: place } } : plan;
}

/** Another number of rows and columns; screens that have no room any more go back to the list. */
export function sized(plan: WallPlan, rows: number, columns: number): WallPlan {
  const size = { rows: between(rows), columns: between(columns) };
  return { ...plan, ...size, screens: Object.fromEntries(Object.entries(plan.screens).filter(([, place]) => isInside(place, size))) };
}
const between = (count: number): number => Math.min(MOST_ACROSS, Math.max(1, Math.round(count)));

export type PlanFault = 'name' | 'bezel' | 'diagonal' | 'pixels' | 'distance';
/** What keeps a plan from being saved. */
export function planFaults({ name, bezelMm, panel, distanceM }: WallPlan): readonly PlanFault[] {
  const isIn = (value: number, least: number, most: number): boolean => Number.isFinite(value) && value >= least && value <= most;
  const faults: readonly (readonly [PlanFault, boolean])[] = [
    ['name', name.trim() !== '' && name.length <= 80], ['bezel', isIn(bezelMm, 0, 200)], ['diagonal', isIn(panel.diagonalInches, 10, 200)],
    ['pixels', isIn(panel.width, 640, 16_384) && isIn(panel.height, 360, 16_384)], ['distance', isIn(distanceM, 0.5, 100)],
  ];
  return faults.flatMap(([fault, isWell]) => (isWell ? [] : [fault]));
}
