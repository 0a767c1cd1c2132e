import type { SourceError } from '@/federation/source-error';

/** ms. No longer than the circuit breaker of a source, so that a source that is well again is seen as soon. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 40_000;
const MOST = 10_000;

/** Questions whose latest ask failed, and when each may be asked again: one step of back-off a question, however many wait for it. */
export interface Failures {
  readonly note: (key: string, error: SourceError, now: number) => void;
  readonly clear: (key: string) => void;
  readonly get: (key: string) => SourceError | null;
  readonly mayAsk: (key: string, now: number) => boolean;
  /** A person asks: every one may be asked again now. */
  readonly hurry: () => void;
  readonly forgetAll: () => void;
}

export function createFailures(): Failures {
  const failed = new Map<string, { readonly error: SourceError; readonly times: number; readonly until: number }>();
  return {
    note(key, error, now) {
      const times = (failed.get(key)?.times ?? 0) + 1;
      failed.delete(key);
      failed.set(key, { error, times, until: now + Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS) });
      for (const oldest of failed.keys()) {
        if (failed.size <= MOST) break;
        failed.delete(oldest);
      }
    },
    clear: (key) => void failed.delete(key),
    get: (key) => failed.get(key)?.error ?? null,
    mayAsk: (key, now) => now >= (failed.get(key)?.until ?? 0),
    hurry() {
      for (const [key, each] of failed) failed.set(key, { ...each, until: 0 });
    },
    forgetAll: () => failed.clear(),
  };
}
