/**
 * Knows whether everything a page waits for has settled: tasks are opened by label and closed once.
 * Ready is a fact about work done, never a timer; `pending()` names what is missing.
 */
export interface Readiness {
  /** Opens a task; the returned function closes it and may be called more than once. */
  start(label: string): () => void;
  pending(): readonly string[];
  /** From now on an empty list means ready; before it, tiles are still being laid out. */
  seal(): void;
  /** A new page: not ready until sealed and settled again. */
  reset(): void;
}

/**
 * @param onChange told on every change of readiness, at most once per state.
 * @param afterPaint runs its callback once a frame has been presented.
 */
export function createReadiness(
  onChange: (ready: boolean) => void,
  afterPaint: (callback: () => void) => void,
): Readiness {
  const open = new Map<number, string>();
  let next = 0;
  let sealed = false;
  let told: boolean | null = null;

  const tell = (ready: boolean): void => {
    if (told === ready) return;
    told = ready;
    onChange(ready);
  };
  const settle = (): void => {
    if (!sealed || open.size > 0) return;
    afterPaint(() => {
      if (sealed && open.size === 0) tell(true);
    });
  };

  return {
    start(label) {
      const id = next++;
      open.set(id, label);
      return () => {
        if (open.delete(id)) settle();
      };
    },
    pending: () => [...open.values()],
    seal() {
      sealed = true;
      settle();
    },
    reset() {
      sealed = false;
      open.clear();
      tell(false);
    },
  };
}
