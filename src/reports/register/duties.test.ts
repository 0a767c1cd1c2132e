import { describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import { localDate, startOfDay } from '@/domain/civil';
import { period } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { dueAfter, dutiesOf, isWorkingDay, type DutyBook } from './duties';

const day = localDate;
const ANNOUNCED = new Map([['2026', { holidays: [day('2026-01-01'), day('2026-01-02'), day('2026-11-02')], workdays: [day('2026-01-10')] }]]);
const { province } = parsePack(packOf());
if (!province) throw new Error('the good pack is not good');
const before = (text: string, hours = 0) => toInstant(startOfDay(day(text)) - hours * 3_600_000);

const book = (more: Partial<DutyBook> = {}): DutyBook => ({
  template: 'form-06', body: { periods: { calendar: 'calendar', kinds: ['month'] }, regime: { levels: ['department'], kinds: ['month'], dueWorkingDays: 2 } },
  period: period('calendar:2026-10'), units: province.units, issued: [], announced: ANNOUNCED, now: before('2026-11-03'), ...more,
});
const states = (more: Partial<DutyBook> = {}) => dutiesOf(book(more)).map(({ unit, state, report }) => [unit, state, report]);

describe('working days', () => {
  it('are those of the week, but for what was announced', () => {
    const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-05', '2026-01-10', '2026-01-11', '2027-01-01'];
    expect(days.map((each) => isWorkingDay(day(each), ANNOUNCED))).toEqual([false, false, false, true, true, false, true]);
  });
  it('are counted from the day after, to the end of the last', () => {
    // Saturday 31 October; Monday is a holiday, so Tuesday and Wednesday.
    expect(dueAfter(day('2026-10-31'), 2, ANNOUNCED)).toBe(startOfDay(day('2026-11-05')));
    expect(dueAfter(day('2025-12-31'), 1, ANNOUNCED)).toBe(startOfDay(day('2026-01-06')));
    expect(dueAfter(day('2026-10-14'), 0, ANNOUNCED)).toBe(startOfDay(day('2026-10-15')));
  });
});

describe('a duty', () => {
  it('is due until the end of its last day, and missing from then on', () => {
    expect(states({ now: before('2026-11-05', 1) })).toEqual([['H41.06', 'due', null]]);
    expect(states({ now: before('2026-11-05') })).toEqual([['H41.06', 'missing', null]]);
    expect(dutiesOf(book())[0]).toMatchObject({ template: 'form-06', period: 'calendar:2026-10', due: startOfDay(day('2026-11-05')) });
  });
  it('is kept by the first version issued; the latest is named', () => {
    const issued = (id: string, at: string, unit = 'H41.06') => ({ id, unit, issuedAt: before(at) });
    expect(states({ issued: [issued('v2', '2026-12-01'), issued('v1', '2026-11-04')], now: before('2026-12-02') })).toEqual([['H41.06', 'on-time', 'v2']]);
    expect(states({ issued: [issued('v1', '2026-11-05')], now: before('2026-12-02') })).toEqual([['H41.06', 'late', 'v1']]);
    expect(states({ issued: [issued('v1', '2026-11-04', '16681')] })).toEqual([['H41.06', 'due', null]]);
  });
  it('is owed by units that lived then, for the kinds of period of the regime alone', () => {
    const communes = { body: { ...book().body, regime: { levels: ['commune' as const], kinds: ['month' as const], dueWorkingDays: 2 } } };
    expect(states(communes).map(([unit]) => unit)).toEqual(['16681']);
    expect(states({ period: period('calendar:2026-Q3') })).toEqual([]);
    expect(states({ period: period('administrative:2026-10') })).toEqual([]);
    expect(states({ body: { periods: { calendar: 'calendar', kinds: ['month'] } } })).toEqual([]);
  });
});
