import { shallowReactive, shallowRef } from 'vue';
import type { AskedTile } from '@/ask/tile';
import type { Text } from '@/domain/text';

/** Something one may do from anywhere on the page it was added by. */
export interface PaletteAction {
  readonly id: string;
  readonly title: Text;
  /** Other words it is looked for by. */
  readonly also?: string;
  run(): unknown;
}

/** What the palette opened with; null while it is closed. */
export const opened = shallowRef<{ readonly text: string } | null>(null);

/** Opens the palette, from a button or another part of the page. `text` stands in its field. */
export function openPalette(text = ''): void {
  opened.value = { text };
}

const added = shallowReactive(new Map<string, PaletteAction>());
/** Actions that pages added, in the order they came. */
export const addedActions = (): readonly PaletteAction[] => [...added.values()];

/** Offers actions as long as the page that can do them is open. Returns how to take them away. */
export function offerActions(actions: readonly PaletteAction[]): () => void {
  actions.forEach((action) => added.set(action.id, action));
  return () => actions.forEach((action) => {
    if (added.get(action.id) === action) added.delete(action.id);
  });
}

/** Ctrl+K, or ⌘K: also while a field has the focus, as everywhere. */
export const isPaletteKey = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): boolean =>
  event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

/** Where an editor is open, what takes a tile that was asked for; null where none is. */
export const tileTaker = shallowRef<((tile: AskedTile) => void) | null>(null);
/** An open editor takes tiles from now on. Returns how it stops. */
export function takeTiles(taker: (tile: AskedTile) => void): () => void {
  tileTaker.value = taker;
  return () => {
    if (tileTaker.value === taker) tileTaker.value = null;
  };
}
