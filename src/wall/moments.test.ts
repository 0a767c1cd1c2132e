import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, toInstant } from '@/domain/time';
import { isNight, messageAt, pixelShift, takeoverAt, untilChange } from './moments';
import { aProgram, NOW } from './wall.fixture';

const alert = aProgram({ takeover: { scene: 'flood', title: 'Lũ', since: NOW, until: toInstant(NOW + 60_000) }, message: { text: 'Họp', until: toInstant(NOW + 5_000) } });

describe('what a program does by itself', () => {
  it('an alert comes at its moment and gives the screen back at another', () => {
    expect([-1, 0, 59_999, 60_000].map((ms) => takeoverAt(alert, NOW + ms)?.title)).toEqual([undefined, 'Lũ', 'Lũ', undefined]);
    expect(takeoverAt(aProgram({ takeover: { scene: 'flood', title: 'Lũ', since: NOW, until: null } }), NOW + 30 * DAY_MS)?.title).toBe('Lũ');
  });

  it('a message goes at its moment', () => {
    expect([0, 4_999, 5_000].map((ms) => messageAt(alert, NOW + ms)?.text)).toEqual(['Họp', 'Họp', undefined]);
  });

  it('says when to look again', () => {
    expect([-10_000, 0, 5_000, 60_000].map((ms) => untilChange(alert, NOW + ms))).toEqual([10_000, 5_000, 55_000, null]);
    expect(untilChange(aProgram(), NOW)).toBeNull();
  });
});

it('night is from 22:00 to 06:00 in Vietnam, on every device', () => {
  const at = (hour: number): boolean => isNight(Date.UTC(2026, 1, 28, hour - 7));
  expect([0, 5, 6, 12, 21, 22, 23].map(at)).toEqual([true, true, false, false, false, true, true]);
});

it('the picture wanders within 8 px, one px at a time, and keeps no spot', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
    const [here, next] = [pixelShift(now), pixelShift(now + 60_000)];
    for (const value of [here.x, here.y]) expect(value >= 0 && value <= 8).toBe(true);
    expect([Math.abs(next.x - here.x), Math.abs(next.y - here.y)]).toEqual([1, 1]);
  }));
  const spots = new Set(Array.from({ length: 200 }, (_, minute) => JSON.stringify(pixelShift(NOW + minute * 60_000))));
  expect(spots.size).toBeGreaterThan(30);
});
