import { describe, expect, it } from 'vitest';
import { toInstant } from '@/domain/time';
import type { Indicator } from '@/domain/indicator';
import { sampleCube, SAMPLE_NOW, sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { indicatorSlot } from '@/widget-kit/indicator-slots';
import { byDifference, conflictOf, conflictSlots, tellingsOf } from './conflicts';

const province = sampleProvince();
const scope = sampleScope({ period: 'calendar:2026-10' });
const exportsCard = province.indicators.get('exports');
if (!exportsCard) throw new Error('no sample card');
const OTHER = { vi: 'Hải quan', en: 'Customs' };
const card: Indicator = { ...exportsCard, alsoFrom: [{ dataset: 'socio-economic-monthly', metric: 'imports', owner: OTHER }] };
const cube = (own: readonly (number | null)[], other: readonly (number | null)[]) => sampleCube(
  [{ id: 'time', role: 'time', categories: ['calendar:2026-08', 'calendar:2026-09', 'calendar:2026-10'] }, { id: 'metric', role: 'metric', categories: ['exports', 'imports'] }],
  { values: [0, 1, 2].flatMap((at) => [own[at] ?? NaN, other[at] ?? NaN]) },
);
const input = (own: readonly (number | null)[], other: readonly (number | null)[]) =>
  ({ scope, province, now: SAMPLE_NOW, snapshots: { [indicatorSlot(card)]: snapshotOf(cube(own, other), { asOf: toInstant(1) }) } });

describe('two owners of one indicator', () => {
  it('are told beside each other, the card of the pack first', () => {
    expect(tellingsOf(card).map(({ owner, card: { metric } }) => [owner.vi, metric])).toEqual([[card.owner.vi, 'exports'], ['Hải quan', 'imports']]);
    expect(conflictOf(exportsCard, input([1], [1]))).toBeNull();
  });

  it('differ by what the newest period says that both have', () => {
    const conflict = conflictOf(card, input([10, 20, 30], [9, 24, null]));
    expect(conflict?.pairs.map(({ period: { code }, difference }) => [code, difference])).toEqual([['2026-08', 1], ['2026-09', -4]]);
    expect(conflict?.newest).toMatchObject({ own: 20, other: 24 });
    expect(conflict?.share).toBeCloseTo(4 / 24);
    expect([conflict?.own.figure.period?.code, conflict?.other.figure.period?.code]).toEqual(['2026-09', '2026-09']);
  });

  it('have no difference where they share no period: missing is not zero', () => {
    const conflict = conflictOf(card, input([10, null, 30], [null, 24, null]));
    expect(conflict).toMatchObject({ pairs: [], newest: null, share: null });
  });

  it('stand in order of the difference, whatever they count, those without any last', () => {
    const [small, large, none] = [conflictOf(card, input([1000], [1001])), conflictOf(card, input([1], [2])), conflictOf(card, input([1], [null]))];
    if (!small || !large || !none) throw new Error('no conflict');
    expect([none, small, large].sort(byDifference)).toEqual([large, small, none]);
  });

  it('are asked for one period at a time where a source answers so, and history only on the page of the indicator', () => {
    const total = province.indicators.get('index-766-total');
    const single: Indicator = { ...(total ?? card), dataset: 'index-766-totals', metric: 'total', alsoFrom: [{ dataset: 'index-766-totals', metric: 'other', owner: OTHER }] };
    expect(Object.keys(conflictSlots(single, scope, province, SAMPLE_NOW, true))).toHaveLength(6);
    expect(Object.keys(conflictSlots(single, scope, province, SAMPLE_NOW, false))).toHaveLength(1);
    expect(Object.keys(conflictSlots(card, scope, province, SAMPLE_NOW, true))).toHaveLength(1);
  });
});
