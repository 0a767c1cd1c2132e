/** A place among the few calls that may be under way; give it back exactly once. */
export type Release = () => void;

export interface Slots {
  /** Waits its turn, first come first served; null where nobody waits any more. */
  readonly take: (signal: AbortSignal) => Promise<Release | null>;
  readonly taken: () => number;
  readonly waiting: () => number;
}

export function createSlots(limit: number): Slots {
  let taken = 0;
  const queue = new Set<() => void>();

  const release = (): Release => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      taken -= 1;
      const [next] = queue;
      next?.();
    };
  };

  return {
    taken: () => taken,
    waiting: () => queue.size,
    take(signal) {
      if (signal.aborted) return Promise.resolve(null);
      if (taken < limit) {
        taken += 1;
        return Promise.resolve(release());
      }
      return new Promise((resolve) => {
        const leave = (): void => {
          queue.delete(enter);
          resolve(null);
        };
        const enter = (): void => {
          queue.delete(enter);
          signal.removeEventListener('abort', leave);
          taken += 1;
          resolve(release());
        };
        queue.add(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
