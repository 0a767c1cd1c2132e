import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBrowser, settled } from './stream.fixture';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());
const after = async (ms: number): Promise<void> => {
  await settled();
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
};

describe('one tab', () => {
  it('hears each event and knows that it is live', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    await after(10);
    browser.gateway.event({ dataset: 'a' });
    browser.gateway.event({ dataset: 'b' });
    expect(tab.events.map(({ payload }) => payload['dataset'])).toEqual(['a', 'b']);
    expect([tab.link, tab.resyncs]).toEqual(['live', 0]);
  });

  it('stands alone where there are no locks or no channel', async () => {
    for (const more of [{ locks: null }, { channel: null }]) {
      const browser = new FakeBrowser();
      const tabs = [browser.tab(more), browser.tab(more)];
      await after(10);
      expect(browser.gateway.open).toBe(2);
      browser.gateway.event();
      expect(tabs.map(({ events }) => events.length)).toEqual([1, 1]);
    }
  });

  it('comes back with patience and goes on where it was', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    await after(10);
    browser.gateway.event();
    browser.gateway.greets = false;
    browser.gateway.break();
    await after(4_900);
    expect(browser.gateway.urls).toHaveLength(1);
    await after(200);
    expect(browser.gateway.urls.at(-1)).toBe('/api/events?lastEventId=e1.1');
    expect(tab.link).toBe('reconnecting');
    for (let n = 0; n < 10; n += 1) await after(40_000);
    expect(browser.gateway.urls.length).toBeGreaterThan(8);
    expect(browser.gateway.urls.length).toBeLessThan(20);
    browser.gateway.greets = true;
    await after(60_000);
    expect([tab.link, tab.resyncs, tab.events.length]).toEqual(['live', 0, 1]);
  });

  it('comes back when the gateway says so', async () => {
    const browser = new FakeBrowser();
    browser.tab();
    await after(10);
    browser.gateway.frame('retry', { retryMs: 7_000 });
    browser.gateway.break();
    await after(6_900);
    expect(browser.gateway.open).toBe(0);
    await after(200);
    expect(browser.gateway.open).toBe(1);
  });

  it('takes three missed heartbeats for a broken wire, also behind a proxy that holds everything back', async () => {
    const browser = new FakeBrowser();
    browser.gateway.heartbeatMs = 1_000;
    const tab = browser.tab();
    await after(10);
    for (let n = 0; n < 10; n += 1) {
      await after(900);
      browser.gateway.beat();
    }
    expect(browser.gateway.urls).toHaveLength(1);
    await after(3_100);
    expect(tab.link).toBe('reconnecting');
    const held = new FakeBrowser();
    held.gateway.greets = false;
    const buffered = held.tab();
    await after(15_100);
    expect(buffered.link).toBe('reconnecting');
  });

  it('says resync for a gap, and for a beginning long after the page began', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    await after(10);
    browser.gateway.head = 7;
    browser.gateway.event();
    expect([tab.resyncs, tab.events.length]).toEqual([1, 1]);
    const late = new FakeBrowser();
    late.gateway.greets = false;
    const slow = late.tab();
    await after(5_000);
    late.gateway.frame('hello', { serverTime: 1, heartbeatMs: 15_000 });
    expect(slow.resyncs).toBe(1);
  });

  it('drops what is damaged, passes over what it does not know, counts both, and says so at the third', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    await after(10);
    browser.gateway.frame('of-tomorrow', {});
    for (let n = 0; n < 3; n += 1) {
      expect(tab.stream.standing().degraded).toBe(false);
      browser.gateway.raw({ type: 'dataset-changed', id: `e1.${(browser.gateway.head += 1)}`, data: '{"after":' });
    }
    expect(tab.standings.at(-1)).toEqual({ link: 'live', degraded: true, malformed: 3, unknown: 1 });
    browser.gateway.event();
    expect([tab.events.length, tab.resyncs]).toEqual([1, 1]);
  });

  it('rests while there is no network and is back within 2 s of it', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    await after(10);
    tab.online.set(false);
    expect([tab.link, browser.gateway.open]).toEqual(['offline', 0]);
    await after(600_000);
    expect(browser.gateway.urls).toHaveLength(1);
    tab.online.set(true);
    await after(2_000);
    expect([tab.link, browser.gateway.open]).toEqual(['live', 1]);
  });

  it('is back at once when somebody looks again', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab({ random: () => 0.9 });
    await after(10);
    browser.gateway.break();
    tab.visible.set(false);
    await after(1_000);
    tab.visible.set(true);
    await after(2_000);
    expect(tab.link).toBe('live');
    // Put away with its timers standing still: the wire may be dead and nobody has noticed.
    vi.setSystemTime(Date.now() + 3_600_000);
    tab.visible.set(true);
    await after(2_000);
    expect([tab.link, browser.gateway.urls.length]).toEqual(['live', 3]);
  });

  it('ends with the session and does not come back', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    await after(10);
    browser.gateway.frame('session-ended', { after: null, payload: { reason: 'revoked' } }, '');
    browser.gateway.break();
    await after(600_000);
    expect(tab.events).toEqual([{ kind: 'session-ended', payload: { reason: 'revoked' } }]);
    expect([tab.link, browser.gateway.open, browser.gateway.urls.length, vi.getTimerCount()]).toEqual(['ended', 0, 1, 0]);
  });

  it('leaves nothing behind when it is closed', async () => {
    const browser = new FakeBrowser();
    const tabs = [browser.tab(), browser.tab()];
    await after(10);
    for (const tab of tabs) tab.stream.close();
    await after(0);
    expect([browser.gateway.open, vi.getTimerCount()]).toEqual([0, 0]);
    browser.gateway.event();
    expect(tabs.flatMap(({ events }) => events)).toEqual([]);
  });
});

describe('seven tabs', () => {
  it('share one connection and all hear everything', async () => {
    const browser = new FakeBrowser();
    const tabs = Array.from({ length: 7 }, () => browser.tab());
    await after(10);
    expect(browser.gateway.open).toBe(1);
    browser.gateway.event();
    await after(10);
    expect(tabs.map(({ events, link }) => [events.length, link])).toEqual(Array.from({ length: 7 }, () => [1, 'live']));
  });

  it('share it with their like only', async () => {
    const browser = new FakeBrowser();
    browser.tab();
    browser.tab({ identity: 'person:binh' });
    await after(10);
    expect(browser.gateway.open).toBe(2);
  });

  it('go on without a gap when the leading one is closed', async () => {
    const browser = new FakeBrowser();
    const tabs = Array.from({ length: 7 }, () => browser.tab());
    await after(10);
    for (let n = 0; n < 6; n += 1) {
      browser.gateway.event();
      await after(10);
      tabs[n]?.stream.close();
      await after(5_000);
      expect(browser.gateway.open).toBe(1);
      expect(browser.gateway.urls.at(-1)).toBe(`/api/events?lastEventId=e1.${n + 1}`);
    }
    browser.gateway.event();
    await after(10);
    expect([tabs[6]?.events.length, tabs[6]?.resyncs]).toEqual([7, 0]);
  });

  it('take over from one that hangs on to its lock', async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.tab(), browser.tab()];
    await after(10);
    browser.gateway.event();
    await after(10);
    browser.hang(first.id);
    browser.gateway.event();
    await after(30_000);
    expect(second.events).toHaveLength(1);
    await after(32_000);
    expect(browser.gateway.urls.at(-1)).toBe('/api/events?lastEventId=e1.1');
    browser.gateway.event();
    await after(10);
    expect([second.events.length, second.link]).toEqual([2, 'live']);
  });

  it('go on within 5 s when the leading one is killed', async () => {
    const browser = new FakeBrowser();
    const [first, second, third] = [browser.tab(), browser.tab(), browser.tab()];
    await after(10);
    browser.kill(first.id);
    await after(5_000);
    browser.gateway.event();
    await after(10);
    expect([second, third].map(({ events, link, resyncs }) => [events.length, link, resyncs])).toEqual([[1, 'live', 0], [1, 'live', 0]]);
  });

  it('let a late one begin where its leader is', async () => {
    const browser = new FakeBrowser();
    browser.tab();
    await after(10);
    browser.gateway.event();
    await after(10_000);
    const late = browser.tab();
    await after(10);
    browser.gateway.event();
    await after(10);
    expect([late.link, late.events.length, late.resyncs]).toEqual(['live', 1, 0]);
  });

  it('all end with the session', async () => {
    const browser = new FakeBrowser();
    const tabs = Array.from({ length: 3 }, () => browser.tab());
    await after(10);
    browser.gateway.event({ reason: 'signed-out' }, 'session-ended');
    await after(10);
    expect(tabs.map(({ events, link }) => [events.at(-1)?.kind, link])).toEqual(Array.from({ length: 3 }, () => ['session-ended', 'ended']));
    expect(browser.gateway.open).toBe(0);
  });

  it('hear nothing of what other pages put into the channel', async () => {
    const browser = new FakeBrowser();
    const [, follower] = [browser.tab(), browser.tab()];
    await after(10);
    const foreign = browser.channel(99)('events person:an', () => undefined);
    for (const junk of [null, 7, 'frame', { say: 'frame' }, { say: 'frame', frame: { type: 1 } }, { say: 'standing', standing: { link: 'x' } }]) foreign.post(junk);
    await after(10);
    expect([follower.events, follower.resyncs, follower.link]).toEqual([[], 0, 'live']);
  });
});
