import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, localDate } from '@/domain/civil';
import { lastPeriods, periodOf } from '@/domain/period/period';
import type { Scope } from '@/domain/scope';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { readScope, writeScope } from './scope-url';
import type { ScopeDefaults } from './scope-url';

const province = sampleProvince();
const today = civilDate(SAMPLE_NOW);
const defaults: ScopeDefaults = { unit: province.unit, calendar: 'calendar', periodKind: 'month' };
const read = (query: Parameters<typeof readScope>[0]) => readScope(query, defaults, province, SAMPLE_NOW);

const scopes = fc.record<Scope>({
  unit: fc.constantFrom(...province.units.all.map((unit) => unit.code)),
  period: fc.tuple(fc.constantFrom('day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year'), fc.constantFrom('calendar', 'administrative', 'statistical'), fc.integer({ min: 0, max: 900 }))
    .map(([kind, calendar, back]) => periodOf(kind, calendar, addDays(today, -back))),
  boundary: fc.oneof(
    fc.constant({ kind: 'as-reported' } as const),
    fc.integer({ min: 0, max: 900 }).map((back) => ({ kind: 'on-date', date: addDays(today, -back) }) as const),
  ),
});

describe('the scope in an address', () => {
  it('comes back as it was written, whatever it is', () => {
    fc.assert(fc.property(scopes, (scope) => {
      const { scope: back, rejected } = read(writeScope(scope, defaults, SAMPLE_NOW));
      expect(rejected).toEqual([]);
      expect(back).toEqual(scope);
    }));
  });

  it('leaves the defaults out, so that "now" rolls with the clock', () => {
    const { scope } = read({});
    expect(writeScope(scope, defaults, SAMPLE_NOW)).toEqual({});
    expect(scope.period).toEqual(lastPeriods(periodOf('month', 'calendar', today), 1)[0]);
    expect(scope.boundary).toEqual({ kind: 'on-date', date: today });
  });

  it('never fails on any text, names what it could not take and uses the default there', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (unit, period, map) => {
      const { scope, rejected } = read({ unit, period, map });
      for (const { got } of rejected) expect(got.length).toBeLessThanOrEqual(64);
      if (rejected.some((one) => one.part === 'unit')) expect(scope.unit).toBe(province.unit);
      if (rejected.some((one) => one.part === 'period')) expect(scope.period.code).toBe('2026-11');
    }));
  });

  it('takes the good parts of an address beside the bad ones', () => {
    const { scope, rejected } = read({ unit: 'nowhere', period: 'administrative:2026-10', map: '2025-06-30' });
    expect(rejected).toEqual([{ part: 'unit', got: 'nowhere' }]);
    expect(scope.period.calendar).toBe('administrative');
    expect(scope.boundary).toEqual({ kind: 'on-date', date: localDate('2025-06-30') });
  });
});
