import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/domain/time';
import { err, ok } from '@/domain/result';
import type { SourceErrorKind } from '@/federation/source-error';
import { afterMs, answerOf, datasetOf, errorOf, pageOf, queryOf, rowsOf } from './page.fixture';
import type { Page } from './page.fixture';

const MINUTE = 60_000;
const every = (seconds: number) => ({ kind: 'interval', seconds }) as const;
const open = (page: Page, ...ids: string[]) => ids.map((id) => page.client.observe(queryOf(id), () => undefined));
const callsOf = (page: Page, id: string) => page.calls.filter((call) => call.query.dataset === id);
const down = (page: Page, kind: SourceErrorKind = 'unavailable') => page.reply(afterMs(page.clock, 20, () => err(errorOf(kind))));
const up = (page: Page) => page.reply(afterMs(page.clock, 20, () => ok(answerOf(rowsOf(1), page.clock.now()))));

describe('the common tick', () => {
  it('asks each dataset once in its interval and never leaves a value beyond its grace', async () => {
    const page = pageOf([datasetOf('a', 's', every(30))]);
    open(page, 'a');
    await page.clock.advance(60 * MINUTE);
    const calls = callsOf(page, 'a');
    expect(calls.length).toBeGreaterThanOrEqual(120);
    expect(calls.length).toBeLessThanOrEqual(122);
    const gaps = calls.slice(1).map((call, index) => call.at - (calls[index]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(40_000);
  });

  it('refreshes datasets of one source and cadence at one moment, whenever they were opened', async () => {
    const page = pageOf([datasetOf('a', 's', every(60)), datasetOf('b', 's', every(60)), datasetOf('c', 'other', every(60))]);
    open(page, 'a');
    await page.clock.advance(17_000);
    open(page, 'b', 'c');
    await page.clock.advance(10 * MINUTE);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => callsOf(page, id).slice(-5).map((call) => call.at));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    for (const [index, at] of (a ?? []).entries()) expect(Math.abs(at - (c?.[index] ?? 0))).toBeLessThanOrEqual(5_100);
  });

  it('spreads many screens over the interval', async () => {
    const places: number[] = [];
    for (let screen = 0; screen < 50; screen += 1) {
      const page = pageOf([datasetOf('a', 's', every(60))], { random: () => (screen + 0.5) / 50 });
      open(page, 'a');
      await page.clock.advance(3 * MINUTE);
      places.push((callsOf(page, 'a').at(-1)?.at ?? 0) % MINUTE);
    }
    const perSixSeconds = Array.from({ length: 10 }, (_, slot) => places.filter((at) => Math.floor(at / 6_000) === slot).length);
    expect(Math.max(...perSixSeconds)).toBeLessThanOrEqual(10);
  });

  it('looks at a periodic dataset as often as its checks, not its periods', async () => {
    const page = pageOf([datasetOf('m', 's', { kind: 'periodic', period: 'month', publishedAfterDays: 20, checkSeconds: 3_600 })]);
    open(page, 'm');
    await page.clock.advance(DAY_MS);
    expect(page.calls.length).toBeGreaterThanOrEqual(24);
    expect(page.calls.length).toBeLessThanOrEqual(26);
  });

  it('asks less often where everybody who follows wants that, and as ever once somebody does not', async () => {
    const page = pageOf([datasetOf('a', 's', every(30))]);
    page.client.observe(queryOf('a'), () => undefined, 10 * MINUTE);
    await page.clock.advance(60 * MINUTE);
    expect(callsOf(page, 'a').length).toBeLessThanOrEqual(8);
    expect(callsOf(page, 'a').length).toBeGreaterThanOrEqual(6);
    const before = callsOf(page, 'a').length;
    const stop = page.client.observe(queryOf('a'), () => undefined);
    await page.clock.advance(10 * MINUTE);
    expect(callsOf(page, 'a').length - before).toBeGreaterThanOrEqual(18);
    stop();
    await page.clock.advance(MINUTE);
    const after = callsOf(page, 'a').length;
    await page.clock.advance(30 * MINUTE);
    expect(callsOf(page, 'a').length - after).toBeLessThanOrEqual(5);
  });

  it('holds one timer for the page, however much is shown', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `d${index}`);
    const page = pageOf(ids.map((id, index) => datasetOf(id, `s${index % 6}`, every(5 + index))));
    page.reply(async () => ok(answerOf(rowsOf(1), page.clock.now())));
    open(page, ...ids);
    for (let step = 0; step < 200; step += 1) {
      await page.clock.advance(777);
      expect(page.clock.timers).toBe(1);
    }
  });

  it('lets first questions through at once and refreshes four at a time, with no pile-up', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `d${index}`);
    const page = pageOf(ids.map((id) => datasetOf(id, 's', every(10))));
    page.reply(afterMs(page.clock, 8_000, () => ok(answerOf(rowsOf(1), page.clock.now()))));
    open(page, ...ids);
    await page.clock.advance(1_000);
    expect(page.underWay()).toBe(20);
    await page.clock.advance(8_000);
    let most = 0;
    for (let step = 0; step < 300; step += 1) {
      await page.clock.advance(1_000);
      most = Math.max(most, page.underWay());
    }
    expect(most).toBe(4);
    const longest = Math.max(...ids.map((id) => Math.max(...callsOf(page, id).map((call, index, all) => (all[index + 1]?.at ?? call.at) - call.at))));
    expect(longest).toBeLessThanOrEqual(60_000);
  });
});

describe('nobody looks', () => {
  it('stops all refreshes and its timer while hidden, and catches up in five seconds without a burst', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `d${index}`);
    const page = pageOf(ids.map((id) => datasetOf(id, 's', every(30))));
    open(page, ...ids);
    await page.clock.advance(MINUTE);
    page.visible.set(false);
    await page.clock.advance(1_000);
    const before = page.calls.length;
    await page.clock.advance(60 * MINUTE);
    expect([page.calls.length, page.clock.timers]).toEqual([before, 0]);
    page.visible.set(true);
    await page.clock.advance(1);
    expect(page.underWay()).toBe(4);
    await page.clock.advance(5_000);
    expect(page.calls.length - before).toBe(12);
  });

  it('still asks a first question in a tab opened in the background', async () => {
    const page = pageOf([datasetOf('a')]);
    page.visible.set(false);
    open(page, 'a');
    await page.clock.advance(MINUTE);
    expect(page.calls).toHaveLength(1);
  });
});

describe('sleep and clocks', () => {
  it('asks anew soon after the machine slept, cancelling what was under way', async () => {
    let woken = 0;
    const page = pageOf([datasetOf('a', 's', every(30)), datasetOf('m', 't', every(86_400))], { onReconnect: () => (woken += 1) });
    open(page, 'a', 'm');
    await page.clock.advance(20_000);
    page.reply(() => new Promise(() => undefined));
    await page.clock.advance(40_000);
    expect(page.underWay()).toBe(1);
    const before = page.calls.length;
    up(page);
    page.clock.sleep(8 * 3_600_000);
    await page.clock.advance(65_000);
    expect(page.calls[before - 1]?.signal.aborted).toBe(true);
    expect(woken).toBe(1);
    expect(page.calls.slice(before).map((call) => call.query.dataset)).toContain('a');
    expect(callsOf(page, 'm')).toHaveLength(1);
  });

  it('is not put to sleep for a day by a clock set back a day', async () => {
    const page = pageOf([datasetOf('a', 's', every(30))]);
    open(page, 'a');
    await page.clock.advance(5 * MINUTE);
    page.clock.step(-DAY_MS);
    const before = page.calls.length;
    await page.clock.advance(2 * MINUTE);
    expect(page.calls.length - before).toBeGreaterThanOrEqual(2);
    expect(page.calls.length - before).toBeLessThanOrEqual(6);
  });

  it('asks no more often because a clock runs forward by hand', async () => {
    const page = pageOf([datasetOf('a', 's', every(30))]);
    open(page, 'a');
    await page.clock.advance(5 * MINUTE);
    page.clock.step(DAY_MS);
    const before = page.calls.length;
    await page.clock.advance(2 * MINUTE);
    expect(page.calls.length - before).toBeLessThanOrEqual(6);
  });

  it('follows a clock that was corrected, once a source has told its time again', async () => {
    const page = pageOf([datasetOf('a', 's', every(30)), datasetOf('b', 't', every(86_400))]);
    page.reply(async () => ok(answerOf(rowsOf(1), page.clock.now(), { serverTime: (page.clock.now() + drift) as never })));
    let drift = 0;
    open(page, 'a', 'b');
    await page.clock.advance(MINUTE);
    page.clock.step(-DAY_MS);
    drift = DAY_MS;
    await page.clock.advance(2 * MINUTE);
    expect(page.client.serverNow()).toBe(page.clock.now() + DAY_MS);
  });
});

describe('a source that fails', () => {
  it.each<SourceErrorKind>(['unavailable', 'unreachable', 'timed-out', 'malformed', 'content-type', 'rejected', 'truncated'])(
    'is called at most 25 times in any ten minutes by one question (%s)', async (kind) => {
      const page = pageOf([datasetOf('a', 's', every(5))]);
      down(page, kind);
      open(page, 'a');
      await page.clock.advance(60 * MINUTE);
      const times = page.calls.map((call) => call.at);
      for (const start of times) expect(times.filter((at) => at >= start && at < start + 10 * MINUTE).length).toBeLessThanOrEqual(25);
      expect(times.length).toBeGreaterThan(60);
    });

  it('backs off from 2 s, doubling, with jitter that only lengthens', async () => {
    const page = pageOf([datasetOf('a', 's', every(5))]);
    page.reply(async () => err(errorOf('unavailable')));
    open(page, 'a');
    await page.clock.advance(2 * MINUTE);
    const gaps = page.calls.slice(1, 5).map((call, index) => call.at - (page.calls[index]?.at ?? 0));
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(2_000 * 2 ** index);
      expect(gap).toBeLessThanOrEqual(2_500 * 2 ** index + 1);
    }
  });

  it('is watched by one of its questions while the others wait up to five minutes, and all are back within a minute', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `d${index}`);
    const page = pageOf(ids.map((id) => datasetOf(id, 's', every(30))));
    const states = new Map<string, string>();
    for (const id of ids) page.client.observe(queryOf(id), (snapshot) => states.set(id, snapshot.cause ? 'cause' : snapshot.state));
    await page.clock.advance(MINUTE);
    down(page, 'content-type');
    await page.clock.advance(60 * MINUTE);
    const during = page.calls.filter((call) => call.at > page.clock.now() - 10 * MINUTE).length;
    expect(during).toBeLessThanOrEqual(12 * 3 + 25);
    expect([...states.values()]).toEqual(ids.map(() => 'cause'));
    up(page);
    await page.clock.advance(MINUTE);
    expect([...states.values()]).toEqual(ids.map(() => 'ready'));
  });

  it('recovers within a minute whenever the fault ends', async () => {
    for (const minutes of [0.2, 1.1, 2.7, 6.3, 11.9, 33.3]) {
      const page = pageOf([datasetOf('a', 's', every(300))]);
      let state = '';
      page.client.observe(queryOf('a'), (snapshot) => (state = snapshot.state));
      down(page, 'malformed');
      await page.clock.advance(minutes * MINUTE);
      expect(state).toBe('failed');
      up(page);
      await page.clock.advance(MINUTE);
      expect(state).toBe('ready');
    }
  });

  it('changes nothing for the questions of another source', async () => {
    const page = pageOf([datasetOf('bad', 's', every(30)), datasetOf('good', 't', every(30))]);
    page.reply(afterMs(page.clock, 20, ({ dataset }) => (dataset === 'bad' ? err(errorOf('timed-out')) : ok(answerOf(rowsOf(1), page.clock.now())))));
    open(page, 'bad', 'good');
    await page.clock.advance(30 * MINUTE);
    expect(callsOf(page, 'good').length).toBeGreaterThanOrEqual(60);
    expect(callsOf(page, 'good').length).toBeLessThanOrEqual(62);
  });

  it('is left alone as long as it asks, at most an hour', async () => {
    for (const [asked, kept] of [[120_000, 120_000], [86_400_000, 3_600_000]] as const) {
      const page = pageOf([datasetOf('a', 's', every(5))]);
      page.reply(async () => err(errorOf('limited', { retryAfterMs: asked })));
      open(page, 'a');
      await page.clock.advance(1_000);
      page.online.set(false);
      page.online.set(true);
      page.visible.set(false);
      page.visible.set(true);
      await page.clock.advance(kept - 2_000);
      expect(page.calls).toHaveLength(1);
      await page.clock.advance(kept * 0.06 + 2_000);
      expect(page.calls).toHaveLength(2);
    }
  });

  it('is asked when its circuit breaker says, without counting refusals as calls', async () => {
    const page = pageOf([datasetOf('a', 's', every(5))]);
    page.reply(async () => err(errorOf('circuit-open', { retryAfterMs: 20_000 })));
    open(page, 'a');
    await page.clock.advance(20 * MINUTE);
    expect(page.calls.length).toBeGreaterThan(55);
    expect(page.calls.length).toBeLessThanOrEqual(61);
  });

  it('is not asked about a right that was refused, nor a question that cannot be asked, more than twice an hour', async () => {
    for (const kind of ['denied', 'misconfigured'] as const) {
      const page = pageOf([datasetOf('a', 's', every(5))]);
      down(page, kind);
      open(page, 'a');
      await page.clock.advance(59 * MINUTE);
      expect(page.calls).toHaveLength(2);
    }
  });

  it('is not stormed by a network that comes and goes', async () => {
    const page = pageOf([datasetOf('a', 's', every(5))]);
    down(page, 'unreachable');
    open(page, 'a');
    for (let second = 0; second < 600; second += 5) {
      page.online.set(false);
      await page.clock.advance(2_500);
      page.online.set(true);
      await page.clock.advance(2_500);
    }
    expect(page.calls.length).toBeLessThanOrEqual(25);
  });

  it('failing half the time, neither storms nor loses its value', async () => {
    const page = pageOf([datasetOf('a', 's', every(30))]);
    let seed = 3;
    page.reply(afterMs(page.clock, 20, () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % 2 === 0 ? err(errorOf('unavailable')) : ok(answerOf(rowsOf(1), page.clock.now()));
    }));
    let changes = 0;
    let shown: boolean | null = null;
    page.client.observe(queryOf('a'), (snapshot) => {
      if (snapshot.data === undefined && shown !== null) throw new Error('value lost');
      if (snapshot.data !== undefined) {
        if (shown !== null && shown !== (snapshot.cause !== undefined)) changes += 1;
        shown = snapshot.cause !== undefined;
      }
    });
    await page.clock.advance(60 * MINUTE);
    expect(changes).toBeLessThanOrEqual(60);
    expect(page.calls.length).toBeLessThanOrEqual(120 * 3);
  });
});

describe('every source at once', () => {
  it('an hour down and back: all answers within a minute, at no more than twice the usual pace', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `d${index}`);
    const page = pageOf(ids.map((id, index) => datasetOf(id, `s${index % 20}`, every(30))));
    const states = new Map<string, string>();
    for (const id of ids) page.client.observe(queryOf(id), (snapshot) => states.set(id, snapshot.cause ? 'cause' : snapshot.state));
    await page.clock.advance(2 * MINUTE);
    down(page, 'unreachable');
    await page.clock.advance(60 * MINUTE);
    expect(page.calls.filter((call) => call.at > page.clock.now() - MINUTE).length).toBeLessThanOrEqual(120);
    up(page);
    const back = page.clock.now();
    await page.clock.advance(MINUTE);
    expect([...states.values()]).toEqual(ids.map(() => 'ready'));
    expect(page.calls.filter((call) => call.at >= back).length).toBeLessThanOrEqual(2 * 120);
  });
});

describe('offline', () => {
  const ids = Array.from({ length: 12 }, (_, index) => `d${index}`);
  const offlinePage = async () => {
    let woken = 0;
    const page = pageOf(ids.map((id, index) => datasetOf(id, `s${index % 4}`, every(30))), { onReconnect: () => (woken += 1) });
    open(page, ...ids);
    await page.clock.advance(MINUTE);
    page.online.set(false);
    down(page, 'unreachable');
    return { page, woken: () => woken };
  };

  it('is back within ten seconds of the network, after five minutes or eight hours', async () => {
    for (const away of [5 * MINUTE, 8 * 60 * MINUTE]) {
      const { page, woken } = await offlinePage();
      await page.clock.advance(away);
      up(page);
      const before = page.calls.length;
      page.online.set(true);
      await page.clock.advance(10_000);
      expect(new Set(page.calls.slice(before).map((call) => call.query.dataset)).size).toBe(12);
      expect(woken()).toBe(1);
    }
  });

  it('asks little meanwhile, yet notices that the portal is on this very machine', async () => {
    const { page } = await offlinePage();
    expect(page.client.online.get()).toBe(false);
    await page.clock.advance(5 * MINUTE);
    const before = page.calls.length;
    await page.clock.advance(10 * MINUTE);
    expect(page.calls.length - before).toBeLessThanOrEqual(4 * 21 + 12 * 2);
    up(page);
    await page.clock.advance(MINUTE);
    expect(page.client.online.get()).toBe(true);
    page.online.set(true);
    page.online.set(false);
    expect(page.client.online.get()).toBe(false);
  });
});

describe('thirty-one days without a person', () => {
  it('keeps its pace, its one timer and nothing more', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const page = pageOf([datasetOf('a', 's', every(300)), datasetOf('b', 's', every(300)), datasetOf('c', 't', every(900)),
      datasetOf('d', 't', { kind: 'periodic', period: 'month', publishedAfterDays: 20, checkSeconds: 3_600 })]);
    open(page, ...ids);
    for (let day = 0; day < 31; day += 1) {
      await page.clock.advance(DAY_MS);
      const today = page.calls.splice(0);
      const count = (id: string) => today.filter((call) => call.query.dataset === id).length;
      expect([count('a'), count('b'), count('c'), count('d')]).toEqual([288, 288, 96, 24].map((expected) => expect.toSatisfy((seen: number) => Math.abs(seen - expected) <= 2)));
      expect([page.client.size, page.clock.timers]).toEqual([4, 1]);
    }
  });

  it('leaves nothing behind after ten thousand visits', async () => {
    const page = pageOf([datasetOf('a', 's', every(30))]);
    for (let visit = 0; visit < 10_000; visit += 1) {
      page.client.observe(queryOf('a', { visit: String(visit) }), () => undefined)();
      if (visit % 500 === 0) await page.clock.advance(1_000);
    }
    await page.clock.advance(20_000);
    expect([page.client.size, page.clock.timers, page.underWay()]).toEqual([0, 0, 0]);
  });
});
