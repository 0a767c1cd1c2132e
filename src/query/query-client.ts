import type { SnapshotCache } from '@/cache/snapshot-cache';
import { queryKey } from '@/domain/dataset';
import type { Dataset, DatasetQuery } from '@/domain/dataset';
import { err } from '@/domain/result';
import type { Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { Answer, Ask } from '@/federation/answer';
import type { SourceError } from '@/federation/source-error';
import type { QueryClock } from './clock';
import { DeviceCache } from './device-cache';
import { bugAsError, createEntry, inServerTime, isFirst, isObserved } from './entry';
import type { Entry, Listener } from './entry';
import { isCurrent } from './refresh-plan';
import { GRACE_MS, RefreshSchedule } from './refresh-schedule';
import { createServerClock } from './server-clock';
import { createSignal } from './signal';
import type { SettableSignal, Signal } from './signal';
import type { Snapshot } from './snapshot';
import { withAnswer, withFailure, withRefreshing } from './transitions';

/** The cache answers in milliseconds; one that does not must not keep the source unasked. */
const CACHE_WAIT_MS = 250;
/** The framework may need this long on a weak client before anybody observes. */
const PREFETCHED_GRACE_MS = 30_000;
/** One question is written to the device at most this often, a little after the paint it would disturb. */
const STORE_EVERY_MS = 30_000;
const WRITE_DELAY_MS = 100;

export interface QueryClientOptions {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly ask: Ask;
  /** May still be opening: no question waits for it longer than 250 ms. */
  readonly cache: SnapshotCache | Promise<SnapshotCache>;
  /** Nothing was ever kept on this device: sources are asked at once, beside the first look into the cache. */
  readonly cacheIsNew?: boolean;
  readonly clock: QueryClock;
  /** `[0, 1)`. */
  readonly random: () => number;
  readonly online: Signal<boolean>;
  readonly visibility: Signal<boolean>;
  /** Called before asking anew after a lost network, sleep or a jump of the clock: wake circuit breakers here. */
  readonly onReconnect?: () => void;
}

/**
 * What the page knows: each question asked once, shown from the device first, renewed on one schedule.
 * A refresh never empties a tile: the old value stays until a new one is there.
 */
export interface QueryClient {
  readonly clock: QueryClock;
  readonly visibility: Signal<boolean>;
  /** False only when the browser says so and no source has answered since. */
  readonly online: Signal<boolean>;
  /** Questions held at present, observed or in their grace: 0 once everybody has left. */
  readonly size: number;
  /**
   * Follows one question. The listener is called at once with what is known, then at every change, and never after the
   * returned function was called. `everyMs`: renewed no more often than that, where nobody else wants it sooner.
   */
  observe(query: DatasetQuery, listener: Listener, everyMs?: number): () => void;
  /** Reads what the device holds of these questions in one transaction, before anybody observes them; asks no source. */
  prefetchFromCache(queries: readonly DatasetQuery[]): Promise<void>;
  /** Asks now because a person wishes it; settles with the reply. An ask already under way is joined. */
  refetch(query: DatasetQuery): Promise<void>;
  refetchAll(): Promise<void>;
  /**
   * The gateway says that an answer of this dataset has changed: whoever follows it asks again within 2 s, few at a time; what nobody
   * follows is asked when somebody does. With `key` (a `queryKey`) only that question.
   */
  invalidate(dataset: string, key?: string): void;
  /** Something may have been missed: as `invalidate`, for every question, refused ones too. */
  resync(): void;
  /** Now by the servers' clock: the one all ages are told in. */
  serverNow(): Instant;
  /** Ends everything: asks are cancelled, nothing more is written, no timer remains. Call before wiping the cache. */
  dispose(): void;
}

export const createQueryClient = (options: QueryClientOptions): QueryClient => new PageQueryClient(options);

class PageQueryClient implements QueryClient {
  readonly clock: QueryClock;
  readonly visibility: Signal<boolean>;
  readonly #options: QueryClientOptions;
  readonly #online: SettableSignal<boolean>;
  readonly #entries = new Map<string, Entry>();
  readonly #cache: DeviceCache;
  readonly #schedule: RefreshSchedule;
  readonly #serverClock = createServerClock();
  readonly #stops: readonly (() => void)[];

  constructor(options: QueryClientOptions) {
    const { clock, visibility, online } = options;
    this.#options = options;
    this.clock = clock;
    this.visibility = visibility;
    this.#online = createSignal(online.get());
    this.#cache = new DeviceCache(options.cache);
    this.#schedule = new RefreshSchedule({
      entries: this.#entries,
      clock,
      random: options.random,
      visibility,
      start: (entry, background) => this.#start(entry, background),
      drop: (entry) => this.#drop(entry),
      jumped: () => this.#serverClock.jumped(),
      reconnected: () => options.onReconnect?.(),
    });
    this.#stops = [
      online.subscribe((isOnline) => {
        this.#online.set(isOnline);
        if (isOnline) this.#schedule.reconnected();
      }),
      visibility.subscribe((visible) => {
        if (!visible) void this.#cache.flush();
        this.#schedule.seen(visible);
      }),
    ];
  }

  get online(): Signal<boolean> {
    return this.#online;
  }
  get size(): number {
    return this.#entries.size;
  }

  observe(query: DatasetQuery, listener: Listener, everyMs = 0): () => void {
    const entry = this.#entry(query, GRACE_MS);
    // A function of its own, so that one listener may observe twice and leave once.
    const own: Listener = (snapshot) => listener(snapshot);
    entry.listeners.set(own, everyMs);
    this.#schedule.paced(entry);
    entry.dropAt = Infinity;
    this.#schedule.wakeSoon();
    own(entry.snapshot);
    return () => {
      if (!entry.listeners.delete(own) || isObserved(entry)) return;
      entry.dropAt = this.clock.now() + GRACE_MS;
      this.#schedule.wakeSoon();
    };
  }

  async prefetchFromCache(queries: readonly DatasetQuery[]): Promise<void> {
    await Promise.all(queries.map((query) => this.#entry(query, PREFETCHED_GRACE_MS).read));
  }

  async refetch(query: DatasetQuery): Promise<void> {
    const entry = this.#entries.get(queryKey(query));
    if (entry) await this.#askForPerson(entry);
  }
  async refetchAll(): Promise<void> {
    await Promise.all([...this.#entries.values()].filter(isObserved).map((entry) => this.#askForPerson(entry)));
  }

  invalidate(dataset: string, key?: string): void {
    this.#schedule.changed((entry) => entry.query.dataset === dataset && (key === undefined || entry.key === key));
  }
  resync(): void {
    this.#schedule.changed(() => true, true);
  }

  serverNow(): Instant {
    return toInstant(this.clock.now() + this.#serverClock.offset());
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#schedule.stop();
    this.#cache.discard();
    for (const entry of [...this.#entries.values()]) {
      entry.listeners.clear();
      this.#drop(entry);
    }
  }

  #entry(query: DatasetQuery, graceMs: number): Entry {
    const known = this.#entries.get(queryKey(query));
    if (known) return known;
    const entry = createEntry(query, this.#options.datasets.get(query.dataset));
    entry.dropAt = this.clock.now() + graceMs;
    this.#entries.set(entry.key, entry);
    if (entry.dataset) entry.read = this.#readCache(entry, entry.dataset);
    this.#schedule.wakeSoon();
    return entry;
  }

  /** Due at once where nothing is kept on devices; else when the cache has answered, or has not for too long. */
  async #readCache(entry: Entry, dataset: Dataset): Promise<void> {
    const isPersonal = dataset.classification === 'personal';
    entry.dueAt = this.clock.now() + (isPersonal || this.#options.cacheIsNew ? 0 : CACHE_WAIT_MS);
    if (isPersonal) return;
    const answer = await this.#cache.read(entry.key);
    const { cause, data, state } = entry.snapshot;
    if (this.#entries.get(entry.key) !== entry || data !== undefined || state === 'denied') return;
    if (answer) {
      const shown = withAnswer(entry.snapshot, answer, true);
      entry.answeredAt = answer.receivedAt;
      this.#publish(entry, withRefreshing(cause ? withFailure(shown, cause) : shown, entry.asking !== null));
    }
    if (entry.asking || entry.failures > 0) return;
    if (answer) this.#schedule.renew(entry, dataset, answer.receivedAt);
    else entry.dueAt = this.clock.now();
    this.#schedule.wakeSoon();
  }

  #askForPerson(entry: Entry): Promise<void> {
    if (!entry.dataset) return Promise.resolve();
    const settled = new Promise<void>((resolve) => entry.waiting.push(resolve));
    entry.byPerson = true;
    if (!entry.asking) this.#start(entry, false);
    return settled;
  }

  #start(entry: Entry, background: boolean): void {
    const { dataset } = entry;
    if (!dataset) return;
    const controller = new AbortController();
    entry.asking = controller;
    entry.background = background;
    if (!isFirst(entry)) this.#publish(entry, withRefreshing(entry.snapshot, true));
    void this.#ask(entry.query, dataset, controller.signal).then((result) => {
      // Latest wins: a reply to an ask that was given up says nothing about the present one.
      if (entry.asking === controller) this.#settle(entry, dataset, result);
    });
  }

  async #ask(query: DatasetQuery, dataset: Dataset, signal: AbortSignal): Promise<Result<Answer, SourceError>> {
    try {
      return await this.#options.ask(query, signal);
    } catch (thrown) {
      return err(bugAsError(dataset, thrown));
    }
  }

  #settle(entry: Entry, dataset: Dataset, result: Result<Answer, SourceError>): void {
    const byPerson = entry.byPerson;
    entry.asking = null;
    entry.byPerson = false;
    if (result.ok) this.#answered(entry, dataset, result.value);
    else this.#failed(entry, dataset, result.error, byPerson);
    for (const done of entry.waiting.splice(0)) done();
    this.#schedule.wakeSoon();
  }

  #answered(entry: Entry, dataset: Dataset, raw: Answer): void {
    const now = this.clock.now();
    if (raw.serverTime !== null) this.#serverClock.sample(dataset.source, raw.serverTime, raw.receivedAt);
    const { cause, ...answer } = inServerTime(raw, this.#serverClock.offset());
    entry.answeredAt = Math.min(now, raw.receivedAt);
    if (cause) this.#schedule.failed(entry, dataset, cause, now);
    else this.#schedule.answered(entry, dataset, now, raw.receivedAt);
    this.#online.set(true);
    if (dataset.classification !== 'personal' && now - entry.storedAt >= STORE_EVERY_MS) {
      entry.storedAt = now;
      this.#cache.write({ queryKey: entry.key, answer, classification: dataset.classification });
      this.#schedule.after(WRITE_DELAY_MS, () => void this.#cache.flush());
    }
    this.#publish(entry, withAnswer(entry.snapshot, cause ? { ...answer, cause } : answer, false));
  }

  #failed(entry: Entry, dataset: Dataset, error: SourceError, byPerson: boolean): void {
    const now = this.clock.now();
    this.#schedule.failed(entry, dataset, error, now);
    if (error.kind === 'denied') void this.#cache.forget(entry.key);
    const isCalm = error.kind === 'cancelled'
      || (!byPerson && entry.failures < 2 && error.kind !== 'denied' && entry.answeredAt !== null && isCurrent(entry.answeredAt, dataset.cadence, now));
    this.#publish(entry, isCalm ? withRefreshing(entry.snapshot, false) : withFailure(entry.snapshot, error));
  }

  #publish(entry: Entry, snapshot: Snapshot): void {
    if (snapshot === entry.snapshot) return;
    entry.snapshot = snapshot;
    for (const listener of [...entry.listeners.keys()]) {
      // One that left while the others were being told is not called again.
      if (entry.listeners.has(listener)) tell(listener, snapshot);
    }
  }

  #drop(entry: Entry): void {
    this.#entries.delete(entry.key);
    entry.asking?.abort();
    entry.asking = null;
    for (const done of entry.waiting.splice(0)) done();
  }
}

/** A listener that throws harms neither the others nor the schedule; the page's error handler hears of it. */
function tell(listener: Listener, snapshot: Snapshot): void {
  try {
    listener(snapshot);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
