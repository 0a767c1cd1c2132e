import { StoreUnavailable } from '../store';

/** One at a time, in the order of asking. */
export interface Turns {
  /** Waits for a turn; the answer gives it back. Rejects with `StoreUnavailable` after `waitMs`. */
  readonly take: () => Promise<() => void>;
}

export function turns(waitMs: number): Turns {
  const queue: (() => void)[] = [];
  let taken = false;
  const giveBack = (): void => {
    const next = queue.shift();
    if (next) next();
    else taken = false;
  };
  const once = (): (() => void) => {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      giveBack();
    };
  };
  return {
    take: () => {
      if (!taken) {
        taken = true;
        return Promise.resolve(once());
      }
      return new Promise((resolve, reject) => {
        const mine = (): void => {
          clearTimeout(late);
          resolve(once());
        };
        const late = setTimeout(() => {
          queue.splice(queue.indexOf(mine), 1);
          reject(new StoreUnavailable('The store is not available (too many wait for it)'));
        }, waitMs);
        queue.push(mine);
      });
    },
  };
}
