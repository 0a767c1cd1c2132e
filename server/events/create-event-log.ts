import { sql } from 'kysely';
import type { Core } from '../core';
import type { EventLogService, PortalEvent, Replay } from './event-log';
import { keptIds, pruneEvents, readEpoch, rowsAfter } from './event-rows';

const CHANNEL = 'portal_event';
/** Held from insert to commit, so that ids become visible in order. Any number nobody else uses. */
const PUBLISH_LOCK = 7_410_001;
const BATCH = 500;
/** Newest events kept in memory: readers who were away for a moment cost the store nothing. */
const RECENT = 1_000;
/** Whoever missed more than this is better off asking anew. */
const MOST_REPLAYED = 1_000;
/** A notification may be lost with the connection it came by. */
const LOOK_EVERY_MS = 10_000;
const RETRY_MS = 1_000;
const KEEP_MS = 60 * 60_000;
const KEEP_ROWS = 50_000;
const PRUNE_EVERY_MS = 60_000;

/** The event log over the store: rows in order of commit, told to every gateway by NOTIFY. */
export const createEventLog = (parts: Pick<Core, 'store' | 'log' | 'clock'>): EventLogService => {
  const log = new StoredEventLog(parts);
  return {
    publish: (db, ...events) => log.publish(db, ...events),
    subscribe: (listener) => log.subscribe(listener),
    start: () => log.start(),
    stop: () => log.stop(),
    epoch: () => log.epoch,
    head: () => log.head,
    since: (id) => log.since(id),
  };
};

class StoredEventLog {
  readonly #parts: Pick<Core, 'store' | 'log' | 'clock'>;
  readonly #listeners = new Set<(event: PortalEvent) => void>();
  #recent: PortalEvent[] = [];
  /** `recent` holds every event after this id. */
  #recentAfter = 0;
  epoch = '';
  head = 0;
  #stops: (() => Promise<void>)[] = [];
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  #again = false;
  #epochInDoubt = false;
  #stopped = false;

  constructor(parts: Pick<Core, 'store' | 'log' | 'clock'>) {
    this.#parts = parts;
  }

  publish: EventLogService['publish'] = async (db, ...events) => {
    if (events.length === 0) return;
    await sql`select pg_advisory_xact_lock(${PUBLISH_LOCK})`.execute(db);
    const at = new Date(this.#parts.clock());
    const rows = events.map(({ kind, audience, payload }) => ({ kind, audience: JSON.stringify(audience), payload: JSON.stringify(payload), at }));
    const ids = await db.insertInto('event').values(rows).returning('id').execute();
    // Whoever hears it reads everything that is new.
    await this.#parts.store.notify(db, CHANNEL, String(ids.at(-1)?.id ?? 0));
  };

  subscribe(listener: (event: PortalEvent) => void): () => void {
    const own = (event: PortalEvent): void => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  async start(): Promise<void> {
    const { store } = this.#parts;
    this.#stopped = false;
    await this.#begin();
    const doubtful = (): void => void this.#look(true);
    this.#stops.push(await store.listen(CHANNEL, () => void this.#look(false), doubtful));
    this.#stops.push(store.elect('event-retention', (signal) => this.#prune(signal)));
    this.#timer = setInterval(doubtful, LOOK_EVERY_MS).unref();
    // What was committed between reading the head and hearing of it.
    await this.#look(false);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all(this.#stops.splice(0).map((stop) => stop()));
    await this.#reading;
  }

  async since(id: number): Promise<Replay> {
    if (id >= this.#recentAfter && id <= this.head) return { kind: 'events', events: this.#recent.filter((event) => event.id > id) };
    const { db } = this.#parts.store;
    const { oldest, newest } = await keptIds(db);
    if (id > newest || id + 1 < oldest) return { kind: 'gap', head: newest };
    const rows = await rowsAfter(db, this.epoch, id, MOST_REPLAYED + 1);
    if (rows.length > MOST_REPLAYED) return { kind: 'gap', head: newest };
    return { kind: 'events', events: rows.flatMap(({ event }) => event ?? []) };
  }

  async #begin(): Promise<void> {
    const { db } = this.#parts.store;
    this.epoch = await readEpoch(db);
    this.head = (await keptIds(db)).newest;
    this.#recentAfter = this.head;
    this.#recent = [];
  }

  /** Reads what is new. One reading at a time; a call meanwhile makes it read once more. */
  #look(epochInDoubt: boolean): Promise<void> {
    this.#again = true;
    this.#epochInDoubt ||= epochInDoubt;
    this.#reading ??= this.#readAll().finally(() => { this.#reading = null; });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        if (this.#epochInDoubt && (await readEpoch(this.#parts.store.db)) !== this.epoch) await this.#begin();
        this.#epochInDoubt = false;
        let rows = await rowsAfter(this.#parts.store.db, this.epoch, this.head, BATCH);
        while (rows.length > 0 && !this.#stopped) {
          for (const { id, event } of rows) this.#tell(id, event);
          rows = rows.length < BATCH ? [] : await rowsAfter(this.#parts.store.db, this.epoch, this.head, BATCH);
        }
      } catch (fault) {
        if (this.#stopped) return;
        this.#parts.log.warn({ err: fault }, 'events could not be read; trying again');
        await pause(RETRY_MS);
        this.#again = true;
      }
    }
  }

  #tell(id: number, event: PortalEvent | null): void {
    this.head = id;
    if (!event) return;
    this.#recent.push(event);
    if (this.#recent.length > 2 * RECENT) {
      const dropped = this.#recent.splice(0, this.#recent.length - RECENT);
      this.#recentAfter = dropped.at(-1)?.id ?? this.#recentAfter;
    }
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (fault) {
        this.#parts.log.error({ err: fault }, 'a listener of events failed');
      }
    }
  }

  async #prune(signal: AbortSignal): Promise<void> {
    const { store, log, clock } = this.#parts;
    while (!signal.aborted) {
      try {
        await pruneEvents(store.db, new Date(clock() - KEEP_MS), KEEP_ROWS);
      } catch (fault) {
        log.warn({ err: fault }, 'old events could not be dropped');
      }
      await pause(PRUNE_EVERY_MS, signal);
    }
  }
}

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal?.aborted) return done();
    const timer = setTimeout(done, ms).unref();
    signal?.addEventListener('abort', () => { clearTimeout(timer); done(); }, { once: true });
  });
