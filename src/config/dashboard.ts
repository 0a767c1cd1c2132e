import type { Json } from '@/domain/dataset';
import type { UnitLevel } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { Text } from '@/domain/text';

/** Where a tile stands: columns of 12, rows of one unit; origin top left. */
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
  readonly options: Json;
  /** Overrides the dashboard's scope for this tile alone. */
  readonly scope?: { readonly unit?: string; readonly period?: string };
}

export interface Dashboard {
  readonly id: string;
  readonly title: Text;
  /** For whom: shown in navigation. */
  readonly audience: Text;
  readonly rows: number;
  readonly tiles: readonly Tile[];
  /**
   * Scope at opening: unit code, or the first unit of a level (until a signed-in person has a unit of their own),
   * period kind and calendar; the province's defaults where absent.
   */
  readonly scope?: { readonly unit?: string; readonly level?: UnitLevel; readonly periodKind?: PeriodKind; readonly calendar?: CalendarId };
}
