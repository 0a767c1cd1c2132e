import { describe, expect, it } from 'vitest';
import { period } from '@/domain/period/text';
import { sampleScope } from '@/widget-kit/testing/sample-province';
import { followedBeside, otherScope, turned } from './compare-sides';

const scope = sampleScope({ period: 'calendar:2026-10' });
const byUnit = { kind: 'unit', unit: '16681' } as const;
const byPeriod = { kind: 'period', period: period('calendar:2025-10') } as const;

describe('two sides', () => {
  it('differ in what they are compared in and in nothing else', () => {
    expect(otherScope(scope, byUnit)).toEqual({ ...scope, unit: '16681' });
    expect(otherScope(scope, byPeriod)).toEqual({ ...scope, period: byPeriod.period });
  });

  it('are turned alone in what is compared, together in all else', () => {
    expect(turned({ scope }, byUnit, 'second', { unit: '17329' })).toEqual({ scope, compare: { kind: 'unit', unit: '17329' } });
    expect(turned({ scope }, byUnit, 'first', { unit: '17329' })).toEqual({ scope: { ...scope, unit: '17329' } });
    const later = period('calendar:2026-11');
    for (const side of ['first', 'second'] as const) expect(turned({ scope }, byUnit, side, { period: later }).scope?.period).toEqual(later);
    expect(turned({ scope }, byPeriod, 'second', { period: later })).toEqual({ scope, compare: { kind: 'period', period: later } });
    expect(turned({ scope }, byPeriod, 'second', { unit: '17329' })).toEqual({ scope: { ...scope, unit: '17329' }, compare: byPeriod });
  });

  it('do not follow a pick of what they are compared in', () => {
    const picked = ['unit', 'period', 'sector'].map((dimension) => ({ dimension, value: 'x', label: 'x', from: 'a' }));
    expect(followedBeside(picked, byUnit).map(({ dimension }) => dimension)).toEqual(['period', 'sector']);
    expect(followedBeside(picked, byPeriod).map(({ dimension }) => dimension)).toEqual(['unit', 'sector']);
  });
});
