import { watch } from 'vue';

/** How long a tile of a wall stays broken before it is begun anew. */
export const WALL_RETRY_MS = 60_000;

/**
 * Nobody presses anything on a wall: what broke, or could not be fetched, is begun anew by itself, a minute after each time it broke.
 * `broken` is the fault that stands, another object each time; null where there is none or somebody can press.
 */
export function retryOnWall(broken: () => object | null, begin: () => void): void {
  watch(broken, (fault, _before, onCleanup) => {
    if (!fault) return;
    const timer = setTimeout(begin, WALL_RETRY_MS);
    onCleanup(() => clearTimeout(timer));
  }, { immediate: true, flush: 'sync' });
}
