import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plausibleInstant, readDate, readMoment } from './moments';

const utc = (text: string): number => Date.parse(text);

describe('moments', () => {
  it.each([
    ['2026-11-20T08:30:00+07:00', '2026-11-20T01:30:00Z', false],
    ['2026-11-20T01:30:00Z', '2026-11-20T01:30:00Z', false],
    ['2026-11-20T01:30:00.250Z', '2026-11-20T01:30:00.250Z', false],
    ['2026-11-20 08:30', '2026-11-20T01:30:00Z', true],
    ['2026-11-20T08:30:15.123456', '2026-11-20T01:30:15.123Z', true],
    ['2026-11-20', '2026-11-19T17:00:00Z', true],
    ['20/11/2026 08:30', '2026-11-20T01:30:00Z', true],
    ['5/1/2026 8:05:09', '2026-01-05T01:05:09Z', true],
    ['20/11/2026', '2026-11-19T17:00:00Z', true],
    ['2026-11-20T01:30:00-0330', '2026-11-20T05:00:00Z', false],
  ])('%s', (text, instant, zoneAssumed) => expect(readMoment(text)).toEqual({ at: utc(instant), zoneAssumed }));

  it.each(['', 'hôm nay', '2026-02-30', '2026-13-01T25:61:00+07:00', '2026-11-20T24:00:00', '2026-11-20T08:60', '30/02/2026', '11/20/2026', '2026-11-20T08:30+25:00', '1795138200000', '20-11-2026'])(
    '%j is none', (text) => expect(readMoment(text)).toBeUndefined());

  it('reads back what the platform writes', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1900-01-02T00:00:00Z'), max: new Date('2199-12-30T00:00:00Z'), noInvalidDate: true }), (date) => {
      expect(readMoment(date.toISOString())).toEqual({ at: date.getTime(), zoneAssumed: false });
    }));
  });

  it('knows seconds from milliseconds', () => {
    expect(plausibleInstant(utc('2026-11-20T00:00:00Z'))).toBe(true);
    expect(plausibleInstant(utc('2026-11-20T00:00:00Z') / 1000)).toBe(false);
    expect(plausibleInstant(NaN)).toBe(false);
    expect(plausibleInstant(9e15)).toBe(false);
  });
});

describe('dates', () => {
  it.each([['2026-11-20', '2026-11-20'], ['20/11/2026', '2026-11-20'], ['5/1/2026', '2026-01-05']])('%s', (text, date) => expect(readDate(text)).toBe(date));
  it.each(['2026-02-30', '31/04/2026', '2026-11-20T00:00', '20/11/2026 08:30', '20/11/26', ''])('%j is none', (text) => expect(readDate(text)).toBeUndefined());
});
