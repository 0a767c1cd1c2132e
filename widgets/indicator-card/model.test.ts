import { describe, expect, it } from 'vitest';
import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import { SAMPLE_NOW, sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import { report } from './report';

const province = sampleProvince();

function cardOf(indicator: string, value: (index: number, count: number) => number | null, change: Parameters<typeof sampleScope>[0] = {}) {
  const card = province.indicators.get(indicator);
  if (!card) throw new Error(`no sample card ${indicator}`);
  const scope = sampleScope(change);
  const slots = indicatorSlots(card, scope, province, SAMPLE_NOW);
  const snapshots = Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, snapshotOf(indicatorAnswer(card, query, value), { query })]));
  return model({ options: { indicator, compare: 'last-year', showTrend: true }, scope, province, now: SAMPLE_NOW, snapshots });
}

describe('indicator card', () => {
  it('shows the newest observation and names its period, not the scope’s', () => {
    const vm = cardOf('exports', (index, count) => (index < count - 1 ? 100 + index : null));
    expect(vm.reading?.figure.measure).toMatchObject({ kind: 'value' });
    expect(vm.reading?.figure.period?.code).toBe('2026-10');
    expect(vm.latestPeriod?.code).toBe('2026-10');
  });

  it('compares with the same period last year of the figure shown', () => {
    const vm = cardOf('exports', (index, count) => (index < count - 1 ? 100 + index : null));
    expect(vm.reading?.base?.period?.code).toBe('2025-10');
    const figure = vm.reading?.figure.measure;
    const base = vm.reading?.base?.measure;
    expect(figure?.kind === 'value' && base?.kind === 'value' && figure.value - base.value).toBe(12);
  });

  it('keeps a missing figure missing: no number, no bar, not empty', () => {
    const vm = cardOf('exports', () => null);
    expect(vm.reading?.figure.measure.kind).toBe('missing');
    expect(vm.reading?.bar).toBeNull();
    expect(vm.empty).toBe(false);
    expect(vm.latestPeriod).toBeUndefined();
  });

  it('draws no bar for a rank, where longer would look better', () => {
    expect(cardOf('par-index-rank', () => 12).reading?.bar).toBeNull();
  });

  it('says when the figure speaks of a wider unit than the scope', () => {
    const commune = province.units.treeAt(sampleScope().period.start).units.find((unit) => unit.level === 'commune');
    const vm = cardOf('exports', () => 5, commune ? { unit: commune.code } : {});
    expect(vm.reading?.wider).toBe(true);
    expect(vm.reading?.figure.orgUnit).toBe(province.unit);
  });

  it('names an indicator the pack does not have', () => {
    const vm = model({ options: { indicator: 'nobody', compare: 'none', showTrend: false }, scope: sampleScope(), province, now: SAMPLE_NOW, snapshots: {} });
    expect(vm.missingIndicator).toBe('nobody');
    expect(report(vm)).toEqual([{ kind: 'note', label: { key: 'noIndicator', params: { id: 'nobody' } } }]);
  });

  it('reports the very figures of the screen', () => {
    const vm = cardOf('exports', (index) => index);
    const [block] = report(vm);
    expect(block).toMatchObject({ kind: 'figure', figure: vm.reading?.figure });
  });

  it('does not compare a running month’s sum with a whole one', () => {
    const vm = cardOf('exports', () => 100);
    expect(vm.reading?.figure.period?.code).toBe('2026-11');
    expect(vm.reading?.base).toBeNull();
    expect(vm.reading?.unfinished).toBe(true);
  });
});
