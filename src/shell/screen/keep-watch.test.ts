import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OUTDATED } from '@/offline/recovery';
import { keepWatch } from './keep-watch';
import { keptLife } from './kept-program';

const MINUTE = 60_000;
/** Build that the gateway serves; null is no gateway. */
let served: string | null = 'b1';
let reloads = 0;
let outdated = 0;
let stop = (): void => undefined;
let heap = 50e6;

beforeEach(() => {
  vi.useFakeTimers({ now: 1e12 });
  [served, reloads, outdated, heap] = ['b1', 0, 0, 50e6];
  const stored = new Map<string, string>();
  const target = new EventTarget();
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text), removeItem: (key: string) => void stored.delete(key) });
  vi.stubGlobal('window', { setTimeout, clearTimeout, setInterval, clearInterval });
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) vi.stubGlobal(name, target[name].bind(target));
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('document', { visibilityState: 'hidden', baseURI: 'http://portal/', querySelector: () => ({ getAttribute: () => 'b1' }) });
  vi.stubGlobal('performance', { memory: { get usedJSHeapSize() { return heap; }, jsHeapSizeLimit: 4e9 } });
  vi.stubGlobal('location', { reload: () => { reloads += 1; } });
  vi.stubGlobal('fetch', () => (served === null ? Promise.reject(new TypeError('no network')) : Promise.resolve({ ok: true, text: () => Promise.resolve(`<meta name="build" content="${served}">`) })));
  target.addEventListener(OUTDATED, () => { outdated += 1; });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const watched = (isBusy = () => false) => {
  const told: unknown[] = [];
  stop = keepWatch({ isBusy, isGone: () => false, resync: () => undefined, calm: () => undefined, tell: (vitals) => void told.push(vitals) });
  return told;
};

describe('a screen that nobody looks after', () => {
  it('says when the gateway serves another build, and bears that there is none', async () => {
    watched();
    await vi.advanceTimersByTimeAsync(11 * MINUTE);
    served = null;
    await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE);
    expect(outdated).toBe(0);
    served = 'b2';
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(outdated).toBe(1);
    // Whether and when it reloads is for the guard of the start.
    expect(reloads).toBe(0);
  });
  it('does not cut an alert off for a new build, and follows it after', async () => {
    let isBusy = true;
    watched(() => isBusy);
    const heard = vi.fn();
    addEventListener(OUTDATED, heard);
    served = 'b2';
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(heard).not.toHaveBeenCalled();
    isBusy = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(heard).toHaveBeenCalled();
  });
  it('tells its memory every ten seconds, and begins again before the memory runs out: never in a loop', async () => {
    const told = watched();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told[0]).toMatchObject({ heapBytes: 50e6, restarts: 0 });
    heap = 3.9e9;
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(reloads).toBeGreaterThanOrEqual(1);
    await vi.advanceTimersByTimeAsync(20 * 60 * MINUTE);
    expect(reloads).toBeLessThanOrEqual(6);
    expect(keptLife()?.reloads.length).toBe(reloads);
  });
});
