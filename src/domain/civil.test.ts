import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, dateParts, dayOfMonth, daysBetween, localDate, parseLocalDate, startOfDay, weekday } from './civil';
import { DAY_MS, TIME_ZONE, toInstant } from './time';

const instant = fc.integer({ min: Date.UTC(1976, 0, 1), max: Date.UTC(2199, 11, 30) }).map(toInstant);
const date = instant.map(civilDate);

describe('civil dates', () => {
  it('agree with the time zone data of the host, whatever zone the host itself is in', () => {
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });
    fc.assert(fc.property(instant, (at) => { expect(civilDate(at)).toBe(zone.format(at)); }));
  });
  it('turn over at midnight in Vietnam', () => {
    const midnight = Date.UTC(2026, 10, 20, 17);
    expect(civilDate(toInstant(midnight - 1))).toBe('2026-11-20');
    expect(civilDate(toInstant(midnight))).toBe('2026-11-21');
    expect(startOfDay(localDate('2026-11-21'))).toBe(midnight);
  });
  it('hold exactly the moments from their start to the next', () => {
    fc.assert(fc.property(instant, (at) => {
      const day = civilDate(at);
      expect(startOfDay(day) <= at && at < startOfDay(day) + DAY_MS).toBe(true);
      expect(startOfDay(addDays(day, 1))).toBe(startOfDay(day) + DAY_MS);
    }));
  });
  it('add and count days consistently', () => {
    fc.assert(fc.property(date, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
      expect(daysBetween(day, addDays(day, n))).toBe(n);
      expect(addDays(addDays(day, n), -n)).toBe(day);
      expect(weekday(addDays(day, 7))).toBe(weekday(day));
    }));
    expect(addDays(localDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(localDate('2100-02-28'), 1)).toBe('2100-03-01');
    expect(weekday(localDate('2026-11-21'))).toBe(6);
    expect(weekday(localDate('1969-12-29'))).toBe(1);
  });
  it('carry months into years', () => {
    expect([dayOfMonth(2026, 0, 15), dayOfMonth(2026, 13, 1), dayOfMonth(2026, 3, 0)]).toEqual(['2025-12-15', '2027-01-01', '2026-02-28']);
    expect(dateParts(localDate('2026-09-05'))).toEqual({ year: 2026, month: 9, day: 5 });
  });
  it('are read strictly', () => {
    for (const text of ['2026-02-30', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', '', '0000-00-00', '2025-02-29', '20260101', '٢٠٢٦-٠١-٠١', '2200-01-01']) {
      expect(parseLocalDate(text)).toEqual({ ok: false, error: text });
    }
    expect(parseLocalDate('x'.repeat(100))).toEqual({ ok: false, error: 'x'.repeat(64) });
    fc.assert(fc.property(date, (day) => { expect(parseLocalDate(day)).toEqual({ ok: true, value: day }); }));
    expect(() => localDate('2026-02-30')).toThrow(RangeError);
  });
});
