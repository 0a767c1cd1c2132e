import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, localDate } from '../civil';
import { toInstant, type LocalDate } from '../time';
import { comparePeriods, lastDay, lastPeriods, periodContains, periodEnd, periodOf, periodRange, periodStart, previousPeriod, samePeriod, samePeriodLastYear, shiftPeriod } from './period';
import { parsePeriod, period, periodText } from './text';
import type { CalendarId, Period, PeriodKind } from './types';

const KINDS: readonly PeriodKind[] = ['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year'];
const CALENDARS: readonly CalendarId[] = ['calendar', 'administrative', 'statistical'];
const date = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2150, 0, 1) }).map((ms) => civilDate(toInstant(ms)));
const kind = fc.constantFrom(...KINDS);
const calendar = fc.constantFrom(...CALENDARS);
const any = fc.tuple(kind, calendar, date).map(([k, c, d]) => periodOf(k, c, d));
const span = (text: string): [string, string] => [period(text).start, lastDay(period(text))];
const d = localDate;

describe('administrative periods (Nghị định 09/2019/NĐ-CP, Điều 12)', () => {
  it('are cut on the 15th', () => {
    expect(span('administrative:2026-11')).toEqual(['2026-10-15', '2026-11-14']);
    expect(span('administrative:2026-01')).toEqual(['2025-12-15', '2026-01-14']);
    expect(span('administrative:2026-Q1')).toEqual(['2025-12-15', '2026-03-14']);
    expect(span('administrative:2026-Q3')).toEqual(['2026-06-15', '2026-09-14']);
    expect(span('administrative:2026-H1')).toEqual(['2025-12-15', '2026-06-14']);
    expect(span('administrative:2026-9M')).toEqual(['2025-12-15', '2026-09-14']);
    expect(span('administrative:2026')).toEqual(['2025-12-15', '2026-12-14']);
  });
  it('hold dates after the cut in the next one', () => {
    const code = (k: PeriodKind, on: string): string => periodOf(k, 'administrative', d(on)).code;
    expect(code('month', '2026-11-20')).toBe('2026-12');
    expect(code('month', '2026-11-14')).toBe('2026-11');
    expect(code('month', '2026-11-15')).toBe('2026-12');
    expect([code('month', '2026-12-15'), code('quarter', '2026-12-15'), code('half', '2026-12-15'), code('year', '2026-12-15')]).toEqual(['2027-01', '2027-Q1', '2027-H1', '2027']);
    expect(code('nine-months', '2026-12-15')).toBe('2027-9M');
  });
});

describe('statistical periods', () => {
  it('run from 1 January to their own end', () => {
    expect(span('statistical:2026-10')).toEqual(['2026-01-01', '2026-10-31']);
    expect(span('statistical:2026-Q3')).toEqual(['2026-01-01', '2026-09-30']);
    expect(span('statistical:2026-H2')).toEqual(['2026-01-01', '2026-12-31']);
    expect(span('statistical:2026-11-21')).toEqual(['2026-01-01', '2026-11-21']);
  });
  it('end where the calendar period of the same code ends', () => {
    fc.assert(fc.property(kind, date, (k, on) => {
      const [ytd, plain] = [periodOf(k, 'statistical', on), periodOf(k, 'calendar', on)];
      expect([ytd.code, ytd.end]).toEqual([plain.code, plain.end]);
      expect(ytd.start.slice(4)).toBe('-01-01');
    }));
  });
});

describe('every calendar', () => {
  it('tiles time without gap or overlap', () => {
    fc.assert(fc.property(any, (p) => {
      fc.pre(p.calendar !== 'statistical' && p.kind !== 'nine-months');
      expect(previousPeriod(p).end).toBe(p.start);
      expect(shiftPeriod(p, 1).start).toBe(p.end);
    }));
  });
  it('finds the period that holds a date, and no neighbour holds it', () => {
    fc.assert(fc.property(fc.constantFrom(...KINDS.filter((k) => k !== 'nine-months')), fc.constantFrom('calendar' as const, 'administrative' as const), date, (k, c, on) => {
      const p = periodOf(k, c, on);
      expect(periodContains(p, on)).toBe(true);
      expect(periodContains(previousPeriod(p), on) || periodContains(shiftPeriod(p, 1), on)).toBe(false);
    }));
  });
  it('is half-open to the millisecond', () => {
    fc.assert(fc.property(any, (p) => {
      expect(civilDate(toInstant(periodEnd(p) - 1))).toBe(lastDay(p));
      expect(periodContains(p, civilDate(toInstant(periodEnd(p) - 1)))).toBe(true);
      expect(periodContains(p, civilDate(periodEnd(p)))).toBe(false);
      expect(periodContains(p, civilDate(periodStart(p)))).toBe(true);
      expect(periodContains(p, civilDate(toInstant(periodStart(p) - 1)))).toBe(false);
    }));
  });
  it('prints and reads back every period', () => {
    fc.assert(fc.property(any, (p) => { expect(parsePeriod(periodText(p))).toEqual({ ok: true, value: p }); }));
  });
  it('undoes a shift', () => {
    fc.assert(fc.property(any, fc.integer({ min: -60, max: 60 }), (p, n) => { expect(shiftPeriod(shiftPeriod(p, n), -n)).toEqual(p); }));
  });
  it('goes back a year to the same place', () => {
    fc.assert(fc.property(any, (p) => {
      const before = samePeriodLastYear(p);
      expect([before.year, before.kind, before.calendar]).toEqual([p.year - 1, p.kind, p.calendar]);
      const slack = p.kind === 'week' || p.kind === 'day' ? 1 : 0;
      expect(Math.abs(before.index - p.index)).toBeLessThanOrEqual(slack);
    }));
    expect(samePeriodLastYear(period('calendar:2024-02-29')).code).toBe('2023-02-28');
    expect(samePeriodLastYear(period('calendar:2026-W53')).code).toBe('2025-W52');
    expect(samePeriodLastYear(period('statistical:2025-03-01')).code).toBe('2024-03-01');
  });
});

describe('weeks', () => {
  it('follow ISO 8601', () => {
    const known: readonly (readonly [string, string])[] = [['2026-11-21', '2026-W47'], ['2021-01-03', '2020-W53'], ['2021-01-04', '2021-W01'], ['2024-12-30', '2025-W01'], ['2027-01-01', '2026-W53'], ['2005-01-01', '2004-W53']];
    for (const [on, code] of known) expect(periodOf('week', 'calendar', d(on)).code).toBe(code);
    expect(span('calendar:2026-W47')).toEqual(['2026-11-16', '2026-11-22']);
  });
  it('have a 53rd only in long years', () => {
    expect(parsePeriod('calendar:2025-W53').ok).toBe(false);
    expect(parsePeriod('calendar:2026-W53').ok).toBe(true);
    expect(parsePeriod('calendar:2026-W00').ok).toBe(false);
  });
});

describe('ranges', () => {
  it('are what lastPeriods gives', () => {
    fc.assert(fc.property(any, fc.integer({ min: 1, max: 40 }), (p, n) => {
      const last = lastPeriods(p, n);
      expect(last).toHaveLength(n);
      expect(last.at(-1)).toEqual(p);
      expect(periodRange(last[0] as Period, p)).toEqual(last);
      expect([...last].sort(comparePeriods)).toEqual(last);
    }));
  });
  it('cross years', () => {
    expect(periodRange(period('calendar:2025-11'), period('calendar:2026-02')).map((p) => p.code)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(lastPeriods(period('administrative:2026-Q1'), 3).map((p) => p.code)).toEqual(['2025-Q3', '2025-Q4', '2026-Q1']);
    expect(lastPeriods(period('calendar:2026'), 0)).toEqual([]);
    expect(periodRange(period('calendar:2026-02'), period('calendar:2025-11'))).toEqual([]);
  });
  it('never mix calendars or kinds', () => {
    expect(() => periodRange(period('calendar:2026-01'), period('administrative:2026-03'))).toThrow(TypeError);
    expect(() => periodRange(period('calendar:2026-01'), period('calendar:2026-Q3'))).toThrow(TypeError);
  });
});

describe('text form', () => {
  it('refuses what is no period', () => {
    for (const text of ['2026-10', 'calendar:', 'calendar:2026-13', 'calendar:2026-00', 'calendar:2026-Q5', 'calendar:2026-H3', 'calendar:2026-02-30', 'lunar:2026', 'calendar:2026-1', 'calendar:1026', 'calendar:2026-10 ', 'toString:2026', ':2026', 'calendar:2026-W7']) {
      expect(parsePeriod(text)).toEqual({ ok: false, error: text });
    }
    expect(() => period('2026')).toThrow(RangeError);
  });
  it('survives any text', () => {
    fc.assert(fc.property(fc.string(), (text) => { const p = parsePeriod(text); if (p.ok) expect(periodText(p.value)).toBe(text); }));
  });
  it('is the identity of a period', () => {
    expect(samePeriod(period('calendar:2026-10'), periodOf('month', 'calendar', '2026-10-31' as LocalDate))).toBe(true);
    expect(samePeriod(period('calendar:2026-10'), period('statistical:2026-10'))).toBe(false);
    expect(addDays(period('calendar:2026-10').end, 0)).toBe('2026-11-01');
  });
});
