import type { Component, InjectionKey } from 'vue';
import type { Tile } from '@/config/dashboard';
import type { Scope } from '@/domain/scope';
import type { Snapshot } from '@/query/snapshot';
import type { Slots, ViewModelBase } from '../widget';

/** One tile as it stands on screen: what a deed with it works on. */
export interface TileAtHand {
  readonly tile: Tile;
  readonly scope: Scope;
  readonly slots: Slots;
  readonly snapshots: { readonly [slot: string]: Snapshot };
  readonly vm: ViewModelBase;
}

/** What can be done with any tile besides looking; lent by whoever stands above the tiles, fetched when it is opened. */
export interface TileMenu {
  /** False where this reader has no right to any of it. Reactive. */
  readonly offered: boolean;
  /** Takes `at` (the tile) and `anchor` (its button), says `close`. */
  readonly View: Component;
}
export const TILE_MENU: InjectionKey<TileMenu> = Symbol('tile-menu');
