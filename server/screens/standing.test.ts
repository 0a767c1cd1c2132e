import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportOf, REPORT_EVERY_MS, SEEN_EVERY_MS, standingSchema, writesDue } from './standing';

const SHORT = { dashboard: 'leaders', build: 'b1', freshness: 'LIVE' };
const tile = (title: string) => ({ x: 0, y: 0, w: 500, h: 333.4, title, state: 'LIVE', widget: 'indicator-card' });
const LONG = {
  ...SHORT, dashboard: null, scene: 'duty', programRevision: 7, showing: ['Toàn cảnh · 2/4'], oldestMs: 61_000, heapBytes: 80_000_000, frameRate: 59.8,
  upMs: 3_600_000, restarts: 1, width: 3_840, height: 2_160, mirror: [tile('Hồ sơ đúng hạn')],
};

describe('what a screen sends of itself', () => {
  it('is taken from an older page, and kept as no more than it says', () => {
    expect(standingSchema.parse(SHORT)).toEqual(SHORT);
    expect(reportOf(SHORT)).toBeNull();
    expect(reportOf(null)).toBeNull();
  });

  it('is taken whole; what a newer page says besides is passed over', () => {
    const read = standingSchema.parse({ ...LONG, moons: 2 });
    expect(read).toEqual({ ...LONG, mirror: [{ ...tile('Hồ sơ đúng hạn'), h: 333 }] });
    expect(reportOf(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it('that a browser cannot measure stays unknown, never zero', () => {
    const { oldestMs: _oldest, heapBytes: _heap, frameRate: _rate, scene: _scene, ...less } = LONG;
    expect(reportOf(standingSchema.parse(less))).toMatchObject({ oldestMs: null, heapBytes: null, frameRate: null, scene: null });
    const { upMs: _up, ...without } = LONG;
    expect(reportOf(standingSchema.parse(without))).toBeNull();
  });

  it('is cut to sixty tiles and short texts that nothing hides in', () => {
    const read = standingSchema.parse({ ...LONG, showing: Array.from({ length: 100 }, () => 'x'), mirror: Array.from({ length: 400 }, () => tile(`${'a'.repeat(1_000)}\u0000`)) });
    expect([read.mirror?.length, read.showing?.length]).toEqual([60, 24]);
    expect(read.mirror?.[0]?.title).toHaveLength(120);
    expect(standingSchema.parse({ ...LONG, showing: ['a\u0000\u202e'] }).showing).toEqual(['a\\u0000\\u202e']);
    expect(JSON.stringify(read).length).toBeLessThan(20_000);
  });

  it.each([
    ['more tiles than anybody draws', { mirror: Array.from({ length: 501 }, () => tile('a')) }],
    ['a tile outside the screen', { mirror: [{ ...tile('a'), x: 1_001 }] }],
    ['memory below nothing', { heapBytes: -1 }],
    ['no number', { upMs: Number.NaN }],
    ['half a revision', { programRevision: 1.5 }],
    ['a text of a megabyte', { showing: ['x'.repeat(1_000_000)] }],
    ['no build', { build: undefined }],
  ])('is refused with %s', (_name, change) => {
    expect(standingSchema.safeParse({ ...LONG, ...change }).success).toBe(false);
  });
});

describe('a heartbeat', () => {
  const at = (ms: number): Date => new Date(ms);

  it('is written down where something changed, not where only measurements did', () => {
    const row = { seen_at: at(0), reported_at: at(0), shows: LONG };
    expect(writesDue(row, { ...LONG, upMs: 1, heapBytes: 2, frameRate: 3, oldestMs: 4 }, 5_000)).toEqual({ seen: false, report: false });
    expect(writesDue(row, { ...LONG, showing: ['Toàn cảnh · 3/4'] }, 5_000)).toEqual({ seen: false, report: true });
    expect(writesDue(row, LONG, SEEN_EVERY_MS)).toEqual({ seen: true, report: false });
    expect(writesDue(row, LONG, REPORT_EVERY_MS)).toEqual({ seen: true, report: true });
    expect(writesDue({ seen_at: null, reported_at: null, shows: null }, SHORT, 0)).toEqual({ seen: true, report: true });
  });

  it('leaves what is written of the last one no more than 15 s behind, however it comes', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 40 }), (pauses) => {
      let [now, seen, reported] = [0, 0, 0];
      for (const pause of pauses) {
        now += pause;
        const due = writesDue({ seen_at: at(seen), reported_at: at(reported), shows: LONG }, LONG, now);
        if (due.seen || due.report) seen = now;
        if (due.report) reported = now;
        expect(now - seen).toBeLessThanOrEqual(15_000);
        expect(now - reported).toBeLessThanOrEqual(REPORT_EVERY_MS);
      }
    }));
  });
});
