import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryKey } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import { FakeCache, START, answerOf, datasetOf, errorOf, pageOf, queryOf, rowsOf, settled } from './page.fixture';
import type { Page } from './page.fixture';
import type { Snapshot } from './snapshot';

const KEYS = ['a', 'b', 'c'];
const NEVER = -1;

/** What a page may go through. Replies and cache reads settle in any order in between. */
type Step =
  | { readonly do: 'observe' | 'leave' | 'refetch'; readonly key: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'sleep' | 'reply' | 'offline' | 'online' | 'hide' | 'show' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('observe' as const, 'leave' as const, 'refetch' as const), key: fc.nat(KEYS.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 300, 5_000, 31_000) }) },
  { weight: 6, arbitrary: fc.constant({ do: 'reply' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sleep' as const, 'offline' as const, 'online' as const, 'hide' as const, 'show' as const) }) },
);

/** A page whose sources number their replies by the order in which they were asked, and what is checked all the while. */
class Watched {
  readonly page: Page;
  readonly faults: string[] = [];
  readonly #scheduler: fc.Scheduler;
  readonly #stops = new Map<string, (() => void)[]>();
  readonly #shown = new Map<string, Snapshot>();
  readonly #underWay = new Map<string, Set<AbortSignal>>();
  #asked = 0;

  constructor(scheduler: fc.Scheduler, outcomes: readonly boolean[]) {
    this.#scheduler = scheduler;
    const cache = new FakeCache();
    for (const key of KEYS) cache.kept.set(queryKey(queryOf(key)), answerOf(rowsOf(NEVER), START));
    const read = cache.get.bind(cache);
    cache.get = (keys) => scheduler.schedule(read(keys), 'cache read');
    this.page = pageOf(KEYS.map((key) => datasetOf(key, 's', { kind: 'interval', seconds: 10 })), { cache });
    // The reply is fixed when asked and given in spite of any cancellation: the worst source there is.
    this.page.reply(async (query, signal) => {
      const number = (this.#asked += 1);
      const own = this.#underWay.get(query.dataset) ?? new Set();
      this.#underWay.set(query.dataset, own.add(signal));
      if ([...own].filter((one) => !one.aborted).length !== 1) this.faults.push(`two asks of ${query.dataset} at once`);
      await scheduler.schedule(Promise.resolve(), `reply ${number}`);
      own.delete(signal);
      return outcomes[number % outcomes.length] ? ok(answerOf(rowsOf(number), this.page.clock.now())) : err(errorOf('unavailable'));
    });
  }

  async go(move: Step): Promise<void> {
    const { client, clock, online, visible } = this.page;
    switch (move.do) {
      case 'observe': this.#observe(KEYS[move.key] ?? 'a'); break;
      case 'leave': this.#stops.get(KEYS[move.key] ?? 'a')?.pop()?.(); break;
      case 'refetch': void client.refetch(queryOf(KEYS[move.key] ?? 'a')); break;
      case 'wait': await clock.advance(move.ms); break;
      case 'sleep': clock.sleep(3_600_000); await clock.advance(61_000); break;
      case 'reply': if (this.#scheduler.count() > 0) await this.#scheduler.waitNext(1); break;
      case 'online': online.set(true); break;
      case 'offline': online.set(false); break;
      case 'hide': visible.set(false); break;
      case 'show': visible.set(true); break;
    }
    await settled();
  }

  async leaveAll(): Promise<void> {
    for (const stops of this.#stops.values()) for (const stop of stops) stop();
    await this.page.clock.advance(40_000);
    await this.#scheduler.waitIdle();
    await this.page.clock.advance(40_000);
  }

  #observe(key: string): void {
    const stops = this.#stops.get(key) ?? [];
    let last: Snapshot | undefined;
    if (stops.length === 0) this.#shown.delete(key);
    stops.push(this.page.client.observe(queryOf(key), (snapshot) => {
      if (snapshot === last) this.faults.push('told twice of the same');
      this.#check(this.#shown.get(key), snapshot);
      last = snapshot;
      this.#shown.set(key, snapshot);
    }));
    this.#stops.set(key, stops);
  }

  /** What is shown never goes back to an older ask, and never vanishes. */
  #check(before: Snapshot | undefined, after: Snapshot): void {
    if (before?.data === undefined) return;
    if (after.data === undefined) this.faults.push('what was shown is gone');
    else if (numberIn(after) < numberIn(before)) this.faults.push(`${numberIn(after)} shown after ${numberIn(before)}`);
    if (!before.fromCache && after.fromCache) this.faults.push('the device overwrote the source');
  }
}

const numberIn = (snapshot: Snapshot): number =>
  snapshot.data?.kind === 'events' ? Number(snapshot.data.rows[0]?.values['n']) : Number.NaN;

describe('whatever the order of events', () => {
  it('one ask at a time for a question, the latest wins, nothing shown is lost, nothing leaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 5, maxLength: 40 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }), async (scheduler, steps, outcomes) => {
        const watched = new Watched(scheduler, outcomes);
        for (const move of steps) await watched.go(move);
        await watched.leaveAll();
        expect(watched.faults).toEqual([]);
        expect([watched.page.client.size, watched.page.clock.timers]).toEqual([0, 0]);
      }),
      { numRuns: 400 },
    );
  });
});
