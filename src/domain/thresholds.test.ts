import { describe, expect, it } from 'vitest';
import type { Attention, Indicator } from './indicator';
import { measured, missing } from './measure';
import { period } from './period/text';
import { judge, targetFor } from './thresholds';

const card = (change: Partial<Indicator>): Indicator => ({
  id: 'x', name: { vi: '', en: '' }, shortName: { vi: '', en: '' }, definition: { vi: '', en: '' }, unit: 'percent', decimals: 1, direction: 'higher-better',
  owner: { vi: '', en: '' }, calendar: 'calendar', periodKind: 'month', dataset: '', metric: '', levels: [], overUnits: { kind: 'none' }, overTime: { kind: 'none' },
  targets: [], validFrom: '2020-01-01', change: 'difference', ...change,
});
const october = period('calendar:2026-10');
const judged = (change: Partial<Indicator>, values: number[], at = october): Attention[] => values.map((value) => judge(card(change), measured(value), at));

describe('judge', () => {
  it('reads limits by direction; on the limit is still on its good side', () => {
    const thresholds = { basis: 'value', watch: 98, act: 95 } as const;
    expect(judged({ thresholds }, [99, 98, 97.9, 95, 94.9])).toEqual(['good', 'good', 'watch', 'watch', 'act']);
    const rank = { basis: 'value', watch: 15, act: 25 } as const;
    expect(judged({ thresholds: rank, direction: 'lower-better' }, [1, 15, 16, 25, 26])).toEqual(['good', 'good', 'watch', 'watch', 'act']);
    expect(judged({ thresholds, direction: 'neutral' }, [1])).toEqual(['unknown']);
  });
  it('reads bands from both sides', () => {
    const thresholds = { basis: 'band', low: 102, high: 104, actLow: 100, actHigh: 106 } as const;
    expect(judged({ thresholds, direction: 'target-band' }, [99, 101, 102, 104, 105, 107])).toEqual(['act', 'watch', 'good', 'good', 'watch', 'act']);
  });
  it('has no opinion without a rule, a number or a usable target', () => {
    const thresholds = { basis: 'ratio-to-target', watch: 1, act: 0.9 } as const;
    expect(judged({}, [1])).toEqual(['unknown']);
    expect(judge(card({ thresholds: { basis: 'value', watch: 1, act: 0 } }), missing('not-yet'), october)).toBe('unknown');
    expect(judged({ thresholds }, [1])).toEqual(['unknown']);
    expect(judged({ thresholds, targets: [{ period: 'calendar:2026', value: 0 }] }, [1])).toEqual(['unknown']);
  });
  it('reads a rate against the target of the year', () => {
    const thresholds = { basis: 'ratio-to-target', watch: 0.98, act: 0.85 } as const;
    const targets = [{ period: 'calendar:2026', value: 10 }];
    expect(judged({ thresholds, targets, calendar: 'statistical', periodKind: 'quarter' }, [10, 9.7, 8], period('statistical:2026-Q3'))).toEqual(['good', 'watch', 'act']);
  });
  it('does not blame a sum that is still growing towards its plan', () => {
    const plan: Partial<Indicator> = { thresholds: { basis: 'ratio-to-target', watch: 0.95, act: 0.8 }, targets: [{ period: 'calendar:2026', value: 100 }], overTime: { kind: 'last' } };
    expect(judged(plan, [20, 97], period('statistical:2026-10'))).toEqual(['unknown', 'good']);
    expect(judged(plan, [20, 97], period('statistical:2026-12'))).toEqual(['act', 'good']);
    expect(judged({ ...plan, direction: 'lower-better', thresholds: { basis: 'ratio-to-target', watch: 1, act: 1.1 } }, [20, 105, 120], period('statistical:2026-10'))).toEqual(['unknown', 'watch', 'act']);
    expect(judged({ ...plan, overTime: { kind: 'sum' } }, [20])).toEqual(['unknown']);
  });
});

describe('targetFor', () => {
  const targets = [{ period: 'calendar:2026', value: 1 }, { period: 'calendar:2026-Q4', value: 2 }, { period: 'calendar:2026-10', value: 3 }, { period: 'nonsense', value: 4 }];
  const value = (text: string): number | undefined => targetFor({ targets }, period(text))?.value;
  it('prefers the very period, then the narrowest that holds it', () => {
    expect([value('calendar:2026-10'), value('calendar:2026-11'), value('calendar:2026-09'), value('calendar:2026')]).toEqual([3, 2, 1, 1]);
    expect(value('calendar:2025-10')).toBeUndefined();
  });
  it('never reads a longer period against a shorter target', () => {
    expect(value('statistical:2026-10')).toBe(1);
    expect(value('administrative:2026')).toBe(1);
  });
});
