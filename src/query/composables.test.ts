import { describe, expect, it, vi } from 'vitest';
import { createApp, effectScope, nextTick, shallowRef, watch } from 'vue';
import type { DatasetQuery } from '@/domain/dataset';
import { queryKey } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { START, answerOf, datasetOf, pageOf, queryOf, rowsOf, settled } from './page.fixture';
import type { Page } from './page.fixture';
import { QUERY_CLIENT } from './query-client-key';
import { useFreshnessClock } from './use-freshness-clock';
import { useSnapshots } from './use-snapshots';

/** Runs a composable as a component of a page would. */
function within<T>(page: Page, setup: () => T): { readonly result: T; readonly leave: () => void } {
  const app = createApp({});
  app.provide(QUERY_CLIENT, page.client);
  const scope = effectScope();
  const result = app.runWithContext(() => scope.run(setup));
  if (result === undefined) throw new Error('nothing was set up');
  return { result, leave: () => scope.stop() };
}
const page = (): Page => pageOf([datasetOf('a'), datasetOf('b'), datasetOf('c')]);

describe('useSnapshots', () => {
  it('has one snapshot a slot from the first moment', async () => {
    const here = page();
    const { result } = within(here, () => useSnapshots(() => ({ main: queryOf('a'), other: queryOf('b') })));
    expect(Object.entries(result.value).map(([slot, { state }]) => [slot, state])).toEqual([['main', 'loading'], ['other', 'loading']]);
    await here.clock.advance(100);
    expect(Object.values(result.value).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  it('follows only the slot whose question changed, showing that question\'s own state at once', async () => {
    const here = page();
    const slots = shallowRef<{ [slot: string]: DatasetQuery }>({ main: queryOf('a', { unit: '1' }), other: queryOf('b') });
    const { result } = within(here, () => useSnapshots(() => slots.value));
    await here.clock.advance(1_000);
    const other = result.value['other'];
    here.cache.kept.set(queryKey(queryOf('a', { unit: '2' })), answerOf(rowsOf(5), START));
    await here.client.prefetchFromCache([queryOf('a', { unit: '2' })]);
    slots.value = { main: queryOf('a', { unit: '2' }), other: queryOf('b') };
    await nextTick();
    expect(result.value['main']).toMatchObject({ state: 'ready', fromCache: true, data: rowsOf(5), query: { params: { unit: '2' } } });
    expect(result.value['other']).toBe(other);
    slots.value = { main: queryOf('a', { unit: '3' }) };
    await nextTick();
    expect(Object.keys(result.value)).toEqual(['main']);
    expect(result.value['main']?.state).toBe('loading');
    await here.clock.advance(11_000);
    expect(here.client.size).toBe(1);
  });

  it('does not stir when the same questions are computed anew', async () => {
    const here = page();
    const beat = shallowRef(0);
    const { result } = within(here, () => useSnapshots(() => (beat.value >= 0 ? { main: queryOf('a', { n: '1' }) } : {})));
    await here.clock.advance(100);
    const before = result.value;
    beat.value += 1;
    await nextTick();
    expect(result.value).toBe(before);
    expect(here.calls).toHaveLength(1);
  });

  it('keeps a question asked once when it moves to another slot', async () => {
    const here = page();
    const slots = shallowRef<{ [slot: string]: DatasetQuery }>({ first: queryOf('a') });
    const { result } = within(here, () => useSnapshots(() => slots.value));
    await here.clock.advance(100);
    slots.value = { second: queryOf('a') };
    await nextTick();
    expect(result.value['second']?.state).toBe('ready');
    expect(here.calls).toHaveLength(1);
  });

  it('leaves nothing behind', async () => {
    const here = page();
    const { leave, result } = within(here, () => useSnapshots(() => ({ main: queryOf('a'), other: queryOf('b') })));
    await here.clock.advance(100);
    const last = result.value;
    leave();
    await here.clock.advance(20_000);
    expect([here.client.size, here.clock.timers]).toEqual([0, 0]);
    expect(result.value).toBe(last);
  });
});

describe('useFreshnessClock', () => {
  const flush = async () => {
    await nextTick();
    await settled();
  };

  it('ticks when a label is about to change and not before, with one timer for all', async () => {
    const here = page();
    const ticks: number[] = [];
    const first = within(here, () => {
      const { now } = useFreshnessClock((at) => 20_000 - ((at - START) % 20_000));
      watch(now, (at) => ticks.push(at - START), { flush: 'sync' });
      return now;
    });
    const second = within(here, () => useFreshnessClock((at) => (at < START + 30_000 ? START + 30_000 - at : null)).now);
    await flush();
    expect(here.clock.timers).toBe(1);
    for (let passed = 0; passed < 60; passed += 1) {
      await here.clock.advance(1_000);
      await flush();
      expect(here.clock.timers).toBe(1);
    }
    expect(ticks).toEqual([20_000, 30_000, 40_000, 60_000]);
    expect(first.result).toBe(second.result);
    first.leave();
    second.leave();
    expect(here.clock.timers).toBe(0);
  });

  it('ticks at whole minutes where nobody says more', async () => {
    const here = page();
    const { result } = within(here, () => useFreshnessClock());
    await here.clock.advance(25_000);
    await flush();
    expect(result.now.value).toBe(START);
    await here.clock.advance(35_000);
    expect(result.now.value).toBe(START + 60_000);
    expect(result.serverNow()).toBe(START + 60_000);
  });

  it('stands still while hidden, and is right at once when seen again', async () => {
    const here = page();
    const { result } = within(here, () => useFreshnessClock(() => 5_000));
    await flush();
    here.visible.set(false);
    await here.clock.advance(3_600_000);
    expect([result.now.value, here.clock.timers]).toEqual([START, 0]);
    here.visible.set(true);
    expect(result.now.value).toBe(START + 3_600_000);
  });

  it('is never more often than each second', async () => {
    const here = page();
    const seen = vi.fn();
    within(here, () => watch(useFreshnessClock(() => 0).now, seen, { flush: 'sync' }));
    for (let step = 0; step < 100; step += 1) {
      await here.clock.advance(100);
      await flush();
    }
    expect(seen.mock.calls.length).toBeLessThanOrEqual(10);
    expect(seen.mock.calls.length).toBeGreaterThanOrEqual(9);
  });

  it('does not stir for a first screen, and catches up with what arrives later', async () => {
    const here = page();
    const { result } = within(here, () => {
      useSnapshots(() => ({ main: queryOf('a') }));
      return useFreshnessClock(() => null).now;
    });
    await here.clock.advance(1_900);
    await flush();
    expect(result.value).toBe(START);
    for (let step = 0; step < 600; step += 1) {
      await here.clock.advance(100);
      await flush();
    }
    const latest = here.calls.at(-1)?.at ?? 0;
    expect(latest).toBeGreaterThan(START + 20_000);
    expect(result.value).toBeGreaterThanOrEqual(latest);
  });

  it('tells server time', async () => {
    const here = page();
    here.reply(async () => ({ ok: true, value: answerOf(rowsOf(1), here.clock.now(), { serverTime: toInstant(here.clock.now() + 3_600_000) }) }));
    const { result } = within(here, () => {
      useSnapshots(() => ({ main: queryOf('a') }));
      return useFreshnessClock().now;
    });
    await here.clock.advance(2_500);
    await flush();
    expect(result.value - here.clock.now()).toBeGreaterThan(3_590_000);
  });
});
