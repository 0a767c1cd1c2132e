import type { ScreenPlace, WallPlan } from '@/domain/wall';
import type { WallsAnswer } from '../parse-wall';
import type { PlannedWall, WallScreen } from '../parse-wall';
import { pictureHeightMm } from '../legibility';

/** A rectangle in parts of the whole wall's width and height. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A wall as it hangs. */
export interface Hanging {
  /** Width of the wall by its height. */
  readonly ratio: number;
  /** One for every cell, row by row. */
  readonly cells: readonly (Part & { readonly row: number; readonly column: number })[];
}

interface Measures {
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
  readonly bezel: number;
}
function measuresOf({ rows, columns, bezelMm, panel }: WallPlan): Measures {
  const height = pictureHeightMm(panel);
  const width = (height * panel.width) / panel.height;
  return { width, height, bezel: bezelMm, across: columns * width + (columns - 1) * bezelMm, down: rows * height + (rows - 1) * bezelMm };
}

/** Where a screen hangs, over as many cells as it spans; the bezels between them are part of it. */
export function partOf(plan: WallPlan, { row, column, rowSpan, columnSpan }: ScreenPlace): Part {
  const { across, down, width, height, bezel } = measuresOf(plan);
  return {
    x: ((column - 1) * (width + bezel)) / across, y: ((row - 1) * (height + bezel)) / down,
    w: (columnSpan * width + (columnSpan - 1) * bezel) / across, h: (rowSpan * height + (rowSpan - 1) * bezel) / down,
  };
}

export function hangingOf(plan: WallPlan): Hanging {
  const { across, down } = measuresOf(plan);
  const cells = Array.from({ length: plan.rows * plan.columns }, (_, at) => {
    const [row, column] = [Math.floor(at / plan.columns) + 1, (at % plan.columns) + 1];
    return { row, column, ...partOf(plan, { row, column, rowSpan: 1, columnSpan: 1 }) };
  });
  return { ratio: across / down, cells };
}

/** A wall with the screens that hang on it, by place; and those that hang on none. */
export interface Gathered {
  readonly walls: readonly { readonly wall: PlannedWall; readonly screens: readonly WallScreen[] }[];
  readonly loose: readonly WallScreen[];
}

/** Screens by wall. A screen that a plan names and nobody paired is not there; one whose wall cannot be seen is loose. */
export function gathered({ walls, screens }: Pick<WallsAnswer, 'walls' | 'screens'>): Gathered {
  const placed = new Set<string>();
  const on = walls.map((wall) => {
    const there = screens.filter(({ id }) => Object.hasOwn(wall.plan.screens, id)).sort((a, b) => orderOf(wall.plan, a.id) - orderOf(wall.plan, b.id));
    for (const { id } of there) placed.add(id);
    return { wall, screens: there };
  });
  return { walls: on, loose: screens.filter(({ id }) => !placed.has(id)) };
}
function orderOf({ screens, columns }: WallPlan, id: string): number {
  const at = screens[id];
  return at ? (at.row - 1) * columns + at.column : 0;
}
