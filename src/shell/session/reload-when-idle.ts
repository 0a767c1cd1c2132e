/** Nobody has touched the page for this long: then nobody is in the middle of something. */
const IDLE_MS = 5 * 60_000;
/** Screens of a province must not all come at the same moment. */
const SPREAD_MS = 30_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Reloads this address once nobody is using it: at once-or-so on a wall, elsewhere after five minutes without a touch or when hidden. */
export function reloadWhenIdle(isScreen: boolean): void {
  const reload = (): void => location.reload();
  if (isScreen) {
    setTimeout(reload, Math.random() * SPREAD_MS);
    return;
  }
  let timer = setTimeout(reload, IDLE_MS);
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(reload, IDLE_MS);
  };
  for (const touch of TOUCHES) addEventListener(touch, touched, { passive: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') reload();
  });
}
