import type { SnapshotCache } from '@/cache/snapshot-cache';
import type { StoredAnswer } from '@/cache/record';
import type { Cadence, Classification, Dataset, DatasetQuery, Events } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { Answer, Ask } from '@/federation/answer';
import type { SourceError, SourceErrorKind } from '@/federation/source-error';
import type { QueryClock } from './clock';
import { createQueryClient } from './query-client';
import type { QueryClient, QueryClientOptions } from './query-client';
import { createSignal } from './signal';
import type { SettableSignal } from './signal';

export const START = toInstant(Date.UTC(2026, 10, 21, 1, 30));

/** Lets every promise that can settle do so. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** Real time and the device's clock, both by hand. */
export class FakeClock implements QueryClock {
  #real = 0;
  #shift = START as number;
  readonly #timers = new Map<symbol, { readonly at: number; readonly run: () => void }>();

  now(): Instant {
    return toInstant(this.#real + this.#shift);
  }
  later(ms: number, run: () => void): () => void {
    const id = Symbol('timer');
    this.#timers.set(id, { at: this.#real + ms, run });
    return () => void this.#timers.delete(id);
  }
  get timers(): number {
    return this.#timers.size;
  }
  /** Somebody sets the device's clock. */
  step(ms: number): void {
    this.#shift += ms;
  }
  /** The machine sleeps: time goes by, timers do not. */
  sleep(ms: number): void {
    this.#shift += ms;
  }
  /** Time goes by and timers ring. */
  async advance(ms: number): Promise<void> {
    const end = this.#real + ms;
    await settled();
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#real = Math.max(this.#real, due[1].at);
      due[1].run();
      await settled();
    }
    this.#real = end;
  }
}

export const datasetOf = (id: string, source = 'one-stop', cadence: Cadence = { kind: 'interval', seconds: 30 }, classification: Classification = 'internal'): Dataset => ({
  id, source, connector: 'rest-json', title: { vi: id, en: id }, description: { vi: id, en: id }, owner: { vi: 'Sở', en: 'Dept' },
  shape: 'events', cadence, classification, parameters: [], request: {}, mapping: {},
});
export const queryOf = (dataset: string, params: DatasetQuery['params'] = {}): DatasetQuery => ({ dataset, params });

export const rowsOf = (...values: number[]): Events => ({
  kind: 'events',
  fields: [{ id: 'n', type: 'number', personal: false }],
  rows: values.map((n) => ({ id: String(n), values: { n } })),
});
export const answerOf = (data: Answer['data'], at: Instant, more: Partial<Answer> = {}): Answer => ({
  data, asOf: at, receivedAt: at, serverTime: at,
  provenance: { source: 'one-stop', dataset: 'd', connector: 'rest-json', request: 'GET /', asOf: at, receivedAt: at, sourceVersion: null, digest: '', sampleData: true },
  ...more,
});
export const errorOf = (kind: SourceErrorKind, more: Partial<SourceError> = {}): SourceError => ({ kind, source: 'one-stop', dataset: 'd', ...more });

/** A cache in a Map that counts its transactions. */
export class FakeCache implements SnapshotCache {
  readonly mode = 'memory' as const;
  readonly notice = null;
  readonly kept = new Map<string, StoredAnswer>();
  readonly reads: string[][] = [];
  puts = 0;

  async get(queryKeys: readonly string[]): Promise<ReadonlyMap<string, StoredAnswer>> {
    this.reads.push([...queryKeys]);
    return new Map(queryKeys.flatMap((key) => {
      const answer = this.kept.get(key);
      return answer ? [[key, answer] as const] : [];
    }));
  }
  async put(items: readonly { readonly queryKey: string; readonly answer: StoredAnswer }[]): Promise<void> {
    this.puts += 1;
    for (const { queryKey, answer } of items) this.kept.set(queryKey, answer);
  }
  async remove(queryKeys: readonly string[]): Promise<void> {
    for (const key of queryKeys) this.kept.delete(key);
  }
  async wipe(): Promise<void> {
    this.kept.clear();
  }
  close(): void {
    this.kept.clear();
  }
}

export interface Call {
  readonly query: DatasetQuery;
  readonly signal: AbortSignal;
  readonly at: number;
}

export interface Page {
  readonly client: QueryClient;
  readonly clock: FakeClock;
  readonly cache: FakeCache;
  readonly online: SettableSignal<boolean>;
  readonly visible: SettableSignal<boolean>;
  readonly calls: Call[];
  /** Asks under way at present, and the most there ever were. */
  readonly underWay: () => number;
  readonly peak: () => number;
  /** How sources reply from now on. */
  reply(ask: Ask): void;
}

/** A whole page with nothing real in it. Sources answer after 50 ms with one row. */
export function pageOf(datasets: readonly Dataset[], more: Partial<QueryClientOptions> = {}): Page {
  const clock = new FakeClock();
  const cache = new FakeCache();
  const online = createSignal(true);
  const visible = createSignal(true);
  const calls: Call[] = [];
  let running = 0;
  let peak = 0;
  let seed = 7;
  let reply: Ask = afterMs(clock, 50, () => ok(answerOf(rowsOf(1), clock.now())));
  const client = createQueryClient({
    datasets: new Map(datasets.map((dataset) => [dataset.id, dataset])),
    async ask(query, signal) {
      calls.push({ query, signal, at: clock.now() });
      running += 1;
      peak = Math.max(peak, running);
      try {
        return await reply(query, signal);
      } finally {
        running -= 1;
      }
    },
    cache, clock, online, visibility: visible,
    random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
    ...more,
  });
  return { client, clock, cache, online, visible, calls, underWay: () => running, peak: () => peak, reply: (ask) => (reply = ask) };
}

/** A source that takes `ms`, and that gives up when nobody waits. */
export const afterMs = (clock: FakeClock, ms: number, outcome: (query: DatasetQuery) => Awaited<ReturnType<Ask>>): Ask => (query, signal) =>
  new Promise((resolve) => {
    const callOff = clock.later(ms, () => resolve(outcome(query)));
    signal.addEventListener('abort', () => {
      callOff();
      resolve(err(errorOf('cancelled')));
    });
  });
