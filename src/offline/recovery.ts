/** At most one reload of our own in this time, whatever happens. */
const RELOAD_EVERY_MS = 5 * 60_000;
/** How often a page that could not start asks whether the server is back. */
const ASK_AGAIN_MS = 60_000;
/** After so many starts that failed, the service worker itself is suspected. */
const FAILED_BOOTS = 2;
const KEY = 'toan-canh:recovery';

/** Sent on `window` by the portal once its first screen stands. */
export const BOOTED = 'toan-canh:booted';
/** Sent on `window` when a new build has taken over and a reload harms nobody. */
export const OUTDATED = 'toan-canh:outdated';

export interface RecoveryParts {
  /** Survives a reload of this tab; null where the browser forbids it. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  readonly now: () => number;
  readonly later: (ms: number, run: () => void) => void;
  readonly reload: () => void;
  readonly forgetShell: () => Promise<unknown>;
  /** Which build the server gives out at present. */
  readonly served: () => Promise<ServedBuild>;
}
export type ServedBuild = 'this' | 'another' | 'unreachable';

export interface Recovery {
  /** A script or style that the start needs did not come, or the start threw. */
  bootFailed(): Promise<void>;
  /** A part loaded later did not come, or a new build has taken over. */
  maybeOutdated(): Promise<void>;
  booted(): void;
}

interface Memory {
  readonly reloadedAt: number;
  readonly failedBoots: number;
}

/**
 * Gets a page out of a half-deployed or damaged state without a person: a wall has none. A missing part leads to a
 * reload only when the server has a newer build, since otherwise the reload would change nothing.
 */
export function createRecovery(parts: RecoveryParts): Recovery {
  let recovering = false;

  /** Now, or when five minutes have passed since the last one; since this page began where nothing is remembered. */
  function reloadGuarded(): void {
    if (recovering) return;
    recovering = true;
    const now = parts.now();
    const since = Math.abs(now - (recall()?.reloadedAt ?? now));
    const noted = (): boolean => remember({ reloadedAt: parts.now(), failedBoots: recall()?.failedBoots ?? 0 });
    // A reload that cannot be noted would be the next start's first as well: it waits its five minutes.
    if (since >= RELOAD_EVERY_MS && noted()) return parts.reload();
    parts.later(since < RELOAD_EVERY_MS ? RELOAD_EVERY_MS - since : RELOAD_EVERY_MS, () => {
      noted();
      parts.reload();
    });
  }

  /** Null where nothing can be remembered: then no reload comes before its five minutes. */
  function recall(): Memory | null {
    try {
      if (!parts.storage) return null;
      const memory: unknown = JSON.parse(parts.storage.getItem(KEY) ?? '{}');
      if (typeof memory !== 'object' || memory === null) return { reloadedAt: 0, failedBoots: 0 };
      const number = (name: keyof Memory): number => Number((memory as Partial<Record<keyof Memory, unknown>>)[name]) || 0;
      return { reloadedAt: number('reloadedAt'), failedBoots: number('failedBoots') };
    } catch {
      return null;
    }
  }

  /** Storage that is full or forbidden only makes us slower. */
  function remember(memory: Memory): boolean {
    try {
      parts.storage?.setItem(KEY, JSON.stringify(memory));
      return parts.storage !== null;
    } catch {
      return false;
    }
  }

  const recovery: Recovery = {
    async bootFailed() {
      // Without a network what is kept on the device is all there is: nothing is given up, nothing would get better.
      if ((await parts.served()) === 'unreachable') return parts.later(ASK_AGAIN_MS, () => void recovery.bootFailed());
      const memory = recall();
      const failedBoots = (memory?.failedBoots ?? 0) + 1;
      remember({ reloadedAt: memory?.reloadedAt ?? 0, failedBoots });
      if (failedBoots >= FAILED_BOOTS) await parts.forgetShell();
      reloadGuarded();
    },
    async maybeOutdated() {
      if ((await parts.served()) === 'another') reloadGuarded();
    },
    booted() {
      const memory = recall();
      if (memory && memory.failedBoots > 0) remember({ ...memory, failedBoots: 0 });
    },
  };
  return recovery;
}
