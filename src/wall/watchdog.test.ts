import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AWAKE, countedReloads, look, LOOK_EVERY_MS, mayReload } from './watchdog';
import type { Advice, Vitals, Watch } from './watchdog';

const MB = 1024 * 1024;
const START = 1_760_000_000_000;
const sound = (now: number): Vitals => ({ now, heapBytes: 80 * MB, heapLimitBytes: 4_096 * MB, frameRate: 60, faults: 0, isGone: false, isBusy: false });

/** Looks every ten seconds for so long; what was advised, and when. */
function watched(ms: number, vitals: (sinceMs: number) => Partial<Vitals>): readonly (Advice & { readonly at: number })[] {
  let watch: Watch = AWAKE;
  const all: (Advice & { at: number })[] = [];
  for (let at = 0; at <= ms; at += LOOK_EVERY_MS) {
    const result = look(watch, { ...sound(START + at), ...vitals(at) });
    watch = result.watch;
    all.push({ ...result.advice, at });
  }
  return all;
}
const firstReload = (all: ReturnType<typeof watched>) => all.find(({ reload }) => reload !== null);
const HOUR = 3_600_000;

describe('a screen that watches itself', () => {
  it('leaves a sound page alone for days, however its memory swings between two tidyings', () => {
    const all = watched(72 * HOUR, (at) => ({ heapBytes: (80 + (at / 10_000) % 300) * MB }));
    expect(all.every(({ reload, calm, resync }) => reload === null && !calm && !resync)).toBe(true);
  });

  it('begins again before the browser kills it', () => {
    expect(firstReload(watched(HOUR, (at) => ({ heapBytes: at > 600_000 ? 2_500 * MB : 80 * MB })))).toMatchObject({ reload: 'heap', at: 610_000 });
  });

  it('notices a slow leak by what is left, within hours', () => {
    const leak = firstReload(watched(24 * HOUR, (at) => ({ heapBytes: (80 + (at / HOUR) * 60) * MB })));
    expect(leak?.reload).toBe('heap');
    expect(leak?.at).toBeLessThan(9 * HOUR);
  });

  it('waits for the end of an alert, unless nothing is left to be seen', () => {
    expect(firstReload(watched(HOUR, () => ({ heapBytes: 3_000 * MB, isBusy: true })))).toBeUndefined();
    expect(firstReload(watched(HOUR, () => ({ isGone: true, isBusy: true })))).toMatchObject({ reload: 'fault', at: 30_000 });
  });

  it('that draws slowly first stops moving, then begins again; a hidden one is not slow', () => {
    const slow = watched(HOUR, () => ({ frameRate: 3 }));
    expect(slow.find(({ calm }) => calm)?.at).toBe(60_000);
    expect(firstReload(slow)).toMatchObject({ reload: 'slow', at: 360_000 });
    expect(watched(HOUR, () => ({ frameRate: null })).some(({ calm }) => calm)).toBe(false);
    expect(watched(HOUR, (at) => ({ frameRate: at % 50_000 === 0 ? 60 : 2 })).some(({ calm }) => calm)).toBe(false);
  });

  it('asks anew after a sleep, and holds nothing of before against itself', () => {
    const { watch } = look(AWAKE, { ...sound(START), frameRate: 1 });
    expect(look(watch, { ...sound(START + 8 * HOUR), frameRate: 1 }).advice).toEqual({ resync: true, calm: false, reload: null });
    expect(look(watch, sound(START - HOUR)).advice.resync).toBe(true);
  });

  it('bears single faults, and not a storm of them', () => {
    expect(firstReload(watched(HOUR, () => ({ faults: 1 })))).toBeUndefined();
    expect(firstReload(watched(HOUR, () => ({ faults: 10 })))?.reload).toBe('fault');
  });
});

describe('beginning again', () => {
  it('is never a loop: at most once in five minutes and six times in any day', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 400 }), (waits) => {
      let reloads: readonly number[] = [];
      const done: number[] = [];
      let now = START;
      for (const wait of waits) {
        now += wait;
        if (!mayReload(reloads, now)) continue;
        done.push(now);
        reloads = [...countedReloads(reloads, now), now];
      }
      for (const [index, at] of done.entries()) {
        expect(at - (done[index - 1] ?? 0)).toBeGreaterThanOrEqual(300_000);
        expect(done.filter((other) => other <= at && at - other < 86_400_000).length).toBeLessThanOrEqual(6);
      }
    }));
  });

  it('is neither set free by a clock that was set back a little nor held for ever by one that was years ahead', () => {
    expect([mayReload([START], START - 60_000), mayReload([START + 1e11], START)]).toEqual([false, true]);
    expect(countedReloads([START + 1e11], START)).toEqual([]);
  });
});
