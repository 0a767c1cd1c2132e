import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, startOfDay } from '@/domain/civil';
import { measured, missing, type Measure, type MissingReason } from '@/domain/measure';
import { period } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { createFormat } from './create-format';
import { machineValue } from './machine-value';
import { roundHalfAway, subtract } from './rounding';

const vi = createFormat('vi');
const en = createFormat('en');

/** Reads a printed number back, as a person would. */
const readBack = (text: string, language: 'vi' | 'en'): number => {
  const plain = language === 'vi' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  return Number(plain.replace('−', '-'));
};

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => n / 1000),
  fc.constantFrom(-0.57, 0.005, 1.005, 1e15, 2 ** 53 + 2, -0, 0, 1e21, 123456789012345680000000, 5e-324),
);

describe('rounding', () => {
  it('rounds half away from zero on decimal digits', () => {
    expect([roundHalfAway(0.005, 2), roundHalfAway(1.005, 2), roundHalfAway(-1.005, 2), roundHalfAway(2.5, 0), roundHalfAway(-2.5, 0)]).toEqual([0.01, 1.01, -1.01, 3, -3]);
    expect(roundHalfAway(-0.57, 1)).toBe(-0.6);
    expect(roundHalfAway(-0.57, 2)).toBe(-0.57);
    expect(roundHalfAway(1e-7, 6)).toBe(0);
    expect(roundHalfAway(5e-7, 6)).toBe(1e-6);
  });
  it('never gives a negative zero', () => {
    expect(Object.is(roundHalfAway(-0.004, 2), 0)).toBe(true);
    expect(Object.is(roundHalfAway(-0, 2), 0)).toBe(true);
  });
  it('agrees with exact whole-number arithmetic for every thousandth', () => {
    fc.assert(fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (thousandths) => {
      const size = Math.abs(thousandths);
      const hundredths = Math.floor(size / 10) + (size % 10 >= 5 ? 1 : 0);
      expect(roundHalfAway(thousandths / 1000, 2)).toBe(hundredths === 0 ? 0 : (Math.sign(thousandths) * hundredths) / 100);
    }));
  });
  it('subtracts on decimal digits', () => {
    expect(subtract(98.3, 98.25)).toBe(0.05);
    expect(subtract(100.25, 100.2)).toBe(0.05);
    expect(subtract(1e300, 1)).toBe(1e300);
  });
});

describe('numbers', () => {
  it('groups and points as each language does', () => {
    expect(vi.number(1234567.8, 1)).toBe('1.234.567,8');
    expect(en.number(1234567.8, 1)).toBe('1,234,567.8');
    expect(vi.number(-0.57, 2)).toBe('−0,57');
    expect(vi.number(-0.004, 2)).toBe('0,00');
    expect(vi.number(999, 0)).toBe('999');
    expect(vi.number(NaN, 0)).toBe('—');
  });
  it('matches the host formatter wherever both can speak', () => {
    const hosts = { vi: new Map<number, Intl.NumberFormat>(), en: new Map<number, Intl.NumberFormat>() };
    for (let d = 0; d <= 4; d++) for (const language of ['vi', 'en'] as const) {
      hosts[language].set(d, new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-US', { minimumFractionDigits: d, maximumFractionDigits: d, signDisplay: 'negative' }));
    }
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 4 }), (whole, decimals) => {
      const number = whole / 10 ** decimals;
      expect(vi.number(number, decimals)).toBe(hosts.vi.get(decimals)?.format(number).replace('-', '−'));
      expect(en.number(number, decimals)).toBe(hosts.en.get(decimals)?.format(number).replace('-', '−'));
    }));
  });
  it('reads back as the same rounded value in both languages, and never as −0', () => {
    fc.assert(fc.property(value, fc.integer({ min: 0, max: 4 }), (number, decimals) => {
      const rounded = roundHalfAway(number, decimals);
      for (const format of [vi, en]) {
        const text = format.number(number, decimals);
        expect(readBack(text, format.language)).toBe(rounded);
        expect(text).not.toMatch(/^−[0.,]*$/);
      }
    }), { numRuns: 10_000 });
  });
  it('says short forms in words', () => {
    expect([12.3e9, 8400, 999_960, 1e9, 21_486, 45.25, 8.456, 0, 1.5e12, 1234e12, -2_500_000].map((n) => vi.compact(n))).toEqual([
      '12,3 tỷ', '8,4 nghìn', '1 triệu', '1 tỷ', '21,5 nghìn', '45,3', '8,46', '0', '1,5 nghìn tỷ', '1.234 nghìn tỷ', '−2,5 triệu',
    ]);
    expect([12.3e9, 8400, 1e12].map((n) => en.compact(n))).toEqual(['12.3 bn', '8.4 k', '1 tn']);
    expect(vi.compact(999.96)).toBe('1 nghìn');
  });
});

describe('measures', () => {
  it('keeps the unit apart and reads whole', () => {
    expect(vi.measure(measured(21486, 'estimated'), 'billion-dong', 0)).toEqual({ text: '21.486', unit: 'tỷ đồng', full: '21.486 tỷ đồng, ước tính' });
    expect(vi.measure(measured(12.6), 'percent', 1)).toEqual({ text: '12,6', unit: '%', full: '12,6%' });
    expect(vi.measure(measured(5), 'rank', 0)).toEqual({ text: '5', unit: '', full: 'hạng 5' });
    expect(en.measure(measured(1), 'dossier', 0).full).toBe('1 dossier');
    expect(en.measure(measured(2), 'dossier', 0).full).toBe('2 dossiers');
  });
  it('says how much of a partial total is there', () => {
    const partial: Measure = { kind: 'value', value: 10, status: 'official', coverage: { present: 129, expected: 130 } };
    expect(vi.measure(partial, 'dossier', 0).full).toBe('10 hồ sơ, mới có 129/130 phần');
    expect(en.measure(partial, 'dossier', 0).full).toBe('10 dossiers, 129 of 130 parts');
  });
  it('never shows a missing value as a number', () => {
    const reasons: MissingReason[] = ['not-available', 'not-yet', 'not-applicable', 'hidden', 'denied', 'broken-series', 'incomplete', 'quarantined'];
    for (const format of [vi, en]) {
      const full = reasons.map((reason) => format.measure(missing(reason), 'dossier', 0));
      expect(full.every((each) => !/\d/.test(each.text + each.full) && each.unit === '')).toBe(true);
      expect(new Set(full.map((each) => each.full)).size).toBe(reasons.length);
    }
    expect(vi.measure(missing('not-available'), 'dossier', 0).text).toBe('—');
  });
  it('has a word for every unit, composed', () => {
    for (const unit of UNITS_OF_MEASURE) for (const format of [vi, en]) {
      expect(format.unit(unit) !== '' || unit === 'count').toBe(true);
      expect(format.unit(unit)).toBe(format.unit(unit).normalize('NFC'));
      expect(format.unit(unit)).not.toContain('*');
    }
  });
  it('has a machine form', () => {
    expect([machineValue(measured(-0.57)), machineValue(measured(-0)), machineValue(measured(21486.5)), machineValue(missing('hidden'))]).toEqual(['-0.57', '0', '21486.5', '']);
  });
});

describe('changes', () => {
  const of = (current: Measure, base: Measure, change: 'relative' | 'difference' = 'relative') => vi.delta(current, base, change, 'percent', 2);
  it('tells relative change with a sign', () => {
    expect(of(measured(112.3), measured(100))).toEqual({ text: '+12,3', unit: '%', full: '+12,3%', sign: 1 });
    expect(of(measured(80), measured(100))).toMatchObject({ text: '−20,0', sign: -1 });
    expect(of(measured(100.01), measured(100))).toMatchObject({ text: '0,0', sign: 0 });
  });
  it('tells differences in points', () => {
    expect(of(measured(98.38), measured(97.25), 'difference')).toEqual({ text: '+1,13', unit: 'điểm %', full: '+1,13 điểm %', sign: 1 });
    expect(vi.delta(measured(3), measured(5), 'difference', 'rank', 0)).toEqual({ text: '−2', unit: 'bậc', full: '−2 bậc', sign: -1 });
    expect(en.delta(measured(4), measured(5), 'difference', 'rank', 0).full).toBe('−1 place');
    expect(of(measured(3), measured(0), 'difference').text).toBe('+3,00');
  });
  it('has none from a base that is missing, zero or negative', () => {
    for (const base of [missing('not-yet'), measured(0), measured(-5)]) expect(of(measured(3), base)).toMatchObject({ text: '—', sign: null });
    expect(of(missing('incomplete'), measured(3)).full).toBe('chưa đủ số liệu thành phần');
  });
});

describe('time', () => {
  const at = toInstant(Date.UTC(2026, 10, 21, 1, 46, 30));
  it('prints dates and times of Vietnam whatever the host', () => {
    expect([vi.dateTime(at), en.date(at), vi.dayMonth(localDate('2026-11-05')), vi.time(startOfDay(localDate('2026-01-01')))]).toEqual(['08:46 21/11/2026', '21/11/2026', '05/11', '00:00']);
    expect(vi.date(toInstant(Date.UTC(2026, 11, 31, 17)))).toBe('01/01/2027');
    expect(vi.dateTime(toInstant(Date.UTC(2026, 11, 31, 16, 59, 59, 999)))).toBe('23:59 31/12/2026');
  });
  it('tells age in the largest unit reached', () => {
    const [s, m, h] = [1000, 60_000, 3_600_000];
    expect([0, -5, 45 * s, 60 * s, 5.9 * m, 26 * h, 48 * h, 72 * h].map((ms) => vi.age(ms))).toEqual(['0 giây', '0 giây', '45 giây', '1 phút', '5 phút', '26 giờ', '2 ngày', '3 ngày']);
    expect([1 * h, 2 * h].map((ms) => en.age(ms))).toEqual(['1 hour', '2 hours']);
  });
  const names = (codes: string[], format = vi) => codes.map((code) => format.period(period(code)));
  it('names calendar and administrative periods', () => {
    const codes = ['2026-11', '2026-Q3', '2026-H1', '2026-H2', '2026-9M', '2026', '2026-W47', '2026-11-21'];
    const expected = ['Tháng 11 năm 2026', 'Quý III năm 2026', '6 tháng đầu năm 2026', '6 tháng cuối năm 2026', '9 tháng năm 2026', 'Năm 2026', 'Tuần 47 năm 2026', 'Ngày 21/11/2026'];
    expect(names(codes.map((code) => `calendar:${code}`))).toEqual(expected);
    expect(names(codes.map((code) => `administrative:${code}`))).toEqual(expected);
    expect(names(codes.map((code) => `calendar:${code}`), en)).toEqual(['November 2026', 'Third quarter of 2026', 'First half of 2026', 'Second half of 2026', 'First nine months of 2026', 'Year 2026', 'Week 47, 2026', '21/11/2026']);
  });
  it('names year-to-date spans by what they hold', () => {
    const codes = ['2026-01', '2026-06', '2026-10', '2026-12', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2026-9M', '2026', '2026-11-21'].map((code) => `statistical:${code}`);
    expect(names(codes)).toEqual(['Tháng 1 năm 2026', '6 tháng đầu năm 2026', '10 tháng năm 2026', '12 tháng năm 2026', 'Quý I năm 2026', '6 tháng đầu năm 2026', '9 tháng năm 2026', 'Năm 2026', '9 tháng năm 2026', 'Năm 2026', 'Từ đầu năm đến hết 21/11/2026']);
    expect(names(['statistical:2026-10', 'statistical:2026-Q1'], en)).toEqual(['January–October 2026', 'January–March 2026']);
  });
  it('shortens periods for axes', () => {
    const short = (codes: string[]) => codes.map((code) => vi.periodShort(period(code)));
    expect(short(['calendar:2026-11', 'calendar:2026-Q3', 'calendar:2026', 'calendar:2026-H2', 'calendar:2026-9M', 'calendar:2026-W47', 'calendar:2026-11-21', 'statistical:2026-10', 'statistical:2026-Q3', 'statistical:2026-Q1'])).toEqual(
      ['T11/2026', 'Q3/2026', '2026', '6T cuối/2026', '9T/2026', 'Tuần 47/2026', '21/11', '10T/2026', '9T/2026', 'Q1/2026']);
    expect(en.periodShort(period('calendar:2026-11'))).toBe('Nov 2026');
  });
  it('prints the days a period holds', () => {
    expect(['administrative:2026-11', 'administrative:2026', 'calendar:2026-11-21', 'statistical:2026-10'].map((code) => vi.periodSpan(period(code)))).toEqual(['15/10 – 14/11', '15/12/2025 – 14/12/2026', '21/11', '01/01 – 31/10']);
  });
});
