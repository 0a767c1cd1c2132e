import { readPresets } from '@/wall/console/preset-keys';
import type { Presets } from '@/wall/console/preset-keys';

const KEPT = 'toan-canh.wall-keys';

/** Keys of the desk as this browser keeps them; none where it keeps nothing. */
export function keptPresets(): Presets {
  try {
    return readPresets(JSON.parse(localStorage.getItem(KEPT) ?? '{}'));
  } catch {
    // A browser that keeps nothing has the keys of the list.
    return {};
  }
}
/** False where this browser keeps nothing: they last as long as the page. */
export function keepPresets(presets: Presets): boolean {
  try {
    localStorage.setItem(KEPT, JSON.stringify(presets));
    return true;
  } catch {
    return false;
  }
}
