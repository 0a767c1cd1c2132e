import type { Json } from '@/domain/dataset';
import type { UnitLevel } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { Text } from '@/domain/text';

/** Where a tile stands in its section: columns of 12 (other surfaces have their own), rows of one unit; origin top left. */
export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One widget on a dashboard. `options` stay raw here: the widget's own schema parses them when the tile mounts. */
export interface Tile {
  readonly id: string;
  readonly widget: string;
  readonly widgetVersion: number;
  readonly title: Text;
  readonly place: TilePlace;
  /** What this tile says for itself; what it leaves unsaid comes from the layers below (`option-layers.ts`). */
  readonly options: Json;
  /** Section it stands in; the main one where absent. */
  readonly section?: string;
  /** Overrides the dashboard's scope for this tile alone. */
  readonly scope?: { readonly unit?: string; readonly period?: string };
  /** Asks again this often, seconds, where that is less often than the dataset is renewed. */
  readonly refreshSeconds?: number;
  /** The title is read out and not drawn. */
  readonly hideTitle?: boolean;
}

export interface DashboardTab {
  readonly id: string;
  readonly title: Text;
}

/** A band of tiles under a heading, with a grid of its own. It follows the main section, which has no heading and stands first. */
export interface DashboardSection {
  readonly id: string;
  readonly title: Text;
  readonly rows: number;
  /** The first tab where absent. */
  readonly tab?: string;
}

/** Id of the section that every dashboard has. */
export const MAIN_SECTION = 'main';

/**
 * A value that whoever looks may choose; tiles name it in their options as `$<id>`, as a whole value. `choice`: one of a list. `category`: a category of a
 * dimension of a dataset, named as the dataset names it.
 */
export type DashboardVariable = { readonly id: string; readonly title: Text; readonly initial: string } & (
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: Text }[] }
  | { readonly kind: 'category'; readonly dataset: string; readonly dimension: string }
);

/** Surfaces with a layout of their own; the desk's is that of the tiles. */
export const LAID_OUT = ['wall', 'tablet', 'phone'] as const;
export type LaidOut = (typeof LAID_OUT)[number];

/** Columns of each surface's grid. */
export const COLUMNS_OF: Readonly<Record<LaidOut | 'desk', number>> = { desk: 12, wall: 12, tablet: 6, phone: 2 };

/** How a dashboard stands on one surface where somebody laid it out by hand. A tile that is neither placed nor hidden stands after the others. */
export interface SurfaceLayout {
  /** Rows by section. */
  readonly rows: { readonly [section: string]: number };
  readonly places: { readonly [tile: string]: TilePlace };
  readonly hidden: readonly string[];
}

export interface Dashboard {
  readonly id: string;
  readonly title: Text;
  /** For whom it is. */
  readonly audience: Text;
  /** Rows of the main section. */
  readonly rows: number;
  readonly tiles: readonly Tile[];
  /** Without any, everything is on one page. */
  readonly tabs?: readonly DashboardTab[];
  readonly sections?: readonly DashboardSection[];
  readonly variables?: readonly DashboardVariable[];
  readonly layouts?: { readonly [surface in LaidOut]?: SurfaceLayout };
  /**
   * Scope at opening: unit code, or the first unit of a level (until a signed-in person has a unit of their own),
   * period kind and calendar; the province's defaults where absent.
   */
  readonly scope?: { readonly unit?: string; readonly level?: UnitLevel; readonly periodKind?: PeriodKind; readonly calendar?: CalendarId };
}
