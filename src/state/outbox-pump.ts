import type { WorkStore } from '@/cache/open-work-store';
import type { DocumentCopy, Shelf, ShelfId } from '@/cache/work-record';
import { backOffMs, firstInLine, saveRequest, verdictOf, type Send, type Verdict } from './sending';
import { clashed, postponed, refused, taken } from './shelf';

/** What the world around has to give; a test gives its own. */
export interface Surroundings {
  /** Epoch ms of the server as well as the page knows it. */
  readonly clock: () => number;
  /** Runs `work` while no other tab holds `name`. */
  readonly alone: (name: string, work: () => Promise<void>) => Promise<void>;
  /** Runs once after `ms`; gives back how to cancel. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** 0 to 1. */
  readonly chance: () => number;
  /** At least 16 characters, never the same twice. */
  readonly newKey: () => string;
}

export interface PumpParts extends Surroundings {
  readonly store: WorkStore;
  readonly send: Send;
  readonly person: DocumentCopy['author'];
  /** Changes a shelf on disk and tells who looks at it. */
  readonly update: (at: ShelfId, change: (shelf: Shelf) => Shelf) => Promise<void>;
  /** What is being sent, and whether anybody is signed in. */
  readonly onProgress: (sending: ShelfId | null) => void;
}

/**
 * Sends what waits, one at a time, in the order in which it was saved, from one tab. What was sent and not answered is sent again under
 * the same key. The order of things is always read from disk: another tab may have added to it.
 */
export class OutboxPump {
  readonly #parts: PumpParts;
  #running = false;
  #again = false;
  #stopped = false;
  #eager = false;
  #pausedUntil = 0;
  #cancel: () => void = () => undefined;
  needsSignIn = false;

  constructor(parts: PumpParts) {
    this.#parts = parts;
  }

  /** There may be something to send. */
  kick(): void {
    if (this.#stopped || this.needsSignIn) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    void this.#run();
  }

  /** The network is back, or somebody has signed in: nothing waits for its time any more. */
  resume(): void {
    this.needsSignIn = false;
    this.#eager = true;
    this.#pausedUntil = 0;
    this.kick();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#parts.alone(`toan-canh-outbox:${this.#parts.person.id}`, () => this.#drain());
    } while (this.#mayGoOn());
    this.#running = false;
  }
  /** Asked for again meanwhile, and still allowed to. */
  #mayGoOn(): boolean {
    return this.#again && !this.#stopped && !this.needsSignIn;
  }

  async #drain(): Promise<void> {
    this.#cancel();
    while (!this.#stopped) {
      const now = this.#parts.clock();
      const first = firstInLine(await this.#parts.store.waiting(this.#parts.person.id)).filter(({ outgoing }) => outgoing.state === 'waiting');
      const due = first.find(({ outgoing }) => this.#eager || (outgoing.retryAt <= now && this.#pausedUntil <= now));
      this.#eager = false;
      if (!due) return this.#wakeAt(Math.max(Math.min(...first.map(({ outgoing }) => outgoing.retryAt)), this.#pausedUntil));
      this.#parts.onProgress(due);
      const verdict = verdictOf(await this.#parts.send(saveRequest(due, due.outgoing)));
      if (this.#stopped) return;
      await this.#settle(due, due.outgoing.saveKey, due.outgoing.attempts, verdict);
      this.#parts.onProgress(null);
      if (verdict.kind === 'sign-in') return;
    }
  }

  async #settle(at: ShelfId, saveKey: string, attempts: number, verdict: Verdict): Promise<void> {
    const { update, clock, person, chance } = this.#parts;
    switch (verdict.kind) {
      case 'taken': return update(at, (shelf) => taken(shelf, saveKey, verdict, person));
      case 'clash': return update(at, (shelf) => clashed(shelf, saveKey, verdict.current));
      case 'refused': return update(at, (shelf) => refused(shelf, saveKey, verdict.trouble, clock()));
      case 'sign-in':
        this.needsSignIn = true;
        return;
      case 'again': {
        // The others would meet the same: they wait for this one.
        this.#pausedUntil = clock() + backOffMs(attempts, verdict.afterMs, chance());
        const retryAt = this.#pausedUntil;
        return update(at, (shelf) => postponed(shelf, saveKey, retryAt));
      }
    }
  }

  #wakeAt(moment: number): void {
    if (!Number.isFinite(moment)) return;
    this.#cancel = this.#parts.later(Math.max(0, moment - this.#parts.clock()), () => this.kick());
  }
}
