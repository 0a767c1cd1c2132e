import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, toInstant } from '@/domain/time';
import { playing } from './playing';
import type { Counting } from './playing';

const START = 1_760_000_000_000;
const from = (change: Partial<Counting> = {}): Counting => ({ startedAt: toInstant(START), heldMs: null, skipped: 0, ...change });
const list = fc.array(fc.record({ seconds: fc.integer({ min: 5, max: 600 }) }), { minLength: 1, maxLength: 12 });
const moment = fc.integer({ min: 0, max: 40 * DAY_MS });

describe('a playlist', () => {
  it('shows each item for its seconds, in order, round and round', () => {
    const items = [{ seconds: 10 }, { seconds: 60 }, { seconds: 5 }];
    const at = (ms: number) => playing(items, from(), START + ms);
    expect([0, 9_999, 10_000, 69_999, 70_000, 74_999, 75_000].map((ms) => at(ms).index)).toEqual([0, 0, 1, 1, 2, 2, 0]);
    expect(at(12_000)).toEqual({ index: 1, sinceMs: 2_000, leftMs: 58_000 });
  });

  it('follows from program and server time alone', () => {
    fc.assert(fc.property(list, moment, fc.nat(100), (items, ms, skipped) => {
      expect(playing(items, from({ skipped }), START + ms)).toEqual(playing([...items], from({ skipped }), START + ms));
    }));
  });

  it('changes exactly when it said it would, however many days it has run', () => {
    fc.assert(fc.property(list, moment, (items, ms) => {
      const now = playing(items, from(), START + ms);
      expect(now.leftMs === null).toBe(items.length === 1);
      if (now.leftMs === null) return;
      expect(playing(items, from(), START + ms + now.leftMs - 1).index).toBe(now.index);
      expect(playing(items, from(), START + ms + now.leftMs)).toMatchObject({ index: (now.index + 1) % items.length, sinceMs: 0 });
      expect(now.sinceMs + now.leftMs).toBe((items[now.index]?.seconds ?? 0) * 1_000);
    }));
  });

  it('gives each item its whole share of a month', () => {
    const items = [{ seconds: 7 }, { seconds: 13 }, { seconds: 40 }];
    for (let minute = 0; minute < 31 * 24 * 60; minute += 61) expect(playing(items, from(), START + minute * 60_000)).toMatchObject({ index: 0, sinceMs: 0 });
  });

  it('moves on by one for each skip', () => {
    fc.assert(fc.property(list, moment, fc.nat(100), (items, ms, skipped) => {
      const before = playing(items, from({ skipped }), START + ms);
      expect(playing(items, from({ skipped: skipped + 1 }), START + ms).index).toBe((before.index + 1) % items.length);
    }));
  });

  it('stands while it is held, and goes on from there', () => {
    fc.assert(fc.property(list, moment, moment, (items, heldMs, later) => {
      const held = playing(items, from({ heldMs }), START + heldMs);
      expect(held.leftMs).toBeNull();
      expect(playing(items, from({ heldMs }), START + heldMs + later)).toEqual(held);
      const resumed = playing(items, from({ startedAt: toInstant(START + later) }), START + later + heldMs);
      expect([resumed.index, resumed.sinceMs]).toEqual([held.index, held.sinceMs]);
    }));
  });

  it('waits at its beginning where its start is still to come', () => {
    expect(playing([{ seconds: 5 }, { seconds: 5 }], from(), START - 60_000)).toEqual({ index: 0, sinceMs: 0, leftMs: 65_000 });
  });
});
