import type { Dataset } from '@/domain/dataset';
import type { SourceError } from '@/federation/source-error';
import { createAlarm } from './alarm';
import type { Alarm } from './alarm';
import type { QueryClock } from './clock';
import { isFirst, isObserved, paceOf } from './entry';
import type { Entry } from './entry';
import { PROBE_MS, TickGrid, afterKept, intervalMs, isHeld, isKept, longestPause, pauseAfter, probePause } from './refresh-plan';
import type { Signal } from './signal';

/** An unobserved entry stays this long, for whoever comes back. */
export const GRACE_MS = 10_000;
/** Refreshes under way at once; first questions and a person's wishes are never made to wait. */
const BACKGROUND_LIMIT = 4;
/** After sleep, a lost network or a recovered source, questions come back spread over this long. */
const SPREAD_MS = 3_000;
/** After word of a change, those who follow the answer ask again spread over this long. */
const CHANGE_SPREAD_MS = 2_000;

export interface ScheduleParts {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly clock: QueryClock;
  readonly random: () => number;
  readonly visibility: Signal<boolean>;
  start(entry: Entry, background: boolean): void;
  drop(entry: Entry): void;
  /** The machine slept or its clock was moved. */
  jumped(): void;
  reconnected(): void;
}

/** Decides when each question is asked: one timer, common ticks, few at a time, nothing while nobody looks. */
export class RefreshSchedule {
  readonly #parts: ScheduleParts;
  readonly #grid: TickGrid;
  readonly #alarm: Alarm;
  #errand: { readonly at: number; readonly run: () => void } | null = null;
  #wakeQueued = false;
  #stopped = false;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.#grid = new TickGrid(parts.random);
    this.#alarm = createAlarm(parts.clock, (jumped) => {
      if (jumped) this.#jumped();
      this.wake();
    });
  }

  /**
   * A sound answer came at `now`: next on the common tick, or where a gateway had kept it since `receivedAt`, when the gateway has a new
   * one; what else failed at this source is tried again.
   */
  answered(entry: Entry, dataset: Dataset, now: number, receivedAt = now): void {
    const recovered = entry.failures > 0;
    entry.failures = 0;
    entry.held = false;
    entry.budget.clear();
    if (isKept(receivedAt, now)) entry.dueAt = afterKept(receivedAt, intervalOf(entry, dataset), now);
    else this.renew(entry, dataset, now);
    if (entry.outdated) this.#bringForward(entry, now, CHANGE_SPREAD_MS);
    entry.outdated = false;
    if (!recovered) return;
    for (const other of this.#ofSource(dataset.source)) {
      if (other !== entry && isRetrying(other)) this.#bringForward(other, now, SPREAD_MS);
    }
  }

  /** Due on the first tick after `answeredAt`; a moment ahead of the clock is not believed. */
  renew(entry: Entry, dataset: Dataset, answeredAt: number): void {
    const now = this.#parts.clock.now();
    entry.dueAt = answeredAt > now ? now : this.#grid.next(dataset.source, intervalOf(entry, dataset), answeredAt);
  }

  /** Somebody follows who may want it sooner than those before. */
  paced(entry: Entry): void {
    if (!entry.dataset || entry.asking || entry.failures > 0 || entry.answeredAt === null) return;
    const [now, interval] = [this.#parts.clock.now(), intervalOf(entry, entry.dataset)];
    if (entry.dueAt > now + 1.1 * interval) entry.dueAt = now + interval;
  }

  failed(entry: Entry, dataset: Dataset, error: SourceError, now: number): void {
    const { random } = this.#parts;
    entry.failures += 1;
    entry.outdated = false;
    entry.held = isHeld(error);
    // A breaker that refuses costs the source nothing.
    if (error.kind !== 'circuit-open') entry.budget.spend(now);
    let pause = pauseAfter(error, entry.failures, random);
    if (!entry.held && error.retryAfterMs === undefined && !this.#isGuarded(entry, dataset.source, now)) pause = probePause(pause, random);
    entry.dueAt = entry.budget.earliest(now + pause, now);
  }

  /** One errand at a time rides on the page's timer; a second one before it has run replaces nothing. */
  after(ms: number, run: () => void): void {
    this.#errand ??= { at: this.#parts.clock.now() + ms, run };
    this.wakeSoon();
  }

  /** What these answers say has changed; a pause that a source asked for stands, a refusal only until `refusedToo`. */
  changed(which: (entry: Entry) => boolean, refusedToo = false): void {
    const now = this.#parts.clock.now();
    for (const entry of this.#parts.entries.values()) {
      if (!entry.dataset || !which(entry)) continue;
      if (entry.asking) entry.outdated = true;
      else if (!entry.held || (refusedToo && entry.snapshot.state === 'denied')) this.#bringForward(entry, now, isObserved(entry) ? CHANGE_SPREAD_MS : 0);
    }
    this.wakeSoon();
  }

  /** The network is back. */
  reconnected(): void {
    this.#parts.reconnected();
    this.#resync(SPREAD_MS);
    this.wake();
  }

  /** Somebody looks again, or nobody any more: the timer stops for all but farewells. */
  seen(visible: boolean): void {
    if (visible) this.#resync(0);
    this.wake();
  }

  /** Looks at what is due once the present task is over. */
  wakeSoon(): void {
    if (this.#wakeQueued) return;
    this.#wakeQueued = true;
    queueMicrotask(() => {
      this.#wakeQueued = false;
      this.wake();
    });
  }

  wake(): void {
    if (this.#stopped) return;
    const { clock, entries, visibility } = this.#parts;
    const now = clock.now();
    for (const entry of [...entries.values()]) if (entry.dropAt <= now) this.#parts.drop(entry);
    this.#runErrand(now);
    let room = BACKGROUND_LIMIT - [...entries.values()].filter((entry) => entry.asking && entry.background).length;
    const due = [...entries.values()].filter((entry) => isWaiting(entry) && entry.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const entry of due) {
      if (isFirst(entry)) this.#parts.start(entry, false);
      else if (visibility.get() && room > 0) {
        room -= 1;
        this.#parts.start(entry, true);
      }
    }
    this.#rearm(now);
  }

  stop(): void {
    this.#stopped = true;
    this.#errand = null;
    this.#alarm.set(null);
  }

  #runErrand(now: number): void {
    if (!this.#errand || this.#errand.at > now) return;
    const { run } = this.#errand;
    this.#errand = null;
    run();
  }

  /** Entries that are due and wait for room are woken by whoever makes room. */
  #rearm(now: number): void {
    const visible = this.#parts.visibility.get();
    let next = this.#errand?.at ?? Infinity;
    for (const entry of this.#parts.entries.values()) {
      next = Math.min(next, entry.dropAt);
      if (isWaiting(entry) && entry.dueAt > now && (visible || isFirst(entry))) next = Math.min(next, entry.dueAt);
    }
    this.#alarm.set(next === Infinity ? null : next);
  }

  /** Replies to asks from before a sleep seldom come; times written before a jump of the clock mean nothing. */
  #jumped(): void {
    const now = this.#parts.clock.now();
    this.#parts.jumped();
    this.#parts.reconnected();
    if (this.#errand) this.#errand = { ...this.#errand, at: now };
    for (const entry of this.#parts.entries.values()) {
      entry.dropAt = entry.dropAt === Infinity ? Infinity : Math.min(entry.dropAt, now + GRACE_MS);
      entry.storedAt = -Infinity;
      if (!entry.asking) continue;
      entry.asking.abort();
      entry.asking = null;
      entry.dueAt = now;
    }
    this.#resync(SPREAD_MS);
  }

  /** Brings forward what is overdue, failing, or due at a time no pause of ours explains. */
  #resync(spreadMs: number): void {
    const now = this.#parts.clock.now();
    for (const entry of this.#parts.entries.values()) {
      if (!isWaiting(entry) || !entry.dataset) continue;
      const absurd = entry.dueAt > now + Math.max(longestPause(entry.dataset.cadence), 1.1 * paceOf(entry));
      if (entry.dueAt <= now) entry.dueAt = now + spreadMs * this.#parts.random();
      else if (absurd || isRetrying(entry)) this.#bringForward(entry, now, spreadMs);
    }
  }

  #bringForward(entry: Entry, now: number, spreadMs: number): void {
    if (entry.asking) return;
    entry.dueAt = Math.min(entry.dueAt, entry.budget.earliest(now + spreadMs * this.#parts.random(), now));
  }

  /** True when another failing question of the source will be tried soon. */
  #isGuarded(entry: Entry, source: string, now: number): boolean {
    return this.#ofSource(source).some((other) =>
      other !== entry && isRetrying(other) && (other.asking !== null || other.dueAt <= now + PROBE_MS));
  }

  #ofSource(source: string): Entry[] {
    return [...this.#parts.entries.values()].filter((entry) => entry.dataset?.source === source && isObserved(entry));
  }
}

/** How often a question is asked while it goes well, ms: as the dataset is renewed, or less often where all who follow want it so. */
const intervalOf = (entry: Entry, { cadence }: Dataset): number => Math.max(intervalMs(cadence), paceOf(entry));
const isRetrying = (entry: Entry): boolean => entry.failures > 0 && !entry.held;
const isWaiting = (entry: Entry): boolean => isObserved(entry) && !entry.asking;
