/** Lets a service that does not answer rest, so that a map of fifty tiles does not wait fifty times. */
export interface ServiceBreaks {
  /** ms until it may be asked again; 0 where it may. */
  readonly pauseOf: (source: string) => number;
  readonly note: (source: string, answered: boolean) => void;
}

/** Failures in a row until it rests, and for how long, ms. */
const PATIENCE = 3;
const REST_MS = 10_000;

export function createServiceBreaks(clock: () => number): ServiceBreaks {
  const failing = new Map<string, { readonly times: number; readonly until: number }>();
  return {
    pauseOf: (source) => Math.max(0, (failing.get(source)?.until ?? 0) - clock()),
    note(source, answered) {
      if (answered) return void failing.delete(source);
      const times = (failing.get(source)?.times ?? 0) + 1;
      failing.set(source, { times, until: times >= PATIENCE ? clock() + REST_MS : 0 });
    },
  };
}
