import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SnapshotCache } from '@/cache/snapshot-cache';
import { queryKey } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Ask } from '@/federation/answer';
import { START, afterMs, answerOf, datasetOf, errorOf, pageOf, queryOf, rowsOf, settled } from './page.fixture';
import type { FakeClock } from './page.fixture';
import type { Snapshot } from './snapshot';

const A = datasetOf('a');
const DAILY = datasetOf('daily', 'statistics-office', { kind: 'periodic', period: 'month', publishedAfterDays: 20, checkSeconds: 3_600 });
const SECRET = datasetOf('secret', 'one-stop', { kind: 'interval', seconds: 30 }, 'personal');
const q = queryOf('a', { unit: '40', periods: ['calendar:2026-10', 'calendar:2026-11'] });

afterEach(() => vi.restoreAllMocks());

function follow(page: ReturnType<typeof pageOf>, query = q) {
  const seen: Snapshot[] = [];
  const stop = page.client.observe(query, (snapshot) => seen.push(snapshot));
  return { seen, stop, last: () => seen.at(-1) };
}

describe('one question', () => {
  it('is loading at once, then ready with its data, time and provenance', async () => {
    const page = pageOf([A]);
    const { seen, last } = follow(page);
    expect(seen).toEqual([{ query: q, state: 'loading', fromCache: false, refreshing: false }]);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ state: 'ready', data: rowsOf(1), asOf: START + 50, receivedAt: START + 50, fromCache: false, refreshing: false });
    expect(seen).toHaveLength(2);
  });

  it('is asked once however many observe it and however its parameters are written', async () => {
    const page = pageOf([A]);
    const other = queryOf('a', { periods: ['calendar:2026-10', 'calendar:2026-11'], unit: '40' });
    const [first, second] = [follow(page), follow(page, other)];
    await page.clock.advance(100);
    expect(page.calls).toHaveLength(1);
    expect(page.client.size).toBe(1);
    expect(first.last()).toBe(second.last());
    const third = follow(page);
    expect(third.seen).toEqual([first.last()]);
    expect(page.calls).toHaveLength(1);
  });

  it('lets one listener observe twice and leave once', async () => {
    const page = pageOf([A]);
    const seen: Snapshot[] = [];
    const listener = (snapshot: Snapshot) => void seen.push(snapshot);
    page.client.observe(q, listener)();
    const stop = page.client.observe(q, listener);
    page.client.observe(q, listener);
    stop();
    stop();
    await page.clock.advance(100);
    expect(seen.filter((snapshot) => snapshot.state === 'ready')).toHaveLength(1);
  });

  it('tells nothing to one who has left', async () => {
    const page = pageOf([A]);
    const { seen, stop } = follow(page);
    follow(page);
    stop();
    await page.clock.advance(100);
    expect(seen).toHaveLength(1);
  });

  it('is empty when the source answered with nothing, and keeps the shape of that answer', async () => {
    const page = pageOf([A]);
    page.reply(async () => ok(answerOf(rowsOf(), START)));
    const { last } = follow(page);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ state: 'empty', data: rowsOf() });
  });

  it('carries what came in part, and the notes of the answer', async () => {
    const page = pageOf([A]);
    page.reply(async () => ok(answerOf(rowsOf(1), START, { asOf: null, partial: { present: 3, expected: 5 }, notes: [{ code: 'repeated-rows', count: 2 }] })));
    const { last } = follow(page);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ partial: { present: 3, expected: 5 }, notes: [{ code: 'repeated-rows', count: 2 }] });
    expect(last()).not.toHaveProperty('asOf');
  });

  it('fails by name where the pack knows no such dataset, and asks nobody', async () => {
    const page = pageOf([A]);
    const { last } = follow(page, queryOf('nowhere'));
    await page.clock.advance(600_000);
    expect(last()).toMatchObject({ state: 'failed', cause: { kind: 'misconfigured', dataset: 'nowhere' } });
    await page.client.refetch(queryOf('nowhere'));
    expect(page.calls).toHaveLength(0);
  });

  it('survives a connector that throws and a listener that throws', async () => {
    const page = pageOf([A]);
    const thrown: unknown[] = [];
    vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => void Promise.resolve().then(run).catch((error: unknown) => thrown.push(error)));
    page.reply(() => { throw new Error('bug in a mapping'); });
    page.client.observe(q, (snapshot) => { if (snapshot.state !== 'loading' && thrown.length === 0) throw new Error('bug in a widget'); });
    const { last } = follow(page);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ state: 'failed', cause: { kind: 'source-error', source: 'one-stop', dataset: 'a', got: 'Error: bug in a mapping' } });
    expect(thrown).toEqual([new Error('bug in a widget')]);
    page.reply(async () => ok(answerOf(rowsOf(1), START)));
    await page.clock.advance(60_000);
    expect(last()?.state).toBe('ready');
  });
});

describe('from the device first', () => {
  const kept = (minutesAgo: number) => answerOf(rowsOf(7), toInstant(START - minutesAgo * 60_000));

  it('shows what is kept, then asks, keeping the value while it does', async () => {
    const page = pageOf([A]);
    page.cache.kept.set(queryKey(q), kept(10));
    const { seen } = follow(page);
    await page.clock.advance(100);
    expect(seen.map(({ state, fromCache, refreshing, receivedAt }) => [state, fromCache, refreshing, receivedAt])).toEqual([
      ['loading', false, false, undefined],
      ['ready', true, false, START - 600_000],
      ['ready', true, true, START - 600_000],
      ['ready', false, false, START + 50],
    ]);
    expect(seen[1]?.data).toEqual(rowsOf(7));
    expect(seen[3]?.data).toEqual(rowsOf(1));
  });

  it('does not ask while what is kept is within its cadence', async () => {
    const page = pageOf([DAILY]);
    const daily = queryOf('daily');
    page.cache.kept.set(queryKey(daily), kept(10));
    const { last } = follow(page, daily);
    await page.clock.advance(60_000);
    expect([page.calls.length, last()?.fromCache]).toEqual([0, true]);
    await page.clock.advance(3_600_000);
    expect([page.calls.length, last()?.fromCache]).toEqual([1, false]);
  });

  it('asks at once what claims to come from the future', async () => {
    const page = pageOf([DAILY]);
    const daily = queryOf('daily');
    page.cache.kept.set(queryKey(daily), kept(-600));
    follow(page, daily);
    await page.clock.advance(100);
    expect(page.calls).toHaveLength(1);
  });

  it('reads all questions of one moment in one transaction', async () => {
    const page = pageOf([A]);
    for (let index = 0; index < 12; index += 1) follow(page, queryOf('a', { n: String(index) }));
    await page.clock.advance(100);
    expect(page.cache.reads.map((keys) => keys.length)).toEqual([12]);
  });

  it('has what was prefetched at the very first call, without a second read', async () => {
    const page = pageOf([DAILY]);
    const daily = queryOf('daily');
    page.cache.kept.set(queryKey(daily), kept(10));
    await page.client.prefetchFromCache([daily, queryOf('daily', { from: 'calendar:2026-01' })]);
    const { seen } = follow(page, daily);
    expect(seen).toMatchObject([{ state: 'ready', fromCache: true, data: rowsOf(7) }]);
    expect([page.cache.reads.length, page.calls.length]).toEqual([1, 0]);
    await page.clock.advance(40_000);
    expect(page.client.size).toBe(1);
  });

  it('does not wait for a cache that is slow to open, and prefers the source to what it brings too late', async () => {
    let open: (cache: SnapshotCache) => void = () => undefined;
    const slow = new Promise<SnapshotCache>((resolve) => (open = resolve));
    const page = pageOf([A], { cache: slow });
    const { last } = follow(page);
    await page.clock.advance(240);
    expect(page.calls).toHaveLength(0);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ state: 'ready', data: rowsOf(1) });
    page.cache.kept.set(queryKey(q), kept(10));
    open(page.cache);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ fromCache: false, data: rowsOf(1) });
  });

  it('shows what a slow cache brings beside the failure that was quicker', async () => {
    let open: (cache: SnapshotCache) => void = () => undefined;
    const page = pageOf([A], { cache: new Promise<SnapshotCache>((resolve) => (open = resolve)) });
    page.reply(async () => err(errorOf('unreachable')));
    const { last } = follow(page);
    await page.clock.advance(1_000);
    expect(last()?.state).toBe('failed');
    page.cache.kept.set(queryKey(q), kept(10));
    open(page.cache);
    await page.clock.advance(10);
    expect(last()).toMatchObject({ state: 'ready', fromCache: true, data: rowsOf(7), cause: { kind: 'unreachable' } });
  });

  it('writes answers in batches, each question at most every half minute, and before the page is hidden', async () => {
    const fast = datasetOf('fast', 'lgsp', { kind: 'interval', seconds: 5 });
    const page = pageOf([A, fast]);
    follow(page);
    follow(page, queryOf('fast'));
    await page.clock.advance(60);
    expect(page.cache.puts).toBe(0);
    await page.clock.advance(200);
    expect([page.cache.puts, page.cache.kept.size]).toEqual([1, 2]);
    await page.clock.advance(29_000);
    expect(page.cache.puts).toBeLessThanOrEqual(2);
    const before = page.cache.puts;
    follow(page, queryOf('a', { other: '1' }));
    await page.clock.advance(60);
    page.visible.set(false);
    await settled();
    expect(page.cache.puts).toBe(before + 1);
  });

  it('neither reads nor writes personal data', async () => {
    const page = pageOf([SECRET]);
    const secret = queryOf('secret');
    page.cache.kept.set(queryKey(secret), kept(1));
    const { last } = follow(page, secret);
    await page.clock.advance(100_000);
    expect(last()).toMatchObject({ state: 'ready', fromCache: false });
    expect([page.cache.reads.length, page.cache.puts]).toEqual([0, 0]);
  });
});

describe('a refresh', () => {
  it('keeps the old object where the figures are the same', async () => {
    const page = pageOf([A]);
    const { last } = follow(page);
    await page.clock.advance(100);
    const before = last();
    await page.clock.advance(40_000);
    expect(page.calls.length).toBeGreaterThan(1);
    expect(last()).not.toBe(before);
    expect(last()?.data).toBe(before?.data);
    page.reply(async () => ok(answerOf(rowsOf(2), page.clock.now())));
    await page.clock.advance(40_000);
    expect(last()?.data).toEqual(rowsOf(2));
  });

  it('never changes a snapshot once given', async () => {
    const page = pageOf([A]);
    const { seen } = follow(page);
    await page.clock.advance(100_000);
    expect(seen.every(Object.isFrozen)).toBe(true);
    for (const [index, snapshot] of seen.entries()) expect(snapshot).not.toBe(seen[index + 1]);
  });

  it('keeps the value with its cause when it fails twice, and says so at once when a person asked', async () => {
    const page = pageOf([A]);
    const { seen, last } = follow(page);
    await page.clock.advance(100);
    page.reply(async () => err(errorOf('unavailable', { httpStatus: 500 })));
    await page.client.refetch(q);
    expect(last()).toMatchObject({ state: 'ready', data: rowsOf(1), refreshing: false, cause: { kind: 'unavailable' } });
    page.reply(async () => ok(answerOf(rowsOf(1), page.clock.now())));
    await page.client.refetch(q);
    expect(last()).not.toHaveProperty('cause');
    page.reply(async () => err(errorOf('unavailable', { httpStatus: 500 })));
    const before = seen.length;
    const calls = page.calls.length;
    while (page.calls.length === calls) await page.clock.advance(500);
    expect(seen.slice(before).filter((snapshot) => snapshot.cause)).toEqual([]);
    await page.clock.advance(5_000);
    expect(last()).toMatchObject({ state: 'ready', data: rowsOf(1), cause: { kind: 'unavailable' } });
  });

  it('names a failure at once where the value shown is old already', async () => {
    const page = pageOf([A]);
    page.cache.kept.set(queryKey(q), answerOf(rowsOf(7), toInstant(START - 600_000)));
    page.reply(async () => err(errorOf('unreachable')));
    const { last } = follow(page);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ state: 'ready', fromCache: true, cause: { kind: 'unreachable' } });
  });

  it('keeps naming the failure that opened the circuit', async () => {
    const page = pageOf([A]);
    page.reply(async () => err(errorOf('timed-out')));
    const { last } = follow(page);
    await page.clock.advance(100);
    page.reply(async () => err(errorOf('circuit-open', { retryAfterMs: 30_000 })));
    await page.clock.advance(10_000);
    expect(last()).toMatchObject({ state: 'failed', cause: { kind: 'timed-out' } });
  });

  it('takes the value away, from the device too, when the right was withdrawn', async () => {
    const page = pageOf([A]);
    const { last } = follow(page);
    await page.clock.advance(1_000);
    expect(page.cache.kept.size).toBe(1);
    page.reply(async () => err(errorOf('denied', { httpStatus: 403 })));
    await page.client.refetch(q);
    await settled();
    expect(last()).toEqual({ query: q, state: 'denied', cause: errorOf('denied', { httpStatus: 403 }), fromCache: false, refreshing: false });
    expect(page.cache.kept.size).toBe(0);
    const calls = page.calls.length;
    await page.clock.advance(20 * 60_000);
    expect(page.calls.length).toBe(calls);
    page.reply(async () => ok(answerOf(rowsOf(1), page.clock.now())));
    await page.clock.advance(20 * 60_000);
    expect(last()?.state).toBe('ready');
  });

  it('is one ask, however often a person wishes it', async () => {
    const page = pageOf([A]);
    follow(page);
    await page.clock.advance(100);
    const all = [page.client.refetch(q), page.client.refetch(q), page.client.refetchAll()];
    await page.clock.advance(60);
    await Promise.all(all);
    expect(page.calls).toHaveLength(2);
  });
});

describe('leaving', () => {
  it('keeps the question for ten seconds, then cancels and forgets it', async () => {
    const page = pageOf([A]);
    page.reply(afterMs(page.clock, 60_000, () => ok(answerOf(rowsOf(1), page.clock.now()))));
    const { stop } = follow(page);
    await page.clock.advance(100);
    stop();
    await page.clock.advance(9_000);
    expect([page.calls[0]?.signal.aborted, page.client.size]).toEqual([false, 1]);
    follow(page).stop();
    await page.clock.advance(9_000);
    expect([page.calls[0]?.signal.aborted, page.client.size]).toEqual([false, 1]);
    await page.clock.advance(1_100);
    expect([page.calls[0]?.signal.aborted, page.client.size, page.clock.timers]).toEqual([true, 0, 0]);
  });

  it('does so while the page is hidden too', async () => {
    const page = pageOf([A]);
    const { stop } = follow(page);
    await page.clock.advance(100);
    page.visible.set(false);
    stop();
    await page.clock.advance(11_000);
    expect([page.client.size, page.clock.timers]).toEqual([0, 0]);
  });

  it('throws away a late reply to an ask that was given up', async () => {
    const replies: ((value: Awaited<ReturnType<Ask>>) => void)[] = [];
    const page = pageOf([A]);
    page.reply(() => new Promise((resolve) => replies.push(resolve)));
    const { stop } = follow(page);
    await page.clock.advance(300);
    stop();
    await page.clock.advance(11_000);
    const { last } = follow(page);
    await page.clock.advance(300);
    expect([page.calls.length, page.calls[0]?.signal.aborted]).toEqual([2, true]);
    replies[0]?.(ok(answerOf(rowsOf(9), page.clock.now())));
    await settled();
    expect(last()?.state).toBe('loading');
    replies[1]?.(ok(answerOf(rowsOf(2), page.clock.now())));
    await settled();
    expect(last()).toMatchObject({ state: 'ready', data: rowsOf(2) });
  });

  it('ends asks, timers and writes when the client is disposed', async () => {
    const page = pageOf([A]);
    const { seen } = follow(page);
    await page.clock.advance(60);
    void page.client.refetch(q);
    const before = seen.length;
    page.client.dispose();
    await page.clock.advance(600_000);
    page.online.set(false);
    page.online.set(true);
    page.visible.set(false);
    await page.clock.advance(600_000);
    expect([seen.length, page.client.size, page.clock.timers, page.cache.puts, page.calls.length]).toEqual([before, 0, 0, 0, 2]);
    expect(page.calls[1]?.signal.aborted).toBe(true);
  });
});

describe('server time', () => {
  const reply = (clock: FakeClock, skewOf: (dataset: string) => number): Ask => async ({ dataset }) =>
    ok(answerOf(rowsOf(1), clock.now(), { asOf: null, serverTime: toInstant(clock.now() + skewOf(dataset)) }));

  it('corrects a device that is a day off, in ages and in what is kept', async () => {
    const page = pageOf([A]);
    page.reply(reply(page.clock, () => 86_400_000));
    const { last } = follow(page);
    await page.clock.advance(200);
    expect(page.client.serverNow()).toBe(page.clock.now() + 86_400_000);
    expect(last()?.receivedAt).toBe(START + 86_400_000);
    expect(last()?.provenance?.receivedAt).toBe(START + 86_400_000);
    expect(page.cache.kept.get(queryKey(q))?.receivedAt).toBe(START + 86_400_000);
  });

  it('is not moved by one source whose clock is wrong', async () => {
    const sources = ['a', 'b', 'c'].map((id) => datasetOf(id, id));
    const page = pageOf(sources);
    page.reply(reply(page.clock, (dataset) => (dataset === 'a' ? 7_200_000 : -3_600_000)));
    for (const { id } of sources) follow(page, queryOf(id));
    await page.clock.advance(100);
    expect(page.client.serverNow()).toBe(page.clock.now() - 3_600_000);
  });

  it('takes a difference of whole seconds for none', async () => {
    const page = pageOf([A]);
    page.reply(reply(page.clock, () => -1_500));
    follow(page);
    await page.clock.advance(100);
    expect(page.client.serverNow()).toBe(page.clock.now());
  });
});
