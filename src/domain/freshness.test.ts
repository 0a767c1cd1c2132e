import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, startOfDay } from './civil';
import { GRACE_MS, freshnessOf, type FreshnessInput, type FreshnessState } from './freshness';
import { toInstant } from './time';

const NOW = toInstant(Date.UTC(2026, 10, 21, 1, 46));
const MINUTE = 60_000;
const ready = (change: Partial<FreshnessInput> = {}): FreshnessInput => ({
  state: 'ready', asOf: NOW, receivedAt: NOW, cadence: { kind: 'interval', seconds: 60 }, now: NOW,
  online: true, hasCause: false, partial: false, provisional: false, ...change,
});
const aged = (ageMs: number, change: Partial<FreshnessInput> = {}): FreshnessState =>
  freshnessOf(ready({ asOf: toInstant(NOW - ageMs), ...change })).state;

describe('by age', () => {
  it('keeps the limits of the gate to the millisecond', () => {
    const limits: readonly (readonly [number, FreshnessState])[] = [
      [0, 'LIVE'], [MINUTE + GRACE_MS, 'LIVE'], [MINUTE + GRACE_MS + 1, 'DELAYED'], [2 * MINUTE, 'DELAYED'], [2 * MINUTE + 1, 'STALE'],
      [5 * MINUTE, 'STALE'], [5 * MINUTE + 1, 'EXPIRED'], [1e12, 'EXPIRED'],
    ];
    for (const [age, state] of limits) expect([age, aged(age)]).toEqual([age, state]);
  });
  it('counts from receipt where the source does not say or its clock runs ahead', () => {
    expect(freshnessOf(ready({ asOf: null, receivedAt: toInstant(NOW - 3 * MINUTE) }))).toMatchObject({ state: 'STALE', ageMs: 3 * MINUTE });
    expect(freshnessOf(ready({ asOf: toInstant(NOW + 7_200_000), receivedAt: toInstant(NOW - 3 * MINUTE) }))).toMatchObject({ state: 'STALE', ageMs: 3 * MINUTE });
    expect(freshnessOf(ready({ asOf: toInstant(NOW + 5000) }))).toMatchObject({ state: 'LIVE', ageMs: 0 });
    expect(freshnessOf(ready({ asOf: null, receivedAt: null }))).toEqual({ state: 'DELAYED', ageMs: null, nextChangeMs: null });
  });
  it('is never LIVE over a failed refresh', () => {
    expect(aged(0, { hasCause: true })).toBe('DELAYED');
    expect(aged(3 * MINUTE, { hasCause: true })).toBe('STALE');
  });
});

describe('precedence', () => {
  it('orders the nine states', () => {
    expect(freshnessOf(ready({ state: 'loading', online: false })).state).toBe('NO-DATA');
    expect(freshnessOf(ready({ state: 'denied', online: false })).state).toBe('NO-DATA');
    expect(aged(1e9, { online: false, partial: true })).toBe('OFFLINE');
    expect(freshnessOf(ready({ state: 'failed', hasCause: true, online: false })).state).toBe('OFFLINE');
    expect(freshnessOf(ready({ state: 'failed', hasCause: true })).state).toBe('ERROR');
    expect(freshnessOf(ready({ state: 'empty', partial: true })).state).toBe('NO-DATA');
    expect(aged(3 * MINUTE, { partial: true, provisional: true })).toBe('STALE');
    expect(aged(6 * MINUTE, { partial: true })).toBe('EXPIRED');
    expect(aged(0, { partial: true, provisional: true, hasCause: true })).toBe('PARTIAL');
    expect(aged(0, { provisional: true, hasCause: true })).toBe('DELAYED');
    expect(aged(100_000, { provisional: true })).toBe('DELAYED');
    expect(aged(0, { provisional: true })).toBe('PROVISIONAL');
  });
  it('keeps the age of what is shown offline', () => {
    expect(freshnessOf(ready({ asOf: toInstant(NOW - 8 * MINUTE), online: false }))).toEqual({ state: 'OFFLINE', ageMs: 8 * MINUTE, nextChangeMs: null });
  });
});

describe('by period', () => {
  const monthly = { kind: 'periodic', period: 'month', publishedAfterDays: 6, checkSeconds: 3600 } as const;
  const on = (today: string, change: Partial<FreshnessInput> = {}): FreshnessState =>
    freshnessOf(ready({ cadence: monthly, now: startOfDay(localDate(today)), asOf: toInstant(0), latestPeriodEnd: localDate('2026-11-01'), ...change })).state;
  it('is live until the next period is due, however old, and never expires', () => {
    expect(on('2026-11-21')).toBe('LIVE');
    expect(on('2026-12-06')).toBe('LIVE');
    expect(on('2026-12-07')).toBe('DELAYED');
    expect(on('2026-12-12')).toBe('DELAYED');
    expect(on('2026-12-13')).toBe('STALE');
    expect(on('2029-01-01')).toBe('STALE');
    expect(on('2026-11-21', { provisional: true })).toBe('PROVISIONAL');
    expect(on('2026-11-21', { hasCause: true })).toBe('DELAYED');
  });
  it('knows quarters, years and the 15th', () => {
    const at = (period: 'quarter' | 'year', end: string, today: string): FreshnessState => on(today, { cadence: { ...monthly, period }, latestPeriodEnd: localDate(end) });
    expect([at('quarter', '2026-10-01', '2027-01-06'), at('quarter', '2026-10-01', '2027-01-07')]).toEqual(['LIVE', 'DELAYED']);
    expect([at('year', '2026-01-01', '2027-01-06'), at('year', '2026-01-01', '2027-01-07')]).toEqual(['LIVE', 'DELAYED']);
    expect([on('2026-12-20', { latestPeriodEnd: localDate('2026-11-15') }), on('2026-12-21', { latestPeriodEnd: localDate('2026-11-15') })]).toEqual(['LIVE', 'DELAYED']);
  });
  it('judges how long ago we looked where no period is known', () => {
    const looked = (ageMs: number): FreshnessState => freshnessOf(ready({ cadence: monthly, asOf: toInstant(0), receivedAt: toInstant(NOW - ageMs) })).state;
    expect([looked(0), looked(2 * 3_600_000), looked(3 * 3_600_000), looked(1e10)]).toEqual(['LIVE', 'DELAYED', 'STALE', 'STALE']);
  });
});

describe('ageing by itself', () => {
  const input = fc.record({
    ageMs: fc.integer({ min: 0, max: 400_000 }), seconds: fc.constantFrom(2, 5, 15, 60, 3600), hasCause: fc.boolean(), partial: fc.boolean(), provisional: fc.boolean(),
  }).map(({ ageMs, seconds, ...flags }) => ready({ ...flags, asOf: toInstant(NOW - ageMs), cadence: { kind: 'interval', seconds } }));
  it('names the very millisecond of the next change', () => {
    fc.assert(fc.property(input, (it) => {
      const { state, nextChangeMs } = freshnessOf(it);
      const later = (ms: number): FreshnessState => freshnessOf({ ...it, now: toInstant(it.now + ms) }).state;
      expect([nextChangeMs === null || nextChangeMs > 0, later((nextChangeMs ?? 1e9) - 1)]).toEqual([true, state]);
      if (nextChangeMs !== null) expect(later(nextChangeMs)).not.toBe(state);
    }));
  });
  it('only ever gets worse', () => {
    const order: FreshnessState[] = ['LIVE', 'PROVISIONAL', 'DELAYED', 'PARTIAL', 'STALE', 'EXPIRED'];
    fc.assert(fc.property(input, fc.integer({ min: 0, max: 1e6 }), (it, ms) => {
      expect(order.indexOf(freshnessOf({ ...it, now: toInstant(it.now + ms) }).state)).toBeGreaterThanOrEqual(order.indexOf(freshnessOf(it).state));
    }));
  });
  it('names the day a period falls due', () => {
    const at = startOfDay(localDate('2026-11-21'));
    const periodic = ready({ now: at, cadence: { kind: 'periodic', period: 'month', publishedAfterDays: 6, checkSeconds: 60 }, latestPeriodEnd: localDate('2026-11-01') });
    expect(freshnessOf(periodic).nextChangeMs).toBe(startOfDay(localDate('2026-12-07')) - at);
  });
});
