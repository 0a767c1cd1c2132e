import type { Direction } from '../layout/move';

/** What a key asks for while a tile has the focus; `null` leaves the key to the browser. */
export type Wish =
  | { readonly wish: 'grab' | 'let-go' | 'remove' | 'duplicate' | 'settings' }
  | { readonly wish: 'go' | 'step' | 'stretch'; readonly direction: Direction }
  | null;

export type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** Arrows go from tile to tile; held, they move it; with Shift they resize it, held or not. */
export function tileWish(key: Key, isHeld: boolean): Wish {
  const hasCommand = key.ctrlKey || key.metaKey;
  if (key.altKey) return null;
  if (hasCommand) return key.key.toLowerCase() === 'd' ? { wish: 'duplicate' } : null;
  const direction = ARROWS[key.key];
  if (direction) return { wish: key.shiftKey ? 'stretch' : isHeld ? 'step' : 'go', direction };
  if (key.key === 'Enter' || key.key === ' ') return { wish: isHeld ? 'let-go' : 'grab' };
  if (key.key === 'Escape') return isHeld ? { wish: 'let-go' } : null;
  if (key.key === 'Delete' || key.key === 'Backspace') return { wish: 'remove' };
  return key.key === 'F2' ? { wish: 'settings' } : null;
}

/** What a key asks of the whole editor. */
export function editorWish(key: Key): 'undo' | 'redo' | 'help' | 'save' | null {
  const hasCommand = key.ctrlKey || key.metaKey;
  const name = key.key.toLowerCase();
  if (hasCommand && !key.altKey && name === 'z') return key.shiftKey ? 'redo' : 'undo';
  if (hasCommand && !key.altKey && name === 'y') return 'redo';
  if (hasCommand && !key.altKey && name === 's') return 'save';
  return !hasCommand && key.key === '?' ? 'help' : null;
}

/** Whether a field or a dialog keeps for itself what a key asks for: a field has undoing of its own, and is saved with the rest; a dialog stands before all of it. */
export const isKept = (wish: NonNullable<ReturnType<typeof editorWish>>, place: 'page' | 'field' | 'dialog'): boolean => place === 'dialog' || (place === 'field' && wish !== 'save');
