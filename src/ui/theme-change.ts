const listeners = new Set<() => void>();
let watcher: MutationObserver | null = null;
let queued = false;

function tellAll(): void {
  queued = false;
  for (const tell of listeners) tell();
}

/**
 * For what is drawn on a canvas, where CSS does not reach: calls back once a frame after the page's theme changed.
 * Returns the way to stop. One observer serves the page.
 */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!watcher) {
    watcher = new MutationObserver(() => {
      if (!queued) requestAnimationFrame(tellAll);
      queued = true;
    });
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-surface', 'class', 'style'] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    watcher?.disconnect();
    watcher = null;
  };
}
