import type { Step } from './moves';

/** What a key asks for while a row of the outline has the focus; null leaves the key to the browser. */
export type RowWish = { readonly wish: 'remove' | 'duplicate' } | { readonly wish: 'step'; readonly to: Step } | { readonly wish: 'go'; readonly by: -1 | 1 } | null;
type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const STEPS: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };

/** Arrows go from row to row; with Shift up and down move the block, right and left bring it into a section and out. */
export function rowWish({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): RowWish {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'd' ? { wish: 'duplicate' } : null;
  const step = STEPS[key];
  if (step && shiftKey) return { wish: 'step', to: step };
  if (key === 'ArrowUp' || key === 'ArrowDown') return { wish: 'go', by: key === 'ArrowUp' ? -1 : 1 };
  return key === 'Delete' ? { wish: 'remove' } : null;
}
