import type { TabLocks } from './parts';

export interface LeadershipParts {
  readonly name: string;
  /** Null where the browser has none: every tab leads itself. */
  readonly locks: TabLocks | null;
  /** This tab leads from now on; returns how it stops leading. */
  readonly lead: () => () => void;
}

/** One tab of a browser leads. When it goes, however it goes, the browser gives the lock to the next at once. */
export class Leadership {
  readonly #parts: LeadershipParts;
  readonly #ended = new AbortController();
  #waiting = new AbortController();
  #stopLeading: (() => void) | null = null;
  #giveBack: (() => void) | null = null;

  constructor(parts: LeadershipParts) {
    this.#parts = parts;
    if (parts.locks) this.#wait(parts.locks, false);
    else this.#stopLeading = parts.lead();
  }

  get leads(): boolean {
    return this.#stopLeading !== null;
  }

  /** The leader has not been heard of for too long: a tab that hangs keeps its lock. */
  take(): void {
    const { locks } = this.#parts;
    if (!locks || this.leads || this.#ended.signal.aborted) return;
    this.#waiting.abort();
    this.#wait(locks, true);
  }

  close(): void {
    this.#ended.abort();
    this.#waiting.abort();
    this.#demote();
  }

  #wait(locks: TabLocks, steal: boolean): void {
    const waiting = new AbortController();
    this.#waiting = waiting;
    const held = (): Promise<void> => {
      if (waiting.signal.aborted) return Promise.resolve();
      this.#stopLeading = this.#parts.lead();
      return new Promise((done) => { this.#giveBack = done; });
    };
    // Settles when another tab took the lock: that one leads, and this one waits again.
    void locks.request(this.#parts.name, { signal: waiting.signal, steal }, held).then(() => {
      if (waiting.signal.aborted) return;
      this.#demote();
      if (!this.#ended.signal.aborted) this.#wait(locks, false);
    }, () => {
      // A browser that has locks and gives none: this tab stands alone.
      if (!waiting.signal.aborted && !this.leads) this.#stopLeading = this.#parts.lead();
    });
  }

  #demote(): void {
    this.#stopLeading?.();
    this.#stopLeading = null;
    this.#giveBack?.();
    this.#giveBack = null;
  }
}
