import { describe, expect, it } from 'vitest';
import { createRecovery } from './recovery';
import type { RecoveryParts, ServedBuild } from './recovery';

const MINUTE = 60_000;

/** A tab that is reloaded: its storage and clock outlive its scripts. */
class Tab {
  now = 1e12;
  reloads: number[] = [];
  forgotten = 0;
  served: ServedBuild = 'another';
  readonly stored = new Map<string, string>();
  storage: RecoveryParts['storage'] = {
    getItem: (key) => this.stored.get(key) ?? null,
    setItem: (key, value) => void this.stored.set(key, value),
  };
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  open() {
    this.#timers = [];
    return createRecovery({
      storage: this.storage,
      now: () => this.now,
      later: (ms, run) => void this.#timers.push({ at: this.now + ms, run }),
      reload: () => void this.reloads.push(this.now),
      forgetShell: async () => void (this.forgotten += 1),
      served: async () => this.served,
    });
  }
  wait(ms: number): void {
    this.now += ms;
    const due = this.#timers.filter((timer) => timer.at <= this.now);
    this.#timers = this.#timers.filter((timer) => timer.at > this.now);
    for (const { run } of due) run();
  }
}

describe('recovery', () => {
  it('reloads once when a part is missing because a new build was deployed', async () => {
    const tab = new Tab();
    const recovery = tab.open();
    recovery.booted();
    await Promise.all([recovery.maybeOutdated(), recovery.maybeOutdated()]);
    expect(tab.reloads).toEqual([1e12]);
  });

  it('does not reload for a network that is gone or a part that no build has', async () => {
    for (const served of ['this', 'unreachable'] as const) {
      const tab = new Tab();
      tab.served = served;
      await tab.open().maybeOutdated();
      tab.wait(60 * MINUTE);
      expect(tab.reloads).toEqual([]);
    }
  });

  it('reloads when the start fails, and at the second failure gives up the service worker', async () => {
    const tab = new Tab();
    await tab.open().bootFailed();
    expect([tab.reloads.length, tab.forgotten]).toEqual([1, 0]);
    tab.wait(2_000);
    await tab.open().bootFailed();
    expect([tab.reloads.length, tab.forgotten]).toEqual([1, 1]);
    tab.wait(5 * MINUTE);
    expect(tab.reloads.length).toBe(2);
  });

  it('gives nothing up while there is no network, and starts again within a minute of its return', async () => {
    const tab = new Tab();
    tab.served = 'unreachable';
    const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
    await tab.open().bootFailed();
    for (let minute = 0; minute < 60; minute += 1) {
      tab.wait(MINUTE);
      await settle();
    }
    expect([tab.reloads.length, tab.forgotten, tab.stored.size]).toEqual([0, 0, 0]);
    tab.served = 'this';
    tab.wait(MINUTE);
    await settle();
    expect([tab.reloads.length, tab.forgotten]).toEqual([1, 0]);
  });

  it('begins to count anew once a start has succeeded', async () => {
    const tab = new Tab();
    await tab.open().bootFailed();
    tab.open().booted();
    await tab.open().bootFailed();
    expect(tab.forgotten).toBe(0);
  });

  it.each(['works', 'is forbidden', 'is full', 'holds nonsense'])('never reloads more than once in five minutes when storage %s', async (storage) => {
    const tab = new Tab();
    if (storage === 'is forbidden') tab.storage = null;
    if (storage === 'is full') tab.storage = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } };
    if (storage === 'holds nonsense') tab.stored.set('toan-canh:recovery', '{{{');
    let recovery = tab.open();
    let seen = 0;
    for (let second = 0; second < 3_600; second += 5) {
      await recovery.bootFailed();
      await recovery.maybeOutdated();
      tab.wait(5_000);
      if (tab.reloads.length > seen) {
        seen = tab.reloads.length;
        recovery = tab.open();
      }
    }
    const gaps = tab.reloads.slice(1).map((at, index) => at - (tab.reloads[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(tab.reloads.length).toBeGreaterThanOrEqual(10);
    expect(tab.reloads.length).toBeLessThanOrEqual(13);
  });

  it('is not held up for years by a clock that was wrong when it last reloaded', async () => {
    const tab = new Tab();
    await tab.open().bootFailed();
    tab.now -= 365 * 24 * 60 * MINUTE;
    await tab.open().bootFailed();
    expect(tab.reloads.length).toBe(2);
  });
});
