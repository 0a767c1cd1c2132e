import type { Json } from '@/domain/dataset';
import type { Text } from '@/domain/text';

/** What one zone shows by itself. */
export type Shown =
  /** A dashboard of the pack, or one that people share; `scope` instead of its own. */
  | { readonly kind: 'dashboard'; readonly dashboard: string; readonly tab?: string; readonly scope?: SceneScope }
  | { readonly kind: 'widget'; readonly widget: string; readonly widgetVersion: number; readonly title: Text; readonly options: Json; readonly scope?: SceneScope }
  /** A picture, stream or page that the pack lists. */
  | { readonly kind: 'media'; readonly media: string }
  | { readonly kind: 'message'; readonly title: Text; readonly body?: Text };

export interface SceneScope {
  readonly unit?: string;
  readonly period?: string;
}

/** How one thing follows another. */
export type Transition = 'cut' | 'fade';

export interface PlaylistItem {
  readonly shows: Shown;
  readonly seconds: number;
  readonly transition?: Transition;
}

/** A zone's content: one thing, or several in turn. */
export type ZoneContent = Shown | { readonly kind: 'playlist'; readonly items: readonly PlaylistItem[] };

/** Where on a wall a screen stands, from 1, top left. */
export interface WallCell {
  readonly row: number;
  readonly column: number;
}

/**
 * One entry of a scene: what the zone `zone` of the screen at `at` shows. Without `at` it is for every screen that has no entry of its own;
 * `zone` is `main` where absent.
 */
export interface SceneZone {
  readonly at?: WallCell;
  readonly zone?: string;
  readonly shows: ZoneContent;
}

/** What a wall shows. */
export interface Scene {
  readonly id: string;
  readonly title: Text;
  /** When it is meant to be taken: said in the operator's list. */
  readonly purpose?: Text;
  readonly transition: Transition;
  readonly zones: readonly SceneZone[];
}

/** A part of a screen, in twelfths of its width and height. A screen without zones has one, `main`, over all of it. */
export interface ScreenZone {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export const MAIN_ZONE: ScreenZone = { id: 'main', x: 0, y: 0, w: 12, h: 12 };
