import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, localDate, startOfDay } from '@/domain/civil';
import { periodText } from '@/domain/period/text';
import { toInstant, type Instant } from '@/domain/time';
import { isWorkingDay, type WorkingDays } from '../register/duties';
import { DAY_RULES, ENDING_KINDS, readRule, type FiringPlan, type FiringRule } from './firing-rule';
import { nextMoment, nextMoments } from './next-moments';
import { periodAt, PERIOD_OFFSETS } from './schedule-period';

const HOLIDAYS = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-09-01', '2026-09-02'].map((day) => localDate(day));
const ANNOUNCED: WorkingDays = new Map([['2026', { holidays: HOLIDAYS, workdays: [localDate('2026-02-28')] }]]);
/** "2026-11-22 07:30" by the clock of Vietnam. */
const moment = (text: string): Instant => toInstant(Date.parse(`${text.replace(' ', 'T')}:00+07:00`));
const said = (at: Instant | null): string => (at === null ? '' : new Date(at + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));
const next = (rule: FiringRule, after: string, dayRule: FiringPlan['dayRule'] = 'any'): string => said(nextMoment({ rule, dayRule }, moment(after), ANNOUNCED));

const hour = fc.integer({ min: 0, max: 23 });
const minute = fc.integer({ min: 0, max: 59 });
const at = fc.tuple(hour, minute).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const anyRule: fc.Arbitrary<FiringRule> = fc.oneof(
  at.map((time): FiringRule => ({ every: 'day', at: time })),
  fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), at).map(([on, time]): FiringRule => ({ every: 'week', on, at: time })),
  fc.tuple(fc.integer({ min: 1, max: 31 }), at).map(([day, time]): FiringRule => ({ every: 'month', day, at: time })),
  fc.tuple(fc.constantFrom(...ENDING_KINDS), fc.constantFrom('calendar' as const, 'administrative' as const, 'statistical' as const), fc.integer({ min: 1, max: 5 }), at)
    .map(([kind, calendar, workingDays, time]): FiringRule => ({ every: 'period', kind, calendar, workingDays, at: time })),
  fc.tuple(minute, fc.constantFrom('7', '*', '7,16', '*/6'), fc.constantFrom('* * *', '* * 1-5', '1,15 * *', '29 2 *', '* */3 6')).map(([m, h, rest]): FiringRule => ({ every: 'cron', text: `${m} ${h} ${rest}` })),
);
const anyPlan = fc.record({ rule: anyRule, dayRule: fc.constantFrom(...DAY_RULES) });
const anyMoment = fc.integer({ min: moment('2025-06-01 00:00'), max: moment('2028-01-01 00:00') }).map(toInstant);

describe('the next moment', () => {
  it('is after now, as near as it can be, and on a working day where one is wanted', () => {
    fc.assert(fc.property(anyPlan, anyMoment, fc.integer({ min: 0, max: 40 * 86_400_000 }), (plan, now, later) => {
      const found = nextMoment(plan, now, ANNOUNCED);
      if (found === null) throw new Error('there is always a next one');
      expect(found).toBeGreaterThan(now);
      if (plan.dayRule === 'next-working') expect(isWorkingDay(civilDate(found), ANNOUNCED)).toBe(true);
      // Looked for from any moment before it, it is the same; from later on, none that is earlier.
      const between = toInstant(now + (later % (found - now)));
      expect(nextMoment(plan, between, ANNOUNCED)).toBe(found);
      expect(nextMoment(plan, toInstant(now + later), ANNOUNCED) ?? 0).toBeGreaterThanOrEqual(found);
    }), { numRuns: 150 });
  });
  it('of several are ascending, each the next of the one before', () => {
    fc.assert(fc.property(anyPlan, anyMoment, (plan, now) => {
      const five = nextMoments(plan, now, ANNOUNCED, 5);
      expect(five).toHaveLength(5);
      for (const [place, each] of five.entries()) expect(each).toBeGreaterThan(five[place - 1] ?? now);
    }), { numRuns: 60 });
  });

  it('is the time of Vietnam, whatever the zone of the machine', () => {
    const zone = process.env['TZ'];
    try {
      for (const machine of ['UTC', 'America/St_Johns', 'Pacific/Kiritimati']) {
        process.env['TZ'] = machine;
        expect(next({ every: 'cron', text: '30 7 * * 1-5' }, '2026-11-20 07:30')).toBe('2026-11-23 07:30');
        expect(next({ every: 'day', at: '00:05' }, '2026-11-22 00:04')).toBe('2026-11-22 00:05');
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it.each<[string, FiringRule, string, string]>([
    ['daily', { every: 'day', at: '07:00' }, '2026-11-22 07:00', '2026-11-23 07:00'],
    ['weekly', { every: 'week', on: [1, 4], at: '16:30' }, '2026-11-19 16:30', '2026-11-23 16:30'],
    ['on the 31st, in a month of thirty days', { every: 'month', day: 31, at: '08:00' }, '2026-11-22 00:00', '2026-11-30 08:00'],
    ['on the 31st of December, then in January', { every: 'month', day: 31, at: '08:00' }, '2026-12-31 08:00', '2027-01-31 08:00'],
    ['two working days after an administrative month, over a weekend', { every: 'period', kind: 'month', calendar: 'administrative', workingDays: 2, at: '09:00' }, '2026-11-01 00:00', '2026-11-17 09:00'],
    ['two working days after a calendar month', { every: 'period', kind: 'month', calendar: 'calendar', workingDays: 2, at: '09:00' }, '2026-11-22 00:00', '2026-12-02 09:00'],
    ['after the administrative year: from 15 December', { every: 'period', kind: 'year', calendar: 'administrative', workingDays: 1, at: '09:00' }, '2026-11-22 00:00', '2026-12-15 09:00'],
    ['after the administrative half year', { every: 'period', kind: 'half', calendar: 'administrative', workingDays: 1, at: '09:00' }, '2026-01-22 00:00', '2026-06-15 09:00'],
    ['after nine months', { every: 'period', kind: 'nine-months', calendar: 'administrative', workingDays: 3, at: '09:00' }, '2026-01-22 00:00', '2026-09-17 09:00'],
    ['after a week that ends before Tết', { every: 'period', kind: 'week', calendar: 'calendar', workingDays: 1, at: '09:00' }, '2026-02-14 10:00', '2026-02-23 09:00'],
  ])('%s', (_name, rule, after, expected) => expect(next(rule, after)).toBe(expected));

  it('waits for the working day that ends the days off, once', () => {
    expect(next({ every: 'day', at: '07:00' }, '2026-02-13 07:00', 'next-working')).toBe('2026-02-23 07:00');
    expect(next({ every: 'day', at: '07:00' }, '2026-02-23 07:00', 'next-working')).toBe('2026-02-24 07:00');
    // A Saturday that is worked on for another day.
    expect(next({ every: 'day', at: '07:00' }, '2026-02-27 07:00', 'next-working')).toBe('2026-02-28 07:00');
    // Sunday evening comes on Monday evening, after what is of Monday morning.
    expect(next({ every: 'cron', text: '0 6,23 * * 0,1' }, '2026-11-20 12:00', 'next-working')).toBe('2026-11-23 06:00');
    expect(next({ every: 'cron', text: '0 6,23 * * 0,1' }, '2026-11-23 06:00', 'next-working')).toBe('2026-11-23 23:00');
  });
});

describe('a rule', () => {
  it.each<[string, unknown, string]>([
    ['of no form', { every: 'hour' }, 'form'], ['at no time', { every: 'day', at: '24:00' }, 'form'], ['on no day', { every: 'week', on: [], at: '07:00' }, 'form'], ['with more', { every: 'day', at: '07:00', zone: 'UTC' }, 'form'],
    ['longer after a week than the week', { every: 'period', kind: 'week', calendar: 'calendar', workingDays: 6, at: '07:00' }, 'form'],
    ['of six fields', { every: 'cron', text: '0 0 7 * * *' }, 'cron'], ['by a name', { every: 'cron', text: '@daily' }, 'cron'], ['of an hour there is not', { every: 'cron', text: '0 25 * * *' }, 'cron'],
    ['every minute', { every: 'cron', text: '* 7 * * *' }, 'too-often'], ['every half hour', { every: 'cron', text: '*/30 * * * *' }, 'too-often'], ['on 30 February', { every: 'cron', text: '0 7 30 2 *' }, 'never'],
  ])('%s is refused', (_name, raw, fault) => expect(readRule(raw)).toEqual({ ok: false, error: fault }));
  it('is read as it is written', () => {
    expect(readRule({ every: 'week', on: [5, 1, 5], at: '07:00' })).toEqual({ ok: true, value: { every: 'week', on: [1, 5], at: '07:00' } });
    expect(readRule({ every: 'cron', text: ' 0  7 * * 1-5 ' })).toEqual({ ok: true, value: { every: 'cron', text: '0 7 * * 1-5' } });
  });
});

describe('the period made at a moment', () => {
  const made = (text: string, kind: Parameters<typeof periodAt>[1]['kind'], calendar: Parameters<typeof periodAt>[1]['calendar'] = 'calendar'): string[] =>
    PERIOD_OFFSETS.map((offset) => periodText(periodAt(moment(text), { calendar, kind, offset })));
  it('is the last that is over, or the one that runs', () => {
    expect(made('2026-11-22 07:00', 'month')).toEqual(['calendar:2026-10', 'calendar:2026-11']);
    expect(made('2026-11-14 23:59', 'month', 'administrative')).toEqual(['administrative:2026-10', 'administrative:2026-11']);
    expect(made('2026-11-15 00:00', 'month', 'administrative')).toEqual(['administrative:2026-11', 'administrative:2026-12']);
    expect(made('2026-11-22 07:00', 'day')).toEqual(['calendar:2026-11-21', 'calendar:2026-11-22']);
    expect(made('2026-09-30 07:00', 'nine-months')).toEqual(['calendar:2025-9M', 'calendar:2026-9M']);
    expect(made('2026-10-01 07:00', 'nine-months')).toEqual(['calendar:2026-9M', 'calendar:2026-9M']);
  });
  it('is over at every moment of a rule that fires after it', () => {
    fc.assert(fc.property(fc.constantFrom(...ENDING_KINDS), fc.constantFrom('calendar' as const, 'administrative' as const), anyMoment, (kind, calendar, now) => {
      const fired = nextMoment({ rule: { every: 'period', kind, calendar, workingDays: 1, at: '00:00' }, dayRule: 'any' }, now, ANNOUNCED) ?? now;
      const { end } = periodAt(fired, { calendar, kind, offset: -1 });
      expect(startOfDay(end)).toBeLessThanOrEqual(fired);
      expect(fired - startOfDay(end)).toBeLessThan(startOfDay(addDays(end, 12)) - startOfDay(end));
    }), { numRuns: 60 });
  });
});
